"""A template adapted to a prompt: what is asked for is done, what cannot be done is said, nothing else changes."""

from collections.abc import Sequence
from typing import Literal

import msgspec
import pytest
from cardwright.deck import Block, Card, Deck, Span, Text, from_json, image_sources, plain, rich, to_json, words
from cardwright.deck.blocks.chart import Chart, Series
from cardwright.deck.blocks.code import Code
from cardwright.deck.blocks.columns import Columns
from cardwright.deck.blocks.image import Image
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.quote import Quote
from cardwright.deck.blocks.stats import Stat, Stats
from cardwright.deck.blocks.table import Table
from cardwright.deck.blocks.timeline import Event, Timeline
from cardwright.write.remix import MOST_CHANGES, Remixed, remix
from cardwright.write.remix.placeholders import filled_address, fills
from cardwright.write.remix.sought import settled
from cardwright.write.remix.stage import MOST_CARDS, Described
from cardwright.write.remix.text import rewritten, texts

VARIABLES = "Some template variables were not found"
PNG = "https://a.example/new.png"


def deck(*names: str) -> Deck:
    """Cards that say nothing but their titles."""
    return Deck("Deck", cards=tuple(Card(rich(name)) for name in names))


PLAIN = deck("Welcome", "Team", "Pricing", "Market size", "Plan", "Our team today", "Thanks")
OFFER = Deck(
    "Offer for [[client-name]]",
    cards=(
        Card(rich("Offer for [[client-name]]"), (Paragraph(rich("By {{author}}")),), "cover"),
        Card(rich("Where we are"), (Image("https://a.example/old.png", "The office"),)),
        Card(
            rich("Prices"), (Table((rich("Plan"), rich("Price")), ((rich("A"), rich("1")),), ("start", "end"), "Net"),)
        ),
        Card(
            rich("Sales"), (Chart("bar", ("Q1", "Q2"), (Series((1.0, 2.0), "Sold"),), "Sold so far", "€m", "Quarter"),)
        ),
        Card(rich("Thank you"), kind="closing"),
    ),
)


def titles(found: Remixed) -> list[str]:
    return [plain(card.title) for card in found.deck.cards]


def order(prompt: str) -> str:
    """The cards that are left, by their number in the template; new ones by their titles."""
    known = {plain(card.title): str(at) for at, card in enumerate(PLAIN.cards, 1)}
    return " ".join(known.get(title, title) for title in titles(remix(PLAIN, prompt)))


def one(block: Block, prompt: str, **card: str) -> Block:
    """What a prompt makes of the only block of a deck."""
    found = remix(Deck("Deck", cards=(Card(rich("Card"), (block,), **card),)), prompt)  # type: ignore[arg-type]
    return found.deck.cards[0].blocks[0]


def said(prompt: str, text: str = "Dear [[client-name]], it is {{day}} in [CITY].") -> str:
    found = one(Paragraph(rich(text)), prompt)
    assert isinstance(found, Paragraph)
    return plain(found.text)


def asked_in_vain(found: Remixed) -> list[str]:
    """The warnings, but for the one on placeholders that got no value."""
    return [warning for warning in found.warnings if not warning.startswith("These placeholders")]


# Placeholders


@pytest.mark.parametrize(
    "written",
    ["[[client-name]]", "{{client_name}}", "{{ Client Name }}", "{client-name}", "${client_name}", "<<clientname>>",
     "[CLIENT NAME]", "%CLIENT_NAME%", "$client-name$", "__client_name__"],
)  # fmt: skip
@pytest.mark.parametrize(
    "prompt",
    ["client name: Acme", "Replace [[client-name]] by Acme.", "CLIENT_NAME = Acme", "set the client name to 'Acme'"],
)
def test_a_placeholder_is_filled_in_any_notation(written: str, prompt: str) -> None:
    assert said(prompt, f"Dear {written}, hello") == "Dear Acme, hello"


@pytest.mark.parametrize(
    ("prompt", "value"),
    [
        ("Replace [[client-name]] with Acme", "Acme"),
        ("please replace {{Client_Name}} with “Acme, Ltd. and more.”", "Acme, Ltd. and more."),
        ('Change the placeholder [[client-name]] to "Replace nothing. Drop card 1"', "Replace nothing. Drop card 1"),
        ("[[client-name]]: Acme Inc.", "Acme Inc."),
        ("[[client-name]] -> Acme", "Acme"),
        ("- client-name: Acme", "Acme"),
        ("**Client name:** Acme", "Acme"),
        ("The client name is Acme.", "Acme"),
        ("Use Acme for [[client-name]].", "Acme"),
        ("For [[client-name]], use Acme.", "Acme"),
        ("Fill in client name with Acme", "Acme"),
        ("Here's the brief: client name is Acme.", "Acme"),
        ("Replace [[client-name]] by Stop and use less", "Stop and use less"),
        ("Replace [[client-name]] by Acme and make it shorter", "Acme"),
        ("client name: We grew 20%. Margins rose.", "We grew 20%. Margins rose."),
        ("client name: Acme. Make it friendlier.", "Acme"),
        ('Replace [[client-name]] by ""', ""),
        ("client name: Amé & Søn (株式会社)", "Amé & Søn (株式会社)"),
    ],
)
def test_a_value_ends_where_it_is_meant_to(prompt: str, value: str) -> None:
    assert said(prompt, "[[client-name]]|") == f"{value}|"


