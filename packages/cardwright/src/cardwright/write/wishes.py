"""Wishes about a deck's form in `additionalInstructions`, as far as they can be understood without a language model.

Instructions are read sentence by sentence. The grammar is `wishes.toml`: a
sentence asks for bullets or paragraphs throughout, for a summary or an agenda,
for text left or right of pictures, or for one topic in a certain form.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, Literal

from cardwright.write.asks import names_chart
from cardwright.write.language import terms

_DATA: Final = Path(__file__).with_name("wishes.toml")
_SENTENCE: Final = re.compile(r"[.;!?\n]+\s*|[。；]|,?\s+\b(?:and then|und dann)\b\s*")
_SHORT_WORD: Final = 4  # letters; shorter words do not tell topics apart

Form = Literal["steps", "points", "funnel", "pyramid", "cycle", "list"]


@dataclass(frozen=True, slots=True)
class Shape:
    """A wish for a topic in a certain form; `about` are the words that name the topic, empty for all of them."""

    form: Form
    about: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What instructions ask for. `text_side` is where text stands beside pictures; `unread` are sentences not understood."""

    prose: Literal["", "bullets", "paragraphs"] = ""
    summary: bool = False
    agenda: bool = False
    text_side: Literal["", "left", "right"] = ""
    shapes: tuple[Shape, ...] = ()
    unread: tuple[str, ...] = ()


@lru_cache(maxsize=64)  # the writer asks for every part of a text, the composer for every format
def wishes(instructions: str) -> Wishes:
    """What instructions ask for; of wishes that contradict each other the last one counts."""
    asked: dict[str, Any] = {}
    shapes: list[Shape] = []
    unread: list[str] = []
    for sentence in filter(str.strip, _SENTENCE.split(instructions)):
        shape, kinds = _shape(sentence), _kinds(sentence)
        shapes += [shape] if shape else []
        asked |= {} if shape else kinds
        if not (shape or kinds or names_chart(sentence)):
            unread.append(" ".join(sentence.split()))
    return Wishes(**asked, shapes=tuple(shapes), unread=tuple(unread))


def best(shape: Shape, topics: Sequence[str]) -> int | None:
    """Which of the topics a wish is about: the one it shares most words with; None when it shares none."""
    shared = [len(shape.about & _telling(topic)) for topic in topics]
    return shared.index(max(shared)) if shared and max(shared) else None


def _telling(text: str) -> frozenset[str]:
    return frozenset(word for word in terms(text) if len(word) >= _SHORT_WORD or not word.isascii())


def _shape(sentence: str) -> Shape | None:
    for form, patterns in _forms():
        for pattern in patterns:
            if found := pattern.search(sentence):
                return Shape(form, _telling(found["about"]))
    return None


def _kinds(sentence: str) -> dict[str, Any]:
    named = [kind for kind, patterns in _patterns().items() if any(pattern.search(sentence) for pattern in patterns)]
    found: dict[str, Any] = {kind: True for kind in named if kind in {"summary", "agenda"}}
    if "paragraphs" in named or "bullets" in named:
        found["prose"] = "paragraphs" if "paragraphs" in named and not _for_bullets(sentence) else "bullets"
    for side in ("left", "right"):
        if side in named:
            found["text_side"] = side
    return found


def _for_bullets(sentence: str) -> bool:
    """`Bullets instead of paragraphs` names both, the wanted one first."""
    bullet, paragraph = re.search(r"bullet", sentence, re.IGNORECASE), re.search(r"paragraph", sentence, re.IGNORECASE)
    return bool(bullet and paragraph and bullet.start() < paragraph.start())


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    return {kind: tuple(re.compile(one, re.IGNORECASE) for one in some) for kind, some in _data()["kinds"].items()}


@cache
def _forms() -> tuple[tuple[Form, tuple[re.Pattern[str], ...]], ...]:
    asking = _data()["asking"]["patterns"]
    return tuple(
        (form, tuple(re.compile(one.replace("{form}", "|".join(names)), re.IGNORECASE) for one in asking))
        for form, names in _data()["forms"].items()
    )
