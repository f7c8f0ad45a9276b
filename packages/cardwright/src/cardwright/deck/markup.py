"""Text as Markdown that reads again as what it says.

Marks of emphasis count only beside certain characters; where a letter stands
in the way, it is written as a character reference.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, takewhile
from typing import Final, NamedTuple

from cardwright.deck import pipes
from cardwright.deck.text import Span, Text, rich
from cardwright.maths.notation import LONGEST_INLINE, is_plain

_LINE_END: Final = re.compile("\r\n?|[\x85\u2028\u2029]")
# Controls, halves of characters, and the characters for private use that the reader keeps for itself.
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000\ue001\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_BLANK: Final = re.compile(r"[\n\t]")

# Inside a line.
_ENTITY: Final = r"&(?=#?\w+;)"
_SCHEME: Final = r"(?<=http):(?=//)|(?<=https):(?=//)"  # a bare address is read as a link, or even as a picture
_SPECIAL: Final = re.compile(rf"[\\`*_\[\]<~]|{_ENTITY}|{_SCHEME}")
_TITLE_SPECIAL: Final = re.compile(rf'[\\"]|{_ENTITY}|{_SCHEME}')
_TAG: Final = re.compile(r"\\<(?=/?[a-zA-Z])")
_DOLLAR: Final = re.compile(r"(?<=\S)\$(?![^\W_])")  # may end a formula; others open prices
_ATTACHED: Final = re.compile(r"[^\W_]|[\\$]")
_TOKEN: Final = re.compile("\\$\ue000([0-9]+)\ue001\\$")
_NOTE: Final = ("[^\ue000", "\ue001]")  # what the note says stands between, in hexadecimal digits
_NOTED: Final = re.compile("\\[\\^\ue000([0-9a-f]*)\ue001\\]")
_COMMENT: Final = re.compile(r"(?<!\\)%[^\n]*")
_FOLLOWED: Final = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)  # other links are none on a card
_PLAIN_ADDRESS: Final = re.compile(r"https?://[\w.\-]+(?:[/?#][\w./?=&#:,+@\-]*)?", re.ASCII)
_TO_ENCODE: Final = re.compile(r"[\s<>\\]")
_TO_ESCAPE: Final = re.compile(rf"[()]|{_ENTITY}")
# An address in code, which the reader takes to end at the next space: neither a fence nor a pipe may touch it.
_LOOSE: Final = re.compile(r"(?<=\s)https?://[^\s|]*(?=\||$)")

# At the edges of a line.
_OPENING: Final = re.compile(r"[0-9]{1,9}(?=[.)](?:\s|$))|(?=[-+](?:\s|$)|--|=+\s*$|>|#{1,6}(?:\s|$))")
_LABEL: Final = re.compile(r"\[[^\]]+\]:")  # only a link can begin like this: other brackets are escaped
_TYPED_BULLET: Final = re.compile(r"[•◦▪▫‣●○■□➢➤►✓✔·・∙]|[０-９]{1,3}[．。、)）]|\d{1,3}[．、）]")
_CLOSING: Final = re.compile(r"(?<!#)(?=#+$)")

# Lists, as this module and the list block write them: a point per line, so no other line looks like one.
_ITEM: Final = re.compile(r" *(?:[-*]|\d+[.)]) ")
_OUTER_MARK: Final = re.compile(r"^(?:[-*]|\d+[.)])(?= )")
_OTHER_MARK: Final = str.maketrans("-*.)", "*-).")


class _Mark(NamedTuple):
    """What opens and closes a look; every address of a link is a look of its own."""

    opens: str
    closes: str


_BOLD: Final = _Mark("**", "**")
_ITALIC: Final = _Mark("_", "_")  # a star would run together with those of bold
_STRIKE: Final = _Mark("~~", "~~")


class _Piece(NamedTuple):
    """Something as it is written, and the looks it has. A formula is written by what its neighbours are."""

    raw: str
    marks: tuple[_Mark, ...]
    math: str = ""


def inline(text: Text) -> str:
    """The text on one line, without white space at its ends; where it opens a block it needs `opening`."""
    return _filled(*_inline(text))


def _inline(text: Text) -> tuple[str, list[str]]:
    """The text with a token in place of every formula, and the formulas."""
    written = ""
    formulas: list[str] = []
    open_: list[_Mark] = []
    pieces = [*_pieces(text), _Piece("", ())]
    for at, (raw, marks, math) in enumerate(pieces):
        kept = _kept(open_, marks)
        ended = open_[kept:][::-1]
        opened = [] if raw.isspace() else [mark for mark in marks if mark not in open_[:kept]]
        if math:
            written = written if ended or opened else _ended(written)
            raw = f"$\ue000{len(formulas)}\ue001$"
            formulas.append(_signed(math, "" if ended or opened else written, pieces[at + 1]))
        written, raw = _unstuck(written, ended, opened, raw)
        if raw.startswith(_NOTE[0]) and written.endswith("!"):  # it would be a picture where a bracket follows
            written = f"{written[:-1]}\\!"
        written += "".join([*(mark.closes for mark in ended), *(mark.opens for mark in opened), raw])
        open_[kept:] = opened
    return written, formulas


def _filled(written: str, formulas: Sequence[str]) -> str:
    return _TOKEN.sub(lambda found: formulas[int(found[1])], written) if formulas else written


def _ended(before: str) -> str:
    """What stands before a formula, changed where its end would be read with the formula's sign."""
    if before.endswith("$"):
        return f"{before}![]()"
    return f"{before[:-2]}&#92;" if before.endswith("\\\\") else before


