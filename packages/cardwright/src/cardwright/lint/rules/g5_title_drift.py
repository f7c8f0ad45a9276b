"""Titles that jump from card to card."""

from collections import defaultdict
from collections.abc import Iterator
from statistics import median_low
from typing import Final

from cardwright.lint.canvas import Element
from cardwright.lint.examples import deck, slide, title
from cardwright.lint.rule import Flaw, Rule
from cardwright.lint.subject import Subject
from cardwright.lint.texts import title_of

LIMIT: Final = 3.6  # points, a twentieth of an inch


def check(subject: Subject) -> Iterator[Flaw]:
    """Titles of cards of one layout against the place that most of them have."""
    groups: dict[str, list[tuple[int, Element, float]]] = defaultdict(list)
    for page in subject.canvas.pages:
        title = title_of(page)
        if title is not None and page.layout:
            start = title.rect.right if page.rtl else title.rect.x
            groups[page.layout].append((page.number, title, start))
    for group in groups.values():
        usual = median_low([start for _, _, start in group]), median_low([one.rect.y for _, one, _ in group])
        for number, title, start in group:
            drift = max(abs(start - usual[0]), abs(title.rect.y - usual[1]))
            if drift > LIMIT:
                yield Flaw(
                    number,
                    "warning",
                    drift,
                    LIMIT,
                    f"its title stands {drift:.0f} pt from where others have it",
                    (title,),
                )


RULE: Final = Rule(
    id="G5",
    name="title-drift",
    title="Titles keep their place",
    formula="distance in x or y of a title from the median place of titles on cards of the same layout",
    limit="> 3.6 pt (0.05 in)",
    severity="warning",
    grounds="a study of decks that a structural checker had passed",
    fix="Put the title where the layout has it.",
    check=check,
    flawed=lambda: deck(
        *[slide(title(at=(68, 56 + 20 * (n == 3), 824, 44)), number=n, layout="content") for n in (1, 2, 3)]
    ),
    sound=lambda: deck(*[slide(title(), number=n, layout="content") for n in (1, 2, 3)]),
)
