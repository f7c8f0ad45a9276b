"""Signed links: whoever has one may fetch the file until it expires.

The signature stands in the path, so that the link ends in the file's suffix.
It is HMAC-SHA256 over what is fetched and until when. Pictures of pages are
sealed the same way: a seal says on which page a picture stands, and who was
shown that page; whether they may still see it is looked up when it is used.
"""

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import quote

LIFETIME_S = 7 * 24 * 3600
_PATH = re.compile(r"/exports/([A-Za-z0-9_-]{1,64})/(0|[1-9][0-9]{0,11})-([0-9a-f]{40})/[^/]+")
_SEAL: Final = re.compile(r"([a-z0-9]{0,64})-([a-z0-9]{0,64})-([0-9a-f]{40})")


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link led to: a generation, or why not."""

    generation_id: str
    state: Literal["valid", "expired", "forged"]


@dataclass(frozen=True, slots=True)
class Seal:
    """Where a picture stands: a page's `doc_id`, and the id of the personal link it was shown by.

    Without a page it stands alone, and is anybody's who has its address.
    """

    doc_id: str = ""
    link_id: str = ""


def _never() -> str:
    return ""


class Links:
    """Makes and checks links with one secret; `rotation` gives the word that ends them all when it changes."""

    def __init__(self, secret: bytes, rotation: Callable[[], str] = _never) -> None:
        self._secret = secret
        self.rotation: Final = rotation

    def path(self, generation_id: str, name: str, expires_at: float) -> str:
        """The path of a link that lives until `expires_at` (seconds since 1970)."""
        until = int(expires_at)
        return f"/exports/{generation_id}/{until}-{self._sign_file(generation_id, until)}/{quote(name)}"

    def open(self, path: str, now: float) -> Opened:
        """Check a path somebody asks for. The name at its end is for people and is not checked."""
        match = _PATH.fullmatch(path)
        if match is None:
            return Opened("", "forged")
        generation_id, until, signature = match.groups()
        if not hmac.compare_digest(self._sign_file(generation_id, int(until)), signature):
            return Opened("", "forged")
        return Opened(generation_id, "valid" if now <= int(until) else "expired")

    def picture(self, sha256: str, seal: Seal) -> str:
        """The path of a picture under a seal."""
        return f"/docs/images/{sha256}/{seal.doc_id}-{seal.link_id}-{self._sign_seal(sha256, seal)}"

    def unseal(self, sha256: str, text: str) -> Seal | None:
        """What the seal on a picture's path says; None when it is none of ours for that picture."""
        match = _SEAL.fullmatch(text)
        if match is None:
            return None
        seal = Seal(match[1], match[2])
        return seal if hmac.compare_digest(self._sign_seal(sha256, seal), match[3]) else None

    def _sign_file(self, generation_id: str, until: int) -> str:
        return self._sign(f"GET /exports/{generation_id} {until}")

    def _sign_seal(self, sha256: str, seal: Seal) -> str:
        return self._sign(f"GET /docs/images/{sha256} {seal.doc_id} {seal.link_id}")

    def _sign(self, message: str) -> str:
        word = self.rotation()
        key = hmac.digest(self._secret, f"links {word}".encode(), hashlib.sha256) if word else self._secret
        return hmac.new(key, message.encode(), hashlib.sha256).hexdigest()[:40]
