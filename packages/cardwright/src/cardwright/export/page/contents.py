"""The way through a page: a menu of its cards, and on a web page its sections in the bar."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cardwright.export.page.text import escape
from cardwright.layout.laid import Laid
from cardwright.layout.references import begins

_PART: Final = re.compile(r"\s*\(\d+/\d+\)$")  # of a long section's cards
_FEWEST: Final = 3  # entries; fewer are found without
_MOST_IN_BAR: Final = 7
_CHARACTERS_IN_BAR: Final = 110  # of all titles together; more would not fit beside the page's own title

Entry = tuple[int, str]  # page, title


def entries(laid: Laid) -> list[Entry]:
    """Where each card begins, without those that go on under the title of the one before."""
    first = begins([page.card for page in laid.pages])
    return list(
        _titled([(first[at], card.title.strip()) for at, card in enumerate(laid.scene.cards, 1) if at in first])
    )


def _titled(found: Sequence[Entry]) -> Iterator[Entry]:
    last = ""
    for page, title in found:
        name = _PART.sub("", title)
        if name and name != last:
            yield page, name
        last = name


def navigation(laid: Laid, *, site: bool) -> str:
    """The menu, with its links in the bar as well where they are few and short; nothing where there is nowhere to go."""
    found = entries(laid)
    if len(found) < _FEWEST:
        return ""
    links = "".join([f'<li><a href="#{page}">{escape(title)}</a></li>' for page, title in found])
    menu = (
        '<details class="toc"><summary lang="en" aria-label="Contents" title="Contents">'
        f'<span aria-hidden="true">\N{TRIGRAM FOR HEAVEN}</span></summary><nav dir="auto" aria-label="Contents"><ul>{links}</ul></nav></details>'
    )
    sections = found[1:]
    if not site or len(sections) > _MOST_IN_BAR or sum(len(title) for _, title in sections) > _CHARACTERS_IN_BAR:
        return menu
    own = "".join([f'<li><a href="#{page}">{escape(title)}</a></li>' for page, title in sections])
    return f'<nav class="sections" dir="auto" aria-label="Sections"><ul>{own}</ul></nav>{menu}'
