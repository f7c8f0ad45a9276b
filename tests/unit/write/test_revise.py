"""Plans of a language model carried out: each operation does what it says, and what it may not do is refused and named."""

import json
from typing import Any

import msgspec
import pytest
from cardwright.deck import Block, Card, Deck, Span, from_json, plain, rich, to_json
from cardwright.deck.blocks import all_specs
from cardwright.deck.blocks.chart import Chart, Series
from cardwright.deck.blocks.code import Code
from cardwright.deck.blocks.columns import Columns
from cardwright.deck.blocks.heading import Heading
from cardwright.deck.blocks.image import Image
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.quote import Quote
from cardwright.deck.blocks.stats import Stat, Stats
from cardwright.deck.blocks.table import Table
from cardwright.write.remix import Origin
from cardwright.write.remix.stage import MOST_CARDS
from cardwright.write.revise import NO_ANSWER, Plan, Revised, Revision, revised, unrevised
from cardwright.write.revise.view import view

PNG = "https://a.example/a.png"
DECK = Deck(
    "Offer",
    cards=(
        Card(rich("Offer"), (), "cover", "Say hello."),
        Card(rich("Team"), (Paragraph((Span("We are "), Span("nice", bold=True))), Image(PNG, "Us"))),
        Card(rich("Prices"), (Table((rich("Plan"), rich("Price")), ((rich("A"), rich("1")),), ("start", "end"), "Net"),)),
        Card(rich("Sales"), (Chart("bar", ("Q1", "Q2"), (Series((1.0, 2.0), "Sold"),), "So far", "€m", "Quarter"),)),
        Card((), (Columns(((Quote(rich("Wow"), "Ada"),), (List((Item(rich("a")), Item(rich("b"), 1))),))),)),
        Card(rich("Legal"), (Paragraph(rich("Nobody is liable.")),)),
        Card(rich("More"), (Paragraph(rich("New here.")),)),
    ),
)  # fmt: skip
ORIGINS = (*(Origin(at, at == 7) for at in (1, 2, 3, 4, 6, 7)), Origin(None, is_locked=False))


def made(*operations: dict[str, Any], undone: tuple[int, ...] = (), deck: Deck = DECK, **more: Any) -> Revised:
    plan = msgspec.convert({"operations": operations, "undone": undone}, Plan)
    wishes = more.pop("wishes", ("Make it funnier", "Sing it"))
    origins = more.pop("origins", ORIGINS)
    return revised(deck, Revision(wishes, origins, ("Not carried out.",), **more), plan)


def titles(found: Revised) -> list[str]:
    return [plain(card.title) for card in found.deck.cards]


def changed(*operations: dict[str, Any]) -> Deck:
    """The deck after operations of which none is refused."""
    found = made(*operations)
    assert found.warnings == ()
    assert from_json(to_json(found.deck)) == found.deck
    return found.deck


def test_a_plan_without_operations_changes_nothing() -> None:
    assert made() == Revised(DECK, ())


def test_texts_of_a_block_are_said_in_other_words() -> None:
    deck = changed({"op": "rewrite_texts", "block": "card-2.b1", "texts": ["We are **very** nice"]})
    (text, picture) = deck.cards[1].blocks
    assert text == Paragraph((Span("We are "), Span("very", bold=True), Span(" nice")))
    assert picture is DECK.cards[1].blocks[1]


def test_texts_in_columns_keep_the_form_of_their_block() -> None:
    deck = changed(
        {"op": "rewrite_texts", "block": "card-6.b1", "texts": ["Great", "Bob"]},
        {"op": "rewrite_texts", "block": "card-6.b2", "texts": ["1. one", "two"]},
    )
    (columns,) = deck.cards[4].blocks
    assert columns == Columns(((Quote(rich("Great"), "Bob"),), (List((Item(rich("1. one")), Item(rich("two"), 1))),)))


def test_a_block_gives_way_to_others() -> None:
    deck = changed({"op": "replace_block", "block": "card-2.b1", "markdown": "## Why\n\n- one\n- two\n\n> Wow"})
    assert [block.kind for block in deck.cards[1].blocks] == ["heading", "list", "quote", "image"]


def test_blocks_are_added_and_taken_away() -> None:
    deck = changed(
        {"op": "add_blocks", "card": "card-2", "markdown": "One."},
        {"op": "remove_block", "block": "card-2.b2"},
        {"op": "add_blocks", "card": "card-2", "markdown": "| a | b |\n|---|---|\n| 1 | 2 |"},
        {"op": "remove_block", "block": "card-6.b1"},
    )
    assert [block.kind for block in deck.cards[1].blocks] == ["paragraph", "paragraph", "table"]
    assert deck.cards[4].blocks == (Columns(((), (List((Item(rich("a")), Item(rich("b"), 1))),))),)


