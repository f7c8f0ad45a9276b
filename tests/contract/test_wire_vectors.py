"""The reference's documented exchanges, as far as a body alone decides them: literal bodies, literal texts."""

import json
from typing import Any

import pytest
from cardwright_wire import (
    CARDS_OF_PLAN,
    CreateGenerationResponse,
    Credits,
    ErrorBody,
    Invalid,
    completed,
    encode,
    failed,
    headers,
    messages,
    parse_generation,
    pending,
)

TEXT = {"inputText": "Four uses for a paper clip", "textMode": "generate"}
ID = "bTIWj8PsYbrnYVlHV1Siz"


def warnings(**fields: Any) -> str | None:
    return parse_generation(json.dumps({**TEXT, **fields})).warnings


def refusal(**fields: Any) -> str:
    with pytest.raises(Invalid) as caught:
        parse_generation(json.dumps({**TEXT, **fields}))
    return caught.value.message


def test_the_minimal_request_is_accepted() -> None:
    accepted = parse_generation('{"inputText":"Four uses for a paper clip","textMode":"generate"}')
    assert accepted.warnings is None
    assert accepted.request.input_text == "Four uses for a paper clip"


def test_the_full_request_of_the_documentation_is_accepted() -> None:
    body = {
        "inputText": "# River ecology\nShort notes\nhttps://cdn.example.com/heron.jpg\n---\n# Threats\n* runoff\n* dams",
        "textMode": "generate",
        "format": "presentation",
        "themeId": "abc123def456ghi",
        "numCards": 10,
        "cardSplit": "auto",
        "additionalInstructions": "Short headings, one bar chart on card 3",
        "folderIds": ["123abc456def"],
        "exportAs": "pptx",
        "textOptions": {"amount": "medium", "tone": "calm, factual", "audience": "anglers", "language": "en"},
        "imageOptions": {"source": "aiGenerated", "model": "flux-2-pro", "style": "watercolour, muted"},
        "cardOptions": {
            "dimensions": "16x9",
            "headerFooter": {
                "topRight": {"type": "image", "source": "themeLogo", "size": "sm"},
                "bottomLeft": {"type": "text", "value": "Internal"},
                "bottomRight": {"type": "cardNumber"},
                "hideFromFirstCard": True,
                "hideFromLastCard": False,
            },
        },
        "sharingOptions": {
            "workspaceAccess": "view",
            "externalAccess": "noAccess",
            "emailOptions": {"recipients": ["a@example.com"], "access": "comment"},
        },
    }
    accepted = parse_generation(json.dumps(body))
    assert accepted.warnings is None
    assert accepted.request.dimensions == "16x9"


def test_a_dimension_of_another_format_is_a_warning() -> None:
    assert warnings(format="presentation", cardOptions={"dimensions": "1x1"}) == (
        "cardOptions.dimensions 1x1 is not valid for format presentation. "
        "Valid dimensions are: [ 16x9, 4x3, fluid ]. Using default: fluid."
    )
    assert warnings(format="social", cardOptions={"dimensions": "fluid"}) == (
        "cardOptions.dimensions fluid is not valid for format social. "
        "Valid dimensions are: [ 1x1, 4x5, 9x16 ]. Using default: 4x5."
    )


def test_a_model_with_another_source_is_a_warning() -> None:
    assert warnings(imageOptions={"source": "pictographic", "model": "flux-1-pro"}) == (
        "imageOptions.model and imageOptions.style are ignored when imageOptions.source is not aiGenerated."
    )