@pytest.mark.parametrize(
    "prompt",
    [
        "Replace [[client-name]] by Acme, {{day}} with Monday and [CITY] by Rome",
        "client name = Acme; day = Monday; city = Rome",
        "client-name: Acme, day: Monday, city: Rome",
        "client-name: Acme\nDay: Monday\n\nCITY: Rome\n",
        'Populate the template with this data: {"client": {"name": "Acme"}, "day": "Monday", "city": "Rome"}',
        'Use the data below.\n\n```json\n{\n  "clientName": "Acme",\n  "day": "Monday",\n  "CITY": "Rome"\n}\n```\n',
        "```\nclient_name: Acme\nday: Monday\ncity: Rome\n```",
        "| Variable | Value |\n|---|---|\n| client name | Acme |\n| day | Monday |\n| city | Rome |",
        "| Client name | Day | City |\n|---|---|---|\n| Acme | Monday | Rome |",
        "1. client name: Acme\n2. replace [day] by Monday\n3. set city to Rome",
    ],
)
def test_pasted_data_fills_all(prompt: str) -> None:
    found = remix(Deck("[[client-name]], {{day}}, [CITY]", cards=(Card(rich("x")),)), prompt)
    assert found.deck.title == "Acme, Monday, Rome"
    assert found.warnings == ()


def test_numbers_and_lists_of_json_are_said_as_they_are_written() -> None:
    prompt = '{"price": 1.50, "big": 12345678901234567890, "yes": true, "none": null, "all": ["a", 2]}'
    assert said(prompt, "{{price}} {{big}} {{yes}} {{none}} {{all}}") == "1.50 12345678901234567890 true {{none}} a, 2"


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(rich("[[x]]")),
        Quote(rich("[[x]]"), "[[x]]"),
        List((Item(rich("[[x]]")), Item(rich("[[x]]"), 1))),
        Table((rich("[[x]]"),), ((rich("[[x]]"),),), (), "[[x]]"),
        Chart("pie", ("[[x]]",), (Series((1.0,), "[[x]]"),), "[[x]]", "[[x]]", "[[x]]"),
        Stats((Stat("[[x]]", "[[x]]"),)),
        Timeline((Event("[[x]]", "[[x]]", rich("[[x]]")),)),
        Code("print('[[x]]')\n"),
        Image("https://a.example/a.png", "[[x]]", rich("[[x]]")),
        Columns(((Paragraph(rich("[[x]]")),), (Quote(rich("q"), "[[x]]"),))),
    ],
    ids=lambda block: str(getattr(block, "kind", "")),
)
def test_every_text_of_a_block_is_filled(block: Block) -> None:
    before = to_json(Deck("[[x]]", cards=(Card(rich("[[x]]"), (block,), notes="[[x]]"),)))
    after = remix(from_json(before), "x: Acme").deck
    assert to_json(after) == before.replace(b"[[x]]", b"Acme")


def test_a_placeholder_may_run_across_spans_and_takes_the_look_of_its_start() -> None:
    found = one(
        Paragraph((Span("To [[cli"), Span("ent-na", bold=True), Span("me]]!", italic=True))), "client name: Acme"
    )
    assert found == Paragraph((Span("To Acme"), Span("!", italic=True)))


def test_an_address_is_filled_when_it_becomes_an_https_address() -> None:
    link = Paragraph(
        (Span("site", link="https://a.example/%7B%7Bclient%7D%7D?x=1"), Span(" or "), Span("b", link="[[url]]"))
    )
    found = one(link, "client: Acme & Co\nurl: https://b.example/home")
    assert found == Paragraph(
        (
            Span("site", link="https://a.example/Acme%20&%20Co?x=1"),
            Span(" or "),
            Span("b", link="https://b.example/home"),
        )
    )
    assert one(Image("[[logo]]"), "logo: http://b.example/a.png") == Image("[[logo]]")


def test_variables_that_the_template_lacks_are_said_in_the_words_of_the_wire() -> None:
    found = remix(PLAIN, "Replace [[client-name]] by Acme.\nTone: warm")
    assert found.deck == PLAIN
    assert found.warnings == (VARIABLES, "The template has no placeholder “client-name”, “Tone”.")


def test_placeholders_without_a_value_stay_and_are_named() -> None:
    found = remix(OFFER, "client name: Acme")
    assert found.warnings == ("These placeholders got no value and stay as they are: {{author}}.",)
    assert words(found.deck.cards[0]) == "Offer for Acme\nBy {{author}}"


def test_brackets_in_code_and_remarks_are_no_placeholders() -> None:
    text = "See [1] and [Source], $5 and $6, 50% of 20%, a {b c}, snake__case__name."
    blocks = (Paragraph(rich(text)), Code("if [[ $a ]]; then echo ${b}; fi; __init__ {x}\n"))
    found = remix(Deck("Deck", cards=(Card(rich("Card"), blocks),)), "Keep card 1.")
    assert found.warnings == ()


def test_a_value_for_some_cards_only() -> None:
    two = Deck("D", cards=(Card(rich("[[city]] one")), Card(rich("[[city]] two")), Card(rich("[[city]] three"))))
    assert titles(remix(two, "city: Rome. On card 2, set [[city]] to Oslo.")) == ["Rome one", "Oslo two", "Rome three"]
    assert titles(remix(two, "Replace [[city]] by Oslo on card 3 only")) == [
        "[[city]] one",
        "[[city]] two",
        "Oslo three",
    ]


def test_a_value_that_is_far_too_long_is_not_used() -> None:
    found = remix(OFFER, "client name: " + "x" * 2001)
    assert "Offer for [[client-name]]" in titles(found)
    assert "The value of “client name” has more than 2000 characters and was not used." in found.warnings


