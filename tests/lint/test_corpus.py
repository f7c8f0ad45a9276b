"""Decks of the corpus, judged by our own rules: no error in any of them.

`python tools/judge.py --all` judges every text in every theme and card format.
"""

from collections.abc import Sequence

import corpus
import pytest
from cardwright.lint import Subject, judged
from cardwright.lint.canvas import Canvas
from cardwright.lint.rule import SEVERITIES
from cardwright.main.telling import line
from cardwright.pipeline import Layouts, Order, quality, written
from cardwright.write import Brief
from corpus import Sample
from making import EXAMPLES

# What is wrong with our decks, and why: text, card formats, themes (none: all). An entry goes with its cause.
KNOWN: Sequence[tuple[str, Sequence[str], Sequence[str], str]] = ()


def known(sample: Sample) -> str:
    """Why a sample has an error; empty for the others."""
    return next(
        (
            reason
            for name, rooms, themes, reason in KNOWN
            if sample.name == name and sample.dimensions in rooms and (not themes or sample.theme in themes)
        ),
        "",
    )


def marked(sample: Sample) -> object:
    reason = known(sample)
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(sample, marks=marks, id=str(sample))


@pytest.mark.parametrize("sample", [marked(sample) for sample in corpus.some(3)])
def test_no_deck_has_an_error(sample: Sample) -> None:
    report = sample.report
    assert [line(one) for one in report.findings if one.severity == "error"] == []
    assert report.gate == "open"
    assert report.score > 0.8


@pytest.mark.parametrize("sample", corpus.some(1)[::4], ids=str)
def test_all_formats_say_the_same(sample: Sample) -> None:
    texts = sample.texts()
    assert any(text.strip() for text in texts["pages"])
    found = judged(Subject(Canvas(()), texts=texts), only={"F5"}).findings
    assert [finding.message for finding in found] == []


def test_only_texts_that_are_there_are_known() -> None:
    assert {name for name, *_ in KNOWN} <= set(corpus.texts())


def test_the_sample_holds_every_text_theme_and_format() -> None:
    found, all_of_them = corpus.some(3), list(corpus.everything())
    assert {one.name for one in found} == {one.name for one in all_of_them} == set(corpus.texts())
    assert {one.theme for one in found} == {one.theme for one in all_of_them}
    assert {one.dimensions for one in found} == {one.dimensions for one in all_of_them}
    assert len(corpus.texts()) >= 60
    assert len({name.partition("/")[2].split("-")[0] for name in corpus.texts()}) >= 20  # languages


def test_a_deck_of_a_number_of_cards_has_no_error() -> None:
    text = (EXAMPLES / "report.md").read_text("utf-8")
    order = Order(Brief(text, "preserve", cards=10), "paper", "16x9")
    report = quality(Layouts(order, written(order).deck, {}))
    assert [line(one) for one in report.findings if one.severity == SEVERITIES[0]] == []
