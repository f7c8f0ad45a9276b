"""All rules over one subject, and what they add up to."""

from collections import defaultdict
from collections.abc import Collection

from cardwright.lint.canvas import Canvas, Element, FontUse, Measured
from cardwright.lint.report import Box, Finding, Font, Report
from cardwright.lint.rule import SEVERITIES, Flaw, Rule
from cardwright.lint.rules import all_rules
from cardwright.lint.score import combined, grade, of_deck
from cardwright.lint.subject import Subject


def judged(subject: Subject, *, only: Collection[str] = (), without: Collection[str] = ()) -> Report:
    """What the rules find, the worst first, then in the order of pages.

    `only` and `without` name rules by their ids. Pages with nothing on them and
    nothing asked of them are as good as any; the gate closes when the deck says
    nothing at all.
    """
    rules = [rule for rule in all_rules().values() if (not only or rule.id in only) and rule.id not in without]
    found = [(rule, flaw) for rule in rules for flaw in rule.check(subject)]
    found.sort(key=lambda one: (SEVERITIES.index(one[1].severity), one[1].card, one[0].id))
    canvas = subject.canvas
    pages = _pages(canvas, found)
    closed = any(flaw.closes for _, flaw in found) or not _says_something(canvas)
    return Report(
        score=0.0 if closed else round(of_deck(pages), 4),
        gate="closed" if closed else "open",
        profile=canvas.profile,
        measured=_measured(canvas),
        cards=tuple(round(page, 4) for page in pages),
        findings=tuple(_finding(rule, flaw) for rule, flaw in found),
        fonts=tuple(_font(use) for use in canvas.fonts),
        notes=canvas.notes,
        editability=min(canvas.package.levels, default=None) if canvas.package else None,
    )


def _pages(canvas: Canvas, found: Collection[tuple[Rule, Flaw]]) -> list[float]:
    """The score of each page; what is wrong with the whole deck counts on every page."""
    rules = sum(not rule.gate for rule in all_rules().values())
    grades: dict[int, dict[str, float]] = defaultdict(dict)
    for rule, flaw in found:
        if not rule.gate:
            own = grades[flaw.card]
            own[rule.id] = min(own.get(rule.id, 1.0), grade(flaw))
    whole = grades[0]
    return [
        combined([min(value, whole.get(name, 1.0)) for name, value in {**whole, **grades[page.number]}.items()], rules)
        for page in canvas.pages
    ]


def _says_something(canvas: Canvas) -> bool:
    return any(element.is_content for page in canvas.pages for element in page.elements)


def _measured(canvas: Canvas) -> Measured:
    """The least sure of all measures."""
    found = {element.measured for page in canvas.pages for element in page.elements if element.needs is not None}
    return "guessed" if "guessed" in found else "estimated" if "estimated" in found else "exact"


def _finding(rule: Rule, flaw: Flaw) -> Finding:
    boxes = tuple(_box(element) for element in flaw.boxes)
    return Finding(
        rule.id, rule.name, flaw.severity, flaw.card, flaw.message, round(flaw.value, 3), round(flaw.limit, 3),
        rule.fix, boxes,
    )  # fmt: skip


def _box(element: Element) -> Box:
    at = element.rect
    return Box(element.id, round(at.x, 2), round(at.y, 2), round(at.width, 2), round(at.height, 2), element.name)


def _font(use: FontUse) -> Font:
    return Font(use.family, use.characters, use.instead_of, use.available, use.embedded)
