"""A generation as a token that another process can take up: JSON in base64url, versioned, without a secret."""

import base64
import re
from dataclasses import dataclass
from typing import Any, Final, cast

import msgspec

from cardwright_client._core.durations import Features
from cardwright_client.errors import RefError

VERSION: Final = 1
_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,128}")
_USUAL: Final = Features()
_PREFIX: Final = "cw1."  # an id has no dot, so the two are never mixed up


@dataclass(frozen=True, slots=True)
class Ref:
    """`posted_at` is seconds since 1970, 0 when unknown; `base` empty for a bare id."""

    id: str
    base: str = ""
    posted_at: float = 0.0
    key: str = ""
    features: Features = _USUAL

    def __str__(self) -> str:
        said = {
            "v": VERSION, "base": self.base, "id": self.id, "at": round(self.posted_at, 3), "key": self.key,
            "f": [self.features.cards, self.features.images, self.features.export],
        }  # fmt: skip
        return _PREFIX + base64.urlsafe_b64encode(msgspec.json.encode(said)).decode().rstrip("=")


def read_ref(text: str) -> Ref:
    """The generation that a token, or a bare id, names.

    Raises:
        RefError: it is neither, or a later version wrote it.
    """
    if _ID.fullmatch(text):
        return Ref(text)
    if not text.startswith(_PREFIX):
        msg = "that is neither the id of a generation nor a reference to one"
        raise RefError(msg)
    try:
        packed = text.removeprefix(_PREFIX)
        said: Any = msgspec.json.decode(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
        if said["v"] != VERSION:
            msg = f"the reference is of version {said['v']}"
            raise RefError(msg, hint="update cardwright-client")
        cards, images, export = cast("list[Any]", said["f"])
        found = Ref(
            str(said["id"]), str(said["base"]), float(said["at"]), str(said["key"]), Features(cards, images, export)
        )
    except (ValueError, KeyError, TypeError) as error:
        msg = "the reference is damaged"
        raise RefError(msg) from error
    if not _ID.fullmatch(found.id):
        msg = "the reference is damaged"
        raise RefError(msg)
    return found
