"""A template adapted to a prompt without a language model: what is an instruction is carried out, nothing is invented.

A prompt may fill placeholders, replace words, pictures, titles and the data of
tables and charts, keep, remove, move, repeat and add cards, and name a theme.
Each kind of wish is one module with a function `read`, listed in
`grammar.py`. All that cannot be done is said in the warnings.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from cardwright.deck import Deck, image_sources
from cardwright.write.clean import clean
from cardwright.write.remix.grammar import read
from cardwright.write.remix.stage import Change, Described, Phase, Stage
from cardwright.write.remix.template import Template
from cardwright.write.remix.values import Assign

NOTHING_ASKED: Final = "The prompt holds no instruction that can be carried out; the template is used as it is."
TOO_MANY: Final = "Only the first {most} instructions were carried out."
MORE: Final = "{count} more things were not carried out."
MOST_CHANGES: Final = 500  # beside values for placeholders
_MOST_WARNINGS: Final = 20


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a card of the adapted deck comes from: its number in the template, None for a new one and for a copy."""

    number: int | None
    is_locked: bool


@dataclass(frozen=True, slots=True)
class Remixed:
    """The adapted deck, the theme if the prompt names one, and what the prompt asked for in vain.

    `wishes` are what of that a language model may be asked for; `known` are
    the warnings that hold whatever it does, all of them when there is no wish.
    `source` is where the prompt wants pictures from, `sought` are those that it
    describes, by their names in the deck.
    """

    deck: Deck
    theme: str | None
    warnings: tuple[str, ...]
    known: tuple[str, ...]
    wishes: tuple[str, ...]
    origins: tuple[Origin, ...]
    source: str | None = None
    sought: Mapping[str, Described] = field(default_factory=dict[str, Described])


def remix(deck: Deck, prompt: str, themes: Sequence[str] = ()) -> Remixed:
    """A template deck changed as a prompt asks; `themes` are the names that it may choose from.

    Numbers of cards count the template's cards, whatever happens to them.
    Locked cards come out equal. A deck with cards keeps at least one. Takes
    time in proportion to the prompt and to the deck; never raises for what a
    prompt says.
    """
    stage = Stage(Template(deck, themes))
    changes = read(clean(prompt), stage.template)
    if not changes:
        stage.warn(NOTHING_ASKED)
    _make(_counted(changes, stage), stage)
    return _done(stage)


def _done(stage: Stage) -> Remixed:
    warnings = shortened(one.text for one in stage.told)
    wishes = tuple(dict.fromkeys(one.wish for one in stage.told if one.wish))
    known = shortened(one.known for one in stage.told) if wishes else warnings
    origins = tuple(Origin(entry.number if stage.knows(entry) else None, entry.is_locked) for entry in stage.entries)
    deck = stage.deck()
    shown = set(image_sources(deck))
    sought = {name: one for name, one in stage.sought.items() if name in shown}
    return Remixed(deck, stage.theme, warnings, known, wishes, origins, stage.source, sought)


def _counted(changes: Sequence[Change], stage: Stage) -> list[Change]:
    """As many changes as a prompt may ask for."""
    kept: list[Change] = []
    number = 0
    for change in changes:
        number += not isinstance(change, Assign)
        if number <= MOST_CHANGES or isinstance(change, Assign):
            kept.append(change)
    if number > MOST_CHANGES:
        stage.warn(TOO_MANY.format(most=MOST_CHANGES))
    return kept


def _make(changes: Sequence[Change], stage: Stage) -> None:
    """Locks come first, words before what is built anew, and placeholders last, so that new texts get theirs, too."""
    for phase in Phase:
        for change in changes:
            if change.phase is phase:
                change.make(stage)
        if phase is Phase.WORD:
            stage.reword()
    stage.keep_some()
    stage.fill()


def shortened(told: Iterable[str]) -> tuple[str, ...]:
    """Each warning once, and no more of them than anybody reads."""
    warnings = tuple(dict.fromkeys(text for text in told if text))
    if len(warnings) <= _MOST_WARNINGS:
        return warnings
    return (*warnings[: _MOST_WARNINGS - 1], MORE.format(count=len(warnings) - _MOST_WARNINGS + 1))
