"""Transcripts: who speaks, since when, and what is said."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from cardwright.deck import Text, plain
from cardwright.write import mail, spans
from cardwright.write.language import count

_TIME: Final = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_NAME: Final = (
    r"[^\W\d_](?:[^:：,;.!?\[\](){}|#*<>\"\t。？！]|(?<=\b\w)\.|(?<=\b(?:Mr|Ms|Dr)\b)\.|(?<=\bMrs\b)\.){0,40}?"
)
_TURN: Final = re.compile(
    rf"^\s*(?P<before>[\[(（]?{_TIME}[\])）]?\s*[-–—|]?\s*)?(?:\*\*)?(?P<name>{_NAME})(?:\*\*)?"
    rf"(?P<after>\s*[\[(（]{_TIME}[\])）]|\s+{_TIME})?\s*(?:[:：]\*\*|：|:(?=\s|$|[^\x00-\x7f]))\s*(?P<said>.*)$"
)
_STAMP: Final = re.compile(
    rf"^\s*(?P<before>[\[(（]?{_TIME}[\])）]?\s*[-–—|]?\s+)?(?P<name>{_NAME})(?P<after>\s+[\[(（]?{_TIME}[\])）]?)?\s*$"
)
_ENDS: Final = (".", "!", "?", "…", "。", "！", "？", "।", "؟", "۔", '"', "”", "»")
_NAME_WORDS: Final = 4
_FEWEST_TURNS: Final = 3
_SHARE: Final = 0.5  # of turns that end as sentences do, or say when they were said
_SPOKEN: Final = 0.6  # of turns by somebody who speaks more than once
_LISTED: Final = re.compile(r"^(?:[-*+>#|]|\d{1,9}[.)])\s|^[-*+>#|]")


@dataclass(frozen=True, slots=True)
class _Turn:
    """What one speaker says at once: from line `start` up to line `end`, which is the next one's."""

    start: int
    end: int
    lead: str  # as it was written, in Markdown
    name: str
    timed: bool
    said: str  # on the first line


def speakers(text: str) -> frozenset[str]:
    """Who speaks in a transcript; nobody in any other text."""
    return frozenset(turn.name for turn in _turns(text.split("\n")))


def marked(lines: Sequence[str]) -> list[str]:
    """The lines with every turn of a transcript as an item of a list, its speaker in bold; other texts as they are."""
    turns = _turns(lines)
    if not turns:
        return list(lines)
    found = [*lines[: turns[0].start], ""]
    for turn in turns:
        said = " ".join([turn.said, *(line.strip() for line in lines[turn.start + 1 : turn.end])]).split()
        found.append(f"- {turn.lead} {' '.join(said)}")
    return [*found, "", *lines[turns[-1].end :]]


def parted(text: Text, names: frozenset[str]) -> tuple[str, Text] | None:
    """The speaker of a turn and what is said; None where nobody of `names` speaks."""
    characters = spans.outline(text) if names else ""
    found = _TURN.match(characters)
    if not found or found["name"].strip() not in names:
        return None
    return found["name"].strip(), spans.split(text, 0, found.start("said"))[1]


def speech(text: Text, names: frozenset[str]) -> str:
    """What is said in a turn; the whole text where it is none."""
    turn = parted(text, names)
    return plain(turn[1] if turn else text)


def _turns(lines: Sequence[str]) -> list[_Turn]:
    """The turns of a transcript, without gaps; none when the lines are something else."""
    opened = list(_opened(lines))
    if len(opened) < _FEWEST_TURNS:
        return []
    times = Counter(turn.name for turn in opened)
    spoken = (at for at, turn in enumerate(opened) if times[turn.name] > 1 or turn.timed or _ended(turn.said))
    opened = opened[next(spoken, len(opened)) :]  # `Present: Anna, Tom` stands before anybody speaks
    return _bounded(opened, lines) if _is_transcript(opened, times) else []


def _is_transcript(opened: Sequence[_Turn], times: Counter[str]) -> bool:
    if len(opened) < _FEWEST_TURNS or (len(times) == 1 and not opened[0].timed):
        return False
    timed = sum(turn.timed for turn in opened) / len(opened)
    ended = sum(_ended(turn.said) for turn in opened) / len(opened)
    again = sum(times[turn.name] > 1 for turn in opened) / len(opened)
    return (timed > _SHARE and again > 0) or (again >= _SPOKEN and ended >= _SHARE)


def _ended(said: str) -> bool:
    return not said or said.rstrip().endswith(_ENDS)


def _opened(lines: Sequence[str]) -> Iterator[_Turn]:
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if _LISTED.match(line.lstrip()) and not line.lstrip().startswith("**"):
            continue
        turn = _TURN.match(line[:400]) or _STAMP.match(line[:100])
        if turn is None or mail.heads(line) or not _names(turn["name"]):
            continue
        stamp = turn.re is _STAMP
        before, after = (turn["before"] or "").strip(), (turn["after"] or "").strip()
        if (stamp and not (before or after)) or (not following.strip() and (stamp or not turn["said"])):
            continue
        said = "" if stamp else line[turn.start("said") :]
        yield _Turn(
            at, at + 1, _lead(before, turn["name"].strip(), after), turn["name"].strip(), bool(before or after), said
        )


def _names(text: str) -> bool:
    name = text.strip()
    letters = sum(map(str.isalpha, name))
    return count(name) <= _NAME_WORDS * (1 if name.isascii() or " " in name else 2) and (
        letters > 1 or not name.isascii()
    )


def _lead(before: str, name: str, after: str) -> str:
    return " ".join(part for part in (before, f"**{name}** {after}:" if after else f"**{name}:**") if part)


def _bounded(opened: Sequence[_Turn], lines: Sequence[str]) -> list[_Turn]:
    """The turns up to where the next one starts; the last one ends with its paragraph."""
    last = opened[-1].start + 1
    while last < len(lines) and lines[last].strip():
        last += 1
    ends = [*(after.start for _, after in pairwise(opened)), last]
    return [replace(turn, end=end) for turn, end in zip(opened, ends, strict=True)]
