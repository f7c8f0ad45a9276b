"""Footnotes of Markdown: what is one, what stays text, and that a note goes where its sentence goes."""

import pytest
from cardwright.deck import MARK, Card, Deck, Span, Text, from_json, name, notes, plain, rich, to_json, words
from cardwright.deck.blocks.image import Image
from cardwright.deck.blocks.list import List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.table import Table
from cardwright.deck.markdown import to_markdown
from cardwright.write import spans
from cardwright.write.brief import Brief, Mode
from cardwright.write.builtin import write
from cardwright.write.remix.text import rewritten, spoken, texts
from cardwright.write.sentences import sentence_ends


def read(text: str, mode: Mode = "preserve", cards: int | None = None) -> Deck:
    return write(Brief(text, mode=mode, cards=cards)).deck


def told(text: str) -> list[str]:
    return [plain(note) for note in notes(read(text))]


def shown(text: str) -> str:
    return "\n".join(map(words, read(text).cards))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A weir.[^1]\n\n[^1]: The report.", ["The report."]),
        ("[^1]: The report.\n\nA weir.[^1]", ["The report."]),
        ("A weir.[^1]\n[^1]: The report.", ["The report."]),
        ("A weir.[^Note]\n\n[^note]: The report.", ["The report."]),
        ("A weir.[^أ]\n\n[^أ]: تقرير.", ["تقرير."]),
        ("A weir.[^1] B.[^2]\n\n[^1]: One.\n[^2]: Two.", ["One.", "Two."]),
        ("A weir.[^1]\n\n[^1]: The report\n  goes on.", ["The report goes on."]),
        ("A weir.[^1]\n\n[^1]:\n    The report.\n\n    More.\n\nText", ["The report. More."]),
        ("A weir.[^1]\n\n---\n\nB\n\n---\n\n[^1]: The report.", ["The report."]),
        ("# A weir[^1]\n\nText\n\n[^1]: The report.", ["The report."]),
        ("- A\n- B[^1]\n- C\n\n[^1]: The report.", ["The report."]),
        ("| a | b |\n|---|---|\n| x[^1] | 5 |\n\n[^1]: One | two.", ["One | two."]),
        ("**A weir[^1]** is here.\n\n[^1]: The report.", ["The report."]),
        ("[A weir[^1]](https://example.org)\n\n[^1]: The report.", ["The report."]),
        ("> A weir.[^1]\n\n[^1]: The report.", ["The report."]),
        ("![a](https://example.org/a.png)[^1]\n\n[^1]: The report.", ["The report."]),
        ("A.[^1]\n\n[^1]: https://example.org/_a_", ["https://example.org/_a_"]),
        ("A.[^1]\n\n[^1]: ![plan](https://example.org/a.png)", ["plan"]),
        ("A.[^1]\n\n[^1]: `[^1]` and [^1]", ["[^1] and [^1]"]),
        ("A.[^1]\n\n[^1]: One.\n[^1]: Two.", ["One."]),
        ("A.[^1] B.[^1]\n\n[^1]: One.", ["One.", "One."]),
    ],
)
def test_notes_are_read(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A weir.[^1]", "[^1]"),
        ("A weir.\n\n[^1]: The report.", "The report."),
        ("A `[^1]` weir.\n\n[^1]: The report.", "The report."),
        ("A \\[^1] weir.\n\n[^1]: The report.", "The report."),
        ("```\n[^1]\n[^1]: The report.\n```", "[^1]: The report."),
        ("A weir.[^1]\n\n[^1]:", "[^1]"),
        ("A weir.[^a b]\n\n[^a b]: The report.", "The report."),
        ("A.[^1]\n\n[^1]: One.\n[^1]: Two.", "Two."),
        ("A.[^2]\n\n[^1]: See [^2].\n[^2]: Two.", "See"),
    ],
)
def test_what_is_no_note_stays_text(text: str, said: str) -> None:
    found = read(text)
    assert said in "\n".join(plain(block.text) if isinstance(block, Paragraph) else words(card)
                             for card in found.cards for block in card.blocks or (Paragraph(card.title),))  # fmt: skip


def test_a_note_keeps_its_links_and_looks() -> None:
    (note,) = notes(read("A.[^1]\n\n[^1]: The *report*, [page 4](https://example.org/4), $x^2$."))
    assert {(span.text, span.italic, span.link) for span in note} >= {
        ("report", True, ""),
        ("page 4", False, "https://example.org/4"),
    }
    assert any(span.math for span in note)


@pytest.mark.parametrize(
    "text",
    [
        "Length: 5 km[^1]\nWidth: 7 km\nDepth: 9 km\n\n[^1]: Measured.",
        "- 2019: opened[^1]\n- 2020: closed\n- 2021: opened\n\n[^1]: Measured.",
        "- **31 km**[^1] of river\n- **12 km** of road\n\n[^1]: Measured.",
        "As a bar chart:\n\n| Year | Fish |\n|---|---|\n| 2019 | 5[^1] |\n| 2020 | 7 |\n\n[^1]: Measured.",
        "# Our team\n\n- Ann: chair[^1]\n- Bob: farmer\n- Cyd: clerk\n\n[^1]: Measured.",
        "# The funnel\n\n- Seen: 500[^1]\n- Asked: 50\n- Bought: 5\n\n[^1]: Measured.",
        "“We waited long.”[^1] — Ann\n\n[^1]: Measured.",
        "“We waited long.” — Ann[^1]\n\n[^1]: Measured.",
        "**Short.**[^1]\n\nMore text follows here.\n\n[^1]: Measured.",
        "Short one. [^1]\n\nMore text follows here.\n\n[^1]: Measured.",
        "[^1]\n\n[^1]: Measured.",
    ],
)
@pytest.mark.parametrize("cards", [None, 1, 2])
def test_no_word_of_a_note_is_lost(text: str, cards: int | None) -> None:
    assert "Measured." in "\n".join(map(words, read(text, cards=cards).cards))


