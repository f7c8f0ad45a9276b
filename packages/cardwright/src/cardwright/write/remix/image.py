"""Pictures that a prompt puts in the place of the template's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

import msgspec

from cardwright.deck.blocks import Block
from cardwright.deck.blocks.image import Image
from cardwright.write.remix.arrange import refused
from cardwright.write.remix.cards import LONGEST, ORDINAL, Cards, cards_of, ordinal
from cardwright.write.remix.clauses import NO_CARD_NAMED, Clause, short
from cardwright.write.remix.masks import ADDRESS, QUOTED
from cardwright.write.remix.placeholders import is_https
from cardwright.write.remix.stage import Change, Entry, Phase, Refusal, Stage
from cardwright.write.remix.template import Template
from cardwright.write.remix.text import with_blocks

NOT_HTTPS: Final = "Only pictures behind https:// can be shown: “{address}” was not used."
NO_IMAGE: Final = "Card {number} has no image to replace."
NO_IMAGES: Final = "The template has no image to replace."
SEVERAL: Final = "Card {number} has {count} images; only the first was replaced."
_LONGEST: Final = 20_000  # characters of a clause; addresses are hidden in it
_THING: Final = r"(?:images?|pictures?|photos?|photographs?|illustrations?|graphics?|logos?|screenshots?|visuals?)"
_AT: Final = rf"(?:(?:this|the|an?|my|our) )?(?:new )?(?:{_THING} )?(?:at |from |under )?"
_BY: Final = rf"{_AT}(?P<by>{ADDRESS}(?: ?(?:,|and|&|, and) ?{ADDRESS})*)"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"^(?P<verb>replace|swap|change|update|exchange|substitute|set)(?: out)? (?P<every>(?:all|every|each)(?: of)? )?"
        rf"(?:the |its |my |our )?(?:(?P<ordinal>{ORDINAL}) )?(?P<words>(?:[\w\-]+ ){{0,3}}?)(?P<thing>{_THING})"
        rf"(?: (?:on|of|in|from|at) (?P<where>.{{1,200}}?))?(?: (?:by|with|to|for|into|using)| ?[:=]):? {_BY}$",
        rf"^(?:(?P<verb>use|put|place|add|insert|show|set|include) )?{_BY}"
        rf"(?: as (?:the |its |an? )?(?P<words>(?:[\w\-]+ ){{0,3}}?)(?P<thing>{_THING}))?"
        r"(?:,? (?:on|in|for|at|onto|to|into|of) (?P<where>.+))?(?P<every>)(?P<ordinal>)$",
        rf"^(?P<verb>add|insert|put|include|use) (?:an? |the |this )?(?P<words>)(?P<thing>{_THING}) (?:on|in|at|onto|to|into)"
        rf" (?P<where>.{{1,200}}?)(?: ?:| from| with) ?{_BY}(?P<every>)(?P<ordinal>)$",
    )
)
_ALT: Final = re.compile(
    r" ?\((?:with )?alt(?:ernative)?(?: ?text)? ?[:=] ?(?P<inner>[^()]*+)\)"
    rf"|,? with (?:the )?alt(?:ernative)?(?: ?text)?:? (?P<quoted>{QUOTED})",
    re.IGNORECASE,
)
_ADDS: Final = frozenset({"add", "insert", "include"})
_REPLACES: Final = frozenset({"replace", "swap", "change", "update", "exchange", "substitute"})


@dataclass(frozen=True, slots=True)
class Picture:
    """Addresses for the images on cards of the template; with None as `cards`, on all of them.

    `which` counts a card's images from 0, -1 is the last one, None the first or
    as many as there are addresses. An empty `alt` keeps what is there.
    """

    sources: tuple[str, ...]
    cards: tuple[int, ...] | None
    alt: str = ""
    which: int | None = None
    every: bool = False
    adds: bool = False  # a card without an image gets one
    only_adds: bool = False
    phase: ClassVar[Phase] = Phase.BUILD

    def make(self, stage: Stage) -> None:
        """Replace the images or add one."""
        entries = stage.open_all() if self.cards is None else stage.open(self.cards)
        replaced = [self._replaced(entry, stage) for entry in entries]
        if self.cards is None and not any(replaced):
            stage.warn(NO_IMAGES)

    def _replaced(self, entry: Entry, stage: Stage) -> bool:
        count = images(entry.card.blocks)
        if self.only_adds or (not count and self.adds):
            added = tuple(Image(source, self.alt) for source in self.sources)
            entry.card = msgspec.structs.replace(entry.card, blocks=(*entry.card.blocks, *added))
            return True
        chosen = self._chosen(count)
        if not chosen:
            if self.cards is not None:
                stage.warn(NO_IMAGE.format(number=entry.number))
            return False
        if count > 1 and self.which is None and not self.every and len(self.sources) == 1:
            stage.warn(SEVERAL.format(number=entry.number, count=count))
        seen = iter(range(count))
        entry.card = with_blocks(
            entry.card, lambda block: self._shown(block, next(seen), chosen) if _is(block) else block
        )
        return True

    def _chosen(self, count: int) -> dict[int, str]:
        """Which of a card's images get which address."""
        if self.which is not None:
            at = self.which + count if self.which < 0 else self.which
            return {at: self.sources[0]} if 0 <= at < count else {}
        if self.every and len(self.sources) == 1:
            return dict.fromkeys(range(count), self.sources[0])
        return dict(zip(range(count), self.sources, strict=False))

    def _shown(self, block: Block, at: int, chosen: dict[int, str]) -> Block:
        if at not in chosen or not isinstance(block, Image):
            return block
        return msgspec.structs.replace(block, src=chosen[at], alt=self.alt or block.alt)


