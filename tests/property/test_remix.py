"""Whatever the prompt: a deck comes back, locked cards are as they were, and nothing is changed that nobody asked for."""

from cardwright.deck import Card, Deck, from_json, rich, to_json
from cardwright.deck.blocks import Block, all_specs
from cardwright.deck.blocks.image import Image
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.table import Table
from cardwright.deck.text import Span
from cardwright.write.remix import Remixed, remix
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

relaxed = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
THEMES = ("midnight", "paper")

NAMES = ["client-name", "city", "Team lead", "x"]
MARKS = ["[[{}]]", "{{{{{}}}}}", "{{{}}}", "<<{}>>", "[{}]", "%{}%", "${}$", "__{}__"]
TITLES = ["Team", "Pricing", "Our plan and goals", "Thank you", "Foo Ltd [[x]]", "", "3", "“Quoted” title"]
WORDS = ["Foo Ltd", "river", "水", "[[client-name]]", "{{city}}", "the 4th", "1.5", "%x%", "Art", "…", "\u202b", "’"]


def written(mark: str, name: str) -> str:
    """A placeholder; some notations hold no spaces."""
    return mark.format(name.replace(" ", "_") if mark[0] in "%$_" else name)


names = st.sampled_from(NAMES)
placeholder = st.tuples(st.sampled_from(MARKS), names).map(lambda pair: written(*pair))
span = st.builds(
    Span, st.sampled_from(WORDS) | placeholder, st.booleans(), link=st.sampled_from(["", "https://a.example/{{city}}"])
)
paragraph = st.lists(span, max_size=5).map(lambda spans: Paragraph(tuple(spans)))
EXAMPLES: list[Block] = [spec.example for spec in all_specs().values()]
example_block = st.sampled_from(EXAMPLES)
picture = st.sampled_from(WORDS).map(lambda alt: Image("https://a.example/a.png", alt))
block: st.SearchStrategy[Block] = paragraph | example_block | picture
card = st.builds(
    Card,
    st.sampled_from(TITLES).map(rich),
    st.lists(block, max_size=3).map(tuple),
    st.sampled_from(["cover", "content", "closing"]),
    st.sampled_from(["", "notes of [[x]]"]),
)
deck = st.builds(Deck, st.sampled_from(TITLES).map(lambda title: title or "Deck"), cards=st.lists(card, min_size=1, max_size=8).map(tuple))  # fmt: skip

number = st.integers(0, 9).map(str)
reference = st.one_of(
    number.map("card {}".format),
    st.tuples(number, number).map(lambda pair: f"cards {pair[0]}-{pair[1]}"),
    st.tuples(number, number).map(lambda pair: f"slides {pair[0]} and {pair[1]}"),
    st.sampled_from(["the title card", "the last card", "the third slide", "the team card", "all cards", "the card “Pricing”", "the last two cards", "all cards except 1"]),
)  # fmt: skip
place = st.one_of(
    reference.map("after {}".format), reference.map("before {}".format), st.sampled_from(["to the end", "at the start"])
)
value = st.sampled_from(
    ["Acme", "“Acme, Inc. and sons”", "'it’s'", "Stop and use less", '""', "We grew. A lot.", "[[x]]", "水", "https://b.example/"]
)  # fmt: skip
pasted = st.sampled_from(
    ["- a\n- b", "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |", "a,b\nQ1,1\nQ2,9e999", "Q1: 1\nQ2: 2", "```\nx\n```", "# A\n\nB\n---\nC", '{"x": "y", "a": {"city": "\\ud800"}}']
)  # fmt: skip
wish = st.one_of(
    st.builds("Replace {} by {}".format, placeholder, value),
    st.builds("{}: {}".format, names, value),
    st.builds("replace “{}” with {}".format, st.sampled_from(WORDS), value),
    st.builds("On {}, replace “{}” with {}".format, reference, st.sampled_from(WORDS), value),
    st.builds("remove {}".format, reference),
    st.builds("Keep {} as is".format, reference),
    st.builds("move {} {}".format, reference, place),
    st.builds("swap cards {} and {}".format, number, number),
    st.builds("duplicate {}".format, reference),
    st.builds("reorder the cards: {}, {}, {}".format, number, number, number),
    st.builds("add a card titled {} {}".format, value, place),
    st.builds("Add a card {} titled {} with:\n{}\n".format, place, value, pasted),
    st.builds("rename {} to {}".format, reference, value),
    st.builds("title the deck {}".format, value),
    st.builds("replace the image on {} by https://b.example/{}.png (alt: {})".format, reference, number, value),
    st.builds("use http://b.example/b.png on {}".format, reference),
    st.builds("On {}, replace the {} by\n{}\n".format, reference, st.sampled_from(["table", "chart", "data"]), pasted),
    st.builds("use the {} theme".format, st.sampled_from(["midnight", "sepia", "PAPER"])),
    st.sampled_from(["make it shorter", "Adapt it for students", "Keep the layout", "Card 2:", "On card 3", "Thanks!"]),
)
prompt = st.lists(
    st.tuples(wish, st.sampled_from([". ", "\n", " and ", ", ", "\n- ", ".\n2. ", "\n\n"])), max_size=8
).map(lambda wishes: "".join(text + joint for text, joint in wishes))
noise = st.text(max_size=200) | st.lists(
    st.sampled_from(
        ["replace", "card", "“", "”", '"', "'", "[[", "]]", "{", "}", "{{", ":", ",", ".", "and", "3", "with", "by", "the", "title", "add", "a",
         "titled", "move", "after", "image", "https://x", "![", "](", ")", "\n", "- ", "|", "---", "```", "all", "except", "keep", "as is", "\ue000q0\ue001",
         "\u017f", "İ", "K", "to", "=", "theme", "on", "is", "%", "$", "__", "(alt:", "last", "first", "9999", "swap", "table", "x"]
    ),
    max_size=40,
).map(" ".join)  # fmt: skip


