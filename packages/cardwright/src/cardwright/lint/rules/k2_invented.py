"""Numbers, names and addresses that no source gave."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.examples import deck, slide, text, title
from cardwright.lint.rule import Flaw, Rule
from cardwright.lint.source import figures, letters, names, prose, unbracketed, urls
from cardwright.lint.subject import Source, Subject
from cardwright.lint.texts import said

_SHOWN: Final = 5
_COUNTS: Final = 12  # small whole numbers may count what is there


def check(subject: Subject) -> Iterator[Flaw]:
    """Of decks that were to keep or to shorten a text."""
    source = subject.source
    if source is None or source.mode == "generate":
        return
    known = frozenset(value for values in figures(source.text).values() for value in values)
    read = prose(source.text)
    plain = letters(f"{read}\n{source.text}\n{unbracketed(read)}")
    for page in subject.canvas.pages:
        told = said(page)
        strange = [written for written, values in figures(told).items() if not _is_known(values, known)]
        strange += sorted(one for one in names(told) | urls(told) if letters(one) not in plain)
        if strange:
            yield Flaw(
                page.number, "warning", len(strange), 0, f"the source does not have {', '.join(strange[:_SHOWN])}"
            )


def _is_known(values: frozenset[float], known: frozenset[float]) -> bool:
    """Whether a number may mean one that is known; charts tell some in thousands or millions."""
    if any(value <= _COUNTS and value % 1 == 0 for value in values):
        return True
    return any(round(value * 10**power, 6) in known for value in values for power in range(-6, 7, 3))


RULE: Final = Rule(
    id="K2",
    name="invented",
    title="Nothing is invented",
    formula="numbers, names of two words or more and addresses of the deck that the source does not have; asked when a "
    "text was to be preserved or condensed",
    limit="any",
    severity="warning",
    grounds="PresentBench (faithfulness)",
    fix="Check it against the source.",
    check=check,
    flawed=lambda: deck(slide(title(), text("We saw 4711 salmon")), source=Source("We saw salmon", "condense")),
    sound=lambda: deck(slide(title(), text("We saw 4,711 salmon")), source=Source("We saw 4711 salmon", "condense")),
    gate=True,
)