def _signed(tex: str, before: str, after: _Piece) -> str:
    """A formula between signs, which no letter beside them makes the reader take for something else."""
    lonely = not _ATTACHED.match(before[-1:]) and (bool(after.math) or not _ATTACHED.match(after.raw[:1]))
    if lonely and is_plain(tex):
        return f"${tex}$"
    return f"$`{tex.replace('`', chr(39))}`$"


def _kept(open_: Sequence[_Mark], wanted: Sequence[_Mark]) -> int:
    """How many of the open marks, the outermost first, stay open."""
    return sum(1 for _ in takewhile(lambda mark: mark in wanted, open_))


def _unstuck(before: str, ended: Sequence[_Mark], opened: Sequence[_Mark], after: str) -> tuple[str, str]:
    """What stands before and after marks, changed where they would not be read as marks."""
    if ended and not opened:
        inner = "".join([before[-1:], *(mark.closes for mark in ended[:-1])])[-1:]
        if _sticks(ended[-1], inner, after[:1]):
            return before, _reference(after[0]) + after[1:]
    if opened and not ended:
        inner = "".join([*(mark.opens for mark in opened[1:]), after[:1]])[:1]
        if _sticks(opened[0], inner, before[-1:]):
            return _referred(before), after
        if before.endswith("!") and opened[0].opens == "[":  # the link would be a picture
            return before[:-1] + "\\!", after
    return before, after


def _sticks(mark: _Mark, inner: str, outer: str) -> bool:
    """Whether a mark with these characters on its two sides would be shown, not obeyed.

    Source: CommonMark 0.31, "Left-flanking delimiter run".
    """
    if mark.opens == "[" or not outer or outer.isspace() or _is_sign(outer):
        return False
    return mark is _ITALIC or _is_sign(inner)


