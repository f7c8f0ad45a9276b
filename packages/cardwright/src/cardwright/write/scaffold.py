"""Cards that say what belongs on them, for when there is a topic and nobody to write about it."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from cardwright.deck import Card, rich
from cardwright.deck.blocks.list import Item, List

_DATA: Final = Path(__file__).with_name("scaffold.toml")
_CUES: Final = (
    ("persuade", r"\b(?:pitch|propos\w*|convinc\w*|persua\w*|invest\w*|sell\w*|sales|fundrais\w*|why we|angebot|vorschlag|vente)\b"),
    ("report", r"\b(?:report|review|results?|status|update|quarter\w*|annual|bericht|jahres\w*|rapport|bilan|informe)\b"),
    ("teach", r"\b(?:how to|lesson|course|teach\w*|learn\w*|guide|tutorial|introduction|basics|training|workshop|kurs|lektion|leçon|cours|curso)\b"),
)  # fmt: skip
_AFTER: Final = 2  # repeated points come after the frame's opening cards


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


def languages() -> tuple[str, ...]:
    """The wire codes there are cards for; any other language gets English."""
    return tuple(name for name in _data() if name != "frames")


def _slots(code: str) -> Mapping[str, Sequence[str]]:
    code = code.lower()
    data = _data()
    return data.get(code) or data.get(code.partition("-")[0]) or data["en" if not code.startswith("zh") else "zh-cn"]


def speaks(code: str) -> bool:
    """Whether there are cards in a language."""
    return _slots(code) is not _data()["en"] or code.startswith("en")


def frame(text: str) -> str:
    """The order of thought that suits what was asked: explain, persuade, report or teach."""
    return next((name for name, cues in _CUES if re.search(cues, text, re.IGNORECASE)), "explain")


def cards(number: int, code: str, asked: str) -> list[Card]:
    """`number` cards of prompts, 0 or more, the last one about what to do next.

    Args:
        number: How many.
        code: The wire's language code.
        asked: The topic and whatever else says what kind of deck it is to be.
    """
    if number < 1:
        return []
    order: list[str] = list(_data()["frames"][frame(asked)])
    wanted = order[: number - 1]
    extra = number - 1 - len(wanted)
    names = [*wanted[:_AFTER], *["point"] * extra, *wanted[_AFTER:], "next" if number > 1 else "idea"]
    slots = _slots(code)
    found: list[Card] = []
    for name in names:
        count = sum(card_name == "point" for card_name in names[: len(found)]) + 1
        found.append(_card(slots[name], count))
    return found


def _card(slot: Sequence[str], number: int) -> Card:
    title, *prompts = slot
    return Card(rich(title.replace("{n}", str(number))), (List(tuple(Item(rich(prompt)) for prompt in prompts)),))


def prompts(code: str) -> List:
    """What belongs on a card that has only its title."""
    _, *found = _slots(code)["point"]
    return List(tuple(Item(rich(prompt)) for prompt in found))
