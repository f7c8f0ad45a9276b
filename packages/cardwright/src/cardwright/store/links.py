"""Signed links: whoever has one may fetch the file until it expires.

The signature stands in the path, so that the link ends in the file's suffix.
It is HMAC-SHA256 over what is fetched and until when.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

LIFETIME_S = 7 * 24 * 3600
_PATH = re.compile(r"/exports/([A-Za-z0-9_-]{1,64})/([0-9]{1,12})-([0-9a-f]{40})/[^/]+")


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link led to: a generation, or why not."""

    generation_id: str
    state: Literal["valid", "expired", "forged"]


class Links:
    """Makes and checks links with one secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def path(self, generation_id: str, name: str, expires_at: float) -> str:
        """The path of a link that lives until `expires_at` (seconds since 1970)."""
        until = int(expires_at)
        return f"/exports/{generation_id}/{until}-{self._sign(generation_id, until)}/{quote(name)}"

    def open(self, path: str, now: float) -> Opened:
        """Check a path somebody asks for. The name at its end is for people and is not checked."""
        match = _PATH.fullmatch(path)
        if match is None:
            return Opened("", "forged")
        generation_id, until, signature = match.groups()
        if not hmac.compare_digest(self._sign(generation_id, int(until)), signature):
            return Opened("", "forged")
        return Opened(generation_id, "valid" if now <= int(until) else "expired")

    def _sign(self, generation_id: str, until: int) -> str:
        message = f"GET /exports/{generation_id} {until}".encode()
        return hmac.new(self._secret, message, hashlib.sha256).hexdigest()[:40]
