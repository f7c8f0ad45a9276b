"""Tables pasted as text are tables; what only looks like one stays as it is."""

import pytest
from cardwright.deck import plain, words
from cardwright.deck.blocks import spec_of
from cardwright.deck.blocks.list import List
from cardwright.deck.blocks.stats import Stats
from cardwright.deck.blocks.table import Table
from cardwright.write.brief import Brief
from cardwright.write.builtin import write
from cardwright.write.tabular import marked


def cells(text: str, mode: str = "preserve") -> list[list[str]]:
    """The cells of a text's only table, its head first."""
    blocks = [block for card in write(Brief(text, mode, cards=1)).deck.cards for block in card.blocks]  # type: ignore[arg-type]
    (found,) = (block for block in blocks if isinstance(block, Table))
    return [[plain(cell) for cell in row] for row in (found.head, *found.rows) if row]


@pytest.mark.parametrize("mode", ["preserve", "condense"])
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Year\tSales\tCosts\n2020\t120\t80\n2021\t150\t90", [["Year", "Sales", "Costs"], ["2020", "120", "80"], ["2021", "150", "90"]]),
        ("Stadt\tEinwohner\nPorto\t231.962\nLeeds\t809.000", [["Stadt", "Einwohner"], ["Porto", "231.962"], ["Leeds", "809.000"]]),
        ("市\t人口\t国\n港\t120\t日本", [["市", "人口", "国"], ["港", "120", "日本"]]),
        (
            "Name        Age   City\nAnna        34    Porto\nTom Weir    51    Leeds",
            [["Name", "Age", "City"], ["Anna", "34", "Porto"], ["Tom Weir", "51", "Leeds"]],
        ),
        (
            "Poste      Euros\nToiture    12000\nPeinture     900",
            [["Poste", "Euros"], ["Toiture", "12000"], ["Peinture", "900"]],
        ),
        (
            'name,role,city\nAnna,"Lead, design",Porto\nTom,Engineer,Leeds',
            [["name", "role", "city"], ["Anna", "Lead, design", "Porto"], ["Tom", "Engineer", "Leeds"]],
        ),
        (
            "город;люди;страна\nОмск;1,1;Россия\nОсло;0,7;Норвегия",
            [["город", "люди", "страна"], ["Омск", "1,1", "Россия"], ["Осло", "0,7", "Норвегия"]],
        ),
        ("a|b\tc\td\n1\t2\t3", [["a|b", "c", "d"], ["1", "2", "3"]]),
        ("2020\t120\t80\n2021\t150\t90", [["2020", "120", "80"], ["2021", "150", "90"]]),
    ],
)  # fmt: skip
def test_pasted_tables_are_tables(text: str, found: list[list[str]], mode: str) -> None:
    assert cells(text, mode) == found


def test_what_stands_around_a_table_stays_around_it() -> None:
    deck = write(
        Brief("Our people\nname,role,city\nAnna,Lead,Porto\nTom,Cook,Leeds\nAll are here.", "preserve", cards=1)
    ).deck
    assert plain(deck.cards[0].title) == "Our people"
    assert words(deck.cards[0]).endswith("All are here.")


@pytest.mark.parametrize(
    "text",
    [
        "Porto, Portugal\nLeeds, England\nOslo, Norway",
        "We came, saw, and left.\nThey sang, danced, and ate.\nIt rained, snowed, and thawed.",
        "The river rose.  It fell again.\nThe wind came.  It went.\nThe sun shone.  It set.",
        "- one\ttwo\tthree\n- four\tfive\tsix",
        "\tone\ttwo\n\tthree\tfour",
    ],
)
def test_what_only_looks_like_a_table_stays(text: str) -> None:
    assert marked(text.split("\n")) == text.split("\n")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Name: Harbour Bridge\nBuilt: 1932\nLength: 1,149 m\nMaterial: Steel", "Harbour Bridge"),
        ("Name: Dorfladen Süd\nGegründet: 1998\nFläche: 240 m²\nUmsatz: 1,2 Mio. €", "Dorfladen Süd"),
        ("Nom : Pont du port\nAnnée : 1932\nLongueur : 1 149 m\nMatière : acier", "Pont du port"),
        ("名称：港の橋\n完成：1932年\n長さ：1149メートル\n材料：鉄", "港の橋"),
        ("الاسم: جسر الميناء\nالسنة: 1932\nالطول: 1149 م\nالمادة: فولاذ", "جسر الميناء"),
    ],
)
def test_a_sheet_of_facts_is_a_table_of_two_columns(text: str, title: str) -> None:
    found = cells(text)
    assert [len(row) for row in found] == [2, 2, 2, 2]
    assert found[0][1] == title
    assert plain(write(Brief(text, "preserve", cards=1)).deck.cards[0].title) == title


def test_facts_that_are_figures_are_key_figures() -> None:
    (block,) = write(Brief("Members: 240\nEvents: 31\nIncome: $14,000", "preserve", cards=1)).deck.cards[0].blocks
    assert isinstance(block, Stats)


def test_labels_with_sentences_are_points_of_a_list() -> None:
    text = "Roof: It leaks in two places.\nDoor: It does not close.\nFloor: It creaks.\nWall: It is damp."
    (block,) = write(Brief(text, "preserve", cards=1)).deck.cards[0].blocks
    assert isinstance(block, List)
    assert "It creaks." in spec_of(block).words(block)
