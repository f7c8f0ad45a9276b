"""What a model wrote, read as blocks and texts; it may name only addresses that were there before."""

import re
from collections.abc import Collection
from typing import Final, TypeVar

import msgspec

from cardwright.deck import Block, Text, plain, rich
from cardwright.deck.blocks.heading import Heading
from cardwright.deck.blocks.image import Image
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.markup import running
from cardwright.write.clean import clean
from cardwright.write.recognise import recognised
from cardwright.write.remix.text import addresses, rewritten
from cardwright.write.source import sections

S = TypeVar("S", bound=msgspec.Struct)
UNKNOWN: Final = "A picture or a link that neither the template nor the prompt has was left out."
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"“”|]+")
_MAIL: Final = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_AFTER: Final = ".,;:!?)]}>'\"”’»*_`"  # what follows an address without being part of it


def addresses_in(text: str) -> set[str]:
    """All addresses of the web and of mail that stand in a text."""
    found = _ADDRESS.findall(text)
    return {*found, *(address.rstrip(_AFTER) for address in found), *(f"mailto:{one}" for one in _MAIL.findall(text))}


class Reader:
    """Reads Markdown. `known` are the addresses that may be shown and followed."""

    def __init__(self, known: Collection[str]) -> None:
        self.known = known
        self.left_out = False  # whether an address was

    def line(self, markdown: str) -> Text:
        """One line of text with its looks."""
        text = " ".join(clean(markdown).split())
        found = sections(running(text))
        match [(part.head, *part.pieces) for part in found]:
            case [((), Paragraph() as said)]:
                return self.safe(said).text
            case [(head,)]:  # it reads like a heading
                return self.safe(Paragraph(head)).text
            case _:  # it is no running text, such as a picture
                return rich(text)

    def plain(self, text: str) -> str:
        """Characters that mean nothing but themselves."""
        return clean(text).strip()

    def blocks(self, markdown: str) -> tuple[Block, ...]:
        """The blocks that a text in Markdown holds."""
        found: list[Block] = []
        for part in recognised(sections(clean(markdown)), "", keep_all=True):
            found += [Heading(part.head, 2 if part.level <= 2 else 3)] if plain(part.head).strip() else []  # noqa: PLR2004
            found += part.blocks
        return tuple(self.safe(block) for block in found if not self._is_foreign(block))

    def _is_foreign(self, block: Block) -> bool:
        foreign = isinstance(block, Image) and block.src not in self.known
        self.left_out = self.left_out or foreign
        return foreign

    def safe(self, value: S) -> S:
        """The same without links to where nobody said to go."""
        if all(address in self.known for address in addresses(value)):
            return value
        self.left_out = True
        return rewritten(value, lambda _: (), lambda address: address if address in self.known else "")
