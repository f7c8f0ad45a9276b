"""What a rule is, and what it finds."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from cardwright.lint.canvas import Element, Page, Profile
from cardwright.lint.subject import Subject

Severity = Literal["error", "warning", "info"]
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")  # the worst first


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing a rule found. `card` is the page's number, 0 for the whole deck.

    `value` is what was measured, `limit` what it should not pass; both in the
    unit that the rule names. `message` says it in words. `closes` when a deck
    with this flaw does not say what it should, so that no score is due to it.
    """

    card: int
    severity: Severity
    value: float
    limit: float
    message: str
    boxes: tuple[Element, ...] = ()
    closes: bool = False


Check = Callable[[Subject], Iterable[Flaw]]
PageCheck = Callable[[Page, Profile], Iterable[Flaw]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Its `id` and `name` make up its file's name, `g1_overflow.py`.

    `formula`, `limit` and `grounds` are for the handbook, `fix` says what to
    do. `gate` rules are about what is said: they do not count towards a score
    but may close it. `flawed` and `sound` are the smallest subjects of which the
    rule does, and does not, find something.
    """

    id: str
    name: str
    title: str
    formula: str
    limit: str
    severity: str
    grounds: str
    fix: str
    check: Check
    flawed: Callable[[], Subject]
    sound: Callable[[], Subject]
    gate: bool = False


def each_page(check: PageCheck) -> Check:
    """A check of a page as a check of all pages."""

    def all_pages(subject: Subject) -> Iterator[Flaw]:
        for page in subject.canvas.pages:
            yield from check(page, subject.canvas.profile)

    return all_pages
