"""Whatever is sent is accepted or refused, and what is accepted survives storing."""

import json
import re
from typing import Any

import pytest
from cardwright_wire import (
    AMOUNTS,
    CARD_SPLITS,
    DIMENSIONS,
    ELEMENT_SIZES,
    ELEMENT_SOURCES,
    ELEMENT_TYPES,
    EMAIL_ACCESS,
    EXPORTS,
    EXTERNAL_ACCESS,
    FORMATS,
    IMAGE_MODELS,
    IMAGE_SOURCES,
    LANGUAGES,
    LEGAL_DIMENSIONS,
    STYLE_PRESETS,
    TEXT_MODES,
    WORKSPACE_ACCESS,
    Accepted,
    Invalid,
    estimate,
    from_json,
    parse_generation,
    to_json,
)
from cardwright_wire.analytics import parse_viewers
from cardwright_wire.comments import parse_comments
from cardwright_wire.endpoints import ENDPOINTS
from cardwright_wire.listing import parse_generations, parse_listing, parse_newest
from cardwright_wire.search import parse_search
from cardwright_wire.themes import parse_upload
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

NUMBERED = re.compile(r"Input validation errors: 1\. .+", re.DOTALL)

# Lone surrogates too: json.dumps writes them as escapes.
text = st.text(st.characters(), max_size=20)
scalar = st.none() | st.booleans() | st.integers() | st.floats() | text
anything = st.recursive(
    scalar, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3), max_leaves=8
)


def group(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


def word(words: Any) -> st.SearchStrategy[str]:
    return st.sampled_from(list(words))


element = st.one_of(
    st.fixed_dictionaries({"type": st.just("text"), "value": st.text(min_size=1, max_size=20)}),
    st.fixed_dictionaries(
        {"type": st.just("image"), "source": word(ELEMENT_SOURCES), "src": st.just("https://example.com/a.png")},
        optional={"size": word(ELEMENT_SIZES)},
    ),
    st.just({"type": "cardNumber"}),
)
positions = ["topLeft", "topCenter", "topRight", "bottomLeft", "bottomCenter", "bottomRight"]
GROUPS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "textOptions": {"amount": word(AMOUNTS), "tone": text, "audience": text, "language": word(LANGUAGES)},
    "imageOptions": {
        "source": word(IMAGE_SOURCES),
        "model": word(IMAGE_MODELS),
        "style": text,
        "stylePreset": word(STYLE_PRESETS),
    },
    "cardOptions": {
        "dimensions": word(DIMENSIONS),
        "headerFooter": group(**dict.fromkeys(positions, element), hideFromFirstCard=st.booleans()),
    },
    "sharingOptions": {
        "workspaceAccess": word(WORKSPACE_ACCESS),
        "externalAccess": word(EXTERNAL_ACCESS),
        "emailOptions": st.fixed_dictionaries(
            {"recipients": st.lists(st.emails(), min_size=1, max_size=3)}, optional={"access": word(EMAIL_ACCESS)}
        ),
        "enableSearchEngineIndexing": st.booleans(),
    },
}
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "textMode": word(TEXT_MODES),
    "format": word(FORMATS),
    "themeId": text,
    "numCards": st.integers(1, 60) | st.integers(1, 60).map(float),
    "cardSplit": word(CARD_SPLITS),
    "additionalInstructions": text,
    "folderIds": st.lists(st.text(min_size=1, max_size=5), max_size=10),
    "exportAs": word(EXPORTS),
    **{name: group(**fields) for name, fields in GROUPS.items()},
}
words = st.fixed_dictionaries({"inputText": st.text(st.characters(), min_size=1)}, optional=FIELDS)
loose = group(
    inputText=text | anything,
    **{name: strategy | anything for name, strategy in FIELDS.items()},
    layout=anything,
)
loose_groups = group(
    **{name: group(**{key: field | anything for key, field in fields.items()}) for name, fields in GROUPS.items()},
    inputText=text,
).map(
    lambda body: {**body, "cardOptions": body.get("cardOptions", {})},
)
loose_element = group(type=word(ELEMENT_TYPES) | anything, value=anything, source=anything, src=anything, size=anything)


