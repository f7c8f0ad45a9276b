"""Rules about what is said: against the text a deck was made from."""

import pytest
from cardwright.layout.canvas import canvas_of
from cardwright.lint import Source, Subject, judged
from cardwright.lint.canvas import Canvas, Page
from cardwright.lint.examples import PROSE, slide, text, title
from cardwright.lint.report import Report
from cardwright.lint.source import figures, headings, names, prose, sentences, urls
from making import EXAMPLES, LANGUAGES, made


def report(source: Source, *pages: Page) -> Report:
    return judged(Subject(Canvas(pages, "Rivers", "en"), source))


@pytest.mark.parametrize("example", LANGUAGES)
@pytest.mark.parametrize("dimensions", ["16x9", "a4"])
def test_examples_keep_every_sentence_and_invent_nothing(example: str, dimensions: str) -> None:
    deck = made(example, dimensions)
    source = Source((EXAMPLES / example).read_text("utf-8"), "preserve", 10, len(deck.deck.cards))
    found = judged(Subject(canvas_of(deck.laid), source), only={"K1", "K2", "K3"})
    assert [finding.message for finding in found.findings] == []
    assert found.gate == "open"


def test_a_lost_sentence_closes_the_gate() -> None:
    kept = Source(f"# Rivers\n\n{PROSE} It rains in the hills every spring.\n", "preserve")
    found = report(kept, slide(title("Rivers"), text(PROSE)))
    assert (found.gate, found.score) == ("closed", 0.0)
    assert "It rains in the hills every spring." in found.findings[0].message
    assert report(Source(kept.text, "condense"), slide(title("Rivers"), text(PROSE))).gate == "open"


def test_a_changed_word_is_a_lost_sentence() -> None:
    found = report(Source(PROSE, "preserve"), slide(title(), text(PROSE.replace("century", "decade"))))
    assert found.gate == "closed"


def test_a_sentence_may_be_cut_between_pages() -> None:
    first, second = PROSE[:40], PROSE[40:]
    pages = slide(title("Rivers"), text(first)), slide(title("Rivers"), text(second), number=2)
    assert report(Source(PROSE, "preserve"), *pages).gate == "open"


def test_a_deck_of_other_things_gets_no_score() -> None:
    source = Source("# Costs\n\n# Dates\n\n# People\n", "condense")
    assert report(source, slide(title(), text(PROSE))).gate == "closed"
    assert report(source, slide(title("Costs, dates, people"), text(PROSE))).gate == "open"


def test_an_empty_deck_gets_no_score() -> None:
    assert judged(Subject(Canvas(()))).gate == "closed"
    assert judged(Subject(Canvas((slide(),)))).score == 0


def test_markup_is_not_text() -> None:
    text = "A [link](https://x.example) and **bold** &amp; <br>\n\n```\ncode stays away from this\n```\n<!-- notes: nor this -->"
    assert " ".join(prose(text).split()) == "A link and **bold** &"
    assert list(sentences("- One point of four words\n- Another point of five words\n\n| a | b |\n|---|---|\n| c | d |")) == [
        "One point of four words", "Another point of five words",
    ]  # fmt: skip
    assert headings("# A *b*\n\n```\n# not this\n```\n\n## [C](https://x.example) ##") == ["A *b*", "C"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1,234", 1234),
        ("1.234", 1234),
        ("1.234", 1.234),
        ("3,5", 3.5),
        ("12 345", 12345),
        ("1.234,5", 1234.5),
        ("7", 7),
        ("１２", 12),
    ],
)
def test_numbers_are_read_as_they_may_be_meant(written: str, meant: float) -> None:
    (values,) = figures(f"about {written} metres").values()
    assert meant in values


def test_years_beside_numbers_are_two() -> None:
    assert list(figures("2023 150")) == ["2023", "150"]
    assert figures("Costs (2/3)") == {}


def test_names_and_addresses() -> None:
    assert names("We met Ada Lovelace there. Then it rained.") == {"Ada Lovelace"}
    assert names("By Élodie Dupont and Анна Краузе") == {"Élodie Dupont", "Анна Краузе"}
    assert urls("See https://example.org/plan, or https://example.org/a.") == {
        "https://example.org/plan",
        "https://example.org/a",
    }


@pytest.mark.parametrize(
    "said", ["{}", "({})", "“{}”", "– {}", "Birds; {}", "• {}", "¿{}?", "We wait. {}", "Birds:\n{}"]
)
def test_a_word_that_opens_what_is_said_is_no_part_of_the_name_behind_it(said: str) -> None:
    assert names(said.format("Ask Ada Lovelace")) == {"Ada Lovelace"}


def test_a_name_is_known_when_only_brackets_were_left_out_before_it() -> None:
    source = Source("We heard the Mayor (since 2020) Ada Lovelace.", "condense")
    assert not [
        one
        for one in report(source, slide(title(), text("We heard the Mayor Ada Lovelace"))).findings
        if one.rule == "K2"
    ]


def test_what_is_invented_is_named() -> None:
    source = Source("The council met Ada Lovelace and paid 4,200 for it.", "condense")
    assert "K2" not in {one.rule for one in report(source, slide(title(), text("We met Ada Lovelace; 4200"))).findings}
    found = report(source, slide(title(), text("It cost 9,999, said Charles Babbage"))).findings
    assert [one.message for one in found if one.rule == "K2"] == ["the source does not have 9,999, Charles Babbage"]
