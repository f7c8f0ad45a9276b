"""What the lists of a finished card mean: points with labels, steps, an agenda, a funnel, people, two sides.

A deck keeps its lists, to be read and edited as such; they are given their
form when the deck is composed for slides and posts, where it is known which
items share a card and under which title. No word is lost and their order
stays; where a list has no form, it stays a list.
"""

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from msgspec.structs import replace

from cardwright.deck import Block, Card, Deck, Text, name, plain, words
from cardwright.deck.blocks.agenda import Agenda
from cardwright.deck.blocks.columns import Columns
from cardwright.deck.blocks.comparison import Comparison, Side, Verdict
from cardwright.deck.blocks.cycle import Cycle, Phase
from cardwright.deck.blocks.funnel import Funnel, Stage
from cardwright.deck.blocks.heading import Heading
from cardwright.deck.blocks.list import List, numbered
from cardwright.deck.blocks.matrix import Field, Matrix
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.points import Point, Points
from cardwright.deck.blocks.pyramid import Layer, Pyramid
from cardwright.deck.blocks.stats import Stats
from cardwright.deck.blocks.steps import Step, Steps
from cardwright.deck.blocks.team import Person, Team
from cardwright.deck.figures import is_figure
from cardwright.write import spans
from cardwright.write.language import count
from cardwright.write.outline import first_words
from cardwright.write.rows import Row, rows
from cardwright.write.topics import announces
from cardwright.write.wishes import Form, Shape, best

_MOST: Final = 8  # items of a form; a longer list is a list
_FEWEST_STEPS: Final = 3
_LABEL_WORDS: Final = 6
_LABEL_CHARACTERS: Final = 42
_TEXT_WORDS: Final = 45
_STEP_WORDS: Final = 34
_TOPIC_WORDS: Final = 9
_MOST_TOPICS: Final = 12
_READ: Final = 300  # characters of a card by which a wish finds it
_ROLE: Final = " .:,;\N{EN DASH}\N{EM DASH}-"


def formed(deck: Deck, shapes: Sequence[Shape] = ()) -> Deck:
    """The deck with every list that has a form shown in it; `shapes` are forms that were asked for."""
    topics = [f"{name(card)} {words(card)[:_READ]}" for card in deck.cards] if shapes else []
    asked: dict[int, Form] = {at: shape.form for shape in shapes if (at := best(shape, topics)) is not None}
    return replace(deck, cards=tuple(_card(card, asked.get(at)) for at, card in enumerate(deck.cards)))


def _card(card: Card, asked: Form | None) -> Card:
    if asked is not None:
        blocks = tuple(_asked(block, asked) for block in card.blocks)
        if blocks != card.blocks or asked == "list":
            return replace(card, blocks=blocks)
    if card.kind != "content":
        return card
    title = plain(card.title)
    sides = _of_sides(card.blocks)
    blocks = sides if sides is not None else tuple(_block(block, card.blocks, title) for block in card.blocks)
    return card if blocks == card.blocks else replace(card, blocks=blocks)


def _block(block: Block, among: Sequence[Block], title: str) -> Block:
    if isinstance(block, Stats) and len(block.items) >= _FEWEST_STEPS and announces(title, "funnel"):
        return Funnel(tuple(Stage(item.label, item.value) for item in block.items))
    if not isinstance(block, List) or sum(isinstance(one, List) for one in among) > 1:
        return block
    items = [item for item in numbered(block) if plain(item.text).strip()]
    if not len(items) > 1 or any(item.level for item in items):
        return block
    texts = [item.text for item in items]
    if any(span.code or span.link for text in texts for span in text[:1]):
        return block
    return _announced(texts, title) or _plain(block, texts) or block


def _asked(block: Block, form: Form) -> Block:
    """A flat list in the form that was asked for, if its items can be shown so."""
    if not isinstance(block, List) or form == "list":
        return block
    texts = [item.text for item in block.items if plain(item.text).strip()]
    if not 1 < len(texts) <= _MOST or any(item.level for item in block.items):
        return block
    both = [(row.label, row.value) if row else ((), text) for text, row in _each(texts, _parted(texts))]
    if form == "steps":
        return Steps(tuple(Step(label, text) for label, text in both))
    if form == "points":
        return Points(tuple(Point(label, text) for label, text in both))
    named = [(label or text, text if label else ()) for label, text in both]
    if form in {"funnel", "pyramid"} and any(span.note for text in texts for span in text):  # they hold no notes
        return block
    if form == "funnel":
        return Funnel(tuple(_stage(label, Row(label, text) if text else None) for label, text in named))
    if form == "cycle":
        return Cycle(tuple(Phase(label, text) for label, text in named))
    return Pyramid(tuple(Layer(first_words(label), text) for label, text in named))


