"""How words are looked for, whatever the dialect."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

TITLE_WEIGHT: Final = 5.0  # of a word in the title, against one in the text
MOST_WORDS: Final = 32  # of a query; each costs a look into the index
SNIPPET: Final = 16  # words


@dataclass(frozen=True, slots=True)
class Match:
    """Looking for words, as parts of a query: `w` is what is looked through, `join` holds the one `?`, for `value`."""

    join: str
    value: str
    shown: str  # the column of which `highlight` makes the highlight
    order: str
    highlight: Callable[[str], str]
