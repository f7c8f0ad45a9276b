"""Which sections go on which card, for an exact number of cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cardwright.deck import Text, plain
from cardwright.deck.blocks.heading import Heading
from cardwright.write.atoms import Atom, Grain, atoms, grown
from cardwright.write.closing import closes
from cardwright.write.language import count
from cardwright.write.outline import Section, weight
from cardwright.write.partition import groups, seats

_DEEPER: Final = 0.2  # what a cut before a heading costs per level below the outermost
_FAREWELL: Final = -1.5  # thanks and questions are worth a card of their own
_HEAD: Final = 4  # words of room that a heading takes beside its own
_CHILDREN: Final = 2  # sections below a bare heading that make it a card of its own


@dataclass(frozen=True, slots=True)
class Draft:
    """What one card will hold; part `part` of `parts` when a section goes over several cards."""

    sections: tuple[Section, ...]
    part: int = 1
    parts: int = 1
    above: Text = ()  # the heading over these sections, when it is not among them


def room(section: Section) -> int:
    """How much room a section takes, in words."""
    return weight(section.blocks) + (count(plain(section.head)) + _HEAD if section.head else 0) or 1


def packed(sections: Sequence[Section], number: int) -> list[Draft]:
    """`number` drafts with all of the text in order.

    Fewer only when the text has fewer words than cards.
    """
    found = joined(sections, roomy=len(sections) <= number)
    if len(found) > number:
        return _together(found, number)
    return _apart(found, number)


def joined(sections: Sequence[Section], *, roomy: bool) -> list[Section]:
    """Sections in which a bare heading goes with what follows it.

    Where there is room, a heading over several sections keeps a card of its own.
    """
    found: list[Section] = []
    waiting: Section | None = None
    for at, section in enumerate(sections):
        if waiting is not None:
            section = _under(waiting, section)
            waiting = None
        deeper = at + 1 < len(sections) and sections[at + 1].level > section.level
        if section.blocks or not deeper or (roomy and _children(sections, at) >= _CHILDREN):
            found.append(section)
        else:
            waiting = section
    return found


def _under(outer: Section, inner: Section) -> Section:
    return Section(outer.head, outer.level, (*outer.blocks, Heading(inner.head, 2), *inner.blocks))


def _children(sections: Sequence[Section], at: int) -> int:
    level, below = sections[at].level, 0
    for section in sections[at + 1 :]:
        if section.level <= level:
            break
        below += section.level == sections[at + 1].level
    return below


def _together(sections: Sequence[Section], number: int) -> list[Draft]:
    """Several sections on a card, cut before the outermost headings where possible."""
    outermost = min((section.level for section in sections if section.level), default=1)
    costs = [max(section.level - outermost, 0) * _DEEPER for section in sections]
    if closes(sections[-1].head, sections[-1].blocks):
        costs[-1] = _FAREWELL
    found: list[Draft] = []
    start = 0
    for end in groups([float(room(section)) for section in sections], costs, number):
        found.append(Draft(tuple(sections[start:end]), above=_above(sections, start)))
        start = end
    return found


def _above(sections: Sequence[Section], at: int) -> Text:
    level = sections[at].level
    return next((section.head for section in reversed(sections[:at]) if 0 < section.level < level), ())


def _apart(sections: Sequence[Section], number: int) -> list[Draft]:
    """Every section on one card at least, the long ones on several."""
    pieces = _fine_enough(sections, number)
    limits = [max(len(part), 1) for part in pieces]
    shares = seats([float(room(section)) for section in sections], limits, number)
    found: list[Draft] = []
    for section, part, cards in zip(sections, pieces, shares, strict=True):
        found.extend(_cut(section, part, cards))
    return found


def _fine_enough(sections: Sequence[Section], number: int) -> list[list[Atom]]:
    """Atoms of the coarsest grain that gives enough of them."""
    pieces: list[list[Atom]] = []
    for grain in Grain:
        pieces = [atoms(section.blocks, grain) for section in sections]
        if sum(max(len(part), 1) for part in pieces) >= number:
            break
    return pieces


def _cut(section: Section, pieces: Sequence[Atom], cards: int) -> list[Draft]:
    if cards == 1:
        return [Draft((section,))]
    found: list[Draft] = []
    start = 0
    for end in groups([float(piece.weight) for piece in pieces], [piece.cost for piece in pieces], cards):
        part = Section(section.head, section.level, grown(pieces[start:end]))
        found.append(Draft((part,), len(found) + 1, cards))
        start = end
    return found