class Part(msgspec.Struct, frozen=True):
    """A part of a block that no module of ours has heard of."""

    text: Text
    side: Literal["a", "b"]
    src: str


class Novel(Block, frozen=True, tag="novel"):
    """A block of a type that is not there yet."""

    parts: tuple[tuple[Part, ...], ...]
    names: tuple[str, ...]
    sides: tuple[Literal["a", "b"], ...]
    count: int
    note: str | None = None
    inner: Block | None = None


def test_a_new_type_of_block_needs_nothing() -> None:
    part = Part((Span("[[x]] a"),), "a", "https://a.example/[[x]]")
    block = Novel(((part,),), ("[[x]]", "a"), ("a", "b"), 1, "[[x]]", Quote(rich("[[x]]")))
    values = {"x": "Acme"}
    found = rewritten(block, lambda text: fills(text, values), lambda address: filled_address(address, values))
    assert found == Novel(
        ((Part((Span("Acme a"),), "a", "https://a.example/Acme"),),),
        ("Acme", "a"),
        ("a", "b"),
        1,
        "Acme",
        Quote(rich("Acme")),
    )
    assert texts(block) == ["[[x]] a", "[[x]]", "a", "[[x]]", "[[x]]"]
    assert rewritten(block, lambda _: (), str) is block


# Words


def test_words_are_replaced_everywhere_and_keep_their_look() -> None:
    text = (Span("Ask Foo "), Span("Ltd", bold=True), Span(" or Foo Ltd’s", italic=True), Span(" Foobar."))
    found = one(Paragraph(text), 'Replace "Foo Ltd" with "Bar Inc", "Foobar" with “Baz”.')
    assert found == Paragraph((Span("Ask Bar Inc"), Span(" or Bar Inc’s", italic=True), Span(" Baz.")))


@pytest.mark.parametrize(
    ("prompt", "text", "wanted"),
    [
        ('replace "foo" with "bar"', "Foo, food and FOO.", "bar, food and bar."),
        ('replace "Foo" with "bar"', "Foo, foo", "bar, foo"),
        ("replace 'client' with 'buyer'", "client [[client-name]]", "buyer [[client-name]]"),
        ('replace "2024" with "2025"', "FY2024, 20240, 2024", "FY2025, 20240, 2025"),
        ('replace "a" with "b" and "b" with "a"', "a b", "b a"),
        ('replace "new  york" with "Rome"', "New York, new\tyork", "New York, Rome"),
        ("replace “水” with “火”", "水が流れる", "火が流れる"),
        ("Change Foo Ltd to Bar Inc.", "Foo Ltd", "Bar Inc."),
        ('replace all occurrences of "x" with "y" everywhere', "x x", "y y"),
    ],
)
def test_what_counts_as_the_words(prompt: str, text: str, wanted: str) -> None:
    assert said(prompt, text) == wanted


def test_words_on_one_card_only() -> None:
    two = deck("Foo one", "Foo two", "Foo three")
    assert titles(remix(two, 'On card 2, replace "Foo" with "Bar".')) == ["Foo one", "Bar two", "Foo three"]
    assert titles(remix(two, 'Replace "Foo" with "Bar" on cards 1 and 3')) == ["Bar one", "Foo two", "Bar three"]


@pytest.mark.parametrize(
    ("prompt", "warning"),
    [
        ('Replace "Nobody" with "Somebody"', "No card that may be changed says “Nobody”; nothing was replaced there."),
        ("Replace Acme Corp with Beta Corp", "Not carried out: “Replace Acme Corp with Beta Corp”."),
        ("Replace the examples with better ones.", "Not carried out: “Replace the examples with better ones”."),
    ],
)
def test_words_that_no_card_says(prompt: str, warning: str) -> None:
    found = remix(PLAIN, prompt)
    assert (found.deck, found.warnings) == (PLAIN, (warning,))


# Cards


@pytest.mark.parametrize(
    ("prompt", "left"),
    [
        ("Remove card 3", "1 2 4 5 6 7"),
        ("delete slides 3-5 and 7.", "1 2 6"),
        ("Drop cards 2, 4 and 7", "1 3 5 6"),
        ("skip the third card", "1 2 4 5 6 7"),
        ("Please remove the 2nd and the 4th card!", "1 3 5 6 7"),
        ("Remove the first card and the last two slides", "2 3 4 5"),
        ("Drop the pricing card.", "1 2 4 5 6 7"),
        ('Delete the card "Market size"', "1 2 3 5 6 7"),
        ("Delete the card titled Plan", "1 2 3 4 6 7"),
        ("Remove the “Pricing” and the “Plan” slide", "1 2 4 6 7"),
        ("Drop the team card.", "1 3 4 5 6 7"),
        ("remove the title card and the closing card", "2 3 4 5 6"),
        ("Remove all cards except 1 and 2", "1 2"),
        ("Keep only cards 1 to 3", "1 2 3"),
        ("Remove the team and pricing cards", "1 4 5 6 7"),
        ("Remove the plan and pricing cards", "1 2 4 6 7"),
        ("remove cards 6 through 4", "1 2 3 7"),
        ("Card 2: remove", "1 3 4 5 6 7"),
        ("Remove slide two", "1 3 4 5 6 7"),
        ("- Remove: card 2\n- Keep: card 1", "1 3 4 5 6 7"),
        ("Card 2 should be removed.", "1 3 4 5 6 7"),
        ("Remove card 2 (the team).", "1 3 4 5 6 7"),
        ("Could you please delete card 2, then remove card 3 and drop card 4?", "1 5 6 7"),
        ("Don't keep it boring. remove card 2. Remove card 3.", "1 4 5 6 7"),
    ],
)
def test_cards_are_removed(prompt: str, left: str) -> None:
    assert order(prompt) == left


