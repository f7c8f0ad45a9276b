"""Events that a service sends by itself, checked after the Standard Webhooks specification 1.0."""

import base64
import hashlib
import hmac
import time
from collections.abc import Mapping
from typing import Any

import msgspec

from cardwright_client.errors import BadSignature
from cardwright_client.models import Status, decode

_PREFIX = "whsec_"


class Event(msgspec.Struct, frozen=True):
    """What happened: `generation.completed` or `generation.failed`, under an id that is the same for every attempt."""

    id: str
    type: str
    data: Mapping[str, Any]

    @property
    def status(self) -> Status:
        """The state of the generation, as its own endpoint tells it."""
        return decode(self.data, Status)


def verify(
    body: bytes,
    headers: Mapping[str, str],
    secret: str,
    *,
    tolerance: float = 300.0,
    now: float | None = None,
) -> Event:
    """The event of a request that was really sent by whoever has the secret, not longer ago than `tolerance` seconds.

    `body` is the request's, byte for byte. Keep the ids you have seen: a
    receiver that answered too late is sent the same event again.

    Raises:
        BadSignature: it was not, or it is no event.
    """
    sent = {name.lower(): value for name, value in headers.items()}
    message, timestamp = sent.get("webhook-id", ""), sent.get("webhook-timestamp", "")
    age = abs((time.time() if now is None else now) - _number(timestamp))
    if not message or not age <= tolerance:
        msg = "the event names no id, or no time near now"
        raise BadSignature(msg, hint="is this machine's clock right?")
    digest = hmac.digest(_key(secret), f"{message}.{timestamp}.".encode() + body, hashlib.sha256)
    wanted = "v1," + base64.b64encode(digest).decode()
    offered = sent.get("webhook-signature", "").split()
    if not any(hmac.compare_digest(each.encode(), wanted.encode()) for each in offered):
        msg = "the event is not signed with this secret"
        raise BadSignature(msg, hint="the body must be the one that arrived, byte for byte")
    try:
        said = msgspec.json.decode(body)
        return Event(message, str(said["type"]), dict(said["data"]))
    except (ValueError, KeyError, TypeError) as error:
        msg = "what was signed is no event"
        raise BadSignature(msg) from error


def _key(secret: str) -> bytes:
    try:
        return base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except ValueError as error:
        msg = "the secret is not one of a webhook"
        raise BadSignature(msg) from error


def _number(text: str) -> float:
    return float(text) if text.isascii() and text.isdigit() else float("nan")
