"""Outlines typed as text: levels told by indents, numbers, letters, Roman numerals or rows of dashes."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cardwright.write.language import count

_MARKER: Final = re.compile(
    r"^(?P<open>[(（]?)(?P<sign>\d{1,3}(?:\.\d{1,3}){0,5}|[A-Za-z]{1,6}|[абвгдежзикл]|[АБВГДЕЖЗИКЛ]|[אבגדהוזחטי]|[أبجدهوزحطي]|[αβγδεζηθ]"
    r"|[一二三四五六七八九十]{1,3})(?P<close>[.)）、．]?)\s*(?=\S)"
)
_BULLET: Final = re.compile(r"^[-*+•–]\s+(?=[^\W_])")
_DASHES: Final = re.compile(r"^\s*(-{2,5})\s+(?=[^\W_])")
_LISTED: Final = re.compile(r"^\s*(?:[-*+•–]|\d{1,9}[.)])\s+\S")
_CODE: Final = re.compile(r"[{}=<>;|]|\w\(")
_ALPHABETS: Final = (
    "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "абвгдежзикл", "АБВГДЕЖЗИКЛ", "אבגדהוזחטי", "أبجدهوزحطي", "αβγδεζηθ",
)  # fmt: skip
_HAN: Final = "一二三四五六七八九"
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50}
_ROMAN_FORM: Final = re.compile(r"(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_PLAIN_WORDS: Final = 12  # of a line of an outline without markers
_HEAD_WORDS: Final = 12
_HEAD_CHARS: Final = 72
_WRAPPED: Final = 50  # characters; a line this long may go on in the next one
_FEWEST: Final = 3
_LONG: Final = 40  # lines that are no outline are not looked at again from a later paragraph on
_TWO: Final = 2
_UNSURE: Final = 0.25  # of lines that end like verse or look like code

_Sign = tuple[str, int]  # a way of counting, and how far


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of an outline: its depth (0 outermost), what Markdown marks it with, its words with their marker."""

    depth: int
    mark: str
    text: str


def marked(lines: Sequence[str], *, headed: bool) -> list[str]:
    """The lines with every outline as headings and nested lists; only as lists in a text that is `headed` already."""
    lines = _parted(_dashed(lines), headed=headed)
    found: list[str] = []
    tried = [0] * len(_KINDS)
    at = 0
    while at < len(lines):
        end, entries = (
            _outline(lines, at, tried) if lines[at].strip() and (at == 0 or not lines[at - 1].strip()) else (at, [])
        )
        if entries:
            found += [*_written(entries, headed=headed), ""]
            at = end
        else:
            found.append(lines[at])
            at += 1
    return found


def _dashed(lines: Sequence[str]) -> list[str]:
    """`-- point` below `- point` is a point of the second level."""
    found: list[str] = []
    listed = False
    for line in lines:
        dashes = _DASHES.match(line) if listed else None
        found.append(f"{'  ' * (len(dashes[1]) - 1)}- {line[dashes.end() :]}" if dashes else line)
        listed = bool(dashes) or line.lstrip().startswith("- ")
    return found


def _parted(lines: Sequence[str], *, headed: bool) -> list[str]:
    """Names that stand right on top of their points, several of them in one paragraph, as headings of one level."""
    names: list[int] = []
    heads: set[int] = set()
    for at, line in enumerate(lines):
        before, after = lines[at - 1] if at else "", lines[at + 1] if at + 1 < len(lines) else ""
        if not line.strip():
            names = []
        elif not (_names(line) and _LISTED.match(after)):
            continue
        elif not before.strip():
            names = [at]
        elif names and _LISTED.match(before) and len(before) < _WRAPPED:
            names.append(at)
            heads.update(names[-2:])
    mark = "" if headed else "## "
    return [part for at, line in enumerate(lines) for part in (("", mark + line, "") if at in heads else (line,))]


def _names(line: str) -> bool:
    return (
        line[:1].isalpha()
        and not line[:1].islower()
        and count(line) <= _HEAD_WORDS // _TWO
        and not line.rstrip().endswith((".", ",", ";", "。"))
        and not _LISTED.match(line)
    )


def _outline(lines: Sequence[str], start: int, tried: list[int]) -> tuple[int, list[_Entry]]:
    """The outline that starts at a line and where it ends; no entries when there is none.

    `tried` says up to which line each kind is known to be none, so that no text is read over and over.
    """
    for kind, (fits, read) in enumerate(_KINDS):
        if start < tried[kind]:
            continue
        end = _end(lines, start, fits)
        chosen = [line for line in lines[start:end] if line.strip()]
        entries = read(chosen) if len(chosen) >= _FEWEST else []
        if entries:
            return end, entries
        if len(chosen) > _LONG:
            tried[kind] = end
    return start, []


def _end(lines: Sequence[str], start: int, fits: Callable[[str], bool]) -> int:
    """Where the paragraphs end of which all lines fit."""
    end = whole = start
    for at in range(start, len(lines)):
        if not lines[at].strip():
            whole = end
        elif fits(lines[at]):
            end = at + 1
        else:  # the paragraph goes on as something else
            return whole
    return end


def _is_marked(line: str) -> bool:
    text = line.strip()
    return bool(_BULLET.match(text)) or bool(list(_signs(text)))


def _is_plain(line: str) -> bool:
    text = line.strip()
    return text[0].isalnum() and count(text) <= _PLAIN_WORDS and not text.endswith((".", "。")) and not _is_marked(line)