@pytest.mark.parametrize(
    ("prompt", "cards"),
    [
        ("Move card 5 after card 2", "1 2 5 3 4 6 7"),
        ("Move card 2 before the closing card", "1 3 4 5 6 2 7"),
        ("move card 5 to the start and card 1 to the end", "5 2 3 4 6 7 1"),
        ("Move the last card to position 2", "1 7 2 3 4 5 6"),
        ("Put cards 4-5 after card 1.", "1 4 5 2 3 6 7"),
        ("Move card 3 after card 1. Move card 5 after card 1.", "1 3 5 2 4 6 7"),
        ("Swap cards 2 and 3", "1 3 2 4 5 6 7"),
        ("swap card 2 with the last slide", "1 7 3 4 5 6 2"),
        ("Reorder the cards: 3, 2, 1", "3 2 1 4 5 6 7"),
        ("Move card 5 before card 2. Remove card 2.", "1 5 3 4 6 7"),
        ("Remove card 1. Move card 5 to position 2", "2 5 3 4 6 7"),
        ("Duplicate card 4", "1 2 3 4 4 5 6 7"),
        ("make a copy of card 1 and put it at the end", "1 2 3 4 5 6 7 1"),
        ("Card 3:\n- move to the end\n- duplicate\n\nRemove card 1", "2 4 5 6 7 3 3"),
        ("Remove card 3 and move card 2 to the end", "1 4 5 6 7 2"),
    ],
)
def test_cards_are_moved_and_numbers_are_the_template_s(prompt: str, cards: str) -> None:
    assert order(prompt) == cards


@pytest.mark.parametrize(
    ("prompt", "warning"),
    [
        ("Remove card 12", "The template has 7 cards; there is no card 12."),
        ("Remove cards 9-9999", "The template has 7 cards; there is no card 9, 10, 11, 12, 13, 14, …."),
        ("On card 0, replace “a” by “b”", "The template has 7 cards; there is no card 0."),
        ("Drop the budget card", "No card is called “budget”."),
        ("Move card 2 after card 20", "The template has 7 cards; there is no card 20."),
        ("Swap cards 1, 2 and 3", "Swapping takes two cards: “Swap cards 1, 2 and 3”."),
        ("Remove all cards", "Removing every card would leave nothing: no card was removed."),
        ("Rename the slide to X", "Not carried out: “Rename the slide to X”."),
        ("Change the title to X", "It is not said which card is meant: “Change the title to X”."),
    ],
)
def test_cards_that_are_not_there(prompt: str, warning: str) -> None:
    found = remix(PLAIN, prompt)
    assert found.deck == PLAIN
    assert warning in found.warnings


def test_a_title_that_several_cards_share_is_no_reference() -> None:
    found = remix(deck("Our team", "Team work", "Plan"), "Drop the team card")
    assert titles(found) == ["Our team", "Team work", "Plan"]
    assert found.warnings == ("More than one card is called “team”; say which by its number.",)


@pytest.mark.parametrize(
    "wish",
    ["Keep card 1 as it is.", "lock the title card", "Do not change card 1", "Leave the first card unchanged.",
     "don’t touch the cover slide", "preserve card 1 exactly as is", "The title card should stay as it is."],
)  # fmt: skip
def test_a_locked_card_stays_as_it_is(wish: str) -> None:
    prompt = f'Remove card 1. Replace [[client-name]] by Acme, "By" with "From". Rename card 1 to New. {wish}'
    found = remix(OFFER, prompt)
    assert found.deck.cards[0] == OFFER.cards[0]
    assert found.deck.title == "Offer for Acme"
    assert "Card 1 is locked and stays as it is." in found.warnings


def test_a_card_that_is_only_not_to_be_removed_is_filled() -> None:
    found = remix(OFFER, "Do not remove card 1. client name: Acme. Remove card 1.")
    assert titles(found)[0] == "Offer for Acme"
    assert asked_in_vain(found) == ["Card 1 is both to be removed and not to be removed; it stays."]


@pytest.mark.parametrize(
    "wish",
    ["Keep everything else as is", "Leave all other cards unchanged.", "Keep the layout and formatting",
     "Do not change anything else", "Keep the structure of the deck", "keep the rest of the slides the same"],
)  # fmt: skip
def test_what_is_kept_anyway_locks_nothing(wish: str) -> None:
    found = remix(OFFER, f"client name: Acme\nauthor: Jo\n{wish}")
    assert titles(found)[0] == "Offer for Acme"
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("prompt", "text"),
    [
        ("The city is large.", "[[city]]"),
        ("The city is Rome.", "Rome"),
        ("In this deck, replace [[city]] by Rome.", "Rome"),
        ("On all cards, replace [[city]] by Rome.", "Rome"),
        ("Name: Rome", "[[city]]"),
    ],
)
def test_what_gives_a_value(prompt: str, text: str) -> None:
    found = remix(Deck("[[city]]", cards=(Card(rich("[[city]]")),)), prompt)
    assert found.deck == Deck(text, cards=(Card(rich(text)),))
    assert bool(found.warnings) == (text == "[[city]]")


# New cards