def _is_sign(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _referred(text: str) -> str:
    """The text with its last character as a reference, which is a sign to the mark that may stand before it."""
    stem, last = text[:-1], _reference(text[-1])
    outer = stem[:-2]
    if stem.endswith(("~~", "**")) and outer and not outer[-1].isspace() and not _is_sign(outer[-1]):
        return _referred(outer) + stem[-2:] + last
    return stem + last


def _reference(char: str) -> str:
    return f"&#{ord(char)};"


def _pieces(text: Text) -> list[_Piece]:
    """The text in pieces of one look each; white space between has the looks that both sides share."""
    found: list[_Piece] = []
    gap = ""
    for span in _spans(text):
        if span.note:
            found += [_noted(span, gap if found else "", found[-1] if found else None)] if inline(span.note) else []
            gap = ""
            continue
        before, body, after = _edges(span.text)
        gap += before
        if not body:
            continue
        marks = _marks(span)
        if gap and found:
            found.append(_Piece(gap, tuple(mark for mark in found[-1].marks if mark in marks)))
        found.append(_Piece(_raw(span, body), marks, _formula(span)))
        gap = after
    return found


def _noted(span: Span, gap: str, before: _Piece | None) -> _Piece:
    """A reference to a note, with the looks of what it stands behind, though outside of its link."""
    marks = () if before is None or any(mark.opens == "[" for mark in before.marks) else before.marks
    return _Piece(f"{gap}{_NOTE[0]}{inline(span.note).encode().hex()}{_NOTE[1]}", marks)


def referring(written: str, number: Callable[[str], int]) -> str:
    """Markdown with `[^1]` where this module's functions refer to a note; `number` is asked for that of its Markdown."""
    return _NOTED.sub(lambda found: f"[^{number(bytes.fromhex(found[1]).decode())}]", written)


def _spans(text: Text) -> Iterator[Span]:
    """Spans of which no two neighbours look the same."""
    for look, same in groupby(filter(lambda span: span.text, text), _look):
        if look[-2] or look[-1]:
            yield from (Span(span.text, *look) for span in same)
        else:
            yield Span(_on_one_line("".join(span.text for span in same)), *look)


def _look(span: Span) -> tuple[bool, bool, bool, bool, str, str, Text]:
    link = span.link if _FOLLOWED.match(span.link) else ""
    return span.bold, span.italic, span.code, span.strike, link, _formula(span), span.note


def _formula(span: Span) -> str:
    """The formula on one line; empty when it is none, or none that a line can hold."""
    tex = " ".join(_COMMENT.sub("", clean(span.math)).split())
    return tex if len(tex) <= LONGEST_INLINE else ""


def clean(text: str) -> str:
    """The characters that can be seen, with plain line ends."""
    return _UNSEEN.sub(" ", _LINE_END.sub("\n", text))


def _on_one_line(text: str) -> str:
    return _BLANK.sub(" ", clean(text))


def _edges(text: str) -> tuple[str, str, str]:
    body = text.lstrip()
    before = text[: len(text) - len(body)]
    return before, body.rstrip(), body[len(body.rstrip()) :]


def _marks(span: Span) -> tuple[_Mark, ...]:
    linked = span.link and not _is_plain_address(span)
    link = (_Mark("[", f"]({_address(span.link)})"),) if linked else ()
    looks = ((span.bold, _BOLD), (span.italic, _ITALIC), (span.strike, _STRIKE))
    return (*link, *(mark for has, mark in looks if has))


def _is_plain_address(span: Span) -> bool:
    return span.text == span.link and not span.code and _PLAIN_ADDRESS.fullmatch(span.link) is not None


def _raw(span: Span, body: str) -> str:
    if span.code:
        return _code(body)
    return f"<{body}>" if _is_plain_address(span) else _escaped(body, linked=bool(span.link))


def _code(text: str) -> str:
    runs = {len(run) for run in re.findall("`+", text)}
    fence = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    pad = " " if text[0] == "`" or text[-1] == "`" or _LOOSE.search(text) else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _escaped(text: str, *, linked: bool) -> str:
    r"""Characters that mean themselves.

    The reader takes out HTML tags, be it `<b>` or `\<b>`. So what looks like
    one is cut by an empty link or, as links hold no links, an empty picture.
    """
    text = _DOLLAR.sub(r"\\$", _SPECIAL.sub(r"\\\g<0>", text))
    return _TAG.sub(r"\\<![]()" if linked else r"\\<[]()", text)


def _address(url: str) -> str:
    encoded = _TO_ENCODE.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), _on_one_line(url).strip()
    )
    return _TO_ESCAPE.sub(r"\\\g<0>", encoded)


