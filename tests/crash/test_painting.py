"""A server with a painter, killed while it paints: no picture is asked for, and paid, twice."""

import threading
import time
from pathlib import Path

import pytest
from painting import Asked, Gallery
from rows import database_of
from serving import Server

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