@pytest.mark.parametrize(
    ("prompt", "cards"),
    [
        ("Add a card titled “New”", "1 2 3 4 5 6 7 New"),
        ("Add a card after card 3 titled New", "1 2 3 New 4 5 6 7"),
        ("Insert a slide called New before card 2.", "1 New 2 3 4 5 6 7"),
        ("add a card about “New” after the title card", "1 New 2 3 4 5 6 7"),
        ("After card 2, add a card titled New", "1 2 New 3 4 5 6 7"),
        ("Add a new slide at the start called New", "New 1 2 3 4 5 6 7"),
        ("Add a new-look slide between cards 2 and 3", "1 2 New-look 3 4 5 6 7"),
        ("Add a card titled A after card 1 and add a card titled B after card 1", "1 A B 2 3 4 5 6 7"),
        ("Add a card as the third card titled New", "1 2 New 3 4 5 6 7"),
        ("Add a card about life after death", "1 2 3 4 5 6 7 Life after death"),
        ("Add a card titled “*New* [x] # y”", "1 2 3 4 5 6 7 *New* [x] # y"),
    ],
)
def test_cards_are_added_where_they_are_wanted(prompt: str, cards: str) -> None:
    assert order(prompt) == cards


def added(prompt: str) -> Card:
    found = remix(PLAIN, prompt)
    assert len(found.deck.cards) == len(PLAIN.cards) + 1
    return found.deck.cards[-1]


def test_pasted_lines_become_blocks() -> None:
    card = added("Add a card at the end titled “Next steps” with:\n- Sign *here*\n- Start\n\nKeep card 1.")
    assert card == Card(
        rich("Next steps"), (List((Item((Span("Sign "), Span("here", italic=True))), Item(rich("Start")))),)
    )


@pytest.mark.parametrize(
    ("prompt", "blocks"),
    [
        ("Add a card titled “A” saying: We start. We end.", [Paragraph(rich("We start. We end."))]),
        ("Add a card titled “A” with “We start”", [Paragraph(rich("We start"))]),
        ("Add a card titled “A” with the text We start", [Paragraph(rich("We start"))]),
        ("Add a card titled “A” with bullets: x, y", [List((Item(rich("x")), Item(rich("y"))))]),
        ("1. Add a card titled “A”:\n   - x\n   - y\n2. Keep card 1", [List((Item(rich("x")), Item(rich("y"))))]),
        ("Add a card titled “A”\n- x\n- y", [List((Item(rich("x")), Item(rich("y"))))]),
        ("Add a card titled “A” with:\n\nWe start.\n\nKeep card 1.", [Paragraph(rich("We start."))]),
        ("Add a card titled “A”:\n\n| a | b |\n|---|---|\n| 1 | x |", [Table((rich("a"), rich("b")), ((rich("1"), rich("x")),), ("start", "start"))]),
        ("Add a card titled “A” with:\n```\nx = 1\n```", [Paragraph(rich("x = 1"))]),
    ],
)  # fmt: skip
def test_text_for_a_new_card(prompt: str, blocks: Sequence[Block]) -> None:
    card = added(prompt)
    assert plain(card.title) == "A"
    assert list(card.blocks) == blocks


def test_headings_in_the_text_of_a_new_card_stand_below_its_title() -> None:
    card = added("Add a card titled “A” with:\n# One\nText of one.\n\nTwo\n===\nText of two.")
    assert plain(card.title) == "A"
    assert "Card" not in words(card)


def test_what_a_new_card_is_only_to_be_about_is_not_invented() -> None:
    found = remix(PLAIN, "Add a card titled “Sales” with a chart of sales by region.")
    assert found.deck.cards[-1] == Card(rich("Sales"), kind="section")
    assert found.warnings == ("Not carried out: “with a chart of sales by region”.",)
    assert remix(PLAIN, "Add a card that explains our prices.").deck == PLAIN


def test_placeholders_of_new_cards_are_filled() -> None:
    found = remix(PLAIN, "Add a card titled “For [[client]]” saying: Dear {{client}}!\nclient: Acme")
    assert words(found.deck.cards[-1]) == "For Acme\nDear Acme!"
    assert found.warnings == ()


def test_a_deck_grows_up_to_its_limit() -> None:
    found = remix(PLAIN, "Duplicate card 1\n" * 100)
    assert len(found.deck.cards) == MOST_CARDS
    assert any("at most 75 cards" in warning for warning in found.warnings)


# Pictures


@pytest.mark.parametrize(
    "prompt",
    [
        f"Replace the image on card 2 by {PNG}.",
        f"on card 2, replace the picture with “{PNG}”",
        f"Slide 2: change the photo to {PNG}",
        f"Use {PNG} on card 2.",
        f"Replace all images with {PNG}",
        f"Replace the image with {PNG}",
        f"On card 2: {PNG}",
        f"Use {PNG} as the image on card 2",
        f"Replace the first image on the card “Where we are” with {PNG}",
        f"Replace images on cards 2 and 2 with {PNG}",
    ],
)
def test_a_picture_is_replaced_and_keeps_its_alternative_text(prompt: str) -> None:
    found = remix(OFFER, prompt)
    assert found.deck.cards[1].blocks == (Image(PNG, "The office"),)
    assert image_sources(found.deck) == (PNG,)
    assert asked_in_vain(found) == []


@pytest.mark.parametrize(
    "prompt",
    [
        f"Replace the image on card 2 by {PNG} (alt: A new office)",
        f"Use {PNG} on card 2 with alt text “A new office”.",
        f"Use ![A new office]({PNG}) on card 2.",
    ],
)
def test_a_picture_with_an_alternative_text_of_its_own(prompt: str) -> None:
    assert remix(OFFER, prompt).deck.cards[1].blocks == (Image(PNG, "A new office"),)


