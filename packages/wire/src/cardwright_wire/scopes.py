"""What a key may be limited to. Which endpoint needs which of these is said in `endpoints.py`, row by row.

A key without a limit may do what its owner may; a limit only takes away from that.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal

Scope = Literal["read", "generate", "export", "files", "comments", "analytics", "themes", "webhooks"]

SCOPES: Final[Mapping[Scope, str]] = MappingProxyType(
    {
        "read": "look at files, generations, comments, themes, folders and credits",
        "generate": "make files and pictures, read other programs' files as text, and see how that goes; costs credits",
        "export": "make files to download of what is there",
        "files": "write, archive and delete what is there",
        "comments": "read and write comments",
        "analytics": "see who looked at files, and for how long",
        "themes": "bring and delete themes of the workspace's own, as far as its owner is an admin",
        "webhooks": "register, list and delete webhooks, and read the secret they are signed with",
    }
)
EVERY: Final[tuple[Scope, ...]] = tuple(SCOPES)  # of an endpoint: any key will do


def allows(limit: frozenset[str] | None, needed: Sequence[Scope]) -> bool:
    """Whether a key with this limit may ask what needs one of these scopes; None is no limit."""
    return limit is None or not limit.isdisjoint(needed)
