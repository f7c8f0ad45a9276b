"""Scene nodes → the painter's plain data: absolute sizes, resolved colours, nothing to decide.

Text travels as JSON strings, so no content is ever read as markup.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, assert_never

from cardwright.layout.column import Column, column
from cardwright.layout.fonts import families, last_resort, metrics
from cardwright.layout.formulas import Room, drawn, in_line
from cardwright.layout.hyphens import BREAK, SOFT, UNSPACED, Hyphens
from cardwright.maths import Formula
from cardwright.scene import (
    ChartNode,
    DrawingNode,
    Item,
    ListNode,
    Look,
    MathNode,
    Node,
    Panel,
    PictureNode,
    Row,
    Run,
    Scene,
    SceneCard,
    ShapeNode,
    Spark,
    Stack,
    TableNode,
    TextNode,
)
from cardwright.scene.drawing import Drawing
from cardwright.scene.formulas import inline
from cardwright.scene.outline import points
from cardwright.scene.svg import svg
from cardwright.words import SOUTHEAST

BOLD, ITALIC, CODE, STRIKE, HYPHEN, NOTE = 1, 2, 4, 8, 16, 32
HEADINGS = frozenset({"title", "heading", "subheading"})
_JOINER = "\u2060"
# What a line is never broken behind before a figure (Unicode, "Line Breaking Algorithm", rules 23, 25 and 30).
_JOINS = re.compile(rf"[^\W_{SOUTHEAST}\u2e80-\u9fff\uf900-\uffef]$|[.,)\]]$")
NOTE_SIZE, NOTE_RISE = 0.62, 0.38  # of a note's number: size and distance above the baseline, of the text around it
# Characters that no font and no file format takes.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# A letter of words that lines break between only. Lines break anywhere between those of Chinese, Japanese and Korean;
# where the words of the south-east end, the typesetter knows.
_WORD = rf"[^\s\u200b{SOUTHEAST}\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]"
_PIECE, _LONGEST_PIECE = 10, 40  # characters of a broken word
_LONG = 12  # characters; about the places to break in longer ones, such as addresses, typesetter and browsers disagree
_JOINERS = "\u200c\u200d"
_MARKS = f"{_JOINERS}\u0e33\u0eb3"  # and two vowels that stand with the letter before them
_MOST_LARGER = 1.12
_LABEL = 600  # weight
_WHOLE = 0.998
_PAGE = re.compile(r"#([1-9]\d{0,3})")


def clean(text: str) -> str:
    """Text without characters that cannot be set."""
    return _UNFIT.sub("", text)


def heading_scale(look: Look, scale: float) -> float:
    """Headings shrink with their card but do not grow, so equal cards have equal titles."""
    return min(1.0, scale) if look.style in HEADINGS else scale


def is_label(look: Look) -> bool:
    """Whether a text names something, as headings do, and is not read line by line."""
    return look.style in HEADINGS or look.weight >= _LABEL


def line_box(look: Look, family: str) -> tuple[float, float]:
    """Em of a line above and below its baseline: CSS puts half of what the line height leaves above and half below."""
    box = metrics(family)
    slack = (look.line - box.ascent - box.descent) / 2
    return box.ascent + slack, box.descent + slack


def formula_size(family: str, math: str) -> float:
    """How much larger formulas are set than the text around them, so that their capitals are about as high."""
    return min(max(metrics(family).capitals / metrics(math).capitals, 1.0), _MOST_LARGER)


def displayed(room: Room, node: MathNode, width: float, size: float, family: str) -> tuple[float, Room]:
    """The size of a formula on lines of its own, in points, small enough for `width`; and its place's room, in em."""
    top, bottom = line_box(node.look, family)
    # A hair less than the width, or rounding would break the formula into lines.
    fits = min(1.0, _WHOLE * width / (room.width * size)) if room.width else 1.0
    return round(size * fits, 3), Room(room.width, max(top, room.up), max(bottom, room.down))