def test_pictures_inside_columns_and_several_of_them() -> None:
    old = [Image(f"https://a.example/{name}.png") for name in "abc"]
    card = Card(rich("Card"), (Columns(((old[0],), (Paragraph(rich("x")), old[1]))), old[2]))
    template = Deck("Deck", cards=(card,))
    new, other = "https://b.example/1.png", "https://b.example/2.png"
    sources = {
        f"Replace the second image on card 1 with {new}": (old[0].src, new, old[2].src),
        f"Replace the last image on card 1 with {new}": (old[0].src, old[1].src, new),
        f"Replace the images on card 1 with {new} and {other}": (new, other, old[2].src),
        f"Replace every image on card 1 with {new}": (new,),
        f"Replace the image on card 1 with {new}": (new, old[1].src, old[2].src),
    }
    for prompt, wanted in sources.items():
        assert image_sources(remix(template, prompt).deck) == wanted, prompt


def test_a_picture_is_put_on_a_card_without_one() -> None:
    found = remix(OFFER, f"Use {PNG} on the closing card")
    assert found.deck.cards[-1].blocks == (Image(PNG),)


@pytest.mark.parametrize(
    ("prompt", "warning"),
    [
        ("Use http://a.example/a.png on card 2", "Only pictures behind https:// can be shown: “http://a.example/a.png” was not used."),
        ("Use file:///etc/passwd.png on card 2", "Only pictures behind https:// can be shown: “file:///etc/passwd.png” was not used."),
        (f"Replace the image on card 1 by {PNG}", "Card 1 has no image to replace."),
        (f"Use {PNG}", f"It is not said which card is meant: “Use {PNG}”."),
        ("Replace the image on card 3 with a photo of a cat", "Card 3 has no image to replace."),
        ("Add a photo of a cat", "It is not said which card is meant: “Add a photo of a cat”."),
        ("Add a photo of a cat to card 9", "The template has 5 cards; there is no card 9."),
        ("Remove the image on card 2", "Not carried out: “Remove the image on card 2”."),
    ],
)  # fmt: skip
def test_pictures_that_cannot_be_had(prompt: str, warning: str) -> None:
    found = remix(OFFER, prompt)
    assert found.deck == OFFER
    assert asked_in_vain(found) == [warning]


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("Replace the image on card 2 with a photo of a lighthouse.", "a lighthouse"),
        ("On card 2, replace the picture by an illustration showing a lighthouse", "a lighthouse"),
        ("Swap the image for a picture of “a lighthouse, at dusk”", "a lighthouse, at dusk"),
        ("Please change the photo on the card “Where we are” to another picture", "Where we are"),
    ],
)
def test_a_picture_that_is_described_takes_the_place_of_another(prompt: str, words: str) -> None:
    found = remix(OFFER, prompt)
    assert asked_in_vain(found) == []
    assert found.sought == {"sought:1": Described(words, "https://a.example/old.png")}
    assert settled(found.deck, found.sought, {}) == OFFER
    new = Image("https://b.example/1.jpg", credit=rich("By Cy"))
    assert settled(found.deck, found.sought, {"sought:1": new}).cards[1].blocks == (
        Image(new.src, words, credit=new.credit),
    )


def test_pictures_that_are_described_are_added() -> None:
    found = remix(OFFER, "Add a photo of a pier to card 3. Add a picture to the closing card and rename card 4 to Sums")
    assert asked_in_vain(found) == []
    assert found.sought == {"sought:1": Described("a pier"), "sought:2": Described("Thank you")}
    made = settled(found.deck, found.sought, {"sought:1": Image("https://b.example/1.jpg", "A pier")})
    assert made.cards[2].blocks == (*OFFER.cards[2].blocks, Image("https://b.example/1.jpg", "A pier"))
    assert made.cards[4] == OFFER.cards[4]


def test_what_was_sought_for_a_removed_or_locked_card_is_not() -> None:
    assert remix(OFFER, "Add a photo of a pier to card 3. Remove card 3.").sought == {}
    assert remix(OFFER, "Lock card 3. Add a photo of a pier to card 3.").deck == OFFER
    many = remix(OFFER, "\n".join(["Add a photo of a pier to card 3"] * 40))
    assert len(many.sought) == 30
    assert "Only the first 30 pictures were looked for." in many.warnings


@pytest.mark.parametrize(
    ("prompt", "source"),
    [
        ("Use photos from Pexels", "pexels"), ("Use AI-generated images on all cards", "generated"), ("Find pictures from the web", "web"),
        ("Illustrate the deck with stock photos", "pexels"), ("Add images by an AI model", "generated"), ("Use new Giphy gifs", "giphy"),
        ("Use photos from Pexels of the client’s office", None), ("Use photos from our archive", None),
    ],
)  # fmt: skip
def test_a_prompt_says_where_pictures_come_from(prompt: str, source: str | None) -> None:
    found = remix(OFFER, prompt)
    assert (found.source, found.deck, asked_in_vain(found) == []) == (source, OFFER, source is not None)


# Titles


