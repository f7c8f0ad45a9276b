"""Plain text and careless Markdown, turned into Markdown that a parser reads as its author meant it.

Works line by line and only adds marks; no word is added or lost.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cardwright.write import indents, mail, tabular, transcript
from cardwright.write.courtesy import polite
from cardwright.write.formulas import fenced
from cardwright.write.language import count
from cardwright.write.urls import Vault

_FENCE: Final = re.compile(r"^ {0,3}(`{3,}|~{3,})(?!.*`)")
_ATX: Final = re.compile(r"^ {0,3}#{1,6}[ \t]+\S")
_SETEXT: Final = re.compile(r"^ {0,3}(=+|-{2,})[ \t]*$")
_LISTED: Final = re.compile(r"^\s*([-*+]|\d{1,9}[.)])\s+\S")
_BULLET: Final = re.compile(r"^(\s*)[•◦▪▫‣●○■□➢➤►✓✔·・∙]\s*(?=\S)")
_DASHED: Final = re.compile(r"^(\s*)[\u2013]\s+(?=\S)")
_WIDE_NUMBER: Final = re.compile(r"^(\s*)([０-９]{1,3})[．。、)）]\s*(?=\S)|^(\s*)(\d{1,3})[．、）]\s*(?=\S)")
_MANY_QUOTES: Final = re.compile(r"^[\s>]*>[\s>]*")
_MANY_BULLETS: Final = re.compile(r"^(\s*(?:[-*+]|\d{1,9}[.)])\s+){3,}(?=\S)")
_REFERENCE: Final = re.compile(r"^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(?P<label>\[[^\]]+\]):\s*(?P<target>\S*)")
_LABEL: Final = re.compile(r"\[[^\[\]\n]+\](?!:)")
_TARGET: Final = re.compile(r"<?(https?://|mailto:|(?<!<)/|#|\.{1,2}/|\ue000)")
_DELIMITER: Final = re.compile(r"^[\s>]*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_UNESCAPED_PIPE: Final = re.compile(r"(?<!\\)\|")
_NO_HEAD: Final = re.compile(
    r"^\s*(?:[>|\"'“„«「『‘\u2014\u2013\-#\ue000!\[<`]|\d+[.,)]?\s*$)|[.!?,;…。！？、，؟।،؛]\s*$|\|"
)
_NUMBERED: Final = re.compile(r"^\s*(\d+(?:\.\d+)*)([.)]?)\s+(\S.*)$")
_VALUE_ROW: Final = re.compile(r"\S[:：]\s+\S|\t")
_LABELLED: Final = re.compile(r"^(?P<label>[^\W\d_][^:：.!?;,()]{2,40}?)\s*(?:[:](?=\s)|：)\s*(?P<body>\S.*)$")

_DEEPEST_QUOTE: Final = 3
_DEEPEST_INDENT: Final = 24
_MOST_BRACKETS: Final = 500  # in one paragraph; more of them cost quadratic time and are no links
_HEAD_WORDS: Final = 9
_HEAD_CHARS: Final = 64
_LABEL_WORDS: Final = 3  # a line this short that stands right on top of a paragraph is its heading
_BODY_WORDS: Final = 10  # a paragraph this long may stand below a heading
_LABEL_MOST: Final = 5  # words before a colon that can be a heading
_TABLE_WIDEST: Final = 64


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    code: bool


def to_markdown(text: str, vault: Vault) -> str:
    """Markdown for a text; addresses are hidden in `vault`."""
    lines = list(_displayed(list(_fenced(text.split("\n")))))
    marked = any(not line.code and _ATX.match(line.text) for line in lines) or _has_setext(lines)
    lines = list(_structured(lines, headed=marked))
    plain = [line if line.code else _Line(_line(line.text, vault), code=False) for line in lines]
    plain = _referenced(_dashes(plain), text)
    if not marked:
        plain = _headed(plain)
    return "\n".join(_unflooded(_padded(plain)))


def _fenced(lines: Sequence[str]) -> Iterator[_Line]:
    """Tell code from text; a fence that is never closed is no fence."""
    closers: dict[str, list[int]] = {"`": [], "~": []}
    for index, line in enumerate(lines):
        if found := _FENCE.match(line):
            closers[found[1][0]].append(index)
    fence = ""
    for index, line in enumerate(lines):
        found = _FENCE.match(line)
        if fence:
            yield _Line(line, code=True)
            if found and found[1].startswith(fence) and not line.strip(" `~"):
                fence = ""
        elif found and _closes(lines, closers[found[1][0]], index, found[1]):
            fence = found[1]
            yield _Line(line, code=True)
        else:
            yield _Line(line.replace(found[1], "\\" + "\\".join(found[1])) if found else line, code=False)


def in_code(lines: Sequence[str]) -> list[bool]:
    """For every line, whether it stands in a fence."""
    return [line.code for line in _fenced(lines)]


def _displayed(lines: Sequence[_Line]) -> Iterator[_Line]:
    """Formulas on lines of their own as code, which nobody reads as text."""
    for is_code, run in itertools.groupby(lines, key=lambda line: line.code):
        if is_code:
            yield from run
        else:
            yield from itertools.starmap(_Line, fenced([line.text for line in run]))


def _structured(lines: Sequence[_Line], *, headed: bool) -> Iterator[_Line]:
    """Tables, transcripts and outlines that were pasted as text, in Markdown."""
    for is_code, run in itertools.groupby(lines, key=lambda line: line.code):
        if is_code:
            yield from run
            continue
        read = transcript.marked(tabular.marked([line.text for line in run]))
        for text in indents.marked(read, headed=headed):
            yield _Line(text, code=False)


def _closes(lines: Sequence[str], marks: list[int], index: int, fence: str) -> bool:
    """Whether a later line closes `fence`; `marks` loses the lines that lie behind."""
    while marks and marks[0] <= index:
        marks.pop(0)
    near = marks[:50]
    return any(lines[at].strip().startswith(fence) and not lines[at].strip(" `~") for at in near)


def _has_setext(lines: Sequence[_Line]) -> bool:
    return any(
        not line.code and _SETEXT.match(line.text) and before.text.strip() and not _LISTED.match(before.text)
        for before, line in itertools.pairwise(lines)
    )


def _line(line: str, vault: Vault) -> str:
    line = line.replace("\t", "    ", 4) if line[:1] in "\t " else line
    if ">" in line[:80] and (quotes := _MANY_QUOTES.match(line)) and quotes.group().count(">") > _DEEPEST_QUOTE:
        line = "> " * _DEEPEST_QUOTE + line[quotes.end() :]
    line = _BULLET.sub(r"\1- ", line)
    line = _WIDE_NUMBER.sub(_plain_number, line)
    if found := _MANY_BULLETS.match(line):
        line = found[1] + line[found.end() :]
    indent = len(line) - len(line.lstrip(" "))
    if indent > _DEEPEST_INDENT:
        line = " " * _DEEPEST_INDENT + line[indent:]
    return vault.hide(line)


def _plain_number(match: re.Match[str]) -> str:
    indent, digits = (match[1], match[2]) if match[2] else (match[3], match[4])
    return f"{indent}{int(digits)}. "


def _referenced(lines: Sequence[_Line], text: str) -> list[_Line]:
    """`[label]: address` says nothing by itself, so it stays a definition only where the label is used elsewhere."""
    used = Counter(_LABEL.findall(text.casefold())) if "]:" in text else Counter[str]()
    found: list[_Line] = []
    for line in lines:
        reference = _REFERENCE.match(line.text) if "]:" in line.text and not line.code else None
        defines = reference and _TARGET.match(reference["target"]) and used[reference["label"].casefold()] > 0
        found.append(_Line(line.text.replace("[", "\\[", 1), code=False) if reference and not defines else line)
    return found


def _dashes(lines: list[_Line]) -> list[_Line]:
    """En dashes are bullets where at least two lines in a row begin with one."""
    dashed = [not line.code and bool(_DASHED.match(line.text)) for line in lines]
    return [
        _Line(_DASHED.sub(r"\1- ", line.text), code=False)
        if dashed[at] and ((at > 0 and dashed[at - 1]) or (at + 1 < len(lines) and dashed[at + 1]))
        else line
        for at, line in enumerate(lines)
    ]


def _headed(lines: list[_Line]) -> list[_Line]:
    """Mark what stands like a heading, for texts that mark none themselves."""
    blank = [not line.text.strip() for line in lines]
    following = _following(lines, blank)
    labelled = frozenset(_labelled(lines, blank))
    found: list[_Line] = []
    first = True
    for at, line in enumerate(lines):
        if blank[at]:
            found.append(line)
            continue
        opens = at == 0 or blank[at - 1]
        if at in labelled:
            found += _headed_paragraph(line.text)
            first = False
            continue
        head = "" if line.code or not opens else _head(line.text, *following[at], first=first)
        head = head or (_colon_title(lines[at:], following[at]) if first and not line.code else "")
        head = "" if head and polite(line.text) else head
        if opens and not line.code and at + 1 < len(lines) and mail.opens(line.text, lines[at + 1].text):
            head, first = line.text.strip(), False  # each e-mail of a thread is a section
        if head and found and found[-1].text.strip():
            head = ""
        found.append(_Line(f"{'#' if first else '##'} {head}\n", code=False) if head else line)
        first = False
    return found


def _labelled(lines: Sequence[_Line], blank: Sequence[bool]) -> Iterator[int]:
    """Where paragraphs begin with what they are about, before a colon; one among others means nothing."""
    starts = [at for at in range(len(lines)) if not blank[at] and (at == 0 or blank[at - 1])]
    runs = itertools.groupby(starts, key=lambda at: not lines[at].code and _is_labelled(lines[at].text))
    for is_labelled, run in runs:
        places = list(run)
        if is_labelled and len(places) > 1:
            yield from places


def _is_labelled(line: str) -> bool:
    found = _LABELLED.match(line)
    if not found or mail.heads(line) or _LISTED.match(line) or "|" in line:
        return False
    return found["label"][0].isupper() and count(found["label"]) <= _LABEL_MOST and count(found["body"]) >= _BODY_WORDS


def _headed_paragraph(line: str) -> list[_Line]:
    """A heading and the line below it that a labelled paragraph begins with."""
    found = _LABELLED.match(line)
    assert found
    return [_Line(f"## {found['label']}\n", code=False), _Line(found["body"], code=False)]


def _following(lines: Sequence[_Line], blank: Sequence[bool]) -> list[tuple[bool, int, bool]]:
    """For every line: is the next one empty, words of the paragraph that follows, is that a list."""
    found: list[tuple[bool, int, bool]] = [(True, 0, False)] * len(lines)
    words, listed = 0, False
    for at in range(len(lines) - 1, -1, -1):
        gap = at + 1 >= len(lines) or blank[at + 1]
        found[at] = (gap, words, listed)
        if blank[at]:
            continue
        listed = bool(_LISTED.match(lines[at].text)) or lines[at].code
        words = count(lines[at].text[:400]) + (0 if gap else words)
    return found


def _head(line: str, gap: bool, words: int, listed: bool, *, first: bool) -> str:  # noqa: FBT001 - a table's row
    """The heading that a line is, or empty."""
    text = line.strip()
    if len(text) > _HEAD_CHARS or not any(letter.isalpha() for letter in text) or _NO_HEAD.search(text):
        return ""
    if count(text) > _HEAD_WORDS or (not text.endswith((":", "：")) and _VALUE_ROW.search(text)):
        return ""
    numbered = _NUMBERED.match(text)
    if numbered and numbered[2]:
        follows = gap and not listed and words >= _BODY_WORDS
        return f"{numbered[1]}\\{numbered[2]} {numbered[3]}" if follows else ""
    if _LISTED.match(text):
        return ""
    if text.endswith((":", "：")):
        return text[:-1] if listed and not gap else ""
    if _shouted(text):
        return text if words else ""
    if first and gap:
        return text if words else ""
    if gap:
        return text if words >= _BODY_WORDS or listed else ""
    return text if listed or (count(text) <= _LABEL_WORDS and words >= _BODY_WORDS and text[0].isupper()) else ""


def _colon_title(lines: Sequence[_Line], following: tuple[bool, int, bool]) -> str:
    """The first line as a title although it has a colon, as in `Fennel: boxes that come back`; not where the next one has one."""
    text, (gap, words, _) = lines[0].text.strip(), following
    after = next((line.text for line in lines[1:] if line.text.strip()), "")
    alone = gap and words and not _VALUE_ROW.search(after) and not mail.heads(text) and "\t" not in text
    short = len(text) <= _HEAD_CHARS and count(text) <= _HEAD_WORDS
    return text if alone and short and not _NO_HEAD.search(text) and not _LISTED.match(text) else ""


def _shouted(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 3 and text.upper() == text and text.lower() != text  # noqa: PLR2004


def _padded(lines: list[_Line]) -> list[_Line]:
    """Give a table's head as many cells as its longest row has: Markdown drops what is beyond the head."""
    found = list(lines)
    at = 1
    while at < len(found):
        head, rule = found[at - 1], found[at]
        if rule.code or "|" not in head.text or "-" not in rule.text or not _DELIMITER.match(rule.text[:2000]):
            at += 1
            continue
        end = at + 1
        while end < len(found) and found[end].text.strip() and not found[end].code:
            end += 1
        cells = _cells(head.text)
        more = min(max((_cells(row.text) for row in found[at + 1 : end]), default=0), _TABLE_WIDEST) - cells
        if more > 0 and _cells(rule.text) == cells:
            found[at - 1] = _Line(f"{head.text.rstrip().removesuffix('|')}|{'  |' * more}", code=False)
            found[at] = _Line(f"{rule.text.rstrip().removesuffix('|')}|{'---|' * more}", code=False)
        at = end
    return found


def _cells(line: str) -> int:
    inner = line.strip(" \t>").removeprefix("|")
    inner = inner.removesuffix("|") if not inner.endswith("\\|") else inner
    return len(_UNESCAPED_PIPE.findall(inner)) + 1


def _unflooded(lines: Sequence[_Line]) -> Iterator[str]:
    """Escape brackets where a paragraph is flooded with them."""
    brackets = 0
    for line in lines:
        brackets = 0 if not line.text.strip() else brackets + line.text.count("[")
        yield line.text.replace("[", "\\[") if brackets > _MOST_BRACKETS and not line.code else line.text
