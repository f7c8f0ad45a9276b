"""What makes a request, what is refused, in which order; bodies beyond the documentation."""

import json
from typing import Any

import pytest
from cardwright_wire import (
    MOST_COMPLAINTS,
    GenerationRequest,
    ImageElement,
    Invalid,
    TextElement,
    parse_generation,
)


def made(body: dict[str, Any] | bytes | str) -> GenerationRequest:
    return parse_generation(json.dumps(body) if isinstance(body, dict) else body).request


def complaints(body: Any) -> tuple[str, ...]:
    with pytest.raises(Invalid) as caught:
        parse_generation(body if isinstance(body, bytes | str) else json.dumps(body))
    assert caught.value.status_code == 400
    return caught.value.complaints


def only_complaint(**fields: Any) -> str:
    (complaint,) = complaints({"inputText": "x", **fields})
    return complaint


def test_what_is_not_said_has_its_default() -> None:
    request = made({"inputText": "x"})
    assert (request.text_mode, request.format, request.card_split, request.num_cards) == (
        "generate",
        "presentation",
        "auto",
        10,
    )
    assert request.text_options.amount == "medium"
    assert request.text_options.language == "en"
    assert request.image_options.source == "aiGenerated"
    assert request.image_options.style_preset == "custom"
    assert (request.theme_id, request.export_as, request.folder_ids) == (None, None, ())
    assert request.sharing_options.workspace_access is None
    assert request.sharing_options.enable_search_engine_indexing is False


@pytest.mark.parametrize(
    ("format", "default"), [("presentation", "fluid"), ("document", "fluid"), ("social", "4x5"), ("webpage", "fluid")]
)
def test_dimensions_come_from_the_format(format: str, default: str) -> None:
    assert made({"inputText": "x", "format": format}).card_options.dimensions == default


def test_null_is_not_sent() -> None:
    names = [
        "textMode", "format", "themeId", "numCards", "cardSplit", "additionalInstructions", "folderIds", "exportAs",
        "textOptions", "imageOptions", "cardOptions", "sharingOptions",
    ]  # fmt: skip
    assert made({"inputText": "x", **dict.fromkeys(names)}) == made({"inputText": "x"})
    nested = {"textOptions": {"tone": None}, "cardOptions": {"headerFooter": {"topLeft": None}}}
    assert made({"inputText": "x", **nested}).card_options.header_footer is not None
    assert complaints({"inputText": None}) == ("inputText should not be empty",)
    assert complaints({"inputText": "x", "layout": None}) == ("property layout should not exist",)


@pytest.mark.parametrize("text", [" ", "\n\n", "\u00a0", "\x00", "\x1b[0m", "\ufeff"])
def test_text_of_no_words_is_the_writers_affair(text: str) -> None:
    assert made({"inputText": text}).input_text == text


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ("", "inputText should not be empty"),
        (7, "inputText must be a string"),
        (False, "inputText must be a string"),
        (["x"], "inputText must be a string"),
        ({}, "inputText must be a string"),
    ],
)
def test_input_text_is_a_text(value: object, complaint: str) -> None:
    assert complaints({"inputText": value}) == (complaint,)


NO_NUMBER = "numCards must be a number conforming to the specified constraints"


@pytest.mark.parametrize(
    ("number", "complaint"),
    [
        ('"5"', NO_NUMBER),
        ("true", NO_NUMBER),
        ("[5]", NO_NUMBER),
        ("1e999", NO_NUMBER),
        ("-1e999", NO_NUMBER),
        ("9" * 5000, NO_NUMBER),
        ("5.5", "numCards must be an integer number"),
        ("0.5", "numCards must be an integer number"),
        ("0", "numCards must not be less than 1"),
        ("-0.0", "numCards must not be less than 1"),
        ("-" + "9" * 390, "numCards must not be less than 1"),
        ("61", "numCards must not be greater than 60"),
        ("1e300", "numCards must not be greater than 60"),
        ("9" * 390, "numCards must not be greater than 60"),
    ],
)
def test_numbers_that_are_no_number_of_cards(number: str, complaint: str) -> None:
    assert complaints(f'{{"inputText": "x", "numCards": {number}}}') == (complaint,)


@pytest.mark.parametrize(("number", "cards"), [("1", 1), ("60", 60), ("5.0", 5), ("1e1", 10), ("2.5e1", 25)])
def test_json_has_one_kind_of_number(number: str, cards: int) -> None:
    request = made(f'{{"inputText": "x", "numCards": {number}}}')
    assert request.num_cards == cards
    assert type(request.num_cards) is int