def _signs(text: str) -> Iterator[_Sign]:
    """The ways of counting that a line's marker can belong to."""
    found = _MARKER.match(text)
    if not found or not any(map(str.isalnum, text[found.end() :])):
        return
    sign, around = found["sign"], found["open"] + found["close"]
    spaced = text[found.end() - 1].isspace()
    parts = sign.split(".")
    if parts[0].isdigit():
        if (around and (spaced or around in "、．")) or (len(parts) > 1 and spaced):
            yield f"{len(parts)}{'(' if around[:1] in ('(', '（') else ''}", int(parts[-1])
        return
    if not around or not (spaced or around[-1] in "、．）"):
        return
    if sign[0] in _HAN + "十":
        yield f"han{around}", _han(sign)
        return
    roman = sign.lower() if sign in (sign.lower(), sign.upper()) else ""
    if roman and set(roman) <= set(_ROMAN) and _ROMAN_FORM.fullmatch(roman):
        yield f"{'i' if sign.islower() else 'I'}{around}", _roman(roman)
    for letters in _ALPHABETS if len(sign) == 1 else ():
        if sign in letters:
            yield f"{letters[0]}-{around}", letters.index(sign) + 1


def _roman(sign: str) -> int:
    values = [_ROMAN[letter] for letter in sign]
    return sum(-one if one < max(values[at:]) else one for at, one in enumerate(values))


def _han(sign: str) -> int:
    tens, ten, ones = sign.partition("十")
    if not ten:
        return _HAN.find(sign) + 1
    return 10 * (_HAN.find(tens) + 1 if tens else 1) + (_HAN.find(ones) + 1 if ones else 0)


def _by_markers(lines: Sequence[str]) -> list[_Entry]:
    """Entries by their markers; none where these do not count up, or where Markdown has the same ones."""
    open_: list[_Sign] = []
    found: list[_Entry] = []
    for line in lines:
        text = line.strip()
        if bullet := _BULLET.match(text):
            found.append(_Entry(len(open_), "-", text[bullet.end() :]))
            continue
        following = _following(open_, list(_signs(text)))
        if following is None:
            return []
        open_ = following
        simple = re.match(r"(\d{1,3})[.)、．）]\s*", text)
        found.append(
            _Entry(len(open_) - 1, f"{simple[1]}.", text[simple.end() :])
            if simple and open_[-1][0] == "1"
            else _Entry(len(open_) - 1, "-", text)
        )
    own = any(entry.mark == "-" and not _BULLET.match(line.strip()) for entry, line in zip(found, lines, strict=True))
    return found if own and max(entry.depth for entry in found) else []


def _following(open_: Sequence[_Sign], signs: Sequence[_Sign]) -> list[_Sign] | None:
    """The ways of counting that are open after a marker: one goes on, or a new one starts with 1."""
    for depth in range(len(open_) - 1, -1, -1):
        for kind, number in signs:
            if (kind, number - 1) == open_[depth]:
                return [*open_[:depth], (kind, number)]
    used = {kind for kind, _ in open_}
    new = next(((kind, number) for kind, number in signs if number == 1 and kind not in used), None)
    return [*open_, new] if new else None


def _by_indents(lines: Sequence[str]) -> list[_Entry]:
    """Entries by their indents; none where lines look like verse or code, or go back to an indent that none had."""
    unsure = sum(bool(_CODE.search(line)) or line.rstrip().endswith((",", ";", "، ")) for line in lines)
    if unsure > len(lines) * _UNSURE:
        return []
    open_: list[int] = []
    found: list[_Entry] = []
    for line in lines:
        wide = line.expandtabs(4)
        indent = len(wide) - len(wide.lstrip())
        while open_ and indent < open_[-1]:
            open_.pop()
        if not open_ or indent > open_[-1]:
            if found and (not open_ or indent - open_[-1] < _TWO):
                return []
            if found and open_ and found[-1].depth < len(open_) - 1:
                return []
            open_.append(indent)
        found.append(_Entry(len(open_) - 1, "-", line.strip()))
    return found if max(entry.depth for entry in found) else []


_KINDS: Final[tuple[tuple[Callable[[str], bool], Callable[[Sequence[str]], list[_Entry]]], ...]] = (
    (_is_marked, _by_markers),
    (_is_plain, _by_indents),
)


def _written(entries: Sequence[_Entry], *, headed: bool) -> Iterator[str]:
    """Headings for what has entries below it at the outermost levels, nested lists for the rest."""
    level = 0 if headed else _headings(entries)
    first = 1 if level and sum(entry.depth == 0 for entry in entries) == 1 else 2
    offsets: list[int] = []
    for entry in entries:
        if entry.depth < level:
            offsets = []
            words = entry.text if entry.mark == "-" else f"{entry.mark} {entry.text}"
            yield from ("", f"{'#' * (first + entry.depth)} {words}", "")
            continue
        del offsets[entry.depth - level :]
        yield f"{' ' * sum(offsets)}{entry.mark} {entry.text}"
        offsets.append(len(entry.mark) + 1)


def _headings(entries: Sequence[_Entry]) -> int:
    """How many of the outermost levels are headings: up to two, where the first is one title."""
    if not _are_headings(entries, 0):
        return 0
    if sum(entry.depth == 0 for entry in entries) > 1:
        return 1
    inner = [replace(entry, depth=entry.depth - 1) for entry in entries[1:]]
    deep = sum(entry.depth == 0 for entry in inner) > 1 and _are_headings(inner, 0)
    return _TWO if deep else 1


def _are_headings(entries: Sequence[_Entry], depth: int) -> bool:
    """Whether the entries of a level are short and most of them have others below."""
    at = [place for place, entry in enumerate(entries) if entry.depth == depth]
    over = [place + 1 < len(entries) and entries[place + 1].depth > depth for place in at]
    short = all(count(entries[place].text) <= _HEAD_WORDS and len(entries[place].text) <= _HEAD_CHARS for place in at)
    return short and bool(at) and sum(over) * 2 >= len(at)
