"""Deck lint: what is wrong with a deck, by rules that need no model and give the same answer every time.

Rules (`rules/`, one per file) look at a canvas (`canvas.py`), a neutral picture
of pages: boxes, texts, colours, pictures. It comes from pages we laid out
(`layout/canvas.py`) or from anybody's PPTX (`pptx/`). This package lies below
layout, so that layout can ask the same rules while it fits and splits:
`judged(Subject(Canvas((page,), …)), only={"G1", "G6", "T1"})`.
"""

from cardwright.lint.judge import judged
from cardwright.lint.report import Report
from cardwright.lint.subject import Source, Subject

__all__ = ["Report", "Source", "Subject", "judged"]