@pytest.mark.parametrize("name", ["textOptions", "imageOptions", "cardOptions", "sharingOptions"])
@pytest.mark.parametrize("value", ["x", 1, True, [], [{}]])
def test_groups_are_objects(name: str, value: object) -> None:
    assert only_complaint(**{name: value}) == f"{name} must be an object"


@pytest.mark.parametrize("value", [1, [], {}, True, "Generate", " generate", ""])
def test_words_are_exact(value: object) -> None:
    assert only_complaint(textMode=value) == "textMode must be one of: generate, condense, preserve"


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"textOptions": {"tone": "x" * 501}}, "textOptions.tone must be shorter than or equal to 500 characters"),
        ({"textOptions": {"audience": 1}}, "textOptions.audience must be a string"),
        (
            {"imageOptions": {"style": "x" * 5001}},
            "imageOptions.style must be shorter than or equal to 5000 characters",
        ),
        (
            {"imageOptions": {"stylePreset": "3d"}},
            ("imageOptions.stylePreset must be one of: photorealistic, illustration, abstract, 3D, lineArt, custom"),
        ),
        ({"textOptions": {"amount": "auto"}}, "textOptions.amount must be one of: brief, medium, detailed, extensive"),
        (
            {"cardOptions": {"dimensions": "3x2"}},
            ("cardOptions.dimensions must be one of: fluid, 16x9, 4x3, pageless, letter, a4, 1x1, 4x5, 9x16"),
        ),
        (
            {"sharingOptions": {"externalAccess": "fullAccess"}},
            ("sharingOptions.externalAccess must be one of: edit, comment, view, noAccess"),
        ),
        (
            {"sharingOptions": {"emailOptions": {"access": "view"}}},
            "sharingOptions.emailOptions.recipients should not be empty",
        ),
        (
            {"sharingOptions": {"emailOptions": {"recipients": []}}},
            "sharingOptions.emailOptions.recipients must contain at least 1 elements",
        ),
        (
            {"sharingOptions": {"emailOptions": {"recipients": ["a@example.com"] * 26}}},
            "sharingOptions.emailOptions.recipients must contain no more than 25 elements",
        ),
        (
            {"sharingOptions": {"emailOptions": {"recipients": "a@example.com"}}},
            "sharingOptions.emailOptions.recipients must be an array",
        ),
        (
            {"sharingOptions": {"emailOptions": {"recipients": [1]}}},
            "sharingOptions.emailOptions.each value in recipients must be an email",
        ),
        (
            {"sharingOptions": {"enableSearchEngineIndexing": 1}},
            "sharingOptions.enableSearchEngineIndexing must be a boolean value",
        ),
        ({"folderIds": "f"}, "folderIds must be an array"),
        ({"folderIds": [1]}, "each value in folderIds must be a string"),
        ({"folderIds": ["f", ""]}, "each value in folderIds should not be empty"),
        ({"themeId": 1}, "themeId must be a string"),
    ],
)
def test_every_property_has_its_rule(fields: dict[str, Any], complaint: str) -> None:
    assert only_complaint(**fields) == complaint


def test_empty_texts_of_forms_are_accepted() -> None:
    request = made({"inputText": "x", "themeId": "", "additionalInstructions": "", "folderIds": []})
    assert request == made({"inputText": "x"})


def element(**fields: Any) -> str:
    complaint = only_complaint(cardOptions={"headerFooter": {"topLeft": fields}})
    prefix = "cardOptions.headerFooter.topLeft."
    assert complaint.startswith(prefix)
    return complaint.removeprefix(prefix)


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({}, "type must be one of: cardNumber, image, text"),
        ({"type": None}, "type must be one of: cardNumber, image, text"),
        ({"type": "Text", "value": "x"}, "type must be one of: cardNumber, image, text"),
        ({"type": []}, "type must be one of: cardNumber, image, text"),
        ({"type": "text"}, "value should not be empty"),
        ({"type": "text", "value": ""}, "value should not be empty"),
        ({"type": "text", "value": 1}, "value must be a string"),
        ({"type": "text", "value": "x" * 501}, "value must be shorter than or equal to 500 characters"),
        ({"type": "text", "value": "x", "font": "y"}, "property font should not exist"),
        ({"type": "image"}, "source must be one of: themeLogo, custom"),
        ({"type": "image", "source": "logo"}, "source must be one of: themeLogo, custom"),
        ({"type": "image", "source": "themeLogo", "size": "xs"}, "size must be one of: sm, md, lg, xl"),
        ({"type": "image", "source": "custom"}, "src must be a URL address"),
        ({"type": "image", "source": "custom", "src": "http://example.com/a.png"}, "src must be a URL address"),
        ({"type": "image", "source": "custom", "src": 5}, "src must be a URL address"),
        (
            {"type": "image", "source": "custom", "src": "https://example.com/" + "a" * 2029},
            "src must be shorter than or equal to 2048 characters",
        ),
        ({"type": "cardNumber", "value": "x"}, "property value should not exist"),
        ({"type": "cardNumber", "size": "sm"}, "property size should not exist"),
        ({"type": "cardNumber", "font": None}, "property font should not exist"),
    ],
)
def test_what_an_element_must_have(fields: dict[str, Any], complaint: str) -> None:
    assert element(**fields) == complaint