def _is(block: Block) -> bool:
    return isinstance(block, Image)


def images(blocks: Sequence[Block]) -> int:
    """How many images there are among blocks, at any depth."""
    found: list[Block] = []
    for block in blocks:
        with_blocks(block, lambda one: (found.append(one), one)[1] if _is(one) else one)
    return len(found)


def read(clause: Clause, template: Template) -> Sequence[Change]:
    """The picture that a clause names by its address; nothing for a clause without one."""
    if len(clause.text) > _LONGEST or not re.search(ADDRESS, clause.text):
        return ()
    alt = _ALT.search(clause.text)
    text = clause.text[: alt.start()] + clause.text[alt.end() :] if alt else clause.text
    found = next((match for form in _FORMS if (match := form.match(text.strip()))), None)
    if not found:
        return ()
    sources = tuple(clause.masks.meant(found["by"], ADDRESS))
    if wrong := [source for source in sources if not is_https(source)]:
        return [Refusal(NOT_HTTPS.format(address=short(source))) for source in wrong]
    given = clause.value(alt["inner"] or alt["quoted"] or "") if alt else clause.masks.alt(found["by"])
    return _placed(found, sources, given, clause, template)


def _placed(
    found: re.Match[str], sources: tuple[str, ...], alt: str, clause: Clause, template: Template
) -> Sequence[Change]:
    cards = _cards(found, clause, template)
    if isinstance(cards, Refusal):
        return [cards]
    if cards is not None and not cards.at:
        return refused(cards, clause)
    verb = (found["verb"] or "").lower()
    picture = Picture(
        sources,
        cards.at if cards else None,
        alt,
        which=ordinal(found["ordinal"].casefold()) if found["ordinal"] else None,
        every=bool(found["every"]) or (found["thing"] or "").lower().endswith("s"),
        adds=verb not in _REPLACES,
        only_adds=verb in _ADDS,
    )
    return [picture, *(refused(cards, clause) if cards else ())]


def _cards(found: re.Match[str], clause: Clause, template: Template) -> Cards | Refusal | None:
    """Where the picture goes; None is every card."""
    if found["where"] and len(found["where"]) <= LONGEST:
        cards = cards_of(re.sub(rf"^(?:{_THING} )?(?:on|of|in) ", "", found["where"]), template, clause.masks)
        return cards or Refusal(NO_CARD_NAMED.format(said=short(clause.said)), clause.wish)
    if clause.scope is not None:
        return Cards(clause.scope)
    if found["every"]:
        return None
    named = cards_of(f"the {found['words']}card", template, clause.masks) if found["words"] else None
    if named and named.at:
        return named
    holders = tuple(at for at, card in enumerate(template.deck.cards) if images(card.blocks))
    if len(holders) == 1 and found["thing"]:
        return Cards(holders)
    return Refusal(NO_CARD_NAMED.format(said=short(clause.said)), clause.wish)
