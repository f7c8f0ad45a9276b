"""PPTX files that are pictures of slides."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Package
from cardwright.lint.examples import chart, deck, slide, title
from cardwright.lint.rule import Flaw, Rule
from cardwright.lint.subject import Subject

LIMIT: Final = 3
CHART: Final = 4
# What the next level asks for, by level.
_LACKS: Final = (
    "text in whole boxes",
    "shapes instead of a picture",
    "placeholders of a layout",
    "charts with their numbers",
)


def check(subject: Subject) -> Iterator[Flaw]:
    """The level of each slide; slides with a chart should have the highest."""
    levels = subject.canvas.package.levels if subject.canvas.package else ()
    for page, level in zip(subject.canvas.pages, levels, strict=False):
        limit = CHART if any(one.kind == "chart" for one in page.elements) else LIMIT
        if level < limit:
            yield Flaw(page.number, "warning", level, limit, f"its editability is L{level}: it lacks {_LACKS[level]}")


RULE: Final = Rule(
    id="F3",
    name="editability",
    title="Slides can be edited",
    formula="level of a slide of a PPTX: L0 a picture; L1 text that can be selected, not broken into a box per line; "
    "L2 with shapes instead of pictures of them; L3 with placeholders of a layout; L4 with charts that carry their numbers",
    limit="< L3; a card with a chart < L4",
    severity="warning",
    grounds="SlidesGen-Bench (editability levels)",
    fix="Put text into the layout's placeholders; insert charts as charts.",
    check=check,
    flawed=lambda: deck(slide(title()), package=Package(levels=(1,))),
    sound=lambda: deck(slide(title(), chart()), package=Package(levels=(4,))),
)
