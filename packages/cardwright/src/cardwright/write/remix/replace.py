"""`Replace this by that`: placeholders that get a value, and words that become others."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from cardwright.write.remix.arrange import refused
from cardwright.write.remix.cards import NOUN, Cards, cards_of
from cardwright.write.remix.clauses import NOT_DONE, Clause, short
from cardwright.write.remix.masks import ADDRESS, PLACEHOLDER, TOKEN
from cardwright.write.remix.stage import Change, Phase, Stage
from cardwright.write.remix.template import Template
from cardwright.write.remix.values import LONGEST_VALUE, TOO_LONG, Assign, name_in
from cardwright.write.remix.wordings import Wording

_ALL_OF: Final = (
    r"(?:(?:all|every|each|any|the|both) )*(?:(?:occurrences?|instances?|mentions?|appearances?) of )?"
    r"(?:(?:the )?(?:placeholders?|variables?|fields?|texts?|words?|phrases?|names?|terms?|strings?) )?"
)
_EVERYWHERE: Final = (
    rf"(?:everywhere|throughout(?: the \w+)?|(?:in|on|across) (?:all|every)(?: the| of the)? {NOUN}"
    r"|(?:in|across) the (?:whole |entire )?(?:deck|presentation|template|document|text))"
)
_WHERE: Final = r"(?:on|in) (?P<where>.{1,120}?)"
_MARKED: Final = re.compile(
    r"^(?:(?:replace|substitute|change|swap|update|exchange|switch|set|fill(?: in| out)?|make|turn|populate) )?"
    rf"{_ALL_OF}(?P<old>{TOKEN})(?: (?:placeholder|variable|field))?(?: {_EVERYWHERE}| {_WHERE})?"
    r"(?: (?:by|with|to be|to|for|into|as|should be|must be|is|becomes)| ?(?:=>|->|→|=|:)):? (?P<new>.+)$",
    re.IGNORECASE,
)
_BARE: Final = re.compile(
    rf"^(?:(?:replace|substitute|fill(?: in)?) (?P<by>{_ALL_OF}.{{1,120}}?) (?:by|with)"
    rf"|(?P<verb>change|update|set|turn|make|switch) (?P<to>{_ALL_OF}.{{1,120}}?) (?:to be|to|into|as|=)):? (?P<new>.+)$",
    re.IGNORECASE,
)
_TURNED: Final = re.compile(
    rf"^(?:substitute|use|insert|put|write|enter) (?P<new>.+?) (?:for|in place of|instead of|into) {_ALL_OF}(?P<old>.{{1,120}})$"
    rf"|^(?:for|in place of|instead of) {_ALL_OF}(?P<marked>{TOKEN}),? (?:use|put|write|insert|enter) (?P<value>.+)$",
    re.IGNORECASE,
)
_TAILS: Final = (
    re.compile(rf"^(?P<new>{TOKEN}) (?:{_EVERYWHERE}|(?:only )?(?:on|in) (?P<where>.+?))(?: only)?$", re.IGNORECASE),
    re.compile(
        rf"^(?P<new>.+?) (?:{_EVERYWHERE}|(?:only )?(?:on|in) (?P<where>(?:the )?{NOUN} #?\d[\d ,\-–andto]*))(?: only)?$",
        re.IGNORECASE,
    ),
)
_VAGUE: Final = re.compile(
    r"^(?:a|all|an|any|both|each|every|everything|it|its|my|our|some|that|the|their|them|these|this|those|what|your)\b",
    re.IGNORECASE,
)
_TAIL_LENGTH: Final = 400  # characters at a value's end that may say where it goes
_PREFIX: Final = re.compile(rf"^{_ALL_OF}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reword:
    """Words that become others."""

    wording: Wording
    phase: ClassVar[Phase] = Phase.WORD

    def make(self, stage: Stage) -> None:
        """Remember it for the pass in which all are made."""
        new = self.wording.new
        if len(new) > LONGEST_VALUE:
            stage.warn(TOO_LONG.format(name=short(self.wording.old), most=LONGEST_VALUE))
        else:
            stage.word(self.wording)


class _Everywhere:
    """No cards in particular."""


def _ended(new: str) -> tuple[str, str | None]:
    """A value without `everywhere` or `on card 3` behind it, and those cards."""
    found = next((match for tail in _TAILS if (match := tail.match(new[-_TAIL_LENGTH:]))), None)
    if not found:
        return new, None
    return new[:-_TAIL_LENGTH] + found["new"], found["where"]


def read(clause: Clause, template: Template) -> Sequence[Change]:
    """What a clause wants replaced; nothing for a clause that names no words that could stand in a deck."""
    if found := _MARKED.match(clause.text):
        return _Reader(clause, template).marked(found["old"], found["new"], found["where"])
    if found := _BARE.match(clause.text):
        return _Reader(clause, template).bare(found["by"] or found["to"], found["new"], found["verb"] or "")
    if found := _TURNED.match(clause.text):
        return _Reader(clause, template).turned(found)
    return ()


class _Reader:
    def __init__(self, clause: Clause, template: Template) -> None:
        self._clause = clause
        self._template = template

    def marked(self, old: str, new: str, where: str | None) -> Sequence[Change]:
        """A placeholder or a quotation that gets replaced."""
        if re.fullmatch(ADDRESS, old):
            return ()
        new, behind = _ended(new)
        scope = self._scope(where or behind)
        if scope is None:
            return ()
        name = name_in(old, self._clause)
        if re.fullmatch(PLACEHOLDER, old) or self._template.knows(name):
            return self._scoped(lambda cards: Assign(name, self._clause.ending(new), cards), scope)
        words = self._clause.value(old)
        if not words:
            return ()
        return self._scoped(lambda cards: Reword(Wording(words, self._clause.ending(new), cards)), scope)

    def bare(self, old: str, new: str, verb: str) -> Sequence[Change]:
        """Words without marks: a placeholder's name, or else words that the deck says just like that."""
        new, where = _ended(new)
        scope = self._scope(where)
        if scope is None:
            return ()
        name = _PREFIX.sub("", old, count=1)
        value = self._clause.ending(new)
        if (known := self._template.knows(name)) or verb.lower() == "set":
            return self._scoped(lambda cards: Assign(name, value, cards, is_loose=not known), scope)
        if _VAGUE.match(old) or re.search(TOKEN, old):
            return ()
        otherwise = NOT_DONE.format(said=short(self._clause.said))
        return self._scoped(lambda cards: Reword(Wording(old, value, cards, otherwise, self._clause.wish)), scope)

    def _scope(self, where: str | None) -> Cards | _Everywhere | None:
        """The cards that a change is for; None when `where` means none."""
        scope = self._clause.scope
        cards = (
            cards_of(where, self._template, self._clause.masks)
            if where
            else Cards(scope)
            if scope is not None
            else None
        )
        if cards is None:
            return None if where else _Everywhere()
        return cards if len(cards.at) < len(self._template) or cards.missed else _Everywhere()

    def _scoped(
        self, change: Callable[[tuple[int, ...] | None], Change], scope: Cards | _Everywhere
    ) -> Sequence[Change]:
        if isinstance(scope, _Everywhere):
            return [change(None)]
        return [*([change(scope.at)] if scope.at else []), *refused(scope, self._clause)]

    def turned(self, found: re.Match[str]) -> Sequence[Change]:
        """The new words named first: `use Acme for [[client]]`."""
        if found["marked"]:
            return self.marked(found["marked"], found["value"], None)
        if re.fullmatch(TOKEN, found["old"]):
            return self.marked(found["old"], found["new"], None)
        return self.bare(found["old"], found["new"], "") if self._template.knows(found["old"]) else ()
