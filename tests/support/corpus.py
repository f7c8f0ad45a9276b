"""The corpus: short texts in many languages, and how each is set before it is judged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cardwright.layout import Laid
from cardwright.layout.canvas import canvas_of
from cardwright.lint import Report
from cardwright.lint.canvas import Page
from cardwright.lint.pptx import read
from cardwright.pipeline import Layouts, Order, exporter_named, quality, written
from cardwright.theme import all_themes
from cardwright.write import Brief, Kind
from lxml import html

FOLDER = Path(__file__).parents[1] / "lint" / "corpus"
DIMENSIONS: dict[str, Sequence[str]] = {
    "slides": ("16x9", "4x3", "fluid"),
    "documents": ("a4", "pageless", "letter"),
    "social": ("1x1", "4x5", "9x16"),
}
_STEP = 7  # through the combinations of a text
KINDS: dict[str, Kind] = {"slides": "presentation", "documents": "document", "social": "social"}


@dataclass(frozen=True)
class Sample:
    """One text in one theme and card format."""

    name: str  # such as `slides/de-garten`
    theme: str
    dimensions: str

    def __str__(self) -> str:
        return f"{self.name}-{self.theme}-{self.dimensions}"

    @property
    def text(self) -> str:
        return (FOLDER / f"{self.name}.md").read_text("utf-8")

    @cached_property
    def layouts(self) -> Layouts:
        folder, _, stem = self.name.partition("/")
        breaks = "\n---\n" in self.text
        cards = None if breaks else max(1, self.text.count("\n#") + self.text.startswith("#"))
        language = (
            "en" if stem.startswith("mixed") else "-".join(part for part in stem.split("-")[:2] if len(part) == 2)
        )
        brief = Brief(self.text, "preserve", KINDS[folder], cards, language=language or "en")
        order = Order(brief, self.theme, self.dimensions)
        return Layouts(order, written(order).deck, {})

    @cached_property
    def report(self) -> Report:
        return quality(self.layouts, ("pdf", "pptx"))

    def texts(self) -> dict[str, tuple[str, ...]]:
        """What the pages say as laid out, in PPTX and in HTML, all three from one layout."""
        laid = self.layouts.of(exporter_named("pptx"))
        slides = read(exporter_named("pptx")(laid))
        return {
            "pages": tuple(map(_shown, canvas_of(laid).pages)),
            "pptx": tuple(map(_shown, slides.pages)),
            "html": _web(laid),
        }


def _shown(page: Page) -> str:
    return "\n".join(p.text for one in page.content for p in one.all_paragraphs)


def _web(laid: Laid) -> tuple[str, ...]:
    """The text of each card of the web page without its headers and footers; charts are drawings there."""
    root = html.document_fromstring(exporter_named("html")(laid).decode())
    for aside in [*root.find_class("ch"), *root.find_class("fr")]:
        aside.drop_tree()
    return tuple(card.text_content() for card in root.iter("section"))


def texts() -> list[str]:
    """All texts, by folder and name."""
    return sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.md"))


def everything() -> Iterator[Sample]:
    """Every text in every theme and each of its card formats."""
    for name in texts():
        for theme in all_themes():
            for dimensions in DIMENSIONS[name.partition("/")[0]]:
                yield Sample(name, theme, dimensions)


def some(each: int = 2) -> list[Sample]:
    """For each text some of its combinations, far apart from each other, so that every theme and format occurs."""
    found: list[Sample] = []
    for at, name in enumerate(texts()):
        ways = [(theme, dimensions) for theme in all_themes() for dimensions in DIMENSIONS[name.partition("/")[0]]]
        found += [Sample(name, *ways[(at * each + turn) * _STEP % len(ways)]) for turn in range(each)]
    return found
