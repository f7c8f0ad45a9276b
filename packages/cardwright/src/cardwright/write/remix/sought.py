"""Pictures that a prompt describes, to be found or painted: `Add a photo of a lighthouse to card 3`.

The deck gets an image under a name of its own, which `settled` replaces by the
picture that was found. Where none was, the image that was there before is
shown again; what was only to be added is left away.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

import msgspec

from cardwright.deck import Block, Card, Deck, name
from cardwright.deck.blocks.image import Image
from cardwright.write.remix.arrange import refused
from cardwright.write.remix.cards import NOUN, Cards, cards_of
from cardwright.write.remix.clauses import NO_CARD_NAMED, Clause, short
from cardwright.write.remix.image import NO_IMAGE, images
from cardwright.write.remix.masks import ADDRESS
from cardwright.write.remix.stage import Change, Described, Entry, Phase, Refusal, Stage
from cardwright.write.remix.template import Template
from cardwright.write.remix.text import with_blocks

NAME: Final = "sought:{number}"
MOST: Final = 30  # pictures that one prompt may have sought
TOO_MANY: Final = "Only the first {most} pictures were looked for."
_LONGEST: Final = 400  # characters of a clause
_THING: Final = r"(?:photo(?:graph)?s?|pictures?|images?|illustrations?|drawings?|gifs?|visuals?)"
_SORT: Final = (
    r"(?:(?:an? |another |some |the |its |new |other |different |better |fitting |suitable |matching |stock )*)"
)
_OF: Final = r"(?: (?:of|showing|depicting|with) (?P<words>.{2,120}?))?"
_WHERE: Final = rf"(?P<where>(?:(?:the|every|each|all|my|our) )?[^,]{{0,80}}\b{NOUN}\b[^,]{{0,80}})"
_ADD: Final = re.compile(
    rf"^(?:add|insert|put|include|place|show) {_SORT}{_THING}{_OF}(?: (?:on|in|at|onto|to|into|for) {_WHERE})?$",
    re.IGNORECASE,
)
_REPLACE: Final = re.compile(
    rf"^(?:replace|swap|change|exchange|update) (?:out )?{_SORT}{_THING}(?: (?:on|of|in|from|at) {_WHERE})?"
    rf" (?:by|with|to|for|into) {_SORT}{_THING}{_OF}$",
    re.IGNORECASE,
)
_SOURCES: Final = {
    "pexels": "pexels",
    "stock": "pexels",
    "giphy": "giphy",
    "web": "web",
    "openverse": "web",
    "ai": "generated",
}
_SERVICE: Final = (
    r"(?P<source>pexels|giphy|stock|(?:the )?web|openverse|an? ai(?: model)?|ai(?:[- ](?:generated|made|painted))?)"
)
_BESIDE: Final = re.compile(r"^(?:the|an?) |[- ](?:generated|made|painted|model)$")  # the name of a source
_FROM: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"^(?:use|add|find|get|show|include|insert|put) (?:only |new |some |the |fitting )*{_THING} (?:from|by|of) {_SERVICE}(?P<tail>.*)$",
        rf"^(?:use|add|find|get|show|include|insert|put) (?:only |new |some |fitting )*{_SERVICE} {_THING}(?P<tail>.*)$",
        rf"^illustrate (?:it|them|everything|(?:the|this|every|each|all) \w+) with {_SERVICE} {_THING}(?P<tail>)$",
    )
)
_TAIL: Final = re.compile(
    rf"^(?: (?:on|for|in|to|throughout|across) (?:(?:all|every|each|the|this|new|my|our|of|whole|entire) )*(?:{NOUN}|deck|presentation))?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Seek:
    """A picture for some cards of the template; empty `words` are what a card is called."""

    cards: tuple[int, ...]
    words: str
    replaces: bool
    phase: ClassVar[Phase] = Phase.BUILD

    def make(self, stage: Stage) -> None:
        """Put an image into the card that stands for the one to be found."""
        for entry in stage.open(self.cards):
            if self.replaces and not images(entry.card.blocks):
                stage.warn(NO_IMAGE.format(number=entry.number))
            elif len(stage.sought) >= MOST:
                stage.warn(TOO_MANY.format(most=MOST))
            else:
                self._put(entry, stage)

    def _put(self, entry: Entry, stage: Stage) -> None:
        words = self.words or name(entry.card)
        src = NAME.format(number=len(stage.sought) + 1)
        if not self.replaces:
            stage.sought[src] = Described(words)
            entry.card = msgspec.structs.replace(entry.card, blocks=(*entry.card.blocks, Image(src, words)))
            return

        def change(block: Block) -> Block:
            if not isinstance(block, Image) or src in stage.sought:
                return block
            stage.sought[src] = Described(words, block.src)
            return msgspec.structs.replace(block, src=src)

        entry.card = with_blocks(entry.card, change)


@dataclass(frozen=True, slots=True)
class From:
    """Where pictures come from, for cards that say little too."""

    source: str
    phase: ClassVar[Phase] = Phase.BUILD

    def make(self, stage: Stage) -> None:
        """Choose it."""
        stage.source = self.source


def read(clause: Clause, template: Template) -> Sequence[Change]:
    """The pictures that a clause describes, or says the source of; nothing for a clause about something else."""
    if len(clause.text) > _LONGEST or re.search(ADDRESS, clause.text):
        return ()
    for form in _FROM:
        if (found := form.match(clause.text)) and _TAIL.match(found["tail"]):
            return [From(_SOURCES[_BESIDE.sub("", found["source"].lower())])]
    found = _ADD.match(clause.text) or _REPLACE.match(clause.text)
    return _sought(found, clause, template) if found else ()


def _sought(found: re.Match[str], clause: Clause, template: Template) -> Sequence[Change]:
    if found["where"]:
        cards = cards_of(found["where"], template, clause.masks)
    else:
        cards = Cards(clause.scope) if clause.scope is not None else _only(found, template)
    if cards is None:
        return [Refusal(NO_CARD_NAMED.format(said=short(clause.said)), clause.wish)]
    wanted = [Seek(cards.at, clause.value(found["words"] or ""), found.re is _REPLACE)] if cards.at else []
    return [*wanted, *refused(cards, clause)]


def _only(found: re.Match[str], template: Template) -> Cards | None:
    """The one card with an image, where an image is to be replaced and no card is named."""
    holders = tuple(at for at, card in enumerate(template.deck.cards) if images(card.blocks))
    return Cards(holders) if len(holders) == 1 and found.re is _REPLACE else None


def settled(deck: Deck, sought: Mapping[str, Described], found: Mapping[str, Image]) -> Deck:
    """The deck with the pictures that were found under their names, without those that were not."""

    def change(block: Block) -> Block:
        if not isinstance(block, Image) or block.src not in sought:
            return block
        new, old = found.get(block.src), sought[block.src]
        if new is None:
            return msgspec.structs.replace(block, src=old.instead)
        return msgspec.structs.replace(block, src=new.src, alt=new.alt or old.words, credit=new.credit)

    return msgspec.structs.replace(
        deck, cards=tuple(with_blocks(_kept(card, sought, found), change) for card in deck.cards)
    )


def _kept(card: Card, sought: Mapping[str, Described], found: Mapping[str, Image]) -> Card:
    """The card without images that were to be added and were not found."""
    gone = {src for src, one in sought.items() if src not in found and not one.instead}
    blocks = tuple(block for block in card.blocks if not isinstance(block, Image) or block.src not in gone)
    return card if len(blocks) == len(card.blocks) else msgspec.structs.replace(card, blocks=blocks)