def test_a_table_gets_other_cells_and_keeps_what_is_not_said() -> None:
    deck = changed(
        {"op": "set_table", "block": "card-3.b1", "head": ["Plan", "Cost"], "rows": [["A", "**2**"], ["B", "3"]]}
    )
    (table,) = deck.cards[2].blocks
    assert isinstance(table, Table)
    assert table.rows[0][1] == (Span("2", bold=True),)
    assert (len(table.rows), table.aligns, table.caption) == (2, ("start", "end"), "Net")


def test_a_chart_gets_other_figures_and_keeps_what_is_not_said() -> None:
    series = [{"name": "Sold", "values": [3, None]}, {"name": "Kept", "values": [1.5, 2]}]
    deck = changed(
        {"op": "set_chart", "block": "card-4.b1", "categories": ["Q3", "Q4"], "series": series, "type": "line"}
    )
    (chart,) = deck.cards[3].blocks
    expected = Chart(
        "line", ("Q3", "Q4"), (Series((3.0, None), "Sold"), Series((1.5, 2.0), "Kept")), "So far", "€m", "Quarter"
    )
    assert chart == expected


def test_titles_and_notes_are_written_anew() -> None:
    deck = changed(
        {"op": "set_deck_title", "title": " The \n offer "},
        {"op": "set_card_title", "card": "card-2", "title": "The *crew*"},
        {"op": "set_notes", "card": "card-1", "notes": "Smile.\nBow."},
        {"op": "set_card_title", "card": "new-1", "title": ""},
    )
    assert deck.title == "The offer"
    assert deck.cards[1].title == (Span("The "), Span("crew", italic=True))
    assert deck.cards[0].notes == "Smile.\nBow."
    assert deck.cards[6].title == ()


def test_cards_come_go_and_move() -> None:
    found = made(
        {"op": "insert_card", "after": "card-2", "title": "First", "markdown": "- a", "notes": "n"},
        {"op": "insert_card", "after": "card-2", "title": "Second"},
        {"op": "remove_card", "card": "card-3"},
        {"op": "move_card", "card": "card-4", "after": ""},
        {"op": "move_card", "card": "card-7", "after": "card-1"},
        {"op": "move_card", "card": "card-6", "after": "card-6"},
    )
    assert found.warnings == ()
    assert titles(found) == ["Sales", "Offer", "Legal", "Team", "First", "Second", "", "More"]
    assert found.deck.cards[4] == Card(rich("First"), (List((Item(rich("a")),)),), "content", "n")
    assert found.deck.cards[5] == Card(rich("Second"), (), "section")


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "rewrite_texts", "block": "card-7.b1", "texts": ["Everybody is liable."]},
        {"op": "replace_block", "block": "card-7.b1", "markdown": "x"},
        {"op": "add_blocks", "card": "card-7", "markdown": "x"},
        {"op": "remove_block", "block": "card-7.b1"},
        {"op": "set_card_title", "card": "card-7", "title": "x"},
        {"op": "set_notes", "card": "card-7", "notes": "x"},
        {"op": "remove_card", "card": "card-7"},
    ],
    ids=lambda operation: operation["op"],
)  # fmt: skip
def test_a_locked_card_stays(operation: dict[str, Any]) -> None:
    found = made(operation)
    assert found.deck == DECK
    assert found.warnings == ("Card 7 is locked and stays as it is.",)