@dataclass(frozen=True, slots=True)
class Encoder:
    """Encodes one card at one scale. `heights` fixes panels of equal rows, by id, in points."""

    scene: Scene
    card: SceneCard
    scale: float
    heights: Mapping[int, float]
    rooms: Mapping[Formula, Room]
    hyphens: Hyphens

    def color(self, role: str) -> str:
        return str(getattr(self.scene.theme.surface(self.card.surface), role))

    def drawing(self, drawing: Drawing) -> str:
        return svg(drawing, self.scene.theme.surface(self.card.surface))

    def look(self, look: Look) -> dict[str, Any]:
        return self._look(look, look.size * heading_scale(look, self.scale))

    def _look(self, look: Look, size: float) -> dict[str, Any]:
        top, bottom = line_box(look, self.family(look))
        return {
            "z": round(size, 3),
            "t": round(top * size, 3),
            "b": round(bottom * size, 3),
            "w": look.weight,
            "c": self.color(look.color),
            "f": self.families(look),
            "i": look.italic,
            "k": round(look.tracking * size, 3),
        }

    def family(self, look: Look) -> str:
        return str(getattr(self.scene.theme.fonts, look.font))

    def families(self, look: Look) -> list[str]:
        named = [self.family(look), self.scene.theme.fonts.body, *self.scene.theme.fonts.fallback]
        return [name for name in dict.fromkeys(named) if name in families()] or [last_resort()]

    def runs(self, runs: Sequence[Run], look: Look, width: float) -> list[list[Any]]:
        """Runs as `[text, flags, link, colour]`, with break points where a word is wider than `width`.

        A formula has more: its tree, and in points its size, its width, what it takes of the line
        above and below the baseline, and how far it rises itself.
        """
        size = look.size * heading_scale(look, self.scale)
        return [
            [words, flags, page_of(run.link) or run.link, run.color, *self._formula(run, look, size)]
            for before, run in zip(("", *(run.text for run in runs)), runs, strict=False)
            if run.text
            for words, flags in self._breaking(run, look, width, size, before)
        ]

    def _breaking(self, run: Run, look: Look, width: float, size: float, before: str) -> Iterator[tuple[str, int]]:
        """A run in parts that are broken alike, with their flags; `before` is the text it follows."""
        if run.note:
            yield joiner(before) + run.text, NOTE
            return
        text, flags = clean(run.text.upper() if look.caps else run.text), _flags(run)
        place = column(self.scene.theme.fonts, look, run, width, size)
        for words, soft in breaking(self.hyphens, text, place, label=is_label(look), whole=is_whole(run, look)):
            yield from _hyphenating(words, soft, flags) if soft else ((words, flags),)

    def _formula(self, run: Run, look: Look, size: float) -> list[Any]:
        if not run.math:
            return []
        formula, family = inline(run.math), self.family(look)
        larger = formula_size(family, self.scene.theme.fonts.math)
        room = self.rooms[formula].times(larger)
        up, down = in_line(room, *line_box(look, family))
        lengths = (larger, room.width, up, down, room.up)
        return [drawn(formula.root), *(round(length * size, 3) for length in lengths)]

    def node(self, node: Node, width: float) -> dict[str, Any]:
        """One node and all below it, for a place `width` points wide."""
        match node:
            case TextNode():
                return {
                    "n": "text", "id": node.id, "l": self.look(node.look), "tag": node.tag, "a": node.align,
                    "r": self.runs(node.runs, node.look, width),
                }  # fmt: skip
            case ListNode():
                return self._list(node, width)
            case TableNode():
                return self._table(node, width)
            case MathNode():
                return self._math(node, width)
            case ChartNode():
                return {
                    "n": "chart", "id": node.id, "svg": clean(node.svg), "alt": clean(node.alt),
                    "width": node.width * min(1.0, self.scale),
                }  # fmt: skip
            case PictureNode():
                shown = min(node.max_width or width, width)
                return {
                    "n": "picture", "id": node.id, "src": self.scene.images[node.image].sha256, "alt": clean(node.alt), "radius": node.radius,
                    "decorative": node.decorative, "width": shown, "height": shown / node.ratio * min(1.0, self.scale),
                }  # fmt: skip
            case DrawingNode():
                shown = min(node.max_width or width, width) * min(1.0, self.scale)
                return {
                    "n": "drawing", "id": node.id, "svg": self.drawing(node.drawing), "alt": clean(node.alt),
                    "decorative": node.decorative, "width": shown,
                    "height": shown * node.drawing.height / node.drawing.width,
                }  # fmt: skip
            case ShapeNode():
                return {
                    "n": node.shape, "id": node.id, "c": self.color(node.color), "width": node.width or width,
                    "height": node.height,
                }  # fmt: skip
            case Stack():
                return {
                    "n": "stack", "id": node.id, "gap": round(node.gap * self.scale, 3),
                    "of": [self.node(child, width) for child in node.children],
                }  # fmt: skip
            case Row():
                return self._row(node, width)
            case Panel():
                return self._panel(node, width)
            case _:
                assert_never(node)

    def _math(self, node: MathNode, width: float) -> dict[str, Any]:
        room, family = self.rooms[node.formula], self.family(node.look)
        size, _ = displayed(room, node, width, node.look.size * self.scale, family)
        return {"n": "math", "id": node.id, "l": self._look(node.look, size), "m": drawn(node.formula.root), "told": clean(node.alt)}  # fmt: skip

    def _row(self, row: Row, width: float) -> dict[str, Any]:
        room = width - row.gap * (len(row.children) - 1)
        total = sum(row.weights)
        return {
            "n": "row", "id": row.id, "gap": row.gap, "weights": list(row.weights),
            "of": [self.node(child, room * weight / total) for child, weight in zip(row.children, row.weights, strict=True)],
        }  # fmt: skip

    def _panel(self, panel: Panel, width: float) -> dict[str, Any]:
        high = self.heights.get(panel.id)
        cut = None if high is None or not panel.outline else points(panel.outline, width, high, rtl=self.card.rtl)
        return {
            "n": "panel", "id": panel.id, "x": panel.pad_x, "y": round(panel.pad_y * self.scale, 3),
            "radius": panel.radius, "fill": self.color(panel.fill) if panel.fill else None,
            "bar": self.color(panel.bar) if panel.bar else None, "edge": panel.edge, "middle": panel.middle,
            "height": high, "cut": cut, "of": self.node(panel.child, width - 2 * panel.pad_x),
        }  # fmt: skip

    def _list(self, node: ListNode, width: float) -> dict[str, Any]:
        look = self.look(node.look)
        deepest = max((item.level for item in node.items), default=0)
        return {
            "n": "list", "id": node.id, "l": look, "gap": round(node.gap * self.scale, 3), "accent": self.color("accent"),
            "levels": [self._level(node, level, look["z"]) for level in range(deepest + 1)],
            "of": _nested(node.items, 0, self, node, width),
        }  # fmt: skip

    def _level(self, node: ListNode, number: int, size: float) -> dict[str, Any]:
        level = node.level(number)
        return {
            "l": self.look(replace(node.look, size=node.look.size * level.share)), "marker": level.marker,
            "inset": round((level.step - level.hang) * size, 3), "hang": round(level.hang * size, 3),
        }  # fmt: skip

    def _table(self, node: TableNode, width: float) -> dict[str, Any]:
        total = sum(node.weights)
        widths = [width * weight / total - 2 * node.pad_x for weight in node.weights]

        def cells(row: Sequence[Sequence[Run]], look: Look) -> list[Any]:
            return [self.runs(cell, look, room) for cell, room in zip(row, widths, strict=True)]

        return {
            "n": "table", "id": node.id, "weights": list(node.weights), "aligns": list(node.aligns),
            "x": node.pad_x, "y": round(node.pad_y * self.scale, 3), "line": self.color("line"),
            "muted": self.color("muted"), "striped": node.striped, "fills": self._fills(node),
            "hl": self.look(node.head_look), "cl": self.look(node.cell_look), "tl": self.look(node.total) if node.total else None,
            "caption": clean(node.caption), "head": cells(node.head, node.head_look) if node.head else [],
            "rows": [cells(row, node.look(at)) for at, row in enumerate(node.rows)], "tails": [list(row) for row in node.tails],
            "sparks": [self._spark(one) for one in node.sparks],
        }  # fmt: skip

    def _fills(self, node: TableNode) -> list[str | None]:
        """What each row stands on, a head first."""
        roles = [node.fill(at) for at in range(-bool(node.head), len(node.rows))]
        return [self.color(role) if role else None for role in roles]

    def _spark(self, spark: Spark) -> dict[str, Any]:
        chart = spark.chart
        return {
            "row": spark.row, "column": spark.column, "svg": clean(chart.svg), "alt": clean(chart.alt),
            "width": chart.width * self.scale,
        }  # fmt: skip


