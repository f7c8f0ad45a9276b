"""Which of a page's texts is what: its title, its body, its small print; and how they are told apart.

The same for every deck, whoever made it: by place and size, not by names of styles.
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from cardwright.lint.canvas import Element, Page, Paragraph
from cardwright.words import count

_PROSE: Final = 4  # words from which a paragraph is read, not glanced at

counted = lru_cache(maxsize=4096)(count)


def title_of(page: Page) -> Element | None:
    """The element that shows the page's title."""
    return next((one for one in page.elements if one.role == "title" and page.shows(one)), None)


def prose(page: Page) -> Iterator[Paragraph]:
    """Paragraphs of four words or more outside titles, tables, charts and code."""
    for element in page.content:
        if element.kind in {"text", "shape"} and element.role == "body":
            for paragraph in element.paragraphs:
                if counted(paragraph.text) >= _PROSE and not all(run.code for run in paragraph.runs):
                    yield paragraph


def body_size(page: Page) -> float:
    """The size in which most characters of its prose are set; 0 where there is none."""
    sizes: Counter[float] = Counter()
    for paragraph in prose(page):
        for run in paragraph.runs:
            if not run.code:
                sizes[round(run.size, 1)] += len(run.text)
    return min(sizes, key=lambda size: (-sizes[size], size)) if sizes else 0.0


def title_size(page: Page) -> float:
    """The size of its title's first letter; 0 where no title is shown."""
    title = title_of(page)
    runs = [run for paragraph in title.paragraphs for run in paragraph.runs if run.text.strip()] if title else []
    return runs[0].size if runs else 0.0


def words(page: Page, section: int | None = None) -> int:
    """Words on the page, those of charts, headers and footers aside; of one card where several share it."""
    return sum(
        counted(paragraph.text)
        for element in page.content
        if section is None or element.section == section
        for paragraph in element.all_paragraphs
    )


def said(page: Page) -> str:
    """All its text in reading order, titles first told by the page's own name left out."""
    parts = [
        element.chart.text if element.chart else "\n".join([paragraph.text for paragraph in element.all_paragraphs])
        for element in page.elements
        if element.role != "margin"
    ]
    return "\n".join([part for part in parts if part])
