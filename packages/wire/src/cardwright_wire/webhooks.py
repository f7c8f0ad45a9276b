"""Webhooks as the wire has them, an addition of ours: who is told when a generation ends, and how that went.

Events are signed and sent after the Standard Webhooks specification 1.0.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, Literal, cast
from urllib.parse import urlsplit

import msgspec

from cardwright_wire import messages
from cardwright_wire.rules import Refused, Rule, https_url, refused
from cardwright_wire.shapes import Shape, make_shape
from cardwright_wire.validation import Invalid, read_body

Event = Literal["generation.completed", "generation.failed"]
DeliveryStatus = Literal["pending", "delivered", "failed"]

EVENTS: Final[tuple[Event, ...]] = ("generation.completed", "generation.failed")
HEADER: Final = "X-Cardwright-Webhook"  # of a request: the receiver of its one generation
URL_LENGTH: Final = 2_048
MOST_WEBHOOKS: Final = 20  # of a user in a workspace
_WEB: Final = re.compile(r"https?://[^\s<>/?#@]+(?:[/?#][^\s<>]*)?", re.IGNORECASE)


class WebhookRequest(msgspec.Struct, frozen=True, rename="camel"):
    """A receiver to register, and the events it wants."""

    url: str
    events: tuple[Event, ...] = EVENTS


class Webhook(msgspec.Struct, frozen=True, rename="camel"):
    """A registered receiver. What is disabled gets nothing more, because it said so or could not be reached for days."""

    id: str
    url: str
    events: Sequence[str]
    created_time: str
    disabled: bool


class NewWebhook(Webhook, frozen=True, rename="camel"):
    """The same once it is made, with what its events are signed with; that is told this once."""

    secret: str


class WebhookDeleted(msgspec.Struct, frozen=True, rename="camel"):
    id: str
    deleted: bool = True


class WebhookSecret(msgspec.Struct, frozen=True, rename="camel"):
    """What events are signed with whose receiver a request of this key named."""

    secret: str


class Delivery(msgspec.Struct, frozen=True, rename="camel"):
    """One event for one receiver. `id` is the `webhook-id` of every attempt."""

    id: str
    event: str
    generation_id: str
    status: DeliveryStatus
    attempts: int
    last_status_code: int | None
    last_error: str | None
    next_attempt_time: str | None
    created_time: str


def parse_webhook(body: bytes, *, private: bool = False) -> WebhookRequest:
    """The request that a body of `POST /v1.0/webhooks` makes; `private` says that any web address may be a receiver.

    Raises:
        Invalid: the body breaks a rule or is not JSON.
    """
    return read_body(webhook(private=private), body)


def parse_receiver(url: str, *, private: bool = False) -> str:
    """The receiver that the header of a request names.

    Raises:
        Invalid: it is no web address, or not one of https where that is needed.
    """
    try:
        return receiver(private=private).read(HEADER, url)
    except Refused as refusal:
        raise Invalid(messages.invalid_input(refusal.complaints), refusal.complaints) from None


@lru_cache(maxsize=2)
def webhook(*, private: bool = False) -> Shape[WebhookRequest]:
    """The shape of a request to register a receiver."""
    return make_shape(
        WebhookRequest,
        {"url": receiver(private=private), "events": _EVENTS},
        missing={"url": "url should not be empty"},
    )


@lru_cache(maxsize=2)
def receiver(*, private: bool = False) -> Rule:
    """An absolute https URL without credentials; when `private`, http and names that only one's own network knows too."""
    strict = https_url(URL_LENGTH)
    if not private:
        return Rule(lambda name, value: _without_login(name, strict.read(name, value)), strict.schema)
    return Rule(_any_receiver, {"type": "string", "format": "uri", "pattern": "^https?://", "maxLength": URL_LENGTH})


def _any_receiver(name: str, value: Any) -> str:
    if isinstance(value, str) and len(value) > URL_LENGTH:
        raise refused(name, f"must be shorter than or equal to {URL_LENGTH} characters")
    if not isinstance(value, str) or not _WEB.fullmatch(value):
        raise refused(name, "must be a URL address")
    return _without_login(name, value)


def _without_login(name: str, url: str) -> str:
    try:
        parts = urlsplit(url)
        fits = bool(parts.hostname) and parts.username is None and parts.port != 0
    except ValueError:  # brackets or a port that cannot be
        fits = False
    if not fits:
        raise refused(name, "must be a URL address")
    return url


def _events(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise refused(name, "must be an array")
    items = cast("list[Any]", value)
    if not items:
        raise refused(name, "must contain at least 1 elements")
    if not all(item in EVENTS for item in items):
        raise refused(f"each value in {name}", f"must be one of: {', '.join(EVENTS)}")
    return tuple(dict.fromkeys(items))


_EVENTS: Final = Rule(_events, {"type": "array", "items": {"type": "string", "enum": list(EVENTS)}, "minItems": 1})
