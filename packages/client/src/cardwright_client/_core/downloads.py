"""What may be fetched, how a cut download goes on, and what a file must begin with. Pure."""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

MAGIC: Final[Mapping[str, bytes]] = {
    ".pdf": b"%PDF-",
    ".pptx": b"PK\x03\x04",
    ".zip": b"PK\x03\x04",
    ".png": b"\x89PNG",
}
_RANGE: Final = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")
_DIGEST: Final = re.compile(r"sha-256=:([A-Za-z0-9+/=]+):")
_PRIVATE_NAMES: Final = (".localhost", ".local", ".internal")

Step = Literal["whole", "rest", "discard", "renew", "give up", "again"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What the file beside a part says of it: enough to know that the rest belongs to it."""

    etag: str
    generation_id: str


def next_step(status: int, headers: Mapping[str, str], kept: int) -> Step:
    """What an answer to a request for the bytes from `kept` on means."""
    if status == 200:
        return "whole"
    if status == 206:
        found = _RANGE.fullmatch(headers.get("content-range", ""))
        return "rest" if found and int(found[1]) == kept else "discard"
    if status == 416:
        return "discard"
    if status in {401, 403, 404, 410}:
        return "renew"
    return "again" if status == 429 or status >= 500 else "give up"


def total(status: int, headers: Mapping[str, str]) -> int | None:
    """Bytes of the whole file, if the answer says."""
    if status == 206:
        found = _RANGE.fullmatch(headers.get("content-range", ""))
        return int(found[3]) if found and found[3] != "*" else None
    length = headers.get("content-length", "")
    return int(length) if length.isdigit() and "content-encoding" not in headers else None


def strong(etag: str) -> str:
    """The tag, if it tells versions apart byte by byte; else nothing."""
    return etag if etag.startswith('"') else ""


def told_digest(headers: Mapping[str, str]) -> str:
    """The SHA-256 of the whole file in hexadecimal, if `Repr-Digest` (RFC 9530) tells it."""
    found = _DIGEST.search(headers.get("repr-digest", ""))
    try:
        return base64.b64decode(found[1]).hex() if found else ""
    except binascii.Error:
        return ""


def fits(suffix: str, beginning: bytes) -> bool:
    """Whether a file may begin so; an export of several pictures is an archive under whatever name."""
    wanted = MAGIC.get(suffix.lower())
    return (
        wanted is None
        or beginning.startswith(wanted)
        or (suffix.lower() == ".png" and beginning.startswith(MAGIC[".zip"]))
    )


def is_safe(url: str, base: str) -> bool:
    """Whether a link of a service may be fetched: https to the open internet, unless the service itself is private."""
    try:
        parts, own = urlsplit(url), urlsplit(base)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    if not host or parts.username is not None or parts.scheme not in {"https", "http"}:
        return False
    if is_private(own.hostname or ""):
        return True
    return parts.scheme == "https" and not is_private(host)


def is_private(host: str) -> bool:
    """Whether a host is, by its name alone, within one's own network."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return host == "localhost" or "." not in host or host.endswith(_PRIVATE_NAMES)


def free_name(target: Path) -> Path:
    """The target, or `name-2.pdf` and so on, whichever does not exist."""
    number, found = 2, target
    while found.exists():
        found = target.with_name(f"{target.stem}-{number}{target.suffix}")
        number += 1
    return found
