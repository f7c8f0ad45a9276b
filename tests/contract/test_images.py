"""Single pictures: asked for, looked at, put away, and nobody else's."""

import io
from typing import Any

import pytest
from PIL import Image
from serving import Server, envelope

PROMPT = "Calm water in the evening"


def made(server: Server, **fields: Any) -> dict[str, Any]:
    answer = server.ask("POST", "/v1.0/images", json={"prompt": PROMPT, **fields})
    assert answer.status_code == 200, answer.text
    return answer.json()


def shown(server: Server, image_id: str) -> dict[str, Any]:
    return server.ask("GET", f"/v1.0/images/{image_id}").json()


def pixels(server: Server, url: str) -> Image.Image:
    path = url.removeprefix("https://decks.example")
    answer = server.ask("GET", path, key=None)
    assert answer.headers["content-type"] == "image/png"
    return Image.open(io.BytesIO(answer.content))


@pytest.mark.parametrize(
    ("preset", "size", "ratio"),
    [
        ("social-square", (1080, 1080), "1:1"),
        ("social-portrait", (1080, 1350), "4:5"),
        ("banner", (1600, 400), "4:1"),
        ("slide", (1920, 1080), "16:9"),
        ("story", (1080, 1920), "9:16"),
    ],
)
def test_a_picture_in_every_size(server: Server, preset: str, size: tuple[int, int], ratio: str) -> None:
    found = shown(server, made(server, sizePreset=preset)["imageGenerationId"])
    image = found["image"]
    assert (found["status"], found["credits"]["deducted"]) == ("completed", 0)
    assert (image["width"], image["height"]) == size
    assert (image["aspectRatioUsed"], image["format"], image["mimeType"]) == (ratio, "png", "image/png")
    drawn = pixels(server, image["url"])
    assert drawn.size == size
    assert len(drawn.convert("RGB").resize((64, 64)).getcolors(4096) or ()) > 8


def test_the_prompt_chooses_the_picture(server: Server) -> None:
    urls = [
        shown(server, made(server, prompt=prompt)["imageGenerationId"])["image"]["url"]
        for prompt in ("one", "one", "another")
    ]
    assert urls[0] == urls[1] != urls[2]


def test_what_was_not_followed_is_said(server: Server) -> None:
    assert [one["code"] for one in made(server)["warnings"]] == ["no_image_model"]
    references = [{"url": "https://bay.example/a.png", "role": "subject"}]
    told = made(server, referenceImages=references)
    assert [one["code"] for one in told["warnings"]] == ["no_image_model", "references_not_used"]
    assert shown(server, told["imageGenerationId"])["warnings"] == told["warnings"]


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"prompt": ""}, "prompt should not be empty"),
        ({"prompt": "x" * 5001}, "prompt must be shorter than or equal to 5000 characters"),
        ({"type": "painting"}, "type must be one of: illustration, abstract, photo, scene"),
        ({"sizePreset": "a4"}, "sizePreset must be one of: social-square, social-portrait, banner, slide, story"),
        ({"themeId": "sepia"}, "themeId sepia does not exist"),
        ({"referenceImages": [{"url": "ftp://x"}]}, "referenceImages.0.url must be a URL address"),
        ({"negativePrompt": "x"}, "property negativePrompt should not exist"),
    ],
)
def test_bad_requests_are_refused(server: Server, fields: dict[str, Any], complaint: str) -> None:
    answer = server.ask("POST", "/v1.0/images", json={"prompt": PROMPT, **fields})
    assert (answer.status_code, envelope(answer)["message"]) == (400, f"Input validation errors: 1. {complaint}")


def test_archiving_a_picture(server: Server) -> None:
    media = shown(server, made(server)["imageGenerationId"])["image"]["savedMediaId"]
    for _ in range(2):
        answer = server.ask("POST", f"/v1.0/images/media/{media}/archive")
        assert answer.json() == {"savedMediaId": media, "archived": True}


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/v1.0/images/img_x"), ("POST", "/v1.0/images/media/med_x/archive")]
)
def test_what_is_not_there(server: Server, method: str, path: str) -> None:
    answer = server.ask(method, path)
    assert answer.status_code == 404
    assert "not found" in envelope(answer)["message"]


def test_a_repeated_request_makes_one_picture(server: Server) -> None:
    answers = [
        server.ask("POST", "/v1.0/images", json={"prompt": PROMPT}, headers={"Idempotency-Key": "picture-1"})
        for _ in range(2)
    ]
    assert answers[0].json() == answers[1].json()
    assert answers[1].headers["idempotency-status"] == "replayed"