@pytest.mark.parametrize(
    "prompt",
    [
        "Rename card 3 to Fees & costs",
        "Change the title of card 3 to “Fees & costs”.",
        "change card 3's title to Fees & costs",
        "On card 3, change the title to Fees & costs",
        "Rename the prices card to “Fees & costs”",
        "The title of card 3 should be Fees & costs",
        "Card 3 title: Fees & costs",
        "Call card 3 “Fees & costs”",
        "# Card 3\n- rename it to Fees & costs",
    ],
)
def test_a_card_is_renamed(prompt: str) -> None:
    found = remix(OFFER, prompt)
    assert plain(found.deck.cards[2].title) == "Fees & costs"
    assert asked_in_vain(found) == []


@pytest.mark.parametrize("prompt", ["Title the deck Big plans", "set the deck's title to “Big plans”", "rename the presentation to Big plans"])  # fmt: skip
def test_the_deck_and_its_cover_are_renamed(prompt: str) -> None:
    found = remix(OFFER, prompt)
    assert found.deck.title == "Big plans"
    assert titles(found)[0] == "Big plans"
    assert titles(remix(PLAIN, prompt)) == titles(remix(PLAIN, ""))


# Tables and charts


TABLE = Table(
    (rich("Plan"), rich("Price")), ((rich("B"), rich("20")), (rich("C"), rich("30"))), ("start", "end"), "Net"
)


@pytest.mark.parametrize(
    "prompt",
    [
        "On card 3, replace the table by\n| Plan | Price |\n|---|---|\n| B | 20 |\n| C | 30 |",
        "Replace the table on card 3 with:\n\nPlan,Price\nB,20\nC,30\n\nKeep card 1.",
        "- Update the rows of the table on card 3:\n  B;20\n  C;30\n- Keep card 1",
        "Replace the table with this:\n```csv\nPlan, Price\nB, 20\nC, 30\n```",
        "On card 3, use these rows:\nB\t20\nC\t30",
    ],
)
def test_a_table_gets_other_rows(prompt: str) -> None:
    found = remix(OFFER, prompt)
    assert found.deck.cards[2].blocks == (TABLE,)
    assert asked_in_vain(found) == []


@pytest.mark.parametrize(
    ("pasted", "wanted"),
    [
        ("Half,Units\nH1,10\nH2,20.5", Chart("bar", ("H1", "H2"), (Series((10.0, 20.5), "Units"),), "Sold so far", "€m", "Half")),
        ("H1,10\nH2,20", Chart("bar", ("H1", "H2"), (Series((10.0, 20.0), "Sold"),), "Sold so far", "€m", "Quarter")),
        ("- H1: $10\n- H2: $20", Chart("bar", ("H1", "H2"), (Series((10.0, 20.0), "Sold"),), "Sold so far", "$", "Quarter")),
        ("| Half | A | B |\n|---|---|---|\n| H1 | 1 | 2 |\n| H2 | 3 | 4 |",
         Chart("bar", ("H1", "H2"), (Series((1.0, 3.0), "A"), Series((2.0, 4.0), "B")), "Sold so far", "€m", "Half")),
    ],
)  # fmt: skip
def test_a_chart_gets_other_numbers(pasted: str, wanted: Chart) -> None:
    found = remix(OFFER, f"On card 4, replace the chart's data with:\n{pasted}")
    assert found.deck.cards[3].blocks == (wanted,)
    assert asked_in_vain(found) == []


@pytest.mark.parametrize(
    ("prompt", "warning"),
    [
        ("Update the chart on card 4:\n- Apples\n- Pears", "The chart on card 4 stays as it is: the pasted rows are not numbers of one kind, each with a name."),
        ("Replace the table on card 3 by:\nnothing much", "The table on card 3 stays as it is: what was pasted is neither a Markdown table nor lines of CSV."),
        ("Replace the table on card 1 by:\na,b\n1,2", "Card 1 has no table to fill."),
        ("Replace the table on card 3", "No rows follow “Replace the table on card 3”: paste a Markdown table or lines of CSV below it."),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "The pasted data was not used, as nothing says what it is for: “| a | b | |---|---| | 1 | 2 |”."),
    ],
)  # fmt: skip
def test_rows_that_cannot_be_used(prompt: str, warning: str) -> None:
    found = remix(OFFER, prompt)
    assert found.deck == OFFER
    assert asked_in_vain(found) == [warning]


# Themes


@pytest.mark.parametrize(
    ("prompt", "theme"),
    [
        ("Use the midnight theme.", "Midnight"),
        ("switch to theme PAPER", "paper"),
        ("Retheme to midnight", "Midnight"),
        ("change the theme to “paper”", "paper"),
        ("theme: paper", "paper"),
        ("Switch to midnight for the whole deck", "Midnight"),
        ("Keep the theme", None),
        ("Use the same theme", None),
    ],
)
def test_a_theme_is_chosen(prompt: str, theme: str | None) -> None:
    found = remix(PLAIN, prompt, ("Midnight", "paper"))
    assert (found.theme, found.warnings, found.deck) == (theme, (), PLAIN)


def test_a_theme_that_there_is_not() -> None:
    found = remix(PLAIN, "Use the sepia theme", ("midnight", "paper"))
    assert (found.theme, found.warnings) == (None, ("There is no theme “sepia”; there are: midnight, paper.",))


# Everything at once


def test_a_letter_with_wishes() -> None:
    prompt = """Dear all,
please make the following changes:

1. Replace [[client-name]] by Acme, Inc.
2. Author: Jane Doe
3. Drop the sales card and rename card 3 to "Fees".
4. Add a card titled "Why us?" after card 2:
   - Fast
   - Cheap
5. Adapt the text for hospital managers.
6. Use the paper theme.

Keep everything else as it is. Thanks!"""
    found = remix(OFFER, prompt, ("paper",))
    assert titles(found) == ["Offer for Acme, Inc.", "Where we are", "Why us?", "Fees", "Thank you"]
    assert found.theme == "paper"
    assert found.warnings == ("Not carried out: “Adapt the text for hospital managers”.",)


