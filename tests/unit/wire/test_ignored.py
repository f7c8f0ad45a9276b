"""Warnings: which wishes go unheard, what is said, and what is left of the request."""

import json
from typing import Any

import pytest
from cardwright_wire import DIMENSIONS, FORMATS, LEGAL_DIMENSIONS, Accepted, TextOptions, messages, parse_generation


def accepted(**fields: Any) -> Accepted:
    return parse_generation(json.dumps({"inputText": "x", **fields}))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("dimensions", DIMENSIONS)
def test_a_dimension_is_legal_or_replaced(format: Any, dimensions: Any) -> None:
    found = accepted(format=format, cardOptions={"dimensions": dimensions})
    assert found.request.dimensions in LEGAL_DIMENSIONS[format]
    assert (found.warnings is None) == (dimensions in LEGAL_DIMENSIONS[format])
    assert (found.warnings is None) == (found.request.dimensions == dimensions)


def test_a_replaced_dimension_leaves_the_edges() -> None:
    edges = {"topLeft": {"type": "cardNumber"}}
    request = accepted(format="social", cardOptions={"dimensions": "16x9", "headerFooter": edges}).request
    assert request.card_options.dimensions == "4x5"
    assert request.card_options.header_footer is not None
    assert request.card_options.header_footer.top_left is not None


@pytest.mark.parametrize("field", [{"model": "dall-e-3"}, {"style": "ink"}, {"model": "dall-e-3", "style": "ink"}])
def test_model_and_style_need_generated_images(field: dict[str, str]) -> None:
    found = accepted(imageOptions={"source": "pexels", **field})
    assert found.warnings == messages.MODEL_AND_STYLE_IGNORED
    assert (found.request.image_options.model, found.request.image_options.style) == (None, "")
    assert accepted(imageOptions=field).warnings is None
    assert accepted(imageOptions={"source": "aiGenerated", **field}).warnings is None


def test_a_named_preset_replaces_the_style() -> None:
    found = accepted(imageOptions={"stylePreset": "lineArt", "style": "ink", "model": "dall-e-3"})
    assert found.warnings == messages.STYLE_IGNORED
    assert found.request.image_options.style == ""
    assert found.request.image_options.model == "dall-e-3"
    assert accepted(imageOptions={"stylePreset": "custom", "style": "ink"}).request.image_options.style == "ink"
    assert accepted(imageOptions={"stylePreset": "lineArt"}).warnings is None


@pytest.mark.parametrize("sent", [{"amount": "medium"}, {"amount": "brief"}, {"tone": "calm"}, {"audience": "anglers"}])
def test_preserve_leaves_only_the_language(sent: dict[str, str]) -> None:
    found = accepted(textMode="preserve", textOptions={**sent, "language": "de"})
    assert found.warnings == messages.TEXT_OPTIONS_IGNORED
    assert found.request.text_options == TextOptions(language="de")
    assert accepted(textMode="condense", textOptions=sent).warnings is None


@pytest.mark.parametrize(
    "fields",
    [
        {"textMode": "preserve"},
        {"textMode": "preserve", "textOptions": None},
        {"textMode": "preserve", "textOptions": {"language": "de", "tone": "", "amount": None}},
        {"imageOptions": None},
        {"imageOptions": {"source": "noImages", "style": "", "model": None}},
        {"imageOptions": {"source": "pexels", "stylePreset": "lineArt"}},
        {"cardOptions": {}},
        {"cardSplit": "inputTextBreaks", "numCards": 9},
        {"format": "webpage", "cardOptions": {"headerFooter": {"topLeft": {"type": "cardNumber"}}}},
    ],
)
def test_no_wish_no_warning(fields: dict[str, Any]) -> None:
    assert accepted(**fields).warnings is None


def test_several_warnings_are_one_line_in_a_fixed_order() -> None:
    found = accepted(
        textMode="preserve",
        textOptions={"tone": "calm"},
        imageOptions={"source": "giphy", "style": "ink", "stylePreset": "3D"},
        cardOptions={"dimensions": "a4"},
    )
    assert found.warnings == " ".join(
        [
            messages.dimensions_ignored("a4", "presentation"),
            messages.MODEL_AND_STYLE_IGNORED,
            messages.TEXT_OPTIONS_IGNORED,
        ]
    )
