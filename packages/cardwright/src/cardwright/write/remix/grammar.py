"""What a prompt asks for, one change after the other, each read by the module that makes it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as changed
from itertools import islice
from typing import Final

from cardwright.write.remix import (
    add,
    arrange,
    data,
    image,
    replace,
    sought,
    theme,
    title,
    values,
)
from cardwright.write.remix.cards import LONGEST, NOUN, Cards, cards_of
from cardwright.write.remix.clauses import (
    NOT_DONE,
    VERBS,
    Clause,
    Piece,
    bare,
    pieces,
    short,
    stop_of,
    uncourteous,
    wished,
)
from cardwright.write.remix.masks import OPEN, TOKEN, Masks
from cardwright.write.remix.parts import Part, parts
from cardwright.write.remix.stage import Change, Refusal
from cardwright.write.remix.template import Template

Read = Callable[[Clause, Template], Sequence[Change]]
# A placeholder that the template has comes first: its name may read like anything else.
_READERS: Final[tuple[Read, ...]] = (
    values.read_known,
    arrange.read,
    add.read,
    image.read,
    sought.read,
    data.read,
    theme.read,
    title.read,
    replace.read,
)
BELOW: Final = "With the data: {said}"
NO_USE: Final = "The pasted data was not used, as nothing says what it is for: “{said}”."
_CONTINUED: Final = re.compile(
    rf"^(?:the )?(?:{NOUN}|images?|pictures?|photos?|logos?|title|table|chart|graph)\b", re.IGNORECASE
)
_INHERITED: Final = frozenset({"change", "move", "put", "rename", "replace", "retitle", "set", "swap", "update", "use"})
_SCOPED: Final = re.compile(r"^(?:on|in|for|at) ", re.IGNORECASE)
_SCOPE_END: Final = re.compile(rf"[,:]? (?={VERBS}(?!\w)|{TOKEN}|(?:the )?(?:title|heading|headline)\b)", re.IGNORECASE)
_ON: Final = re.compile(r"^(?:the )?(?:image|picture|photo|table|chart|graph|title) (?:on|of|in) ", re.IGNORECASE)
_LABEL_END: Final = re.compile(r" ?: | [-–—] ")
_LEAD: Final = re.compile(rf"^(?P<lead>[^:={OPEN}]{{1,60}}): (?P<rest>.+)$")
_VERB: Final = re.compile(rf"^(?P<verb>{VERBS}): ", re.IGNORECASE)
_NUMBERED: Final = re.compile(rf"^(?:the )?{NOUN} ?#?\d", re.IGNORECASE)
_MOST_ENDS: Final = 8
_ALONE: Final = re.compile(
    rf"^(?P<verb>{VERBS}(?: (?:change|edit|modify|touch|remove))?)(?: (?:it|them|(?:this|that|these|those) {NOUN}))?"
    r"(?P<tail>(?: (?:as|after|before|to|unchanged|untouched|locked|intact|alone|behind|at)\b.*)?)$",
    re.IGNORECASE,
)
_POLITE: Final = re.compile(
    r"^(?:please|thanks|thank you|many thanks|thanks a lot|thx|hi|hello|hey|dear [\w ]{1,40}|hi [\w ]{1,40}|hello [\w ]{1,40}"
    r"|(?:in|on|for|across|throughout) (?:the |this |my |our |all |whole |entire )*(?:deck|presentation|template|document)"
    r"|(?:best|kind|warm)? ?regards|best|cheers)(?: (?:in advance|so much|very much|all|there))?[,.!]*$",
    re.IGNORECASE,
)
_ANNOUNCES: Final = re.compile(
    r"^(?=.{1,160}$)(?:(?:.*\b(?:following|below|these|changes|instructions|data|values|variables|placeholders|details|edits|steps"
    r"|information|json)\b.*|here (?:is|are)\b.*|data|input):$"
    r"|(?:populate|fill|complete|use|insert|apply)\b.*\b(?:data|values|details|json|information|variables)\b.*\b(?:below|following|pasted)\b.*$"
    r"|(?:populate|fill|complete|use|insert|apply)\b.*\b(?:below|following|pasted)\b.*\b(?:data|values|details|json|information|variables)\b.*$"
    r")",
    re.IGNORECASE,
)
TOO_LONG: Final = "The prompt has too many parts; it was read as far as “{said}”."
MOST_CLAUSES: Final = 10_000
_MOST_DATA: Final = 200  # pasted pieces that are looked into


@dataclass(slots=True)
class _Open:
    """A clause that was read and may go on."""

    text: str
    scope: tuple[int, ...] | None
    changes: Sequence[Change]
    tail: list[Piece] = field(default_factory=list[Piece])

    @property
    def whole(self) -> str:
        return self.text + "".join(piece.joint + piece.text for piece in self.tail)


def read(prompt: str, template: Template) -> list[Change]:
    """All that a clean prompt asks for, in its order; what cannot be done is a `Refusal`."""
    masks = Masks()
    reader = _Reader(template, masks)
    for part in parts(prompt, masks):
        reader.part(part)
        if reader.count > MOST_CLAUSES:
            return [*reader.changes, Refusal(TOO_LONG.format(said=short(masks.show(part.text))))]
    return reader.changes


class _Reader:
    """Reads one prompt, line by line."""

    def __init__(self, template: Template, masks: Masks) -> None:
        self.changes: list[Change] = []
        self._template = template
        self._masks = masks
        self._head: Part | None = None  # a line such as `On card 3:` and its cards
        self._head_cards = Cards()
        self._data = 0
        self.count = 0  # clauses

    def part(self, part: Part) -> None:
        """Read a line with what is pasted below it."""
        if self._head and not _holds(self._head, part):
            self._head = None
        if self._heads(part):
            return
        if self._head and not self._head_cards.at:  # it was said already that there is no such card
            self._wish(self._head_cards, self._head.text, part.text, part.pasted)
            return
        scope = self._head_cards.at if self._head else None
        if part.text:
            self._line(part, scope)
        else:
            self._paste(part.pasted, scope)

    def _heads(self, part: Part) -> bool:
        """Whether a line only says which cards the lines below are about."""
        text = part.text.strip()
        if part.mark != "#" and not text.endswith((":", "：")):
            return False
        cards = self._cards(_SCOPED.sub("", text.rstrip(":： "), count=1))
        if cards is None or part.pasted or not (_SCOPED.match(text) or _is_scope(cards, text)):
            return False
        self._head, self._head_cards = part, cards
        self.changes += _missed(cards)
        return True

    def _wish(self, cards: Cards, *texts: str) -> None:
        """Leave what is asked of cards that nobody can find by a title to a language model."""
        said = "\n".join(self._masks.show(text.strip()) for text in texts if text.strip())
        if cards.is_vague and said:
            self.changes.append(Refusal("", said))

    def _cards(self, phrase: str) -> Cards | None:
        return cards_of(phrase, self._template, self._masks) if len(phrase) <= LONGEST else None

    def _line(self, part: Part, outer: tuple[int, ...] | None) -> None:
        scope, is_lost = outer, False
        losses: list[tuple[Cards, list[str]]] = []  # what is asked of cards that are not there
        current: _Open | None = None
        for piece in pieces(part.text):
            if piece.opens_sentence:
                scope, is_lost = outer, False
            cards, text = self._scoped(uncourteous(piece.text))
            if cards is not None:
                scope, is_lost = cards.at, not cards.at
                self.changes += _missed(cards)
                losses += [(cards, [])] if is_lost else []
            if is_lost:
                losses[-1][1].append(piece.joint * bool(losses[-1][1]) + piece.text)
            if is_lost or (cards is not None and not text):
                continue
            self.count += 1
            if self.count > MOST_CLAUSES:
                break
            changes = self._read(text, scope) or self._inherited(text, scope, current)
            if not changes and current and _goes_on(current, piece):
                current.tail.append(piece)
                continue
            self._close(current, part, "")
            current = _Open(text, scope, changes)
        self._close(current, part, part.pasted)
        for cards, texts in losses:
            self._wish(cards, "".join(texts))

    def _scoped(self, text: str) -> tuple[Cards | None, str]:
        """The cards that a piece begins by naming, and what it says about them."""
        opening = _SCOPED.match(text)
        start = opening.end() if opening else 0
        ends = (_SCOPE_END if opening else _LABEL_END).finditer(text, start, LONGEST)
        for end in islice(ends, _MOST_ENDS if opening else 1):
            cards = self._cards(_ON.sub("", text[start : end.start()], count=1))
            if cards is not None and (opening or _is_scope(cards, text)):
                return cards, text[end.end() :].strip()
        if opening and (cards := self._cards(_ON.sub("", text[start:].rstrip(".,: "), count=1))) is not None:
            return cards, ""
        return None, text

    def _read(self, text: str, scope: tuple[int, ...] | None, pasted: str = "") -> Sequence[Change]:
        clause = Clause(bare(text), self._masks, pasted, scope, stop_of(text))
        if not clause.text:
            return ()
        found = next((changes for form in _forms(clause) if (changes := self._first(form))), ())
        found = found or self._after_lead(clause) or values.read(clause, self._template)
        return found or self._alone(clause)

    def _after_lead(self, clause: Clause) -> Sequence[Change]:
        """What stands behind words such as `Note:`; those that ask for something themselves are not done."""
        lead = _LEAD.match(clause.text)
        found = self._first(changed(clause, text=bare(lead["rest"]))) if lead else ()
        if not lead or not found or not Piece(lead["lead"]).instructs:
            return found
        said = self._masks.show(lead["lead"])
        return [*found, Refusal(NOT_DONE.format(said=short(lead["lead"])), wished(said, clause.scope))]

    def _alone(self, clause: Clause) -> Sequence[Change]:
        """A verb without an object, below a heading that names cards: it is about those."""
        alone = _ALONE.match(clause.text[:LONGEST]) if clause.scope is not None else None
        if not alone:
            return ()
        numbers = ", ".join(str(at + 1) for at in clause.scope or ())
        text = f"{alone['verb']} cards {numbers}{alone['tail']}"
        return arrange.read(changed(clause, text=text), self._template)

    def _first(self, clause: Clause) -> Sequence[Change]:
        return next((changes for read_one in _READERS if (changes := read_one(clause, self._template))), ())

    def _inherited(self, text: str, scope: tuple[int, ...] | None, before: _Open | None) -> Sequence[Change]:
        """The changes of a piece that takes its verb from the one before: `move card 2 up and card 3 to the end`."""
        verb = before.text.split(" ", 1)[0] if before else ""
        if not before or not before.changes or verb.lower() not in _INHERITED or not _CONTINUED.match(text):
            return ()
        return self._read(f"{verb} {text}", scope)

    def _close(self, current: _Open | None, part: Part, pasted: str) -> None:
        """Settle what a clause means, now that all of it is known."""
        if current is None:
            if pasted:
                self._paste(pasted, None)
            return
        changes = self._read(current.whole, current.scope, pasted) if current.tail or pasted else current.changes
        if changes:
            self.changes += changes
        else:
            self.changes += current.changes
            unread = [] if current.changes else [current.text]
            self._unread(part, current.scope, [*unread, *(piece.text for piece in current.tail)])
        if pasted and not any(isinstance(change, add.Add | data.Fill) for change in changes):
            self._paste(pasted, current.scope)

    def _unread(self, part: Part, scope: tuple[int, ...] | None, texts: Sequence[str]) -> None:
        """Say what was not understood, unless it asks for nothing."""
        for text in texts:
            said = self._masks.show(bare(text)).strip()
            if part.mark == "#" or not any(letter.isalnum() for letter in said):
                continue
            if not _POLITE.match(said) and not _ANNOUNCES.match(said):
                self.changes.append(Refusal(NOT_DONE.format(said=short(said)), wished(said, scope)))

    def _paste(self, text: str, scope: tuple[int, ...] | None) -> None:
        """Data that stands by itself can only hold values for placeholders."""
        self._data += 1
        found = values.of_data(text, scope, self._template) if self._data <= _MOST_DATA else None
        self.changes += found or [Refusal(NO_USE.format(said=short(text)), wished(BELOW.format(said=text), scope))]


def _missed(cards: Cards) -> list[Change]:
    """What to say on cards that a scope names and that are not there."""
    return [Refusal(sentence, is_open=cards.is_vague) for sentence in cards.missed]


def _forms(clause: Clause) -> Iterator[Clause]:
    """A clause, and what else it may be read as."""
    yield clause
    if clause.text.endswith(("!", "?")):  # where they end no value, they mean nothing
        yield changed(clause, text=clause.text.rstrip("!? "))
    if verb := _VERB.match(clause.text):  # `Remove: card 2`
        yield changed(clause, text=f"{verb['verb']} {clause.text[verb.end() :]}")


def _is_scope(cards: Cards, text: str) -> bool:
    """Whether a label such as `Card 3:` is about cards: they are there, or it gives their numbers."""
    return bool(cards.at) or _NUMBERED.match(text) is not None


def _holds(head: Part, part: Part) -> bool:
    """Whether a line is below a heading that names cards."""
    if head.mark == "#":
        return part.mark != "#"
    if head.mark:
        return part.indent > head.indent
    return part.mark in ("-", "1") or not part.is_apart


def _goes_on(current: _Open, piece: Piece) -> bool:
    """Whether a piece that is no change by itself belongs to the clause before it, as the end of its value."""
    if not current.changes or piece.instructs:
        return False
    return not piece.opens_sentence or ":" in current.text
