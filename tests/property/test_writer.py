"""Whatever the text, the built-in writer answers with a deck and loses no word it promised to keep."""

import re
import unicodedata

import pytest
from cardwright.deck import Deck, from_json, plain, to_json, words
from cardwright.deck.blocks import Block, spec_of
from cardwright.deck.blocks.columns import Columns
from cardwright.deck.blocks.list import List
from cardwright.deck.blocks.stats import Stats
from cardwright.errors import EmptyOutput
from cardwright.write.brief import Brief, Written
from cardwright.write.builtin import write
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

relaxed = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)

WORDS = [
    "river", "Dr.", "meadow,", "1.5", "12", "Übung", "it's", "e.g.", "end.", "What?", "наука", "слово.", "كتاب", "؟", "नदी।",
    "水が流れる。", "今日は", "שלום", "(note)", "a_b", "x*y", "AT&T", "50%", "$3", "2019", "two–three", "\u200d", "émigré", "<b>", "[TODO]:", "~", "#1",
]  # fmt: skip
PREFIXES = [
    "", "", "", "# ", "## ", "### ", "- ", "* ", "  - ", "    - ", "• ", "– ", "1. ", "7) ", "   3. ", "> ", ">> ", "| ", "Label: ", "2021: ",
    "Q1: ", "From: ", "To: ", "**", "~~", "    ", "\t", "\\", "--- ", "```", "~~~", "`", "<div>", "![", "[", "***", "— ", '"', "& ",
]  # fmt: skip
SUFFIXES = ["", "", "", ":", " |", " | b |", "**", "`", "]", "](x)", "  ", "\\", "!", "~~", "—", '"', "</div>", "."]
RULES = ["", "", "---", "===", "-----", "***", "|---|---|", "```", "~~~", "\x00", "\t", ">", "-", "1.", "#", "\r"]

line = st.builds(
    lambda prefix, found, suffix: prefix + " ".join(found) + suffix,
    st.sampled_from(PREFIXES),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=14),
    st.sampled_from(SUFFIXES),
)
short = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
sign = st.sampled_from(["\t", "\t\t", "   ", ",", ";", ", "])
MARKERS = [
    "", "", "- ", "-- ", "1. ", "2. ", "1.1 ", "1.2 ", "2.1 ", "a) ", "b) ", "(a) ", "A. ", "I. ", "II. ", "i) ", "ii) ", "а) ", "一、", "二、",
]  # fmt: skip
TURNS = [
    "ANNA: ", "TOM: ", "ANNA : ", "[00:12:03] Tom Weir: ", "Speaker 1 (12:03): ", "**Anna:** ", "佐藤：", "هدى: ", "Anna  0:12", "12:03 Ole\n",
]  # fmt: skip
tables = st.builds(
    lambda between, rows: [between.join(row) for row in rows],
    sign,
    st.integers(2, 4).flatmap(
        lambda wide: st.lists(st.lists(short, min_size=wide, max_size=wide), min_size=2, max_size=5)
    ),
)
outlines = st.lists(
    st.builds("{}{}{}".format, st.sampled_from(["", "  ", "    ", "\t", "\t\t"]), st.sampled_from(MARKERS), short),
    min_size=3,
    max_size=9,
)
counted = st.builds(
    lambda start, words: [marker + word for marker, word in zip(MARKERS[start:], words, strict=False)],
    st.integers(4, len(MARKERS) - 3),
    st.lists(short, min_size=3, max_size=6),
)
talks = st.lists(
    st.builds("{}{}{}".format, st.sampled_from(TURNS), short, st.sampled_from([".", "?", ""])), min_size=3, max_size=8
)
facts = st.lists(st.builds("{}: {}".format, short, short), min_size=3, max_size=7)
pasted = st.one_of(tables, outlines, counted, talks, facts).map("\n".join)
messy = st.lists(line | st.sampled_from(RULES) | pasted, min_size=1, max_size=25).map("\n".join)
anything = messy | st.text(max_size=300)
numbers = st.none() | st.integers(1, 40)


def letters(text: str) -> str:
    """Letters and figures alone, as they are compared."""
    return "".join(char for char in unicodedata.normalize("NFC", text) if char.isalnum())


def kept_letters(text: str) -> str:
    """What a reader reads in a text: without the numbers and tags that are Markdown's own."""
    text = re.sub(
        r"^[ \t>]*(?:[-*+] +|\d{1,9}[.)] +)*(?:```|~~~).*$", "", text, flags=re.MULTILINE
    )  # the language of a fence
    text = re.sub(r"<(?:b|/?div)>", "", text)
    text = re.sub(
        r"^[ \t>]*(?:(?:[-*+•–]|\d{1,9}[.)])\s+)*(?:(?:[-*+•–]|\d{1,9}[.)])\s*$)?", "", text, flags=re.MULTILINE
    )
    return letters(text.replace("](x)", "]"))


