"""Text in placeholders of a layout: it takes its look from there, and only what differs is said.

So a deck follows its master: another font, size or colour there shows on every slide.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cardwright.export.office.palette import rgb
from cardwright.export.office.paragraphs import Writer, has_formula
from cardwright.export.office.scripts import face_of
from cardwright.export.office.xml import emu, followable, text, words
from cardwright.layout.column import CODE_SIZE
from cardwright.layout.fonts import metrics
from cardwright.scene import Align, Item, ListNode, Look, Node, Run, Stack, TextNode
from cardwright.scene.master import Holder
from cardwright.theme.layouts import TextFrame

# Styles of running text, and of the headings in it; others belong to what they stand in.
_RUNNING: Final = frozenset({"body", "lead", "meta", "quote"})
_HEADINGS: Final = frozenset({"title", "heading", "subheading", "event-title"})
_ALIKE: Final = 0.06  # points by which sizes may differ and be one
_SIDES: Final = {"start": "l", "center": "ctr", "end": "r"}
_TURNED: Final = {"start": "r", "center": "ctr", "end": "l"}


def is_text(node: Node) -> bool:
    """Whether a node is words that a placeholder for text can hold."""
    if isinstance(node, Stack):
        return bool(node.children) and all(is_text(child) for child in node.children)
    return isinstance(node, TextNode | ListNode) and node.look.style in _RUNNING | _HEADINGS


def is_running(node: Node) -> bool:
    """Whether there is more than headings in it."""
    if isinstance(node, Stack):
        return any(is_running(child) for child in node.children)
    return isinstance(node, TextNode | ListNode) and node.look.style in _RUNNING


def _texts(node: Node) -> Iterator[Sequence[Run]]:
    if isinstance(node, Stack):
        for child in node.children:
            yield from _texts(child)
    elif isinstance(node, ListNode):
        yield from (item.runs for item in node.items)
    elif isinstance(node, TextNode):
        yield node.runs


@dataclass(frozen=True, slots=True)
class Filler:
    """Writes what a placeholder of a slide holds. `frame` is the theme's place for it."""

    writer: Writer
    holder: Holder
    frame: TextFrame | None
    scale: float  # of the card; 1 where everything has the layout's own size

    def paragraphs(self, root: Node) -> str:
        """All words below a node as paragraphs."""
        return "".join(self._parts(root, 0.0))

    def plain(self, root: Node) -> str:
        """The same for programs that know no formulas; nothing where there are none."""
        if not has_formula(*_texts(root)):
            return ""
        return replace(self, writer=replace(self.writer, plain=True)).paragraphs(root)

    def _parts(self, node: Node, before: float) -> list[str]:
        """Paragraphs of a node; `before` points stand above the first."""
        if isinstance(node, Stack):
            found: list[str] = []
            for child in node.children:
                found += self._parts(child, node.gap * self.scale if found else before)
            return found
        if isinstance(node, ListNode):
            return self._list(node, before)
        assert isinstance(node, TextNode)
        return [self._paragraph(node.runs, node.look, self._properties(node, before))]

    def _list(self, node: ListNode, before: float) -> list[str]:
        first = next((at for at, marked in enumerate(self.holder.marked) if marked), 0)
        counted = any(item.number is not None for item in node.items)
        out: list[str] = []
        for at, item in enumerate(node.items):
            level = min(first + item.level, 8)
            gap = before if not at else node.gap * self.scale * node.share_above(at)
            own = self.scale == 1.0 and at > 0  # the layout's own distance
            properties = self._item(node, item, level, 0.0 if own else gap, counted=counted)
            look = replace(node.look, size=node.look.size * node.level(item.level).share)
            out.append(self._paragraph(item.runs, look, properties, level))
        return out

    def _item(self, node: ListNode, item: Item, level: int, before: float, *, counted: bool) -> str:
        """Properties of a point; with indents of its own where the layout has no marker, or numbers need more room."""
        marked = level < len(self.holder.marked) and self.holder.marked[level]
        attributes = f' lvl="{level}"' if level else ""
        marker = ""
        if counted or not marked:
            size = self.writer.size(node.look)
            own = node.level(item.level)
            attributes += f' marL="{emu(node.inset(item.level) * size)}" indent="-{emu(own.hang * size)}"'
        if item.number is not None:
            marker = f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod" startAt="{max(1, item.number)}"/>'
        elif not marked:
            marker = f'<a:buFont typeface="Arial"/><a:buChar char="{text(node.level(item.level).marker)}"/>'
        spacing = self._spacing(item.runs, node.look)
        return f"<a:pPr{attributes}{self._rtl('start')}>{spacing}{_above(before)}{marker}</a:pPr>"

    def _properties(self, node: TextNode, before: float) -> str:
        marked = bool(self.holder.marked) and self.holder.marked[0]
        attributes = ' marL="0" indent="0"' if marked else ""
        body = self._spacing(node.runs, node.look) + _above(before) + ("<a:buNone/>" if marked else "")
        attributes += self._rtl(node.align)
        return f"<a:pPr{attributes}>{body}</a:pPr>" if attributes or body else ""

    def _spacing(self, runs: Sequence[Run], look: Look) -> str:
        """The distance of lines in scripts whose faces are higher or lower than the layout's own."""
        family = str(getattr(self.writer.palette.theme.fonts, look.font))
        script = face_of("".join(run.text for run in runs), family)
        if script == family:
            return ""
        box = metrics(script)
        share = round(look.line / (box.ascent + box.descent) * 100_000)
        return f'<a:lnSpc><a:spcPct val="{share}"/></a:lnSpc>'

    def _rtl(self, align: Align) -> str:
        """Alignment and direction, where the layout's are others."""
        own = self.frame.align if self.frame else "start"
        if self.writer.rtl:
            return f' algn="{_TURNED[align]}" rtl="1"'
        return f' algn="{_SIDES[align]}"' if align != own else ""

    def _paragraph(self, runs: Sequence[Run], look: Look, properties: str, level: int = 0) -> str:
        body = "".join(self._run(run, look, level) for run in runs if run.text)
        end = "" if body else f'<a:endParaRPr lang="{self.writer.locale}"/>'
        return f"<a:p>{properties}{body}{end}</a:p>"

    def _run(self, run: Run, look: Look, level: int) -> str:
        if run.math and not self.writer.plain:
            return self.writer.inline(run, look, look.size * self.scale)
        properties = self._look(run, look, level)
        lines = [f"<a:r>{properties}<a:t>{words(line)}</a:t></a:r>" if line else "" for line in run.text.split("\n")]
        return f"<a:br>{properties}</a:br>".join(lines)

    def _look(self, run: Run, look: Look, level: int) -> str:
        size = look.size * self.scale
        code = run.code and look.font != "mono"
        own = self.holder.sizes[min(level, len(self.holder.sizes) - 1)] if self.holder.sizes else 0.0
        other = abs(size - own) > _ALIKE or code
        bold = run.bold or look.weight >= 600  # noqa: PLR2004
        italic = run.italic or look.italic
        target = followable(run.link)
        attributes = [
            f' sz="{round(size * (CODE_SIZE if code else 1.0) * 100)}"' if other else "",
            f' b="{int(bold)}"' if bold != self.holder.bold else "",
            f' i="{int(italic)}"' if italic != self.holder.italic else "",
            ' u="sng"' if target else "",
            ' strike="sngStrike"' if run.strike else "",
            ' baseline="30000"' if run.note else "",
        ]
        inner = self._fill(run, look) + self._face(run, look)
        if target:
            inner += f'<a:hlinkClick r:id="{self.writer.relations.add("hyperlink", target, external=True)}"/>'
        return f'<a:rPr lang="{self.writer.locale}"{"".join(attributes)} dirty="0">{inner}</a:rPr>'

    def _fill(self, run: Run, look: Look) -> str:
        if run.color:
            return f"<a:solidFill>{rgb(run.color)}</a:solidFill>"
        palette = self.writer.palette
        color = str(getattr(palette.theme.surface(palette.surface), look.color))
        return "" if color == self.holder.color else palette.fill(look.color)

    def _face(self, run: Run, look: Look) -> str:
        if run.code or look.font == "mono":
            mono = text(self.writer.palette.theme.fonts.mono)
            return f'<a:latin typeface="{mono}"/><a:ea typeface="{mono}"/><a:cs typeface="{mono}"/>'
        own = self.frame.style.font if self.frame else look.font
        if look.font == own:
            return ""
        slot = "+mj" if look.font == "heading" else "+mn"
        return f'<a:latin typeface="{slot}-lt"/><a:ea typeface="{slot}-ea"/><a:cs typeface="{slot}-cs"/>'


def _above(points: float) -> str:
    return f'<a:spcBef><a:spcPts val="{round(points * 100)}"/></a:spcBef>' if points else ""