def check(template: Deck, found: Remixed) -> None:
    assert found.deck.cards, "a deck keeps at least one card"
    assert found.deck.title.strip()
    assert len(found.deck.cards) <= 75
    assert from_json(to_json(found.deck)) == found.deck
    assert found.theme is None or found.theme in THEMES
    assert all(warning.strip() and "\n" not in warning and "\ue000" not in warning for warning in found.warnings)
    assert len(set(found.warnings)) == len(found.warnings) <= 20
    assert found.deck.language == template.language
    assert set(found.known) <= {*found.warnings, *(one for one in found.known if one.startswith("The template has no"))}
    assert all(wish.strip() and "\ue000" not in wish for wish in found.wishes)
    numbers = [origin.number for origin in found.origins if origin.number]
    assert len(set(numbers)) == len(numbers)
    locked = [card for card, origin in zip(found.deck.cards, found.origins, strict=True) if origin.is_locked]
    assert all(card in template.cards for card in locked)


@relaxed
@given(deck, prompt)
@example(Deck("D", cards=(Card(rich("A")),)), "On card 1, replace the table by\na,b\n1,2\n")
def test_wishes_are_carried_out_or_refused(template: Deck, asked: str) -> None:
    check(template, remix(template, asked, THEMES))


@relaxed
@given(deck, noise)
@example(Deck("D", cards=(Card(rich("A")),)), "replace the \u017first image on card 1 by https://a.example/a.png")
@example(Deck("D", cards=(Card(rich("A")),)), '{"a": ' * 3000)
def test_no_prompt_raises(template: Deck, asked: str) -> None:
    check(template, remix(template, asked, THEMES))


@relaxed
@given(deck, prompt, st.sets(st.integers(1, 8), min_size=1, max_size=3))
def test_locked_cards_come_out_as_they_were(template: Deck, asked: str, locked: set[int]) -> None:
    kept = [number for number in locked if number <= len(template.cards)]
    wish = "".join(f"\n\nKeep card {number} as it is.\n" for number in kept)
    found = remix(template, f"{wish}\n{asked}", THEMES)
    cards = list(found.deck.cards)
    for number in kept:
        cards.remove(template.cards[number - 1])  # each is there, as often as it was locked


@relaxed
@given(
    deck,
    st.sampled_from(
        ["", " ", "\n\n", "Thank you!", "The river is wide and deep.", "水が流れる。", "A better world\n\nfor all"]
    ),
)
def test_what_asks_for_nothing_changes_nothing_and_says_so(template: Deck, asked: str) -> None:
    found = remix(template, asked, THEMES)
    assert found.deck == template
    assert found.theme is None
    assert found.warnings


@relaxed
@given(deck, prompt)
def test_equal_prompts_give_equal_decks(template: Deck, asked: str) -> None:
    assert remix(template, asked, THEMES) == remix(template, asked, THEMES)


@relaxed
@given(deck, names, st.text("abc äß水", min_size=1, max_size=9).filter(str.strip))
def test_a_filled_name_is_nowhere_left(template: Deck, name: str, given_value: str) -> None:
    value = " ".join(given_value.split())
    found = remix(template, f"Replace [[{name}]] by “{value}”")
    left = to_json(found.deck).decode()
    for mark in MARKS:
        assert written(mark, name) not in left


@relaxed
@given(
    st.lists(st.lists(st.sampled_from(["a", "b|c", "1", "", "[[x]]"]), min_size=2, max_size=2), min_size=2, max_size=6)
)
def test_pasted_cells_stand_in_the_table_as_they_were(rows: list[list[str]]) -> None:
    lines = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    template = Deck("D", cards=(Card(rich("A"), (Table((rich("h"), rich("i")), ((rich("x"), rich("y")),)),)),))
    (table,) = remix(template, f"On card 1, replace the table by\n{lines}").deck.cards[0].blocks
    assert isinstance(table, Table)
    cells = [[span.text for cell in row for span in cell] for row in (table.head, *table.rows)]
    wanted = [[cell for cell in row if cell] for row in rows]
    assert cells == wanted or cells == [["h", "i"], *wanted]