def test_text_options_beside_preserve_are_a_warning() -> None:
    assert warnings(textMode="preserve", textOptions={"amount": "brief", "tone": "calm"}) == (
        "textOptions.amount and textOptions.tone are ignored when textMode is preserve."
    )


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"textMode": "none"},
            "Input validation errors: 1. textMode must be one of: generate, condense, preserve",
        ),
        (
            {"format": "Presentation"},
            "Input validation errors: 1. format must be one of: presentation, document, social, webpage",
        ),
        (
            {"additionalInstructions": "x" * 5001},
            "Input validation errors: 1. additionalInstructions must be shorter than or equal to 5000 characters",
        ),
        ({"layout": "x"}, "Input validation errors: 1. property layout should not exist"),
        (
            {"imageOptions": {"prompt": "x"}},
            "Input validation errors: 1. imageOptions.property prompt should not exist",
        ),
        ({"numCards": 61}, "Input validation errors: 1. numCards must not be greater than 60"),
        ({"numCards": 0}, "Input validation errors: 1. numCards must not be less than 1"),
        ({"exportAs": "docx"}, "Input validation errors: 1. exportAs must be one of: pptx, pdf, png"),
        ({"slug": "T"}, "Input validation errors: 1. property slug should not exist"),
        ({"title": ""}, "Input validation errors: 1. title should not be empty"),
        (
            {"imageOptions": {"source": "unsplash"}},
            (
                "Input validation errors: 1. imageOptions.source must be one of: webAllImages, webFreeToUse, "
                "webFreeToUseCommercially, aiGenerated, pictographic, giphy, pexels, placeholder, noImages, themeAccent"
            ),
        ),
        (
            {"cardOptions": {"headerFooter": {"hideFromFirstCard": "true"}}},
            "Input validation errors: 1. cardOptions.headerFooter.hideFromFirstCard must be a boolean value",
        ),
        (
            {"sharingOptions": {"emailOptions": {"recipients": ["nobody"]}}},
            "Input validation errors: 1. sharingOptions.emailOptions.each value in recipients must be an email",
        ),
        (
            {"folderIds": ["f"] * 11},
            "Input validation errors: 1. folderIds must contain no more than 10 elements",
        ),
        (
            {"layout": "x", "textMode": "none", "imageOptions": {"prompt": "x"}},
            (
                "Input validation errors: 1. property layout should not exist "
                "2. textMode must be one of: generate, condense, preserve 3. imageOptions.property prompt should not exist"
            ),
        ),
    ],
)
def test_what_is_refused_and_in_which_words(fields: dict[str, Any], message: str) -> None:
    assert refusal(**fields) == message


@pytest.mark.parametrize(("plan", "most"), [("pro", 60), ("ultra", 75), ("teams", 60), ("business", 60)])
def test_the_plan_limits_the_cards(plan: Any, most: int) -> None:
    assert CARDS_OF_PLAN[plan] == most
    at_most = json.dumps({**TEXT, "numCards": most})
    assert parse_generation(at_most, max_cards=CARDS_OF_PLAN[plan]).request.num_cards == most
    with pytest.raises(Invalid, match=f"numCards must not be greater than {most}"):
        parse_generation(json.dumps({**TEXT, "numCards": most + 1}), max_cards=CARDS_OF_PLAN[plan])


def test_the_limits_of_length_are_the_documented_ones() -> None:
    assert parse_generation(json.dumps({"inputText": "x" * 400_000})).warnings is None
    assert refusal(inputText="x" * 400_001) == (
        "Input validation errors: 1. inputText must be shorter than or equal to 400000 characters"
    )


def test_bodies_of_answers_are_sent_as_documented() -> None:
    assert encode(CreateGenerationResponse(ID)) == b'{"generationId":"bTIWj8PsYbrnYVlHV1Siz"}'
    assert encode(CreateGenerationResponse(ID, "w")) == b'{"generationId":"bTIWj8PsYbrnYVlHV1Siz","warnings":"w"}'
    assert encode(pending("a")) == b'{"generationId":"a","status":"pending"}'
    assert encode(
        completed("a", Credits(15, 485), gamma_id="g_x", gamma_url="https://h/docs/d", export_url="https://h/e")
    ) == (
        b'{"generationId":"a","status":"completed","gammaId":"g_x","gammaUrl":"https://h/docs/d",'
        b'"exportUrl":"https://h/e","credits":{"deducted":15,"remaining":485}}'
    )
    assert b"exportUrl" not in encode(completed("a", Credits(1, 2), gamma_id="g", gamma_url="u"))
    assert encode(failed("a", Credits(0, 500), ErrorBody(messages.EMPTY_OUTPUT, 422))) == (
        b'{"generationId":"a","status":"failed","error":{"message":"Failed to generate text. Check your inputs and try '
        b'again.","statusCode":422},"credits":{"deducted":0,"remaining":500}}'
    )
    assert encode(ErrorBody(messages.INVALID_API_KEY, 401)) == b'{"message":"Invalid API key.","statusCode":401}'


def test_other_literal_texts() -> None:
    assert messages.INSUFFICIENT_CREDITS == "Insufficient credits remaining"
    assert messages.generation_not_found("xxxxxx") == "Generation ID not found. generationId: xxxxxx"
    assert messages.no_route("GET", "/v1.0/x") == "Cannot GET /v1.0/x"
    assert messages.WORKSPACE_ACCESS_IGNORED == (
        "sharingOptions.workspaceAccess was ignored because workspace sharing is restricted by a workspace admin."
    )
    assert messages.EXTERNAL_ACCESS_IGNORED == (
        "sharingOptions.externalAccess was ignored because access links are disabled by a workspace admin."
    )


def test_six_headers_tell_the_rate() -> None:
    assert headers.RATE_LIMITS == (
        "x-ratelimit-limit-burst",
        "x-ratelimit-remaining-burst",
        "x-ratelimit-limit",
        "x-ratelimit-remaining",
        "x-ratelimit-limit-daily",
        "x-ratelimit-remaining-daily",
    )
