"""How well the built-in writer summarises, beside two simple baselines with as many words."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from statistics import mean
from typing import get_args

from cardwright.deck import Card, Deck, plain, words
from cardwright.write.brief import Amount, Brief, Mode
from cardwright.write.builtin import write
from cardwright.write.condense import WORDS
from cardwright.write.outline import said
from cardwright.write.sentences import parts

from . import baselines, scores
from .documents import Document, documents

CARDS = 6
_COUNTS = (1, 5, 10, 20, 40)
_PLENTY = 1.5  # times the words wanted
_NEAR = 0.15  # share of the words wanted, by which a card may differ and still be near


@dataclass(frozen=True, slots=True)
class Row:
    coverage: float
    rouge1: float
    rouge2: float
    redundancy: float
    ungrounded: float
    words: float


def measure() -> list[str]:
    found = documents()
    lines = [f"{len(found)} texts in {len({one.language for one in found})} languages, {CARDS} cards each", _head()]
    decks = [condensed(one) for one in found]
    bodies = [_bodies(deck, one) for deck, one in zip(decks, found, strict=True)]
    sizes = [_size(sentences) for sentences in bodies]
    summaries = {
        "condense": bodies,
        "lead-3": [baselines.lead(one.text, size) for one, size in zip(found, sizes, strict=True)],
        "TextRank": [baselines.textrank(one.text, size) for one, size in zip(found, sizes, strict=True)],
    }
    for name, texts in summaries.items():
        lines.append(_line(name, [row(one, text) for one, text in zip(found, texts, strict=True)]))
    lines.append(
        f"condense: card balance {mean(map(_balance, decks)):.2f}, good titles {mean(map(_titles, decks)):.2f}"
    )
    return [*lines, *(_exact(found, mode) for mode in get_args(Mode)), *(_per_card(found, amount) for amount in WORDS)]


def decked(document: Document, number: int, amount: Amount, mode: Mode = "condense") -> Deck:
    return write(Brief(document.text, mode, cards=number, amount=amount, language=document.language)).deck


def condensed(document: Document) -> Deck:
    return decked(document, CARDS, "brief")


def row(document: Document, texts: Sequence[str]) -> Row:
    text = "\n".join(texts)
    return Row(
        scores.coverage(text, document.facts),
        scores.rouge(text, document.reference, 1),
        scores.rouge(text, document.reference, 2),
        scores.redundancy(texts),
        len(scores.ungrounded(text, document.text)),
        scores.count(text),
    )


def _bodies(deck: Deck, document: Document) -> list[str]:
    """The sentences of a deck's cards, those that became titles among them; not the text's own headings."""
    sentences = {one.rstrip(" .!?。") for line in document.text.splitlines() for one in parts(line.lstrip("-* "))}
    headings = {line.strip("#* ") for line in document.text.splitlines()}
    found: list[str] = []
    for card in deck.cards:
        title, body = plain(card.title), "\n".join(map(said, card.blocks))
        found += [title] if title in sentences - headings and title not in body else []
        found += [one for part in body.split("\n") for one in parts(part)]
    return found


def _size(sentences: Sequence[str]) -> int:
    return sum(map(scores.count, sentences))


def _exact(found: Sequence[Document], mode: Mode) -> str:
    """Decks with exactly as many cards as asked for, for each number of cards."""
    exact = {
        number: sum(len(decked(one, number, "medium", mode).cards) == number for one in found) for number in _COUNTS
    }
    told = ", ".join(f"{good} at {number}" for number, good in exact.items())
    return f"{mode}: of {len(found)} texts with exactly as many cards as asked for: {told}"


def _per_card(found: Sequence[Document], amount: Amount) -> str:
    """Words under the titles of cards, covers aside, of texts that have plenty of them for the number of cards."""
    wanted = WORDS[amount]
    numbers = [(one, min(int(scores.count(one.text) / (_PLENTY * wanted)), CARDS)) for one in found]
    decks = [decked(one, number, amount) for one, number in numbers if number]
    sizes = [scores.count(" ".join(map(said, card.blocks))) for deck in decks for card in _inner(deck)]
    near = mean(abs(size / wanted - 1) <= _NEAR for size in sizes)
    return f"condense: {amount:9} {mean(sizes):5.1f} words a card, {wanted} wanted, {near:.0%} within {_NEAR:.0%}"


def _inner(deck: Deck) -> Sequence[Card]:
    return [card for card in deck.cards if card.kind == "content"]


def _balance(deck: Deck) -> float:
    return scores.balance([words(card) for card in _inner(deck)])


def _titles(deck: Deck) -> float:
    return scores.titles([plain(card.title) for card in deck.cards])


def _head() -> str:
    return f"{'':10}" + "".join(f"{field.name:>12}" for field in fields(Row))


def _line(name: str, rows: Sequence[Row]) -> str:
    return f"{name:10}" + "".join(f"{mean(getattr(one, field.name) for one in rows):12.3f}" for field in fields(Row))
