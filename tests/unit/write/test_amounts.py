"""How many cards a text becomes, and how many words are on each, with texts that summaries are judged by."""

import tomllib
from pathlib import Path
from statistics import mean
from typing import get_args

import pytest
from cardwright.deck import Card, rich
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.table import Table
from cardwright.write.brief import Amount, Brief, Mode
from cardwright.write.builtin import TOO_SHORT, write
from cardwright.write.condense import WORDS, condensed
from cardwright.write.language import count
from cardwright.write.outline import Section, said
from cardwright.write.pack import Draft
from cardwright.write.rank import Weights, chosen, sentence

CORPUS = Path(__file__).parents[3] / "bench/writing/corpus"
LONG = ("en-lesson", "en-release", "de-protokoll", "fr-rapport", "es-acta", "pt-ata")


def text_of(name: str) -> str:
    return tomllib.loads((CORPUS / f"{name}.toml").read_text(encoding="utf-8"))["text"]


def size(card: Card) -> int:
    return count(" ".join(map(said, card.blocks)))


def sentences(number: int, words: int) -> list[str]:
    """Sentences without a word in common."""
    return [
        " ".join(f"{'bcdfghjklmnpqrstvwxz'[one]}a{at}o" for at in range(words)).capitalize() + "."
        for one in range(number)
    ]


@pytest.mark.parametrize("mode", get_args(Mode))
@pytest.mark.parametrize("name", ["ar-email", "en-transcript", "zh-minutes"])
def test_a_deck_has_exactly_as_many_cards_as_asked_for(name: str, mode: Mode) -> None:
    text = text_of(name)
    assert [len(write(Brief(text, mode, cards=number)).deck.cards) for number in (1, 5, 10, 20, 40)] == [
        1,
        5,
        10,
        20,
        40,
    ]


def test_a_text_with_too_few_words_for_the_cards_says_so() -> None:
    found = write(Brief("Tides rise twice a day.", "condense", cards=20))
    assert len(found.deck.cards) < 20
    assert found.warnings == (TOO_SHORT.format(wanted=20, made=len(found.deck.cards)),)


@pytest.mark.parametrize("amount", ["medium", "detailed", "extensive"])
def test_cards_have_about_the_words_that_were_asked_for(amount: Amount) -> None:
    sizes: list[int] = []
    for text in map(text_of, LONG):
        number = max(int(count(text) / (1.5 * WORDS[amount])), 1)
        cards = write(Brief(text, "condense", cards=number, amount=amount)).deck.cards
        sizes.extend(size(card) for card in cards if card.kind == "content")
    assert mean(sizes) == pytest.approx(WORDS[amount], rel=0.12)


@pytest.mark.parametrize("budget", [60, 120, 240])
def test_sentences_go_over_the_words_wanted_by_half_a_sentence_at_most(budget: int) -> None:
    texts = sentences(20, 17)
    found = [sentence(text, at) for at, text in enumerate(texts)]
    used = sum(found[at].size for at in chosen(found, Weights(found), budget, 20))
    assert budget - 17 < used <= budget + 9


def test_what_a_table_says_counts_among_the_words_of_its_card() -> None:
    prose = Paragraph(rich(" ".join(sentences(20, 10))))
    small = Table((rich("Year"), rich("Boats")), ((rich("1998"), rich("14")), (rich("1999"), rich("21"))))
    for blocks in ((prose,), (prose, small)):
        (draft,) = condensed([Draft((Section(rich("Boats"), 2, blocks),))], "detailed")
        words = sum(count(said(block)) for block in draft.sections[0].blocks)
        assert words == pytest.approx(WORDS["detailed"], rel=0.12)


def test_many_sections_on_a_card_say_as_much_as_one() -> None:
    sections = tuple(
        Section(rich(name.title()), 2, (Paragraph(rich(" ".join(f"The {name} {one}" for one in sentences(9, 7)))),))
        for name in ("heron", "otter", "trout", "beaver", "moose")
    )
    (draft,) = condensed([Draft(sections)], "detailed")
    words = sum(count(said(block)) for section in draft.sections for block in section.blocks)
    assert words == pytest.approx(WORDS["detailed"], rel=0.12)
