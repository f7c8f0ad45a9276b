"""The style of a chart's texts, and places within it as shares of its size."""

from dataclasses import dataclass

from cardwright.export.office.palette import Palette, rgb
from cardwright.export.office.paragraphs import locale
from cardwright.export.office.xml import words
from cardwright.scene import ChartNode


@dataclass(frozen=True, slots=True)
class ChartText:
    """Texts of one chart on a page that is set at a scale."""

    node: ChartNode
    palette: Palette
    scale: float

    def properties(self, color: str, *, size: float = 0.0, bold: bool = False, turn: float | None = None) -> str:
        """The `c:txPr` of texts in a role's colour or in `#rrggbb`; `turn` is degrees against the clock."""
        body = "<a:bodyPr/>" if turn is None else f'<a:bodyPr rot="{round(-turn * 60_000)}" vert="horz"/>'
        inner = self._look("defRPr", color, size, bold=bold)
        return f'<c:txPr>{body}<a:lstStyle/><a:p><a:pPr>{inner}</a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>'

    def rich(self, text: str, color: str, *, size: float = 0.0, bold: bool = False) -> str:
        """The `c:tx` of a text that is its own."""
        run = self._look("rPr", color, size, bold=bold, lang=f' lang="{locale(self.node.language)}"')
        default = self._look("defRPr", color, size, bold=bold)
        return (
            '<c:tx><c:rich><a:bodyPr rot="0" vert="horz" lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle/>'
            f"<a:p><a:pPr>{default}</a:pPr><a:r>{run}<a:t>{words(text)}</a:t></a:r></a:p></c:rich></c:tx>"
        )

    def _look(self, tag: str, color: str, size: float, *, bold: bool, lang: str = "") -> str:
        points = round((size or self.node.font_size) * min(1.0, self.scale) * 100)
        return f'<a:{tag}{lang} sz="{points}" b="{int(bold)}">{self._fill(color)}<a:latin typeface="+mn-lt"/></a:{tag}>'

    def _fill(self, color: str) -> str:
        if not color.startswith("#"):
            return self.palette.fill("muted" if color == "muted" else "text")
        surface = self.palette.theme.surface(self.palette.surface)
        if color in {surface.text, surface.muted}:
            return self.palette.fill("text" if color == surface.text else "muted")
        return f"<a:solidFill>{rgb(color)}</a:solidFill>"

    def place(self, **points: float) -> str:
        """A place in points as shares of the chart; with a width it is the inner plot area's."""
        node = self.node
        inner = '<c:layoutTarget val="inner"/>' if "w" in points else ""
        sides = {"x": node.width, "w": node.width, "y": node.height, "h": node.height}
        places = "".join(f'<c:{name} val="{max(0.0, value) / sides[name]:.5f}"/>' for name, value in points.items())
        return f'<c:layout><c:manualLayout>{inner}<c:xMode val="edge"/><c:yMode val="edge"/>{places}</c:manualLayout></c:layout>'

    def shift(self, points: float) -> str:
        """How far a label is moved down from where it would stand."""
        down = points / self.node.height
        return f'<c:layout><c:manualLayout><c:x val="0"/><c:y val="{down:.5f}"/></c:manualLayout></c:layout>'
