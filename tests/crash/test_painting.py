"""A server or a worker with a painter, killed while it paints: no picture is asked for, and paid, twice."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import postgres
import pytest
from painting import Asked, Gallery
from peers import Peers
from rows import database_of
from serving import Server

T = TypeVar("T")

CARDS = "\n---\n".join(f"# Reach {number}\n\nThe river has room again." for number in range(1, 5))
BODY = {
    "inputText": CARDS,
    "textMode": "preserve",
    "cardSplit": "inputTextBreaks",
    "cardOptions": {"dimensions": "16x9"},
    "imageOptions": {"model": "flux-2-pro"},
}
PRICE = 8  # credits of one picture by that model


@pytest.mark.crash
def test_a_picture_that_was_painted_before_a_crash_is_not_painted_again(tmp_path: Path) -> None:
    with Gallery().up() as gallery:
        held = threading.Event()

        def instead(_: Asked) -> tuple[int, bytes] | None:
            if len(gallery.asked) > 1:
                held.wait(60)  # the second picture is still being painted when the server dies
            return None

        gallery.instead = instead
        keys = {"image_model": "house", "image_base_url": gallery.base, "image_api_key": "sk-secret"}
        server = Server(tmp_path, keys).start()
        try:
            id_ = server.generate(**BODY)
            wait_for_paintings(tmp_path / "data", id_, 1)
            server.kill()
            before = prompts(gallery)
            held.set()
            gallery.asked.clear()
            server.start()
            found = server.finished(id_, 60)
            again = prompts(gallery)
        finally:
            held.set()
            server.kill()
    assert found["status"] == "completed"
    assert len(before) == 2 and len(set(before)) == 2
    assert again == before[1:]  # the first was kept; the answer to the second was lost with the server
    assert found["credits"]["deducted"] == 4 * 2 + 2 * PRICE


@pytest.mark.crash
@pytest.mark.parametrize("kept", [False, True], ids=["on its way", "kept"])
def test_a_single_picture_ends_though_its_server_is_killed_and_is_charged_once(tmp_path: Path, *, kept: bool) -> None:
    with Gallery().up() as gallery:
        held = threading.Event()
        gallery.instead = lambda _: None if kept else held.wait(60) and None
        server = Server(tmp_path, {"image_model": "house", "image_base_url": gallery.base}).start()
        try:
            before = server.ask("GET", "/v1.0/credits").json()["remaining"]
            id_ = server.ask("POST", "/v1.0/images", json={"prompt": "Calm water"}).json()["imageGenerationId"]
            if kept:
                wait_for_paintings(tmp_path / "data", id_, 1)
            else:
                until(lambda: gallery.asked)
            server.kill()
            held.set()
            server.start()
            found = until(lambda: ended(server, id_))
            after = server.ask("GET", "/v1.0/credits").json()["remaining"]
        finally:
            held.set()
            server.kill()
    assert (found["status"], found["credits"]) == ("completed", {"deducted": 2, "remaining": before - 2})
    assert after == before - 2
    assert len(gallery.asked) == (1 if kept else 2)  # an answer on its way is lost with the server


@pytest.mark.crash
def test_a_single_picture_of_a_worker_that_is_killed_is_painted_by_another_one(
    tmp_path: Path, cluster: postgres.Cluster
) -> None:
    with Gallery().up() as gallery, cluster.database() as url:
        held = threading.Event()
        gallery.instead = lambda _: held.wait(60) and None
        settings = {"image_model": "house", "image_base_url": gallery.base, "public_base": "https://decks.example"}
        peers = Peers(tmp_path, url, settings).start(2, 1)
        try:
            one, other = peers.apis
            id_ = one.ask("POST", "/v1.0/images", json={"prompt": "Calm water"}).json()["imageGenerationId"]
            until(lambda: gallery.asked)
            peers.workers[0].kill()
            peers.add_worker()
            held.set()
            found = until(lambda: ended(other, id_))
            assert found == one.ask("GET", f"/v1.0/images/{id_}").json()
        finally:
            held.set()
            peers.kill()
    assert (found["status"], found["credits"]["deducted"]) == ("completed", 2)


def ended(server: Server, image_id: str) -> dict[str, Any] | None:
    found: dict[str, Any] = server.ask("GET", f"/v1.0/images/{image_id}").json()
    return None if found["status"] == "pending" else found


def until(look: Callable[[], T], seconds: float = 60) -> T:
    """What a look gives once it is something."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return found


def prompts(gallery: Gallery) -> list[str]:
    return [asked.body["prompt"] for asked in gallery.asked]


def wait_for_paintings(data: Path, job_id: str, number: int) -> None:
    deadline = time.monotonic() + 60
    with database_of(data) as database:
        while time.monotonic() < deadline:
            if database.one("SELECT COUNT(*) FROM paintings WHERE job_id = ?", (job_id,)) == (number,):
                return
            time.sleep(0.01)
    raise AssertionError("the picture was not kept")