@pytest.mark.parametrize("prompt", ["", "   \n", "Thanks!", "Dear team,", "---", "Please make these changes:"])
def test_a_prompt_that_asks_for_nothing(prompt: str) -> None:
    found = remix(PLAIN, prompt)
    assert found.deck == PLAIN
    assert found.warnings == (
        "The prompt holds no instruction that can be carried out; the template is used as it is.",
    )


def test_only_so_many_instructions_are_carried_out() -> None:
    found = remix(PLAIN, "swap cards 1 and 2. " * (MOST_CHANGES + 1))
    assert found.deck == PLAIN
    assert found.warnings == (f"Only the first {MOST_CHANGES} instructions were carried out.",)


def test_of_many_warnings_the_first_ones_are_said() -> None:
    found = remix(PLAIN, "\n".join(f"Make it {number} times better" for number in range(100)))
    assert len(found.warnings) == 20
    assert found.warnings[-1] == "81 more things were not carried out."


def test_an_empty_deck_stays_one() -> None:
    empty = Deck("Empty")
    found = remix(
        empty, "Remove card 1. Move the title card to the end. Title the deck Full. Rename the last card to X."
    )
    assert found.deck == Deck("Full")


def test_an_abbreviation_at_the_end_of_a_sentence_brings_no_second_stop() -> None:
    deck = Deck("D", "en", (Card(rich("Bye"), (Paragraph(rich("See you, [[client]]. Or [[client]]...")),)),))
    found = remix(deck, "client: Acme Ltd.").deck
    assert words(found.cards[0]) == "Bye\nSee you, Acme Ltd. Or Acme Ltd...."


# What is left for a language model


@pytest.mark.parametrize(
    ("prompt", "wishes"),
    [
        ("Make the tone of card 2 more playful", ["Make the tone of card 2 more playful"]),
        ("Drop card 2. Rewrite it for hospitals. We are MediCorp.", ["Rewrite it for hospitals", "We are MediCorp"]),
        ("Please translate the deck to German, thanks.", ["translate the deck to German"]),
        ("Card 3:\n- make it shorter\n- remove the image", ["On card 3: make it shorter", "On card 3: remove the image"]),
        ("On cards 2 and 3, make it brief.", ["On card 2, 3: make it brief"]),
        ("On the intro slide, make it brief and add a joke. Drop card 2.", ["On the intro slide, make it brief and add a joke."]),
        ("On the intro slide:\n- be brief\n- be kind", ["On the intro slide:\nbe brief", "On the intro slide:\nbe kind"]),
        ("Remove the intro slide", ["Remove the intro slide"]),
        ("Replace the intro with a summary", ["Replace the intro with a summary"]),
        ("Tone: warm\nAudience: boards", ["Heed these values, which no placeholder takes:\nTone: warm\nAudience: boards"]),
        ("Add a card titled Sales with a chart of sales", ["On the new card “Sales”, which was added: with a chart of sales"]),
        ("Explain:\n\n| a | b |\n|---|---|\n| 1 | 2 |", ["Explain:", "With the data: | a | b |\n|---|---|\n| 1 | 2 |"]),
        ("Make it formal: replace “Team” by “Crew”", ["Make it formal"]),
        (f"Say {'very ' * 60}much", [f"Say {'very ' * 60}much"]),
    ],
)  # fmt: skip
def test_what_the_grammar_cannot_do_is_a_wish_for_a_model(prompt: str, wishes: list[str]) -> None:
    assert list(remix(PLAIN, prompt).wishes) == wishes


@pytest.mark.parametrize(
    "prompt",
    [
        "Drop card 2.", "Drop card 99.", "Replace “nowhere” by “here”", "[[budget]] = 5", "Thanks!", "Use the neon theme",
        "Use http://b.example/b.png on card 2", "Keep everything else.", "Remove all cards.",
    ],
)  # fmt: skip
def test_what_no_model_could_do_either_is_no_wish(prompt: str) -> None:
    found = remix(PLAIN, prompt, ("paper",))
    assert found.wishes == ()
    assert found.known == found.warnings


def test_what_holds_in_any_case_is_known_and_the_rest_is_open() -> None:
    found = remix(OFFER, "Drop card 9. Sing it.\n[[budget]] = 5\nTone: warm\nOn the intro slide, make it brief.")
    assert set(found.known) == {
        VARIABLES,
        "The template has 5 cards; there is no card 9.",
        "The template has no placeholder “budget”.",
    }
    assert "Not carried out: “Sing it”." in found.warnings
    assert "The template has no placeholder “budget”, “Tone”." in found.warnings
    assert "No card is called “intro”." in found.warnings


def test_data_that_fit_no_chart_are_a_wish_with_the_data() -> None:
    found = remix(OFFER, "Replace the chart on card 4 by:\nlorem ipsum\ndolor")
    assert found.wishes == ("Replace the chart on card 4 by:\nlorem ipsum\ndolor",)


def test_every_card_tells_where_it_comes_from() -> None:
    found = remix(PLAIN, "Drop card 1. Move card 2 to the end. Keep card 3 as it is. Duplicate card 4.")
    assert [(one.number, one.is_locked) for one in found.origins] == [
        (3, True), (4, False), (None, False), (5, False), (6, False), (7, False), (2, False),
    ]  # fmt: skip