def _announced(texts: Sequence[Text], title: str) -> Block | None:
    """The form that the card's title asks for; some of them hold no notes."""
    if any(span.note for text in texts for span in text):
        return None
    if announces(title, "agenda") and len(texts) <= _MOST_TOPICS and _brief(texts, _TOPIC_WORDS):
        return Agenda(tuple(texts))
    if not _FEWEST_STEPS <= len(texts) <= _MOST:
        return None
    parted = _parted(texts)
    if announces(title, "funnel") and (parted or _brief(texts, _LABEL_WORDS)):
        return Funnel(tuple(_stage(text, row) for text, row in _each(texts, parted)))
    if announces(title, "pyramid") and (parted or _brief(texts, _LABEL_WORDS)):
        return Pyramid(
            tuple(
                Layer(first_words(row.label if row else text), row.value if row else ())
                for text, row in _each(texts, parted)
            )
        )
    if announces(title, "cycle") and (parted or _brief(texts, _TOPIC_WORDS)):
        return Cycle(tuple(Phase(row.label, row.value) if row else Phase(text) for text, row in _each(texts, parted)))
    if announces(title, "team") and parted:
        return Team(tuple(_person(row) for row in parted))
    if announces(title, "process") and parted and _brief(texts, _STEP_WORDS):
        return Steps(tuple(Step(row.label, row.value) for row in parted))
    return None


def _plain(block: List, texts: Sequence[Text]) -> Block | None:
    """The form that a list has by itself."""
    if len(texts) > _MOST:
        return None
    parted = _parted(texts)
    numbers = [item.number for item in numbered(block) if plain(item.text).strip()]
    if all(number is not None for number in numbers):
        start = numbers[0] or 0
        runs_on = numbers == list(range(start, start + len(numbers)))
        if not runs_on or start < 1 or not _brief(texts, _STEP_WORDS):
            return None
        if parted:
            return Steps(tuple(Step(row.label, row.value) for row in parted), start)
        return Steps(tuple(Step((), text) for text in texts), start) if len(texts) >= _FEWEST_STEPS else None
    if block.ordered or not parted or not _brief([row.value for row in parted], _TEXT_WORDS):
        return None
    return Points(tuple(Point(row.label, row.value) for row in parted))


def _parted(texts: Sequence[Text]) -> tuple[Row, ...]:
    """Label and text of every item, or nothing when one of them has no short label."""
    found = [_bold(text) for text in texts]
    parted = tuple(row for row in found if row) if all(found) else rows(texts)
    fits = all(count(plain(row.label)) <= _LABEL_WORDS and len(plain(row.label)) <= _LABEL_CHARACTERS for row in parted)
    return parted if parted and fits else ()


def _bold(text: Text) -> Row | None:
    """`**Label.** And what is to be said about it`."""
    bold = list(takewhile(lambda span: span.bold, text))
    rest = spans.strip(text[len(bold) :], " \t:,;\N{EN DASH}\N{EM DASH}-：，、")
    label = spans.strip(tuple(replace(span, bold=False) for span in bold), " \t:：")
    label = _without_stop(label)
    return Row(label, rest) if label and plain(label).strip() and plain(rest).strip() else None


def _without_stop(label: Text) -> Text:
    """A label needs no full stop; an ellipsis stays."""
    text = plain(label)
    return spans.strip(label, ".。") if text.endswith((".", "。")) and not text.endswith("..") else label


def _brief(texts: Sequence[Text], most: int) -> bool:
    return all(count(plain(text)) <= most for text in texts)


def _each(texts: Sequence[Text], parted: Sequence[Row]) -> list[tuple[Text, Row | None]]:
    return list(zip(texts, parted, strict=True)) if parted else [(text, None) for text in texts]


def _stage(text: Text, row: Row | None) -> Stage:
    if row is None:
        return Stage(first_words(text))
    label, value = first_words(row.label), first_words(row.value)
    return Stage(label, value) if is_figure(value) else Stage(label, "", value)


def _person(row: Row) -> Person:
    """`Ruth Aldane: farmer, chair of the trust`."""
    return Person(first_words(row.label), plain(spans.strip(row.value, _ROLE)))


def _of_sides(blocks: Sequence[Block]) -> tuple[Block, ...] | None:
    """A comparison or a matrix in place of columns whose headings are its sides."""
    if not blocks or not isinstance(blocks[-1], Columns):
        return None
    parts = [_side(column) for column in blocks[-1].columns]
    sides = [side for side in parts if side is not None]
    if len(sides) < len(parts):
        return None
    labels = [plain(side.label) for side in sides]
    if len(sides) == 4 and all(announces(label, "swot") for label in labels):  # noqa: PLR2004 - two by two
        return (*blocks[:-1], Matrix(tuple(Field(side.label, side.points) for side in sides)))
    verdicts = [_verdict(label) for label in labels]
    if set(verdicts) == {"good", "bad"}:
        judged = (replace(side, verdict=verdict) for side, verdict in zip(sides, verdicts, strict=True))
        return (*blocks[:-1], Comparison(tuple(judged)))
    return None


def _side(column: Sequence[Block]) -> Side | None:
    """A heading with a flat list or a paragraph below it."""
    match column:
        case (Heading(text=text), List() as points) if not points.ordered and not any(
            one.level for one in points.items
        ):
            return Side(text, tuple(item.text for item in points.items))
        case (Heading(text=text), Paragraph(text=said)):
            return Side(text, (said,))
        case _:
            return None


def _verdict(label: str) -> Verdict:
    return "good" if announces(label, "good") else "bad" if announces(label, "bad") else "none"
