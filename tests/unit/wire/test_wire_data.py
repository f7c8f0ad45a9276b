"""The tables: their words, their order, their sums."""

import json

import cardwright_wire
import msgspec
import pytest
from cardwright_wire import (
    CARDS_OF_PLAN,
    DEFAULT_DIMENSIONS,
    DEFAULT_IMAGE_MODEL,
    DIMENSIONS,
    FORMATS,
    IMAGE_MODELS,
    LANGUAGES,
    LEGAL_DIMENSIONS,
    PLANS,
    CardOptions,
    Estimate,
    GenerationRequest,
    ImageOptions,
    SharingOptions,
    charge,
    estimate,
    from_json,
    image_price,
    messages,
    to_json,
)


def test_everything_public_exists_once() -> None:
    names = cardwright_wire.__all__
    assert len(set(names)) == len(names)
    assert all(hasattr(cardwright_wire, name) for name in names)


def test_there_are_67_languages() -> None:
    assert len(set(LANGUAGES)) == len(LANGUAGES) == 67
    assert LANGUAGES[:5] == ("en", "en-gb", "en-in", "es", "es-es")
    assert LANGUAGES[-1] == "cy"


def test_every_format_has_its_dimensions() -> None:
    assert set(LEGAL_DIMENSIONS) == set(DEFAULT_DIMENSIONS) == set(FORMATS)
    for format in FORMATS:
        assert DEFAULT_DIMENSIONS[format] in LEGAL_DIMENSIONS[format]
        assert set(LEGAL_DIMENSIONS[format]) <= set(DIMENSIONS)
    assert "fluid" not in LEGAL_DIMENSIONS["social"]


def test_every_plan_has_a_limit() -> None:
    assert set(CARDS_OF_PLAN) == set(PLANS)


def test_models_are_known_by_their_names() -> None:
    assert len(IMAGE_MODELS) == 47
    assert all(model.name == name and model.credits > 0 for name, model in IMAGE_MODELS.items())
    assert {name for name, model in IMAGE_MODELS.items() if model.makes_video} == {
        "veo-3.1-fast", "veo-3.1", "luma-ray-2-flash", "luma-ray-2", "leonardo-motion-2-fast", "leonardo-motion-2",
    }  # fmt: skip
    assert IMAGE_MODELS["gemini-3-pro-image"].credits == 70
    assert IMAGE_MODELS["ideogram-v3-turbo"].credits == 6
    assert (IMAGE_MODELS["imagen-4-fast"].credits, IMAGE_MODELS["imagen-4-fast"].tier) == (10, "standard")
    assert IMAGE_MODELS["imagen-4-ultra"].least_plan == "ultra"
    assert IMAGE_MODELS[DEFAULT_IMAGE_MODEL].least_plan is None


def test_cards_and_images_are_what_costs() -> None:
    request = GenerationRequest("x", num_cards=4, image_options=ImageOptions(model="gpt-image-2"))
    assert estimate(request) == Estimate(cards=4, images=4, per_image=20)
    assert estimate(request).credits == 4 * 2 + 4 * 20 == charge(4, 4, "gpt-image-2")
    assert estimate(request, generates_images=False).credits == 8 == charge(4)
    assert estimate(GenerationRequest("x")).credits == charge(10, 10)
    assert image_price() == 2
    with pytest.raises(KeyError):
        image_price("imagen-9")


@pytest.mark.parametrize("source", ["pexels", "noImages", "placeholder", "themeAccent", "webFreeToUse", "giphy"])
def test_found_images_cost_nothing(source: str) -> None:
    request = msgspec.convert({"inputText": "x", "imageOptions": {"source": source}}, GenerationRequest)
    assert estimate(request).credits == 20


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        ("a", 1),
        ("a\n---\nb\n---\nc\n---\nd\n---\ne\n---\nf", 6),
        ("a\r\n---\r\nb", 2),
        ("a\n--- \nb", 2),
        ("a --- b\n----\n--", 1),
    ],
)
def test_breaks_count_when_they_split_the_text(text: str, cards: int) -> None:
    assert estimate(GenerationRequest(text, card_split="inputTextBreaks", num_cards=9)).cards == cards
    assert estimate(GenerationRequest(text, card_split="auto", num_cards=9)).cards == 9


def test_a_request_is_stored_without_null_or_emptiness() -> None:
    stored = json.loads(to_json(GenerationRequest("x", sharing_options=SharingOptions(external_access="view"))))
    assert stored == {
        "inputText": "x",
        "textMode": "generate",
        "format": "presentation",
        "numCards": 10,
        "cardSplit": "auto",
        "textOptions": {"amount": "medium", "language": "en"},
        "imageOptions": {"source": "aiGenerated", "stylePreset": "custom"},
        "cardOptions": {},
        "sharingOptions": {"externalAccess": "view", "enableSearchEngineIndexing": False},
    }


def test_stored_requests_survive_newer_fields_and_refuse_nonsense() -> None:
    assert from_json('{"inputText": "x", "later": 1}') == GenerationRequest("x")
    with pytest.raises(msgspec.ValidationError):
        from_json(b'{"inputText": "x", "textMode": "none"}')


def test_a_request_made_by_hand_has_dimensions() -> None:
    assert GenerationRequest("x", format="social").dimensions == "4x5"
    assert GenerationRequest("x", card_options=CardOptions("16x9")).dimensions == "16x9"


def test_no_warnings_are_none() -> None:
    assert messages.joined([]) is None
    assert messages.joined(["a.", "b."]) == "a. b."
