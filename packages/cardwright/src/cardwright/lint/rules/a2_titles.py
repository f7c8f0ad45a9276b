"""Cards without a title, and cards with each other's."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.examples import deck, slide, title
from cardwright.lint.rule import Flaw, Rule
from cardwright.lint.subject import Subject


def check(subject: Subject) -> Iterator[Flaw]:
    """Titles count whether they are shown or only told to screen readers."""
    seen: dict[str, int] = {}
    for page in subject.canvas.pages:
        if not page.titled:
            continue
        name = " ".join(page.title.split()).casefold()
        if not name:
            yield Flaw(page.number, "error", 1, 0, "it has no title")
        elif name in seen:
            yield Flaw(page.number, "warning", 1, 0, f"it has the same title as card {seen[name]}")
        else:
            seen[name] = page.number


RULE: Final = Rule(
    id="A2",
    name="titles",
    title="Every card has its own title",
    formula="a card without a title, shown or told to screen readers; two cards with the same one. Pages on which a text "
    "only goes on need none",
    limit="any",
    severity="error; warning for equal titles",
    grounds="accessibility checkers of office programs: titles are how screen readers move through a deck",
    fix="Give the card a title of its own.",
    check=check,
    flawed=lambda: deck(slide(name="")),
    sound=lambda: deck(slide(title()), slide(title("What it costs"), number=2, name="What it costs")),
)
