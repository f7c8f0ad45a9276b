"""`imageOptions.source` without an image model: what stands in for pictures, and what is said about it."""

import io
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from serving import Server

CARDS = "\n---\n".join(f"# Reach {number}\n\nThe river has room again." for number in range(1, 5))
SLIDES = {"inputText": CARDS, "textMode": "preserve", "cardSplit": "inputTextBreaks", "exportAs": "pptx"}
WIDE = {"cardOptions": {"dimensions": "16x9"}}


def groups(server: Server, **options: Any) -> list[int]:
    """How many drawings each slide has beside what stands behind it."""
    done = server.finished(server.generate(**SLIDES, **WIDE, **options))
    deck = Presentation(io.BytesIO(server.ask("GET", urlsplit(done["exportUrl"]).path, key=None).content))
    drawn = (
        [s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.GROUP and not s.name.startswith("Backdrop")]
        for slide in deck.slides
    )
    return [len(shapes) for shapes in drawn]


@pytest.mark.parametrize(
    ("source", "pictured"),
    [("themeAccent", True), ("placeholder", True), ("aiGenerated", True), ("noImages", False), ("pexels", False)],
)
def test_a_source_adds_what_this_server_has(server: Server, source: str, pictured: bool) -> None:
    found = groups(server, imageOptions={"source": source})
    assert (sum(found) > 0) is pictured
    assert all(sum(pair) <= 1 for pair in pairwise(found))  # every other card at most


def test_without_a_word_about_pictures_the_theme_gives_them(server: Server) -> None:
    assert sum(groups(server)) > 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"source": "aiGenerated", "style": "watercolour"}, True),
        ({"model": "flux-2-pro"}, True),
        ({"stylePreset": "lineArt"}, True),
        ({"source": "aiGenerated"}, False),
        ({"source": "themeAccent"}, False),
    ],
)
def test_a_look_that_no_model_paints_is_told(server: Server, options: dict[str, Any], told: bool) -> None:
    body = {"inputText": CARDS, "textMode": "preserve", "imageOptions": options}
    answer = server.ask("POST", "/v1.0/generations", json=body)
    assert answer.status_code < 300, answer.text
    assert ("No image model is configured" in answer.json().get("warnings", "")) is told