def _nested(items: Sequence[Item], level: int, encoder: Encoder, node: ListNode, width: float) -> list[dict[str, Any]]:
    """Flat items with levels as a tree: each item with the deeper ones that follow it."""
    tree: list[dict[str, Any]] = []
    at = 0
    while at < len(items):
        end = at + 1
        while end < len(items) and items[end].level > level:
            end += 1
        runs = encoder.runs(items[at].runs, *of_level(node, level, width, encoder.scale))
        below = _nested(items[at + 1 : end], level + 1, encoder, node, width)
        tree.append({"r": runs, "num": items[at].number, "of": below})
        at = end
    return tree


def of_level(node: ListNode, level: int, width: float, scale: float) -> tuple[Look, float]:
    """What the items of a level are set in, and how much of the list's width they have, in points."""
    size = node.look.size * heading_scale(node.look, scale)
    return replace(node.look, size=node.look.size * node.level(level).share), width - node.inset(level) * size


def is_whole(run: Run, look: Look) -> bool:
    """Whether a run's words are none of the language's, and never hyphenated."""
    return run.code or bool(run.math) or look.font == "mono"


def breaking(hyphens: Hyphens, text: str, place: Column, *, label: bool, whole: bool) -> Iterator[tuple[str, str]]:
    """A text in parts: with places to break, and with soft hyphens where it is to be broken with hyphens, else nothing.

    A `label` is broken only where it must be, and what is `whole` without hyphens.
    """
    for words, soft in ((text, ""),) if whole else hyphens.parts(text, place, label=label):
        if soft and all(place.fits(f"{part}-") for part in soft.split(SOFT)):
            yield words, soft
        else:
            words = breakable(words, place)
            if UNSPACED.search(words):
                words = UNSPACED.sub(lambda found: _fitting(found.group(), hyphens, place), words)
                hyphens.notice(words)
            yield words, ""


