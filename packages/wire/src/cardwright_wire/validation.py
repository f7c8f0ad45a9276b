"""From the body of a POST to a request, or to the one sentence that says what is wrong with it.

Decided here, where the reference is silent:

- null means not sent; of a key that is sent twice, the last counts.
- `textMode` may be missing and means `generate`.
- A text of white space is a text; that nothing can be made of it is for the writer to say (422).
- `5.0` is a whole number, `"5"` is no number, `5.5` is no whole number.
- At most 50 complaints are listed, so that no body of nonsense is answered with as much.
"""

from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast

import msgspec

from cardwright_wire import messages, shapes
from cardwright_wire.body import NotJson, values
from cardwright_wire.dialect import DEFAULT, Dialect
from cardwright_wire.ignored import heeded
from cardwright_wire.limits import CARDS_OF_PLAN
from cardwright_wire.requests import GenerationRequest, PageRequest
from cardwright_wire.rules import Refused

MOST_COMPLAINTS: Final = 50
S = TypeVar("S", bound=msgspec.Struct)


class Invalid(Exception):
    """The body is no valid request: HTTP 400.

    `message` is the whole text of the answer; `complaints` are its parts
    without their numbers, empty when the body is not JSON.
    """

    status_code: Final = 400

    def __init__(self, message: str, complaints: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message: Final = message
        self.complaints: Final = complaints


@dataclass(frozen=True, slots=True)
class Accepted:
    """A valid request, and as `warnings` what of it will be ignored, ready for the answer.

    `pages` are the requests of several pages, each with its warnings.
    """

    request: GenerationRequest
    warnings: str | None
    pages: tuple[tuple[GenerationRequest, str | None], ...] = ()


def parse_generation(
    body: bytes | str, *, max_cards: int = CARDS_OF_PLAN["pro"], dialect: Dialect = DEFAULT
) -> Accepted:
    """The request that a body of `POST /v1.0/generations` makes.

    `max_cards` is the limit of the caller's plan, see `CARDS_OF_PLAN`.

    Raises:
        Invalid: the body breaks a rule or is not JSON. Nothing else is ever raised, whatever the bytes.
    """
    sent, shape = _object(body), shapes.generation(max_cards, dialect)
    if sent.get("pages") is not None and dialect.later_properties:
        return _of_pages(sent, shape)
    request, warnings = heeded(sent, _read(shape, sent))
    return Accepted(request, messages.joined(warnings))


def _of_pages(sent: dict[str, Any], shape: shapes.Shape[GenerationRequest]) -> Accepted:
    """A request of several pages; what the file's own level says of one page counts for nothing."""
    of_page = {name for name in PageRequest.__struct_encode_fields__ if name != "title"}
    shared = {name: value for name, value in sent.items() if name not in of_page}
    request = _read(shape, {**shared, "inputText": "-", "textMode": "generate"})
    pages: list[tuple[GenerationRequest, str | None]] = []
    for said, page in zip(sent["pages"], request.pages, strict=True):
        own, warnings = heeded({**said, "cardOptions": sent.get("cardOptions")}, request.of_page(page))
        pages.append((own, messages.joined(warnings)))
    first = request.pages[0]
    whole = msgspec.structs.replace(request, input_text=first.input_text, format=first.format)
    return Accepted(whole, None, tuple(pages))


def read_body(shape: shapes.Shape[S], body: bytes | str) -> S:
    """What a body makes that has one shape.

    Raises:
        Invalid: the body breaks a rule or is not JSON.
    """
    return _read(shape, _object(body))


def _read(shape: shapes.Shape[S], sent: dict[str, Any]) -> S:
    try:
        return shape.read(sent)
    except Refused as refusal:
        raise _invalid(refusal.complaints) from None


def _object(body: bytes | str) -> dict[str, Any]:
    try:
        sent = values(body)
    except NotJson as error:
        raise Invalid(messages.not_json(error.reason)) from None
    if not isinstance(sent, dict):
        raise _invalid(("the request body must be an object",))
    return cast("dict[str, Any]", sent)


def _invalid(complaints: tuple[str, ...]) -> Invalid:
    listed = complaints[:MOST_COMPLAINTS]
    return Invalid(messages.invalid_input(listed), listed)