SERIES = [{"name": "", "values": [1.0]}]


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        ({"op": "set_card_title", "card": "card-5", "title": "x"}, "named a card that is not there, “card-5”"),
        ({"op": "remove_card", "card": "7"}, "named a card that is not there, “7”"),
        ({"op": "insert_card", "after": "card-9", "title": "x"}, "named a card that is not there, “card-9”"),
        ({"op": "move_card", "card": "card-1", "after": "nowhere"}, "named a card that is not there, “nowhere”"),
        ({"op": "remove_block", "block": "card-2.b9"}, "named a block that is not there, “card-2.b9”"),
        ({"op": "remove_block", "block": "card-2"}, "named a block that is not there, “card-2”"),
        ({"op": "rewrite_texts", "block": "card-6.b2", "texts": ["a"]}, "does not fit the block “card-6.b2”"),
        ({"op": "rewrite_texts", "block": "card-2.b1", "texts": [" "]}, "would leave nothing of “card-2.b1”"),
        ({"op": "replace_block", "block": "card-2.b1", "markdown": "\n"}, "would leave nothing of “card-2.b1”"),
        ({"op": "add_blocks", "card": "card-2", "markdown": " "}, "would leave nothing of “card-2”"),
        ({"op": "set_card_title", "card": "card-1", "title": " "}, "would leave nothing of “card-1”"),
        ({"op": "set_deck_title", "title": " "}, "would leave nothing of “title”"),
        ({"op": "insert_card", "after": "", "title": " ", "markdown": ""}, "a card was to be added that says nothing"),
        ({"op": "set_table", "block": "card-4.b1", "head": [], "rows": [["x"]]}, "does not fit the block “card-4.b1”"),
        ({"op": "set_chart", "block": "card-3.b1", "categories": ["a"], "series": SERIES}, "does not fit the block"),
        ({"op": "set_chart", "block": "card-4.b1", "categories": ["a", "b"], "series": SERIES}, "no figures"),
        ({"op": "set_chart", "block": "card-4.b1", "categories": ["a"], "series": [{"name": "", "values": [None]}]}, "no figures"),
        ({"op": "set_chart", "block": "card-4.b1", "categories": ["a"], "series": [{"name": "", "values": [float("inf")]}]}, "no figures"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_named(operation: dict[str, Any], said: str) -> None:
    found = made(operation)
    assert found.deck == DECK
    (warning,) = found.warnings
    assert said in warning


def test_a_refused_operation_does_not_stop_the_others() -> None:
    found = made({"op": "remove_card", "card": "x"}, {"op": "set_card_title", "card": "card-2", "title": "Crew"})
    assert titles(found)[1] == "Crew"


def test_what_was_removed_cannot_be_named_any_more() -> None:
    found = made(
        {"op": "remove_card", "card": "card-2"},
        {"op": "remove_block", "block": "card-2.b1"},
        {"op": "move_card", "card": "card-1", "after": "card-2"},
    )
    assert found.warnings == ("A change was left out: the language model named a card that is not there, “card-2”.",)
    assert titles(found) == ["Offer", "Prices", "Sales", "", "Legal", "More"]


def test_the_last_card_stays() -> None:
    origins = (Origin(1, is_locked=False), Origin(2, is_locked=False))
    deck = Deck("D", cards=(Card(rich("A")), Card(rich("B"))))
    found = made(
        {"op": "remove_card", "card": "card-1"}, {"op": "remove_card", "card": "card-2"}, deck=deck, origins=origins
    )
    assert titles(found) == ["B"]


def test_a_card_keeps_something_to_say() -> None:
    found = made({"op": "remove_block", "block": "card-6.b1"}, {"op": "remove_block", "block": "card-6.b2"})
    assert found.deck.cards[4].blocks == (Columns(((), (List((Item(rich("a")), Item(rich("b"), 1))),))),)
    assert found.warnings == ("A change was left out: it would leave nothing of “card-6”.",)


def test_a_deck_holds_no_more_cards_than_any() -> None:
    found = made(*[{"op": "insert_card", "after": "", "title": f"{at}"} for at in range(100)])
    assert len(found.deck.cards) == MOST_CARDS
    assert found.warnings == (f"A deck holds at most {MOST_CARDS} cards; the others were not added.",)


@pytest.mark.parametrize(
    "markdown",
    [
        "![x](https://evil.example/?q=the-deck.png)",
        "https://evil.example/secret.png",
        "[go](https://evil.example) there",
        "See https://evil.example/",
        "- [go](https://evil.example)",
        "| a |\n|---|\n| [go](https://evil.example) |",
        "> [go](mailto:thief@evil.example)",
        "![x](file.png)",
        f"![x]({PNG}?q=secret)",
    ],
)
def test_no_address_comes_in_that_nobody_gave(markdown: str) -> None:
    found = made({"op": "add_blocks", "card": "card-2", "markdown": f"Hello.\n\n{markdown}"})
    addresses = json.loads(to_json(found.deck).decode())
    assert "link" not in json.dumps(addresses)
    assert [block for block in found.deck.cards[1].blocks if isinstance(block, Image)] == [DECK.cards[1].blocks[1]]
    assert found.warnings == ("A picture or a link that neither the template nor the prompt has was left out.",)


@pytest.mark.parametrize("where", ["card", "wish"])
def test_addresses_that_were_there_may_be_used(where: str) -> None:
    wishes = (f"Show it again ({PNG})." if where == "card" else "Show https://b.example/b.png, please.",)
    src = PNG if where == "card" else "https://b.example/b.png"
    found = made({"op": "add_blocks", "card": "card-1", "markdown": f"![x]({src})\n\n[go]({src})"}, wishes=wishes)
    assert found.warnings == ()
    assert [block.kind for block in found.deck.cards[0].blocks] == ["image", "paragraph"]


def test_a_mail_address_that_the_prompt_has_may_be_linked() -> None:
    mail = "[Ada](mailto:ada@example.org) [Eve](mailto:eve@evil.example)"
    found = made({"op": "add_blocks", "card": "card-1", "markdown": mail}, wishes=("Add ada@example.org as a contact",))
    (block,) = found.deck.cards[0].blocks
    assert isinstance(block, Paragraph)
    assert [span.link for span in block.text if span.link] == ["mailto:ada@example.org"]


def test_a_title_that_the_request_sets_stays() -> None:
    found = made({"op": "set_deck_title", "title": "x"}, keeps_title=True)
    assert found == Revised(DECK, ("The deck's title stays as the request has it.",))


def test_wishes_left_undone_are_named_in_our_words() -> None:
    assert made(undone=(2, 2)).warnings == ("Not carried out: “Sing it”.",)


def test_placeholders_that_are_left_are_named_at_the_end() -> None:
    deck = Deck("D", cards=(Card(rich("For [[client]]")), Card(rich("By [[author]]"))))
    origins = (Origin(1, is_locked=False), Origin(2, is_locked=True))
    said = ("These placeholders got no value and stay as they are: [[client]].",)
    assert made(deck=deck, origins=origins).warnings == said
    assert (
        made({"op": "set_card_title", "card": "card-1", "title": "For Acme"}, deck=deck, origins=origins).warnings == ()
    )


def test_without_a_plan_it_is_said_what_was_said_before() -> None:
    revision = Revision(("x",), ORIGINS, ("Not carried out: “x”.",))
    assert unrevised(DECK, revision) == Revised(DECK, (NO_ANSWER, "Not carried out: “x”."))


def test_a_model_sees_ids_numbers_locks_and_texts() -> None:
    cards = view(DECK, ORIGINS)["cards"]
    assert [card["id"] for card in cards] == ["card-1", "card-2", "card-3", "card-4", "card-6", "card-7", "new-1"]
    assert [card.get("number") for card in cards] == [1, 2, 3, 4, 6, 7, None]
    assert [card["id"] for card in cards if card.get("locked")] == ["card-7"]
    assert cards[0]["notes"] == "Say hello."
    assert cards[1]["blocks"] == [
        {"id": "card-2.b1", "kind": "paragraph", "texts": ["We are **nice**"]},
        {"id": "card-2.b2", "kind": "image", "texts": ["Us"], "pictures": (PNG,)},
    ]
    assert cards[2]["blocks"][0]["rows"] == [["A", "1"]]
    assert cards[3]["blocks"][0]["series"] == [{"name": "Sold", "values": (1.0, 2.0)}]
    assert [[slot["id"] for slot in column] for column in cards[4]["blocks"][0]["columns"]] == [
        ["card-6.b1"],
        ["card-6.b2"],
    ]


@pytest.mark.parametrize("kind", sorted(all_specs()))
def test_every_block_can_be_reworded_by_what_a_model_sees_of_it(kind: str) -> None:
    block: Block = all_specs()[kind].example
    deck = Deck("D", cards=(Card(rich("T"), (block,)),))
    (card,) = view(deck, (Origin(1, is_locked=False),))["cards"]
    slots = (
        [card["blocks"][0]]
        if "id" in card["blocks"][0]
        else [one for column in card["blocks"][0]["columns"] for one in column]
    )
    for slot in slots:
        if texts := slot.get("texts"):
            operation = {"op": "rewrite_texts", "block": slot["id"], "texts": texts}
            found = made(operation, deck=deck, origins=(Origin(1, is_locked=False),))
            assert (found.deck, found.warnings) == (deck, ())


def test_a_reworded_list_may_begin_like_anything() -> None:
    texts = ["# One", "- two"]
    deck = changed({"op": "rewrite_texts", "block": "card-6.b2", "texts": texts})
    columns = deck.cards[4].blocks[0]
    assert isinstance(columns, Columns)
    (block,) = columns.columns[1]
    assert isinstance(block, List)
    assert [plain(item.text) for item in block.items] == texts


def test_code_keeps_its_lines() -> None:
    deck = Deck("D", cards=(Card(rich("T"), (Code("a = 1\n  b\n", "python"),)),))
    found = made(
        {"op": "rewrite_texts", "block": "card-1.b1", "texts": ["c = 1\n  *d*\n"]},
        deck=deck, origins=(Origin(1, is_locked=False),),
    )  # fmt: skip
    assert found.deck.cards[0].blocks == (Code("c = 1\n  *d*\n", "python"),)


def test_figures_of_stats_are_texts() -> None:
    deck = Deck("D", cards=(Card(rich("T"), (Stats((Stat("3", "boats"),)), Heading(rich("H")))),))
    found = made(
        {"op": "rewrite_texts", "block": "card-1.b1", "texts": ["4 *", "ships"]},
        {"op": "rewrite_texts", "block": "card-1.b2", "texts": ["K"]},
        deck=deck, origins=(Origin(1, is_locked=False),),
    )  # fmt: skip
    assert found.deck.cards[0].blocks == (Stats((Stat("4 *", "ships"),)), Heading(rich("K")))
