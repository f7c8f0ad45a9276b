"""A URL that somebody else wrote, as it goes over the wire."""

from collections.abc import Sequence
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from cardwright.errors import FetchRefused

_KEPT = "/:@!$&'()*+,;=%~"  # in paths, as RFC 3986 §3.3 has them; what is escaped already stays so


def sendable(url: str, schemes: Sequence[str]) -> str:
    """The URL in ASCII, its fragment gone.

    Raises:
        FetchRefused: it is none, has another scheme, or carries credentials.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        netloc = host.encode("idna").decode() if not host.isascii() else host
    except ValueError as error:  # brackets, a port or a name that cannot be
        msg = "is not a URL that can be asked for"
        raise FetchRefused(msg) from error
    if parts.scheme not in schemes or not host or parts.username or parts.password:
        msg = f"only {' and '.join(schemes)} URLs without credentials may be asked for"
        raise FetchRefused(msg)
    netloc = f"[{netloc}]" if ":" in netloc else netloc
    netloc = netloc if port is None else f"{netloc}:{port}"
    return urlunsplit((parts.scheme, netloc, quote(parts.path or "/", _KEPT), quote(parts.query, _KEPT + "?"), ""))


def joined(base: str, location: str) -> str:
    """Where a redirect leads to.

    Raises:
        FetchRefused: to no URL.
    """
    try:
        return urljoin(base, location)
    except ValueError as error:  # brackets around what is no address
        msg = "redirects to what is no URL"
        raise FetchRefused(msg) from error


def host_of(url: str) -> str:
    """The host of a URL, to name it: the rest of it may hold secrets. Empty when it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
