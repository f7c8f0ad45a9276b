"""Parts of a source that no card covers, and cards that are too few or too many."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.examples import deck, slide, title
from cardwright.lint.rule import Flaw, Rule
from cardwright.lint.source import headings, letters
from cardwright.lint.subject import Source, Subject
from cardwright.lint.texts import said

_SHOWN: Final = 3
_MOST: Final = 0.5  # of the headings; a deck that leaves out more is another deck


def check(subject: Subject) -> Iterator[Flaw]:
    """Headings by their words, and the number of cards that was asked for."""
    source = subject.source
    if source is None:
        return
    told = letters("\n".join([f"{page.title}\n{said(page)}" for page in subject.canvas.pages]))
    wanted = headings(source.text)
    missing = [heading for heading in wanted if letters(heading) not in told]
    if missing:
        named = ", ".join(f"“{one}”" for one in missing[:_SHOWN])
        message = f"no card covers {len(missing)} of {len(wanted)} headings: {named}"
        yield Flaw(0, "warning", len(missing), 0, message, closes=len(missing) > max(1, len(wanted) * _MOST))
    if source.cards is not None and source.made != source.cards:
        yield Flaw(
            0, "warning", source.made, source.cards, f"{source.cards} cards were asked for, {source.made} were made"
        )


RULE: Final = Rule(
    id="K3",
    name="coverage",
    title="Every part of the source is there",
    formula="headings of the source whose words stand on no card; cards asked for against cards made",
    limit="any",
    severity="warning",
    grounds="PresentBench",
    fix="Ask for more cards, or shorten the source.",
    check=check,
    flawed=lambda: deck(slide(title()), source=Source("# Costs\n\nNone.", "condense")),
    sound=lambda: deck(slide(title()), source=Source("# Why the *river* needs room\n", "condense", 1, 1)),
    gate=True,
)