def outcome(body: bytes | str) -> Accepted | None:
    try:
        return parse_generation(body)
    except Invalid as error:
        assert error.message.encode()
        if error.complaints:
            assert NUMBERED.fullmatch(error.message)
        return None


@given(st.binary(max_size=200) | st.text(st.characters(), max_size=200))
@example(b"\xef\xbb\xbf")
@example("\ud800")
def test_any_body_is_accepted_or_refused(body: bytes | str) -> None:
    outcome(body)


@given(anything | loose | loose_groups)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_json_is_accepted_or_refused(body: Any) -> None:
    outcome(json.dumps(body))
    outcome(json.dumps(body).encode())


READ = [
    (one.id, body.parse) for one in ENDPOINTS for body in one.requests if body.parse and one.id != "createGeneration"
]
LISTS = (parse_listing, parse_newest, parse_generations, parse_search, parse_comments, parse_viewers, parse_upload)
asked = st.dictionaries(
    st.sampled_from(
        ["limit", "after", "query", "q", "type", "status", "name", "fileName", "scope", "archived", "folderId"]
    ),
    text
    | st.integers().map(str)
    | st.sampled_from(["true", "WyJcdWQ4MDAiLCJ4Il0", "W10", "WyJpbmYiLCJhIl0", "1e3", "٣"]),
)


@pytest.mark.parametrize("parse", [pytest.param(parse, id=id_) for id_, parse in READ])
@given(data=st.data())
@settings(max_examples=25)
def test_any_body_of_any_endpoint_is_accepted_or_refused(parse: Any, data: st.DataObject) -> None:
    names = sorted({"prompt", "gammaId", "contentText", "status", "cardId", "url", "exportAs", "themeId", "anything"})
    sent = data.draw(anything | st.dictionaries(st.sampled_from(names), anything | st.just("x")))
    for body in (json.dumps(sent).encode(), data.draw(st.binary(max_size=60))):
        try:
            parse(body)
        except Invalid as error:
            assert error.message.encode()
            assert error.status_code in {400, 413}


@pytest.mark.parametrize("parse", LISTS)
@given(sent=asked)
@settings(max_examples=25)
def test_any_query_is_accepted_or_refused(parse: Any, sent: dict[str, str]) -> None:
    try:
        parse(sent)
    except Invalid as error:
        assert error.message.encode()
        assert error.status_code == 400


@given(loose_element)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_element_is_accepted_or_refused(sent: Any) -> None:
    outcome(json.dumps({"inputText": "x", "cardOptions": {"headerFooter": {"topLeft": sent}}}))


@given(words)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_what_obeys_the_rules_is_accepted_and_survives(body: dict[str, Any]) -> None:
    accepted = outcome(json.dumps(body))
    assert accepted is not None
    request = accepted.request
    assert from_json(to_json(request)) == request
    assert parse_generation(to_json(request)).request == request
    assert request.dimensions in LEGAL_DIMENSIONS[request.format]
    assert estimate(request).credits >= 2
    assert accepted.warnings != ""


@given(words, st.sampled_from(sorted(FIELDS)))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_null_changes_nothing(body: dict[str, Any], name: str) -> None:
    without = {key: value for key, value in body.items() if key != name}
    assert outcome(json.dumps({**body, name: None})) == outcome(json.dumps(without))


@given(words, st.randoms(use_true_random=False))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_the_order_of_properties_changes_nothing(body: dict[str, Any], random: Any) -> None:
    shuffled = list(body.items())
    random.shuffle(shuffled)
    assert outcome(json.dumps(dict(shuffled))) == outcome(json.dumps(body))
