"""Wishes about titles: of cards, and of the deck."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

import msgspec

from cardwright.deck import plain, rich
from cardwright.write.remix.arrange import refused
from cardwright.write.remix.cards import NOUN, cards_of
from cardwright.write.remix.clauses import NO_CARD_NAMED, Clause, short
from cardwright.write.remix.masks import QUOTED
from cardwright.write.remix.stage import Change, Phase, Refusal, Stage
from cardwright.write.remix.template import Template

LONGEST_TITLE: Final = 300  # characters
TOO_LONG: Final = "The title “{title}” has more than {most} characters and was not used."
_DECK: Final = r"(?:the |this |my |our )?(?:whole |entire )?(?:deck|presentation|document|template)"
_TITLE: Final = r"(?:the )?(?:title|heading|headline|name)"
_TO: Final = r"(?: (?:to be|to|as|into|by|with)| ?(?:=|->|→|:)):? "
_SET: Final = r"(?:change|set|update|edit|replace|make|rename|switch)"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"^{_SET} {_TITLE} (?:of|on|for) (?P<what>.{{1,200}}?){_TO}(?P<title>.+)$",
        rf"^{_SET} (?P<what>.{{1,200}}?)(?:['’]s)? (?:title|heading|headline|name){_TO}(?P<title>.+)$",
        rf"^(?:rename|retitle) (?P<what>.{{1,200}}?){_TO}(?P<title>.+)$",
        rf"^{_TITLE} (?:of|on|for) (?P<what>.{{1,200}}?)(?: (?:is|should be|must be|should read|becomes)| ?[:=]) (?P<title>.+)$",
        rf"^(?:title|call|name|entitle) (?P<what>{_DECK}|(?:the )?{NOUN} \d{{1,4}}|.{{1,200}}?(?= (?:as )?{QUOTED}$))(?: as)? (?P<title>.+)$",
        r"^(?P<what>.{1,200}?)(?:['’]s)? (?:title|heading|headline|name) ?(?:is|should be|[:=]) (?P<title>.+)$",
    )
)
_SCOPED: Final = re.compile(
    rf"^(?:(?:{_SET} |use |make )?{_TITLE}(?:{_TO}| (?:is|should be|must be|becomes) )|(?:rename|retitle)(?: it)?{_TO}"
    r"|(?:title|call|name) it )(?P<title>.+)$",
    re.IGNORECASE,
)
_IS_DECK: Final = re.compile(rf"^{_DECK}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rename:
    """A title for cards of the template; with None, for the deck and the cover that says its title."""

    title: str
    cards: tuple[int, ...] | None
    phase: ClassVar[Phase] = Phase.BUILD

    def make(self, stage: Stage) -> None:
        """Set it."""
        if self.cards is None:
            self._of_deck(stage)
            return
        for entry in stage.open(self.cards):
            entry.card = msgspec.structs.replace(entry.card, title=rich(self.title))

    def _of_deck(self, stage: Stage) -> None:
        old, stage.title = stage.title, self.title
        first = stage.entry(0) if len(stage.template) else None
        if first and not first.is_locked and plain(first.card.title).strip() == old.strip():
            first.card = msgspec.structs.replace(first.card, title=rich(self.title))


def read(clause: Clause, template: Template) -> Sequence[Change]:
    """The title that a clause sets; nothing for a clause about something else."""
    for form in _FORMS:
        found = form.match(clause.text)
        if found and (changes := _of(found["what"], found["title"], clause, template)):
            return changes
    found = _SCOPED.match(clause.text)
    if not found:
        return ()
    if clause.scope is None and re.match(rf"^{_TITLE}", found.group(), re.IGNORECASE):
        return ()  # it may be a variable's name
    if clause.scope is None:
        return [Refusal(NO_CARD_NAMED.format(said=short(clause.said)), clause.wish)]
    return _renamed(found["title"], clause, clause.scope)


def _of(what: str, masked: str, clause: Clause, template: Template) -> Sequence[Change]:
    if _IS_DECK.match(what):
        return _renamed(masked, clause, None)
    cards = cards_of(what, template, clause.masks)
    if cards is None:
        return ()
    return [*(_renamed(masked, clause, cards.at) if cards.at else ()), *refused(cards, clause)]


def _renamed(masked: str, clause: Clause, cards: tuple[int, ...] | None) -> Sequence[Change]:
    title = clause.value(masked)
    if len(title) > LONGEST_TITLE:
        return [Refusal(TOO_LONG.format(title=short(title), most=LONGEST_TITLE))]
    return [Rename(title, cards)] if title else ()
