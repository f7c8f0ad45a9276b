"""Sentences that a text was to keep and that the deck does not have."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from cardwright.lint.examples import PROSE, deck, slide, text, title
from cardwright.lint.rule import Flaw, Rule
from cardwright.lint.source import body, letters, sentences
from cardwright.lint.subject import Source, Subject
from cardwright.lint.texts import said
from cardwright.words import terms

LIMIT: Final = 1.0
_SHOWN: Final = 60  # characters of a sentence in a message


def check(subject: Subject) -> Iterator[Flaw]:
    """Only of texts that were to be preserved."""
    if subject.source is None or subject.source.mode != "preserve":
        return
    wanted = list(sentences(subject.source.text))
    lost = _lost(wanted, subject)
    if lost:
        share = 1 - len(lost) / len(wanted)
        words = " ".join(lost[0].split())
        first = words[:_SHOWN] + ("…" if len(words) > _SHOWN else "")
        message = f"{len(lost)} of {len(wanted)} sentences are not kept, such as “{first}”"
        yield Flaw(0, "error", share, LIMIT, message, closes=True)


def _lost(wanted: list[str], subject: Subject) -> list[str]:
    pages = subject.canvas.pages
    # A sentence may run from one page to the next, whose title then stands in its middle.
    whole = letters("".join([said(page) for page in pages])), letters("".join([body(page) for page in pages]))
    lost = [sentence for sentence in wanted if not any(letters(sentence) in text for text in whole)]
    if not lost:
        return []
    # What became figures, a timeline or a chart has its words in another order, line by line.
    bags = [Counter(terms(said(page))) for page in pages]

    def is_there(line: str) -> bool:
        return any(letters(line) in text for text in whole) or any(Counter(terms(line)) <= bag for bag in bags)

    return [sentence for sentence in lost if not all(is_there(line) for line in sentence.split("\n"))]


RULE: Final = Rule(
    id="K1",
    name="kept",
    title="What was to be kept is kept",
    formula="share of the source's sentences (of four words or more, code and tables aside) whose letters stand in the deck "
    "in a row, or all of whose words stand on one card; asked when the text was to be preserved",
    limit="< 100 %",
    severity="error",
    grounds="the most frequent wish of those who send a finished text",
    fix="Report it: this is a fault of the program.",
    check=check,
    flawed=lambda: deck(slide(title()), source=Source(f"{PROSE}\n", "preserve")),
    sound=lambda: deck(slide(title(), text(PROSE)), source=Source(f"- {PROSE}\n", "preserve")),
    gate=True,
)
