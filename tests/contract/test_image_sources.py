"""A server with an image model: pictures on cards, what they cost, and what is told."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from painting import Gallery
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from serving import Server

CARDS = "\n---\n".join(f"# Reach {number}\n\nThe river has room again." for number in range(1, 5))
SLIDES = {"inputText": CARDS, "textMode": "preserve", "cardSplit": "inputTextBreaks", "exportAs": "pptx"}
WIDE = {"cardOptions": {"dimensions": "16x9"}}


@pytest.fixture(scope="module")
def painting(galleries: Gallery, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("painting")
    keys = {
        "image_model": "house",
        "image_base_url": galleries.base,
        "image_api_key": "sk-secret",
        "pexels_api_key": "pk-secret",
    }
    running = Server(folder, {**keys, "pexels_url": galleries.base}).start()
    try:
        yield running
    finally:
        running.stop()


def made(server: Server, **options: Any) -> tuple[dict[str, Any], int]:
    """The final status, and how many pictures the slides have."""
    done = server.finished(server.generate(**SLIDES, **WIDE, **options))
    deck = Presentation(io.BytesIO(server.ask("GET", urlsplit(done["exportUrl"]).path, key=None).content))
    return done, sum(shape.shape_type == MSO_SHAPE_TYPE.PICTURE for slide in deck.slides for shape in slide.shapes)


def test_painted_pictures_are_shown_and_charged_one_by_one(painting: Server, gallery: Gallery) -> None:
    done, shown = made(painting, imageOptions={"model": "flux-2-pro"})
    assert shown == len(gallery.asked) > 0
    assert done["credits"]["deducted"] == 4 * 2 + shown * 8


def test_a_painter_that_fails_costs_nothing(painting: Server, gallery: Gallery) -> None:
    gallery.instead = lambda _: (500, b"")
    done, shown = made(painting)
    assert (done["status"], shown, done["credits"]["deducted"]) == ("completed", 0, 8)
    assert "the image model answered HTTP status 500" in painting.log()
    assert "secret" not in painting.log()


def test_other_sources_cost_nothing(painting: Server) -> None:
    done, _ = made(painting, imageOptions={"source": "pexels"})
    assert done["credits"]["deducted"] == 8


def test_a_source_that_is_not_set_is_told(painting: Server) -> None:
    body = {**SLIDES, "imageOptions": {"source": "giphy"}}
    assert "No key for GIPHY" in painting.ask("POST", "/v1.0/generations", json=body).json()["warnings"]


@pytest.fixture(scope="module")
def template(painting: Server) -> str:
    """Four cards without a picture, of an order that asks for none."""
    return str(painting.finished(painting.generate(**SLIDES, **WIDE, imageOptions={"source": "noImages"}))["gammaId"])


def adapted(server: Server, **body: Any) -> tuple[dict[str, Any], int, str]:
    """The final status, how many pictures the slides have, and what the answer warned of."""
    answer = server.ask("POST", "/v1.0/generations/from-template", json={**body, "exportAs": "pptx"}).json()
    done = server.finished(answer["generationId"])
    deck = Presentation(io.BytesIO(server.ask("GET", urlsplit(done["exportUrl"]).path, key=None).content))
    shown = sum(shape.shape_type == MSO_SHAPE_TYPE.PICTURE for slide in deck.slides for shape in slide.shapes)
    return done, shown, answer.get("warnings", "")


def test_a_template_gets_the_picture_that_its_prompt_describes(
    painting: Server, gallery: Gallery, template: str
) -> None:
    wish = {"gammaId": template, "prompt": "Add a photo of a lighthouse to card 2"}
    done, shown, _ = adapted(painting, **wish, imageOptions={})
    (asked,) = gallery.asked
    assert "Subject: a lighthouse" in asked.body["prompt"]
    assert shown == 1
    assert done["credits"]["deducted"] == 4 * 2 + 2
    again, shown, _ = adapted(painting, gammaId=done["gammaId"], prompt="Change the title to Rivers")
    assert (shown, again["credits"]["deducted"]) == (1, 8)  # it is there, and is not painted again


def test_pictures_of_a_template_are_painted_as_its_options_say(
    painting: Server, gallery: Gallery, template: str
) -> None:
    options = {"model": "flux-2-pro", "style": "in ink"}
    done, shown, _ = adapted(painting, gammaId=template, prompt="Change the title to Rivers", imageOptions=options)
    assert shown == len(gallery.asked) > 0
    assert all("Style: in ink" in asked.body["prompt"] for asked in gallery.asked)
    assert done["credits"]["deducted"] == 4 * 2 + shown * 8


def test_a_prompt_chooses_the_source_of_pictures(painting: Server, gallery: Gallery, template: str) -> None:
    done, _, _ = adapted(painting, gammaId=template, prompt="Use photos from Pexels")
    assert {asked.path for asked in gallery.asked} == {"/search"}
    assert done["credits"]["deducted"] == 8
    _, shown, told = adapted(painting, gammaId=template, prompt="Use images from Giphy")
    assert shown == 0
    assert "No key for GIPHY" in told


def test_a_template_that_nothing_is_asked_for_gets_no_pictures(
    painting: Server, gallery: Gallery, template: str
) -> None:
    done, shown, _ = adapted(painting, gammaId=template, prompt="Change the title to Rivers")
    assert (shown, gallery.asked, done["credits"]["deducted"]) == (0, [], 8)
