"""PowerPoint presentations: slides with their titles, texts, tables, charts' figures, pictures and notes, in reading order."""

import io
import re
from collections.abc import Iterator
from typing import Any, Final

from cardwright.reading import Reading
from cardwright.reading.markdown import Pictures, escaped, heading, joined, one_line, paragraph, table
from cardwright.reading.parts import checked, undamaged

BETWEEN: Final = "---"  # a break between cards, for those who ask for one card per slide
_MAX_SLIDES: Final = 300
_MAX_SHAPES: Final = 400  # of a slide
_MAX_FIGURES: Final = 100  # of a series
_DEEPEST_GROUP: Final = 8
_TITLES: Final = frozenset({"TITLE", "CENTER_TITLE", "VERTICAL_TITLE"})
_EDGES: Final = frozenset({"DATE", "FOOTER", "SLIDE_NUMBER", "HEADER"})


class Pptx:
    suffixes = (".pptx", ".pptm", ".ppsx", ".potx")
    media_types = ("application/vnd.openxmlformats-officedocument.presentationml.presentation",)

    def __call__(self, data: bytes) -> Reading:
        from pptx import Presentation  # noqa: PLC0415 - only such a file needs it

        checked(data, "PowerPoint presentation", "ppt/presentation.xml")
        with undamaged():
            return _Reader(Presentation(io.BytesIO(data))).reading()


class _Reader:
    """Turns slides into Markdown."""

    def __init__(self, presentation: Any) -> None:
        self._file = presentation
        self._pictures = Pictures()

    def reading(self) -> Reading:
        shown = [slide for slide in self._file.slides if slide._element.get("show") != "0"]  # noqa: SLF001
        warnings: list[str] = []
        if len(shown) < len(self._file.slides):
            warnings.append(f"{len(self._file.slides) - len(shown)} hidden slides are left out")
        if len(shown) > _MAX_SLIDES:
            warnings.append(f"the first {_MAX_SLIDES} of {len(shown)} slides are taken")
        slides = [joined(list(self._slide(slide, at))) for at, slide in enumerate(shown[:_MAX_SLIDES])]
        text = f"\n\n{BETWEEN}\n\n".join(slide for slide in slides if slide)
        title = one_line(self._file.core_properties.title or "")
        return Reading(text, title, (*warnings, *self._pictures.warnings), self._pictures.files)

    def _slide(self, slide: Any, at: int) -> Iterator[str]:
        shapes = list(_flat(slide.shapes, 0))[:_MAX_SHAPES]
        titles = [shape for shape in shapes if _place(shape) in _TITLES]
        yield heading(escaped(" ".join(_words(shape) for shape in titles)), 1 if at == 0 else 2)
        for shape in sorted((one for one in shapes if one not in titles), key=_position):
            if _place(shape) not in _EDGES:
                yield self._shape(shape)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            said = one_line(slide.notes_slide.notes_text_frame.text)
            yield f"Notes: {paragraph(said)}" if said else ""

    def _shape(self, shape: Any) -> str:
        if getattr(shape, "has_table", False):
            return table([[escaped(cell.text) for cell in row.cells] for row in shape.table.rows])
        if getattr(shape, "has_chart", False):
            return _figures(shape.chart)
        if hasattr(shape, "image"):
            return self._picture(shape)
        return _text(shape) if shape.has_text_frame else ""

    def _picture(self, shape: Any) -> str:
        try:
            data = shape.image.blob
        except (KeyError, ValueError, AttributeError):  # linked, or an empty place
            return ""
        alt = shape._element.xpath(".//p:cNvPr/@descr")  # noqa: SLF001
        return self._pictures.add(data, _said(str(alt[0])) if alt else "")


def _said(alt: str) -> str:
    """An alternative text that somebody wrote; programs put the name of the file there."""
    return "" if re.fullmatch(r"\S+\.\w{3,4}", alt.strip()) else alt


def _flat(shapes: Any, depth: int) -> Iterator[Any]:
    """Shapes, with those of groups in their place."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            if depth < _DEEPEST_GROUP:
                yield from _flat(shape.shapes, depth + 1)
        else:
            yield shape


def _place(shape: Any) -> str:
    """What place of the layout a shape fills; empty for one of its own."""
    if not shape.is_placeholder:
        return ""
    kind = shape.placeholder_format.type
    return kind.name if kind is not None else ""


def _position(shape: Any) -> tuple[bool, int, int]:
    """From the top down, in bands of a centimetre, and then as lines run; placeholders of the layout's place come first."""
    top, left = shape.top, shape.left
    return (top is not None, (top or 0) // 360_000, left or 0)


def _words(shape: Any) -> str:
    return one_line(shape.text_frame.text.replace("\v", " ")) if shape.has_text_frame else ""


def _text(shape: Any) -> str:
    """Paragraphs; several in a row, or such with a level, are a list."""
    lines = [(one.level, one_line(one.text.replace("\v", " "))) for one in shape.text_frame.paragraphs]
    lines = [(level, text) for level, text in lines if text]
    if len(lines) <= 1:
        return paragraph(lines[0][1]) if lines else ""
    return "\n".join(f"{'  ' * min(level, 3)}- {paragraph(text)}" for level, text in lines)


def _figures(chart: Any) -> str:
    """A chart's figures as a table: a row for each category."""
    _count_no_further(chart)
    plot = next(iter(chart.plots), None)
    if plot is None:
        return ""
    series = list(plot.series)[:10]
    names = [str(name) for name in plot.categories][:_MAX_FIGURES]
    if not names:
        return ""
    head = ["", *(escaped(str(one.name)) for one in series)]
    values = [list(one.values) for one in series]
    rows = [
        [escaped(name), *(_value(row[at]) if at < len(row) else "" for row in values)] for at, name in enumerate(names)
    ]
    if chart.has_title and chart.chart_title.has_text_frame:
        caption = paragraph(chart.chart_title.text_frame.text)
        return joined([caption, table([head, *rows])])
    return table([head, *rows])


def _count_no_further(chart: Any) -> None:
    """Bound what a chart says of the number of its figures: the library counts up to that, whatever it is."""
    for told in chart._chartSpace.xpath("//c:ptCount"):  # noqa: SLF001 - nothing public tells them
        number = told.get("val") or ""
        told.set("val", number if number.isascii() and number.isdigit() and len(number) < 3 else str(_MAX_FIGURES))  # noqa: PLR2004


def _value(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


READER: Final = Pptx()