def test_a_picture_has_the_note_behind_it() -> None:
    (card,) = read('# T\n\n![a](https://example.org/a.png "The weir")[^1]\n\n[^1]: By Ann.').cards
    (block,) = card.blocks
    assert isinstance(block, Image)
    assert plain(block.caption) == f"The weir{MARK}"


def test_a_sentence_that_is_left_out_takes_its_note_with_it() -> None:
    text = "\n\n".join(
        f"Sentence number {at} tells of the river and of its {at} weirs in the upper valley.[^{at}]" for at in range(40)
    )
    defined = "\n".join(f"[^{at}]: Note {at}." for at in range(40))
    found = read(f"{text}\n\n{defined}", "condense", 2)
    said = "\n".join(map(words, found.cards))
    kept = [at for at in range(40) if f"number {at} tells" in said]
    assert 0 < len(kept) < 40
    assert {plain(note) for note in notes(found)} == {f"Note {at}." for at in kept}


def test_decks_with_notes_read_back_from_json_and_markdown() -> None:
    text = "# T[^1]\n\nOne![^2] (see) Two[^1]: three.[^3][^2]\n\n- a[^3]\n\n[^1]: *A*\n[^2]: B | c\n[^3]: `d`"
    found = read(f"{text}\n\n---\n\n# U\n\nFour[^2]")
    assert from_json(to_json(found)) == found
    assert read(to_markdown(found)).cards == found.cards
    assert to_markdown(found).count("[^2]: B | c") == 1
    near = Card(rich("T"), (Paragraph((Span("One!"), Span("", note=rich("A")), Span("(see)"))),))
    assert read(to_markdown(Deck("T", "en", (near,)))).cards == (near,)


def test_a_note_at_the_beginning_is_written_without_space() -> None:
    text = (Span("    "), Span("", note=rich("A")), Span(" b"), Span("", note=rich("\x07")))
    assert to_markdown(Deck("T", "en", (Card(rich("T"), (Paragraph(text),)),))) == "## T\n\n[^1] b\n\n[^1]: A\n"


def test_names_and_words_show_no_mark() -> None:
    (card,) = read("# The weir[^1]\n\nOpened[^1] in May.\n\n[^1]: A report.").cards
    assert name(card) == "The weir"
    assert words(card) == "The weir\nOpened in May.\nA report."
    assert read("# The weir[^1]\n\nText\n\n[^1]: A report.").title == "The weir"


def test_a_span_with_a_note_has_nothing_else() -> None:
    assert Span("", note=rich("A")).text == MARK
    assert Span("", note=(Span("A"), Span("", note=rich("B")))).note == rich("A")
    assert Span("", note=rich(" ")).text == ""
    with pytest.raises(ValueError, match="no text"):
        Span("word", note=rich("A"))
    with pytest.raises(ValueError, match="no text"):
        from_json('{"title":"T","cards":[{"title":[{"text":"a","note":[{"text":"b"}]}]}]}')


def test_a_note_that_is_told_too_often_ends_as_text() -> None:
    found = read(("A[^1] " * 100 + "\n\n") * 20 + "[^1]: " + "long note " * 100)
    assert 0 < len(list(notes(found))) < 2000
    assert len(to_json(found)) < 3_000_000


def test_cutting_keeps_notes() -> None:
    text: Text = (Span("One."), Span("", note=rich("A")), Span(" Two."), Span("", note=rich("B")))
    ends = sentence_ends(plain(text))
    assert [plain(part) for part in spans.cut(text, ends)] == [f"One.{MARK} ", f"Two.{MARK}"]
    assert plain(spans.strip(text, " .")) == f"One.{MARK} Two{MARK}"
    assert list(notes(spans.join([text, text]))) == [rich("A"), rich("B")] * 2


def test_a_template_is_reworded_in_its_notes_too() -> None:
    block = Paragraph((Span("Said"), Span("", note=(Span("Acme", link="https://example.org/a"),))))
    assert texts(block) == [f"Said{MARK}", "Acme"]
    assert len(spoken(block)) == 1
    safe = rewritten(block, lambda _: (), lambda _: "")
    assert list(notes(safe)) == [rich("Acme")]


def test_tables_and_lists_stay_what_they_are() -> None:
    kinds = [type(block) for card in read("- a[^1]\n- b\n\n| a | b |\n|---|---|\n| c[^1] | d |\n\n[^1]: N.").cards
             for block in card.blocks]  # fmt: skip
    assert kinds == [List, Table]


def test_a_definition_alone_is_a_text() -> None:
    assert "The report" in shown("[^1]: The report.")


def test_cards_that_differ_in_a_note_differ() -> None:
    assert Card((Span("", note=rich("A")),)) != Card((Span("", note=rich("B")),))
