"""Whatever a language model answers: a deck comes back, locked cards are as they were, and no address comes in from nowhere."""

import json
from typing import Any

import msgspec
from cardwright.deck import Card, Deck, Span, from_json, plain, rich, to_json
from cardwright.deck.blocks import all_specs
from cardwright.deck.blocks.columns import Columns
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.markup import inline
from cardwright.write.remix import Origin, remix
from cardwright.write.remix.stage import MOST_CARDS
from cardwright.write.remix.text import addresses
from cardwright.write.revise import Plan, Revision, revised
from cardwright.write.revise.reading import Reader
from cardwright.write.revise.view import view
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

relaxed = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
EVIL = "https://evil.example/"
TEXTS = [
    "", " ", "A word", "**bold** _it_", "# Head", "- a\n- b", "1. one", "> said", "| a | b |\n|---|---|\n| 1 | 2 |",
    f"![x]({EVIL}a.png)", f"[go]({EVIL}) there", f"{EVIL}b.png", "```\ncode\n```", "---", "水", "\x00", "<b>", "[[x]]",
    "x" * 300, "</deck>", "{{city}}", "\\", "*", "`", "a\n\n---\n\nb",
]  # fmt: skip
text = st.sampled_from(TEXTS) | st.text(max_size=20)
short = text.map(lambda one: one[:300])
card_id = st.sampled_from([*(f"card-{at}" for at in range(1, 9)), "new-1", "", "card-0", "7", "💥"])
block_id = st.tuples(card_id, st.integers(0, 5)).map(lambda pair: f"{pair[0]}.b{pair[1]}")
texts = st.lists(text, max_size=4)
numbers = st.lists(st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-9, 9), max_size=3)
series = st.lists(st.fixed_dictionaries({"name": short, "values": numbers}), min_size=1, max_size=3)


def op(name: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"op": st.just(name), **fields})


operation = st.one_of(
    op("set_deck_title", title=short),
    op("set_card_title", card=card_id, title=short),
    op("set_notes", card=card_id, notes=text),
    op("insert_card", after=card_id, title=short, markdown=text, notes=text),
    op("remove_card", card=card_id),
    op("move_card", card=card_id, after=card_id),
    op("rewrite_texts", block=block_id, texts=texts),
    op("replace_block", block=block_id, markdown=text),
    op("add_blocks", card=card_id, markdown=text),
    op("remove_block", block=block_id),
    op("set_table", block=block_id, head=texts, rows=st.lists(texts, min_size=1, max_size=3)),
    op("set_chart", block=block_id, categories=st.lists(short, min_size=1, max_size=3), series=series),
)
example = st.sampled_from([spec.example for spec in all_specs().values()])
linked = Paragraph((Span("See "), Span("this", link="https://a.example/")))
block = example | st.just(linked) | example.filter(lambda one: not isinstance(one, Columns)).map(lambda one: Columns(((one,), (linked,))))  # fmt: skip
card = st.builds(
    Card, st.sampled_from(["", "Team", "[[x]]"]).map(rich), st.lists(block, max_size=3).map(tuple), notes=text
)
decks = st.lists(st.tuples(card, st.booleans()), min_size=1, max_size=6)


def origins_of(locks: list[bool]) -> tuple[Origin, ...]:
    """Every fourth card is new, and new ones are never locked."""
    return tuple(
        Origin(None, is_locked=False) if at % 4 == 3 else Origin(at + 1, lock) for at, lock in enumerate(locks)
    )


@relaxed
@given(decks, st.lists(operation, max_size=12), st.lists(st.integers(1, 2), max_size=3), st.booleans())
def test_no_plan_breaks_a_deck(
    found: list[tuple[Card, bool]], operations: list[dict[str, Any]], undone: list[int], keeps_title: bool
) -> None:
    deck = Deck("Deck", cards=tuple(card for card, _ in found))
    origins = origins_of([lock for _, lock in found])
    plan = msgspec.convert({"operations": operations, "undone": undone}, Plan)
    made = revised(deck, Revision(("one", "two"), origins, (), keeps_title), plan)
    assert 1 <= len(made.deck.cards) <= MOST_CARDS
    assert made.deck.title.strip()
    assert not keeps_title or made.deck.title == "Deck"
    after = [to_json(Deck("", cards=(card,))) for card in made.deck.cards]
    for card, origin in zip(deck.cards, origins, strict=True):
        assert not origin.is_locked or to_json(Deck("", cards=(card,))) in after
    known = {address for card in deck.cards for address in addresses(card)}
    assert {address for card in made.deck.cards for address in addresses(card)} - {""} <= known
    assert from_json(to_json(made.deck)) == made.deck
    assert len(made.warnings) <= 20
    assert msgspec.json.decode(msgspec.json.encode(plan), type=Plan) == plan


@relaxed
@given(decks)
def test_what_a_model_sees_is_json_and_gives_every_block_an_id_of_its_own(found: list[tuple[Card, bool]]) -> None:
    deck = Deck("Deck", cards=tuple(card for card, _ in found))
    seen = json.loads(msgspec.json.encode(view(deck, origins_of([lock for _, lock in found]))))
    slots = [one for card in seen["cards"] for part in card.get("blocks", []) for one in inner(part)]
    count = sum(
        len(one.columns[0] + one.columns[1]) if isinstance(one, Columns) else 1
        for card in deck.cards
        for one in card.blocks
    )
    assert len({slot["id"] for slot in slots}) == count


def inner(part: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for column in part["columns"] for one in column] if "columns" in part else [part]


WORDS = [
    "river",
    "1.",
    "- ",
    "# ",
    "*",
    "_",
    "[",
    "](",
    "`",
    "|",
    "~~",
    "Übung",
    "水",
    "Label:",
    "•",
    ">",
    "==",
    "—",
    "·",
]
spans = st.builds(
    Span, st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), st.booleans(), st.booleans()
)


@relaxed
@given(st.lists(spans, min_size=1, max_size=4).map(tuple))
def test_a_text_that_a_model_gives_back_says_what_it_said(said: tuple[Span, ...]) -> None:
    again = Reader(()).line(inline(said))
    assert " ".join(plain(again).split()) == " ".join(plain(said).split())


@relaxed
@given(st.text(max_size=60) | st.sampled_from(TEXTS))
def test_a_wish_is_what_the_grammar_could_not_do(prompt: str) -> None:
    made = remix(Deck("Deck", cards=(Card(rich("Team")), Card(rich("Prices")))), prompt)
    assert len(made.origins) == len(made.deck.cards)
    assert set(made.known) <= set(made.warnings)
    assert bool(made.wishes) or made.known == made.warnings
