"""Outlines: levels become headings, lists and lists below them."""

import pytest
from cardwright.deck import plain, words
from cardwright.write.brief import Brief
from cardwright.write.builtin import write
from cardwright.write.indents import marked


def outline(text: str, *, headed: bool = False) -> list[str]:
    return [line for line in marked(text.split("\n"), headed=headed) if line]


PLAN = ["# Harbour plan", "## Budget", "- Crane repair", "- Reserve fund", "## Timetable", "- Evening trips"]


@pytest.mark.parametrize("unit", ["\t", "  ", "    "])
def test_indents_tell_levels(unit: str) -> None:
    lines = [
        "Harbour plan",
        "{0}Budget",
        "{0}{0}Crane repair",
        "{0}{0}Reserve fund",
        "{0}Timetable",
        "{0}{0}Evening trips",
    ]
    assert outline("\n".join(line.format(unit) for line in lines)) == PLAN


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "1. Budget\n1.1 Crane\n1.2 Fund\na) old\nb) new\n2. Timetable\n2.1 Evening",
            ["## 1. Budget", "- 1.1 Crane", "- 1.2 Fund", "  - a) old", "  - b) new", "## 2. Timetable", "- 2.1 Evening"],
        ),
        (
            "I. Budget\n  A. Crane\n    1. Parts\n    2. Labour\n  B. Fund\nII. Timetable\n  A. Evening",
            ["## I. Budget", "- A. Crane", "  1. Parts", "  2. Labour", "- B. Fund", "## II. Timetable", "- A. Evening"],
        ),
        ("I. Бюджет\nа) ремонт\nб) резерв\nII. План\nа) лето", ["## I. Бюджет", "- а) ремонт", "- б) резерв", "## II. План", "- а) лето"]),
        ("一、预算\n1. 维修\n2. 储备\n二、时间表\n1. 夏季", ["## 一、预算", "1. 维修", "2. 储备", "## 二、时间表", "1. 夏季"]),
        ("א. תקציב\n1. תיקון\n2. קרן\nב. זמנים\n1. ערב", ["## א. תקציב", "1. תיקון", "2. קרן", "## ב. זמנים", "1. ערב"]),
        ("A. Dach\n- Schiefer\n- Blech\nB. Tür\n- Holz", ["## A. Dach", "- Schiefer", "- Blech", "## B. Tür", "- Holz"]),
        ("h) eight\ni) nine\nj) ten", ["h) eight", "i) nine", "j) ten"]),  # starts in the middle: no outline of its own
    ],
)  # fmt: skip
def test_markers_tell_levels(text: str, found: list[str]) -> None:
    assert outline(text) == found


def test_rows_of_dashes_tell_levels() -> None:
    text = "Budget\n- crane\n-- parts\n-- labour\n- reserve\nTimetable\n- evening"
    found = ["## Budget", "- crane", "  - parts", "  - labour", "- reserve", "## Timetable", "- evening"]
    assert outline(text) == found
    deck = write(Brief(text, "preserve", cards=2)).deck
    assert [plain(card.title) for card in deck.cards] == ["Budget", "Timetable"]


def test_in_a_text_with_headings_an_outline_is_a_list() -> None:
    found = outline("I. Budget\nA. Crane\nB. Fund\nII. Timetable\nA. Evening", headed=True)
    assert found == ["- I. Budget", "  - A. Crane", "  - B. Fund", "- II. Timetable", "  - A. Evening"]


@pytest.mark.parametrize(
    "text",
    [
        "1. Budget\n   - crane\n   - fund\n2. Timetable",  # Markdown reads it
        "- one\n  - two\n- three",
        "A. Miller wrote to us.\nC. Smith answered.\nThen nothing happened.",
        "O rose, thou art sick,\n  The invisible worm,\nThat flies in the night,\n  In the howling storm,",
        "def f(x):\n    return g(x)\ndef g(x):\n    return x = {}",
        "        A title in the middle\nand a text\nbelow it",
    ],
)
def test_other_texts_stay(text: str) -> None:
    assert outline(text) == text.split("\n")


@pytest.mark.parametrize("mode", ["preserve", "condense"])
def test_the_branches_of_an_outline_are_cards(mode: str) -> None:
    text = (
        "Harbour plan\n\tBudget\n\t\tCrane repair\n\t\tReserve fund\n\tTimetable\n\t\tEvening trips\n\t\tWinter pause"
    )
    deck = write(Brief(text, mode, cards=3)).deck  # type: ignore[arg-type]
    assert [plain(card.title) for card in deck.cards] == ["Harbour plan", "Budget", "Timetable"]
    assert "Reserve fund" in words(deck.cards[1])