def test_an_element_is_an_object() -> None:
    complaint = only_complaint(cardOptions={"headerFooter": {"topLeft": "Acme"}})
    assert complaint == "cardOptions.headerFooter.topLeft must be an object"


def test_elements_keep_only_what_their_type_uses() -> None:
    edges = {
        "topLeft": {"type": "text", "value": "Acme", "size": "huge", "src": None},
        "topRight": {"type": "image", "source": "themeLogo", "src": "", "value": "x"},
        "bottomLeft": {"type": "image", "source": "custom", "src": "https://example.com/a.png", "size": "xl"},
        "bottomRight": {"type": "cardNumber", "value": None},
    }
    made_edges = made({"inputText": "x", "cardOptions": {"headerFooter": edges}}).card_options.header_footer
    assert made_edges is not None
    assert made_edges.top_left == TextElement("Acme")
    assert made_edges.top_right == ImageElement("themeLogo", None, "md")
    assert made_edges.bottom_left == ImageElement("custom", "https://example.com/a.png", "xl")
    assert made_edges.bottom_right is not None
    assert made_edges.bottom_center is None


def test_complaints_are_in_order_of_declaration_and_the_unknown_come_first() -> None:
    body: dict[str, object] = {
        "sharingOptions": {"zeta": 1, "emailOptions": {"recipients": [], "alpha": 1}, "externalAccess": "x"},
        "imageOptions": {"model": "x", "prompt": 1},
        "zeta": 1,
        "numCards": 0,
        "alpha": 1,
        "textMode": "x",
    }
    starts = [complaint.split(" must")[0] for complaint in complaints(body)]
    assert starts == [
        "property zeta should not exist",
        "property alpha should not exist",
        "inputText should not be empty",
        "textMode",
        "numCards",
        "imageOptions.property prompt should not exist",
        "imageOptions.model",
        "sharingOptions.property zeta should not exist",
        "sharingOptions.externalAccess",
        "sharingOptions.emailOptions.property alpha should not exist",
        "sharingOptions.emailOptions.recipients",
    ]


def test_the_message_numbers_the_complaints() -> None:
    with pytest.raises(Invalid) as caught:
        parse_generation('{"a": 1, "inputText": "x", "b": 2}')
    assert str(caught.value) == caught.value.message
    assert caught.value.message == (
        "Input validation errors: 1. property a should not exist 2. property b should not exist"
    )


def test_nonsense_is_not_answered_with_as_much() -> None:
    body = {f"{number}{'x' * 1000}": 1 for number in range(10_000)}
    found = complaints(body)
    assert len(found) == MOST_COMPLAINTS
    assert max(map(len, found)) < 150


@pytest.mark.parametrize("body", ["[]", "null", "1", '"x"', "true", '[{"inputText": "x"}]'])
def test_a_body_is_an_object(body: str) -> None:
    assert complaints(body) == ("the request body must be an object",)


@pytest.mark.parametrize("letter", ["a", "é", "河", "😀"])
@pytest.mark.parametrize(("limit", "name"), [(5000, "additionalInstructions"), (400_000, "inputText")])
def test_lengths_are_in_code_points(limit: int, name: str, letter: str) -> None:
    made({"inputText": "x", name: letter * limit})
    assert "must be shorter" in only_complaint(**{name: letter * (limit + 1)})


def test_an_unknown_image_model_is_answered_with_the_known_ones() -> None:
    complaint = only_complaint(imageOptions={"model": "imagen-9"})
    assert complaint.startswith("imageOptions.model must be one of: dall-e-3, imagen-3-flash, ")
    assert complaint.endswith("imagen-4-fast")
    assert made({"inputText": "x", "imageOptions": {"model": "imagen-4-fast"}}).image_options.model == "imagen-4-fast"
