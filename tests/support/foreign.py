"""PPTX files as other programs make them, written with python-pptx."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from cardwright.lint import Report, Subject, judged
from cardwright.lint.canvas import Canvas
from cardwright.lint.pptx import read
from PIL import Image as Pillow
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Pt

TITLE, CONTENT, TITLE_ONLY, BLANK = 0, 1, 5, 6  # layouts of the library's own template
PROSE = "The river was straightened a century ago and has flooded the town ever since."


class Deck:
    """A deck in the making; 960×540 points, its master's sizes for that."""

    def __init__(self) -> None:
        self.file: Any = Presentation()
        self.file.slide_width, self.file.slide_height = Pt(960), Pt(540)

    def slide(self, title: str = "Why the river needs room", layout: int = TITLE_ONLY) -> Any:
        slide = self.file.slides.add_slide(self.file.slide_layouts[layout])
        if slide.shapes.title is not None:
            holder = slide.shapes.title
            holder.left, holder.top, holder.width, holder.height = Pt(68), Pt(40), Pt(824), Pt(60)
            holder.text_frame.text = title
            holder.text_frame.paragraphs[0].runs[0].font.size = Pt(40)
        return slide

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self.file.save(out)
        return out.getvalue()

    def canvas(self) -> Canvas:
        return read(self.bytes())

    def report(self, *only: str) -> Report:
        return judged(Subject(self.canvas()), only=set(only))


def text(
    slide: Any, words: str, x: float, y: float, width: float, height: float, size: float = 24, color: str = ""
) -> Any:
    """A text box in a font whose widths are known, wrapped."""
    box = slide.shapes.add_textbox(Pt(x), Pt(y), Pt(width), Pt(height))
    box.text_frame.word_wrap = True
    box.text_frame.auto_size = MSO_AUTO_SIZE.NONE
    run = box.text_frame.paragraphs[0].add_run()
    run.text, run.font.size, run.font.name = words, Pt(size), "Inter"
    if color:
        run.font.color.rgb = RGBColor.from_string(color)
    return box


def picture(width: int = 800, height: int = 600, color: str | None = None) -> io.BytesIO:
    """A PNG of noise, or of one colour."""
    image = (
        Pillow.effect_noise((width, height), 80).convert("RGB")
        if color is None
        else Pillow.new("RGB", (width, height), color)
    )
    out = io.BytesIO()
    image.save(out, "PNG")
    out.seek(0)
    return out


def rewritten(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The file with each part changed; None leaves a part out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()