def holds(deck: Deck, kind: type[Block]) -> bool:
    blocks = [block for card in deck.cards for block in card.blocks]
    inner = [found for block in blocks if isinstance(block, Columns) for column in block.columns for found in column]
    return any(isinstance(block, kind) for block in [*blocks, *inner])


def is_subsequence(wanted: str, found: str) -> int:
    """Where `wanted` stops being found in `found`, -1 when all of it is."""
    rest = iter(found)
    return next((at for at, char in enumerate(wanted) if char not in rest), -1)


def written(brief: Brief) -> Written | None:
    try:
        return write(brief)
    except EmptyOutput as error:
        assert error.message and error.hint
        return None


@pytest.mark.timeout(0)  # it takes as long as the inputs that were asked for
def test_preserve_keeps_every_word_in_order(request: pytest.FixtureRequest) -> None:
    settings(relaxed, max_examples=request.config.getoption("--inputs"))(_keeps_every_word_in_order)()


@given(messy, numbers)
@example("x\n---", None)
@example("a | b\n--|--\n1 | 2 | 3", 2)
@example("Dr. No", 3)
@example("river\n\n[TODO]:</div>", None)
@example("river\n\n[Owner]: /home/maria", None)
@example("[TODO]: #1\n[TODO]:", None)
@example("river\n– river\n– [TODO]: river", None)
@example("From: river\nTo: meadow\nit's\n\nFrom: Übung\nDate: 2019\n\nnote,", 3)
def _keeps_every_word_in_order(text: str, number: int | None) -> None:
    found = written(Brief(text, mode="preserve", cards=number))
    if found is None:
        assert not letters(text)
        return
    said = letters("\n".join(words(card) for card in found.deck.cards))
    wanted = kept_letters(text)
    if holds(found.deck, Stats):  # a key figure stands above its label
        assert not [char for char in set(wanted) if wanted.count(char) > said.count(char)]
    else:
        at = is_subsequence(wanted, said)
        assert at < 0, f"lost from {wanted[at : at + 20]!r} on"


@relaxed
@given(anything, st.sampled_from(["generate", "condense", "preserve"]), numbers, st.text(max_size=60))
def test_any_text_becomes_a_sound_deck_or_is_refused(text: str, mode: str, number: int | None, wish: str) -> None:
    found = written(Brief(text, mode=mode, cards=number, instructions=wish))  # type: ignore[arg-type]
    if found is None:
        return
    deck = found.deck
    assert from_json(to_json(deck)) == deck
    assert deck.title.strip()
    assert all(words(card).strip() or card.blocks for card in deck.cards), "an empty card"
    if number is not None:
        assert len(deck.cards) == number or (len(deck.cards) < number and found.warnings)
    for card in deck.cards:
        assert not any("\n" in span.text or "\ue000" in span.text for span in card.title)
        for block in card.blocks:
            assert isinstance(spec_of(block).words(block), str)


@relaxed
@given(
    st.lists(st.sampled_from([word for word in WORDS if word.isalnum()]), min_size=1, max_size=80), st.integers(1, 60)
)
def test_plain_words_give_exactly_as_many_cards_as_asked(found: list[str], number: int) -> None:
    deck = write(Brief(" ".join(found), mode="preserve", cards=number)).deck
    assert len(deck.cards) == number or len(deck.cards) >= min(number, len(found)) - 1


@relaxed
@given(messy, numbers)
def test_equal_briefs_give_equal_decks(text: str, number: int | None) -> None:
    brief = Brief(text, mode="condense", cards=number)
    assert written(brief) == written(brief)


@relaxed
@given(messy, st.integers(2, 12))
@example("river`\nriver\n`river", 2)  # marks between words go, and what they part stands together
def test_condensing_adds_no_words(text: str, number: int) -> None:
    found = written(Brief(text, mode="condense", cards=number))
    if found is None:
        return
    letters = "".join(re.findall(r"[^\W\d_]", text.casefold()))
    said = " ".join(plain(card.title) + " " + " ".join(_running(card.blocks)) for card in found.deck.cards)
    for word in re.findall(r"[a-z]{3,}", said.casefold()):
        assert word in letters


def _running(blocks: tuple[Block, ...]) -> list[str]:
    return [spec_of(block).words(block) for block in blocks if isinstance(block, List)]
