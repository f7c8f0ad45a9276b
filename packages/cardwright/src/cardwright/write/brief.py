"""What a writer is asked, and what it answers."""

from typing import Literal

import msgspec

from cardwright.deck import Deck

Mode = Literal["generate", "condense", "preserve"]
Kind = Literal["presentation", "document", "social", "webpage"]
Amount = Literal["brief", "medium", "detailed", "extensive"]


class Brief(msgspec.Struct, frozen=True, omit_defaults=True):
    """A writing task.

    `cards` is the exact number of cards wanted, None to cut at the text's own
    `---` lines. `language` is the wire's code (`en`, `pt-br`, `ja-da` …) of the
    output; a writer without a language model keeps the input's language.
    """

    text: str
    mode: Mode = "generate"
    kind: Kind = "presentation"
    cards: int | None = 10
    instructions: str = ""
    amount: Amount = "medium"
    tone: str = ""
    audience: str = ""
    language: str = "en"
    title: str = ""


class Written(msgspec.Struct, frozen=True):
    """A deck and what its reader should know about how it came about."""

    deck: Deck
    warnings: tuple[str, ...] = ()