def _hyphenating(word: str, soft: str, flags: int) -> Iterator[tuple[str, int]]:
    """A word in parts, of which only the middle one is broken: from the first soft hyphen to behind the last."""
    first, last = soft.index(SOFT), len(word) - len(soft.rpartition(SOFT)[2]) + 1
    yield word[:first], flags
    yield word[first:last], flags | HYPHEN
    yield word[last:], flags


def joiner(before: str) -> str:
    """What stands unseen before the number of a note, so that it does not begin a line; nothing where it cannot."""
    return "" if not before or _JOINS.search(before) else _JOINER


def _flags(run: Run) -> int:
    return BOLD * run.bold | ITALIC * run.italic | CODE * run.code | STRIKE * run.strike


def page_of(link: str) -> int:
    """The number of the page that a link such as `#3` leads to; 0 when it leads elsewhere."""
    found = _PAGE.fullmatch(link)
    return int(found[1]) if found else 0


def breakable(text: str, place: Column) -> str:
    """Text with places to break in every word that is wider than its column."""

    def pieces(match: re.Match[str]) -> str:
        word = match.group()
        whole = len(word) <= max(_LONG, place.letters) and place.fits(word)
        return word if whole else BREAK.join(_pieces(word, place))

    return _words(place.least).sub(pieces, text) if len(text) >= place.least else text


def _fitting(words: str, hyphens: Hyphens, place: Column) -> str:
    """Words that no space parts as they are, or with all places to break if one of them is wider than its column."""
    known = hyphens.known.get(words)
    if known is None or all(place.fits(word) for word in known.split(BREAK)):
        return words
    return BREAK.join(word if place.fits(word) else BREAK.join(_pieces(word, place)) for word in known.split(BREAK))


@cache
def _words(letters: int) -> re.Pattern[str]:
    """Words of at least so many letters."""
    return re.compile(f"{_WORD}{{{letters},}}")


def _pieces(word: str, place: Column) -> Iterator[str]:
    """A word in pieces that fit; a letter keeps its marks, and what is joined stays so up to a length that no script needs."""
    start = 0
    for at in range(1, len(word)):
        joined = word[at] in _MARKS or word[at - 1] in _JOINERS or unicodedata.category(word[at])[0] == "M"
        most = _LONGEST_PIECE if joined else _PIECE
        if at - start >= most or not (joined or place.fits(word[start : at + 1])):
            yield word[start:at]
            start = at
    yield word[start:]
