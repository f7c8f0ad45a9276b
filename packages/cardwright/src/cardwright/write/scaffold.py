"""Cards that say what belongs on them, for when there is a topic and nobody to write about it."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from cardwright.deck import Card, rich
from cardwright.deck.blocks.list import Item, List

_DATA: Final = Path(__file__).with_name("scaffold.toml")
_LANGUAGES: Final = Path(__file__).with_name("scaffolds")
_AFTER: Final = 2  # repeated points come after the frame's opening cards


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@cache
def _cues() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    return {name: tuple(re.compile(one, re.IGNORECASE) for one in some) for name, some in _data()["cues"].items()}


@cache
def languages() -> tuple[str, ...]:
    """The wire codes there are cards for; a code with a country gets those of its language, any other gets English."""
    return tuple(sorted(one.stem for one in _LANGUAGES.glob("*.toml")))


def _slots(code: str) -> Mapping[str, Sequence[str]]:
    code = code.lower()
    primary = code.partition("-")[0]
    return _read(next((one for one in (code, primary, f"{primary}-cn") if one in languages()), "en"))


@cache
def _read(code: str) -> Mapping[str, Sequence[str]]:
    return tomllib.loads((_LANGUAGES / f"{code}.toml").read_text(encoding="utf-8"))


def frames() -> tuple[str, ...]:
    """The orders of thought there are."""
    return tuple(_data()["frames"])


def frame(topic: str, wishes: str = "") -> str:
    """The order of thought that suits what was asked; `explain` when nothing tells.

    What the topic says counts before what the wishes about it say, and what
    is said more often before what is said once.
    """
    for text in (topic, wishes):
        named = {name: sum(len(cue.findall(text)) for cue in cues) for name, cues in _cues().items()}
        best = max(named, key=lambda name: named[name])
        if named[best]:
            return best
    return "explain"


def cards(number: int, code: str, topic: str, wishes: str = "") -> list[Card]:
    """`number` cards of prompts, 0 or more, the last one about what to do next.

    Each has in its notes what helps whoever speaks.

    Args:
        number: How many.
        code: The wire's language code.
        topic: What the deck is about.
        wishes: Whatever else says what kind of deck it is to be.
    """
    if number < 1:
        return []
    slots = _slots(code)
    order = cast("Sequence[str]", _data()["frames"][frame(topic, wishes)])
    wanted = order[: number - 1]
    extra = number - 1 - len(wanted)
    names = [*wanted[:_AFTER], *["point"] * extra, *wanted[_AFTER:], "next" if number > 1 else "idea"]
    found: list[Card] = []
    for at, name in enumerate(names):
        count = names[:at].count("point") + 1
        found.append(_card(slots[name], count, _spoken(slots, at, len(names))))
    return found


def _spoken(slots: Mapping[str, Sequence[str]], at: int, number: int) -> str:
    """What the notes of card `at` of `number` say to whoever speaks."""
    opening, between, last = slots["speaker"]
    return last if at == number - 1 else between if at else opening


def _card(slot: Sequence[str], number: int, notes: str) -> Card:
    title, *prompts = slot
    return Card(
        rich(title.replace("{n}", str(number))), (List(tuple(Item(rich(prompt)) for prompt in prompts)),), notes=notes
    )


def prompts(code: str) -> List:
    """What belongs on a card that has only its title."""
    _, *found = _slots(code)["point"]
    return List(tuple(Item(rich(prompt)) for prompt in found))
