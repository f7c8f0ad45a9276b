"""Single pictures of a server with an image model: pending, then there or failed, and paid once."""

import base64
import io
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest
import typed
from cardwright_client import Client
from painting import Gallery
from PIL import Image
from serving import KEY, Server, envelope, free_port, http

PROMPT, PRICE, CREDITS = "Calm water in the evening", 2, 1000


@pytest.fixture(scope="module")
def painting(galleries: Gallery, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    keys = {
        "image_model": "house", "image_base_url": galleries.base, "image_api_key": "sk-secret", "plan": "pro",
        "credits": str(CREDITS), "fetch_images": "true", "metrics_port": str(free_port()),
    }  # fmt: skip
    server = Server(tmp_path_factory.mktemp("painting"), keys).start()
    try:
        yield server
    finally:
        server.stop()


def post(server: Server, **fields: Any) -> httpx2.Response:
    headers = fields.pop("headers", {})
    return server.ask("POST", "/v1.0/images", json={"prompt": PROMPT, **fields}, headers=headers)


def look(server: Server, image_id: str) -> httpx2.Response:
    return server.ask("GET", f"/v1.0/images/{image_id}")


def ended(server: Server, image_id: str, seconds: float = 60) -> dict[str, Any]:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found: dict[str, Any] = look(server, image_id).json()
        if found["status"] != "pending":
            return found
        time.sleep(0.05)
    raise AssertionError(f"{image_id} is still pending:\n{server.log()[-3000:]}")


def made(server: Server, **fields: Any) -> dict[str, Any]:
    answer = post(server, **fields)
    assert answer.status_code == 200, answer.text
    return ended(server, answer.json()["imageGenerationId"])


def test_a_picture_is_pending_while_it_is_painted(painting: Server, gallery: Gallery) -> None:
    held = threading.Event()
    gallery.instead = lambda _: held.wait(30) and None
    try:
        answer = post(painting, sizePreset="slide")
        assert set(answer.json()) == {"imageGenerationId"}
        image_id = answer.json()["imageGenerationId"]
        waiting = look(painting, image_id)
        assert waiting.json() == {"imageGenerationId": image_id, "status": "pending"}
        assert int(waiting.headers["retry-after"]) >= 1
        listed = typed.typed("admin", "jobs", "list", "--data", str(painting.folder / "data"), environment={})[1]
        assert [line.split()[:2] for line in listed.splitlines()] == [[image_id, "picture"]]
        metrics = http().get(f"http://127.0.0.1:{painting.settings['metrics_port']}/metrics").text
        assert (
            sum(
                float(line.split()[-1])
                for line in metrics.splitlines()
                if line.startswith('cardwright_jobs_open{kind="picture"')
            )
            == 1
        )
    finally:
        held.set()
    found = ended(painting, image_id)
    image = found["image"]
    assert found["status"] == "completed"
    assert (image["width"], image["height"], image["format"], image["mimeType"]) == (1920, 1080, "jpeg", "image/jpeg")
    assert (image["aspectRatioUsed"], image["transparency"]) == ("16:9", False)
    shown = painting.ask("GET", urlsplit(image["url"]).path, key=None)
    assert shown.headers["content-type"] == "image/jpeg"
    assert Image.open(io.BytesIO(shown.content)).size == (1920, 1080)
    archived = painting.ask("POST", f"/v1.0/images/media/{image['savedMediaId']}/archive")
    assert archived.json()["archived"] is True
    assert (
        'cardwright_jobs_total{kind="picture",outcome="completed"}'
        in http().get(f"http://127.0.0.1:{painting.settings['metrics_port']}/metrics").text
    )


def test_it_costs_what_a_picture_of_a_deck_costs_and_is_paid_once(painting: Server, gallery: Gallery) -> None:
    before = painting.ask("GET", "/v1.0/credits").json()["remaining"]
    found = made(painting)
    assert found["credits"] == {"deducted": PRICE, "remaining": before - PRICE}
    assert painting.ask("GET", "/v1.0/credits").json()["remaining"] == before - PRICE
    again = look(painting, found["imageGenerationId"]).json()
    assert again == found
    assert len(gallery.asked) == 1


def test_theme_and_manner_are_told_the_painter_in_words(painting: Server, gallery: Gallery) -> None:
    assert "warnings" not in made(painting, type="photo", themeId="ocean", sizePreset="banner")
    (asked,) = gallery.asked
    assert all(word in asked.body["prompt"] for word in (PROMPT, "photograph", "Colours: ", "blue", "4:1"))


def test_scenes_take_no_theme(painting: Server, gallery: Gallery) -> None:
    found = made(painting, type="scene", themeId="ocean")
    assert [one["code"] for one in found["warnings"]] == ["theme_skipped_for_scene"]
    assert "Colours" not in gallery.asked[0].body["prompt"]


def test_references_that_cannot_be_had_end_it_free_of_charge(painting: Server, gallery: Gallery) -> None:
    inside = [{"url": f"https://127.0.0.1:{painting.port}/a.png", "role": "subject"}]
    answer = post(painting, type="photo", themeId="ocean", referenceImages=inside)
    codes = [one["code"] for one in answer.json()["warnings"]]
    assert codes == ["curated_style_skipped_for_references", "theme_skipped_for_references"]
    found = ended(painting, answer.json()["imageGenerationId"])
    assert (found["status"], found["retryable"], found["credits"]["deducted"]) == ("failed", True, 0)
    assert found["error"] == "The picture could not be painted: none of the reference images could be had."
    assert found["warnings"] == answer.json()["warnings"]
    assert gallery.asked == []  # and nothing inside was asked either


@pytest.mark.parametrize(("status", "retryable"), [(400, False), (503, True)])
def test_a_painter_that_refuses_or_fails_costs_nothing(
    painting: Server, gallery: Gallery, status: int, retryable: bool
) -> None:
    gallery.instead = lambda _: (status, b"{}")
    before = painting.ask("GET", "/v1.0/credits").json()["remaining"]
    found = made(painting)
    assert found == {
        "imageGenerationId": found["imageGenerationId"],
        "status": "failed",
        "error": f"The picture could not be painted: the image model answered HTTP status {status}.",
        "retryable": retryable,
        "credits": {"deducted": 0, "remaining": before},
    }
    assert "secret" not in painting.log()


def test_what_failed_is_asked_for_once_more_by_an_operator(painting: Server, gallery: Gallery) -> None:
    gallery.instead = lambda _: (503, b"{}")
    failed = made(painting)["imageGenerationId"]
    gallery.instead = lambda _: None
    data = str(painting.folder / "data")
    (line,) = typed.typed("admin", "jobs", "list", "--state", "failed", "--limit", "1", "--data", data, environment={})[
        1
    ].splitlines()
    assert line.split()[:3] == [failed, "picture", "model_failed"]
    status, again, _ = typed.typed("admin", "jobs", "retry", failed, "--data", data, environment={})
    assert status == 0
    assert ended(painting, again.strip())["status"] == "completed"


def test_an_operator_ends_a_picture_early(painting: Server, gallery: Gallery) -> None:
    held = threading.Event()
    gallery.instead = lambda _: held.wait(30) and None
    try:
        image_id = post(painting).json()["imageGenerationId"]
        data = str(painting.folder / "data")
        assert typed.typed("admin", "jobs", "cancel", image_id, "--data", data, environment={})[0] == 0
        found = look(painting, image_id).json()
    finally:
        held.set()
    assert (found["status"], found["error"], found["credits"]["deducted"]) == (
        "failed",
        "The picture was cancelled.",
        0,
    )


def test_a_repeated_request_is_painted_once(painting: Server, gallery: Gallery) -> None:
    answers = [post(painting, headers={"Idempotency-Key": "picture-1"}) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert answers[1].headers["idempotency-status"] == "replayed"
    ended(painting, answers[0].json()["imageGenerationId"])
    assert len(gallery.asked) == 1


def test_what_something_shines_through_is_told(painting: Server, gallery: Gallery) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (64, 64), (0, 90, 90, 90)).save(out, "PNG")
    body = b'{"data": [{"b64_json": "%b"}]}' % base64.b64encode(out.getvalue())
    gallery.instead = lambda _: (200, body)
    image = made(painting)["image"]
    assert (image["format"], image["transparency"]) == ("png", True)


def test_the_client_waits_for_a_picture_and_fetches_it(painting: Server, gallery: Gallery, tmp_path: Any) -> None:
    held = threading.Event()
    gallery.instead = lambda _: held.wait(30) and None
    with Client(KEY, painting.base) as client:
        handle = client.images.create(prompt=PROMPT, size_preset="story")
        states: list[str] = []
        for status in handle.updates(60):
            states.append(status.status)
            held.set()
        assert (states[0], states[-1]) == ("pending", "completed")
        fetched = handle.download(tmp_path / "story.jpg")
        assert Image.open(fetched.path).size == (1080, 1920)
        gallery.instead = lambda _: (400, b"{}")
        failed = client.images.create(prompt=PROMPT).wait(60)
        assert (failed.status, failed.retryable) == ("failed", False)


def test_who_cannot_pay_is_refused_before_anything_is_painted(gallery: Gallery, tmp_path: Any) -> None:
    keys = {"image_model": "house", "image_base_url": gallery.base, "credits": str(PRICE + 1)}
    server = Server(tmp_path, keys).start()
    try:
        assert made(server)["credits"] == {"deducted": PRICE, "remaining": 1}
        refused = post(server)
        assert (refused.status_code, envelope(refused)["message"]) == (403, "Insufficient credits remaining")
        references = [{"url": "https://bay.example/a.png", "role": "subject"}]
        assert post(server, referenceImages=references).status_code == 403
    finally:
        server.stop()
    assert len(gallery.asked) == 1


def test_a_server_that_fetches_nothing_goes_by_the_prompt(gallery: Gallery, tmp_path: Any) -> None:
    server = Server(tmp_path, {"image_model": "house", "image_base_url": gallery.base}).start()
    try:
        found = made(server, referenceImages=[{"url": "https://bay.example/a.png", "role": "subject"}])
    finally:
        server.stop()
    assert [one["code"] for one in found["warnings"]] == ["references_not_used"]
    assert [asked.path for asked in gallery.asked] == ["/images/generations"]