def opening(line: str) -> str:
    """A line of text that begins no list, heading, quotation or reference of its own."""
    if _LABEL.match(line):
        return f"[](){line}"
    found = _OPENING.match(line)
    return f"{line[: found.end()]}\\{line[found.end() :]}" if found else line


def paragraph(text: Text) -> str:
    """The text as a line of its own."""
    return running(inline(text))


def running(line: str) -> str:
    """A line of text that is all of a paragraph; a bullet that was typed at its start begins no list."""
    line = opening(line)
    found = _TYPED_BULLET.match(line)
    return line[: found.end() - 1] + _reference(found[0][-1]) + line[found.end() :] if found else line


def heading(text: Text, level: int) -> str:
    """The text as a heading, level 1 for the outermost; nothing when it is empty."""
    line = _CLOSING.sub(r"\\", inline(text))
    return f"{'#' * level} {line}" if line else ""


def bullets(lines: Iterable[str]) -> str:
    """A flat list of lines that are Markdown already."""
    return "\n".join(f"- {opening(line)}" for line in lines if line)


def counted(lines: Iterable[str], start: int = 1) -> str:
    """A flat numbered list of lines that are Markdown already."""
    return "\n".join(f"{number}. {opening(line)}" for number, line in enumerate(lines, start) if line)


def labelled(label: str, line: str) -> str:
    """`label: line`, or what there is of it; `line` is Markdown already."""
    return ": ".join(part for part in (inline(rich(label)), line) if part)


def table(rows: Iterable[Sequence[Text]], rules: Sequence[str]) -> str:
    """A table with a rule such as `---:` for every column; the first row is its head and may be blank."""
    return pipes.table([[_cell(cell) for cell in row] for row in rows], rules)


def _cell(text: Text) -> str:
    """A cell's text; the bars of its formulas are no edges of cells."""
    written, formulas = _inline(text)
    return _filled(pipes.cell(_LOOSE.sub(r"\g<0> ", written)), formulas)


def picture(src: str, alt: str, title: str) -> str:
    """A picture as a line of its own."""
    shown = _TITLE_SPECIAL.sub(r"\\\g<0>", _on_one_line(title).strip())
    named = f' "{shown}"' if shown else ""
    return f"![{inline(rich(alt))}]({_address(src)}{named})"


def comment(name: str, text: str) -> str:
    """What is not shown. Two dashes in a row would end it, and three on a line be a break between cards."""
    said = re.sub(_ENTITY, "&amp;", clean(text).strip()).replace("--", "-&#45;")
    return f"<!-- {name}: {said} -->" if said else ""


def quoted(text: str) -> str:
    """Markdown inside a block quote."""
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def stacked(parts: Iterable[str]) -> str:
    """Blocks below each other. A list right below a list gets other marks, or both would be read as one."""
    found: list[str] = []
    for part in parts:
        if part:
            mark = _OUTER_MARK.match(part)
            found.append(_remarked(part) if mark and found and mark[0][-1] == _last_mark(found[-1]) else part)
    return "\n\n".join(found)


def _last_mark(part: str) -> str:
    """The mark of the list that a block ends with: `-`, `*`, `.` or `)`; empty when it ends with something else."""
    lines = part.split("\n")
    if not _ITEM.match(lines[-1]):
        return ""
    return next((found[0][-1] for line in reversed(lines) if (found := _OUTER_MARK.match(line))), "")


def _remarked(part: str) -> str:
    lines = part.split("\n")
    listed = len(list(takewhile(lambda line: not line or _ITEM.match(line), lines)))
    changed = [_OUTER_MARK.sub(lambda found: found[0].translate(_OTHER_MARK), line) for line in lines[:listed]]
    return "\n".join([*changed, *lines[listed:]])
