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
def gallery() -> Iterator[Gallery]:
    with Gallery().up() as found:
        yield found


@pytest.fixture(scope="module")
def painting(gallery: Gallery, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("painting")
    keys = {
        "image_model": "house",
        "image_base_url": gallery.base,
        "image_api_key": "sk-secret",
        "pexels_api_key": "pk-secret",
    }
    running = Server(folder, {**keys, "pexels_url": gallery.base}).start()
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
    gallery.asked.clear()
    done, shown = made(painting, imageOptions={"model": "flux-2-pro"})
    assert shown == len(gallery.asked) > 0
    assert done["credits"]["deducted"] == 4 * 2 + shown * 8


def test_a_painter_that_fails_costs_nothing(painting: Server, gallery: Gallery) -> None:
    gallery.instead = lambda _: (500, b"")
    try:
        done, shown = made(painting)
    finally:
        gallery.instead = lambda _: None
    assert (done["status"], shown, done["credits"]["deducted"]) == ("completed", 0, 8)
    assert "the image model answered HTTP status 500" in painting.log()
    assert "secret" not in painting.log()


def test_other_sources_cost_nothing(painting: Server) -> None:
    done, _ = made(painting, imageOptions={"source": "pexels"})
    assert done["credits"]["deducted"] == 8


def test_a_source_that_is_not_set_is_told(painting: Server) -> None:
    body = {**SLIDES, "imageOptions": {"source": "giphy"}}
    assert "No key for GIPHY" in painting.ask("POST", "/v1.0/generations", json=body).json()["warnings"]
