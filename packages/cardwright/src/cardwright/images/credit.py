"""Who made a picture, and under which licence, as one line set beside it."""

import re
from urllib.parse import urlsplit

from cardwright.deck.text import Span, Text

_LONGEST = 80  # characters of a name that others wrote
_BLANKS = re.compile(r"[^\S\u00a0]+")
_NEEDLESS = frozenset({"cc0", "pdm"})  # licences that ask for nothing
_FREE = _NEEDLESS | {"by", "by-sa", "by-nc", "by-nc-sa"}  # pictures are cropped, which the nd kinds forbid
_COMMERCIAL = _NEEDLESS | {"by", "by-sa"}


def free(licence: str) -> bool:
    """Whether a licence of Creative Commons, as Openverse names it, lets anybody use and crop a picture."""
    return licence in _FREE


def commercial(licence: str) -> bool:
    """Whether it also lets businesses."""
    return licence in _COMMERCIAL


def credited(*parts: tuple[str, str]) -> Text:
    """Names with their pages, divided by slashes; a page that is no https address is left out."""
    found: list[Span] = []
    for name, page in parts:
        said = _BLANKS.sub(" ", name).strip()[:_LONGEST]
        if said:
            found += [Span(" / ")] if found else []
            found.append(Span(said, link=page if _is_page(page) else ""))
    return tuple(found)


def licensed(creator: tuple[str, str], title: tuple[str, str], licence: tuple[str, str, str]) -> Text:
    """The line that Creative Commons ask for: creator, work and licence with their pages; none where nothing is asked.

    `licence` is Openverse's name, its version and its page.
    """
    name, version, page = licence
    if name in _NEEDLESS:
        return ()
    said = f"CC {name.upper()} {version}".strip().replace(" ", "\u00a0")  # on one line
    return credited(creator, title, (said, page))


def _is_page(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme == "https" and bool(parts.hostname) and len(url) <= 2048
    except ValueError:
        return False
