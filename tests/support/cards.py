"""Cards of every block with made-up words in eight scripts, the same ones for the same number."""

import io
import random
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, get_args

from cardwright.deck import Block, Card, Deck, Text, rich
from cardwright.deck.blocks.agenda import Agenda
from cardwright.deck.blocks.chart import Chart, ChartType, Series
from cardwright.deck.blocks.code import Code
from cardwright.deck.blocks.columns import Columns
from cardwright.deck.blocks.comparison import Comparison, Side
from cardwright.deck.blocks.cycle import Cycle, Phase
from cardwright.deck.blocks.funnel import Funnel, Stage
from cardwright.deck.blocks.heading import Heading
from cardwright.deck.blocks.image import Image
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.matrix import Field, Matrix
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.points import Point, Points
from cardwright.deck.blocks.pyramid import Layer, Pyramid
from cardwright.deck.blocks.quote import Quote
from cardwright.deck.blocks.stats import Stat, Stats
from cardwright.deck.blocks.steps import Step, Steps
from cardwright.deck.blocks.table import Table
from cardwright.deck.blocks.team import Person, Team
from cardwright.deck.blocks.timeline import Event, Timeline
from cardwright.images.check import checked
from cardwright.layout import Laid
from cardwright.pipeline import Order, laid
from cardwright.scene import Image as Picture
from cardwright.scene.format import FORMATS
from cardwright.theme import all_themes
from cardwright.write import Brief
from PIL import Image as Pixels

# Letters or syllables of words, and what stands between words; each script with a language that is written in it.
SCRIPTS: Mapping[str, tuple[Sequence[str], str]] = {
    "en": (tuple("aeioubcdfghlmnprst"), " "),
    "ru": (tuple("аеиоубвгдзклмнпрст"), " "),
    "el": (tuple("αειουβγδκλμνπρστ"), " "),
    "ar": (tuple("اويبتحدرسعفقكلمن"), " "),
    "he": (tuple("אויבגדהזחטכלמנסעפ"), " "),
    "hi": (("कि", "का", "के", "को", "गी", "मु", "न", "प", "र", "स", "त", "दे", "बा", "ल"), " "),
    "ja": (tuple("水川山田木花鳥風月空海のはがを"), ""),
    "th": (("กา", "ขา", "มา", "ลา", "นา", "รัก", "ดิน", "น้ำ", "ปลา"), ""),
}
_SIZES = {"wide": (1600, 700), "tall": (600, 900), "tiny": (60, 60)}
PICTURES = (*_SIZES, "missing")


class Words:
    """Words of a language; now and then a very long one."""

    def __init__(self, chance: random.Random, language: str) -> None:
        self.chance = chance
        self._letters, self.between = SCRIPTS[language]

    def word(self) -> str:
        length = self.chance.choice((2, 3, 4, 5, 6, 8, 11)) if self.chance.random() < 0.99 else 34
        longest = max(map(len, self._letters))  # syllables of scripts whose vowels stand on their consonants
        return "".join(self.chance.choices(self._letters, k=-(-length // longest)))

    def text(self, least: int, most: int) -> str:
        return self.between.join(self.word() for _ in range(self.chance.randint(least, most)))

    def rich(self, least: int, most: int) -> Text:
        return rich(self.text(least, most))

    def several(self, least: int, most: int) -> range:
        return range(self.chance.randint(least, most))


def _chart(words: Words) -> Block:
    chance, count = words.chance, words.chance.randint(1, 9)
    kind: ChartType = chance.choice(get_args(ChartType))
    low = chance.choice((0.0, -50.0))
    series = tuple(
        Series(tuple(round(chance.uniform(low, 10 ** chance.randint(1, 5)), 1) for _ in range(count)), words.text(1, 2))
        for _ in words.several(1, 3)
    )
    return Chart(kind, tuple(words.text(1, 2) for _ in range(count)), series, words.text(0, 5))


def _table(words: Words) -> Block:
    columns = words.several(1, 6)
    rows = tuple(tuple(words.rich(0, 5) for _ in columns) for _ in words.several(1, 14))
    return Table(tuple(words.rich(1, 2) for _ in columns) if words.chance.random() < 0.8 else (), rows)


def _columns(words: Words) -> Block:
    inner = ("paragraph", "list", "heading", "stats", "image", "quote", "code")
    return Columns(
        tuple(
            tuple(BLOCKS[words.chance.choice(inner)](words) for _ in words.several(1, 2)) for _ in words.several(2, 3)
        )
    )


BLOCKS: Mapping[str, Callable[[Words], Block]] = {
    "agenda": lambda w: Agenda(tuple(w.rich(1, 5) for _ in w.several(2, 10))),
    "chart": _chart,
    "code": lambda w: Code("\n".join(f"{w.word()}({w.word()})  # {w.text(0, 9)}" for _ in w.several(1, 14)), "python"),
    "columns": _columns,
    "comparison": lambda w: Comparison(
        tuple(Side(w.rich(1, 3), tuple(w.rich(1, 10) for _ in w.several(0, 5))) for _ in w.several(2, 4))
    ),
    "cycle": lambda w: Cycle(tuple(Phase(w.rich(1, 3), w.rich(0, 10)) for _ in w.several(3, 6))),
    "funnel": lambda w: Funnel(tuple(Stage(w.text(1, 3), w.text(0, 1), w.text(0, 8)) for _ in w.several(3, 6))),
    "heading": lambda w: Heading(w.rich(1, 8), w.chance.choice((2, 3))),
    "image": lambda w: Image(w.chance.choice(PICTURES), w.text(1, 4), w.rich(0, 8)),
    "list": lambda w: List(
        tuple(Item(w.rich(1, 24), w.chance.choice((0, 0, 0, 1, 2))) for _ in w.several(1, 9)), w.chance.random() < 0.3
    ),
    "matrix": lambda w: Matrix(
        tuple(Field(w.rich(1, 3), tuple(w.rich(1, 8) for _ in w.several(0, 4))) for _ in range(4)),
        w.text(0, 3), w.text(0, 3),
    ),
    "paragraph": lambda w: Paragraph(w.rich(1, 130), w.chance.random() < 0.2),
    "points": lambda w: Points(tuple(Point(w.rich(1, 4), w.rich(0, 16)) for _ in w.several(2, 8))),
    "pyramid": lambda w: Pyramid(tuple(Layer(w.text(1, 2), w.rich(0, 10)) for _ in w.several(3, 5))),
    "quote": lambda w: Quote(w.rich(3, 40), w.text(0, 3)),
    "stats": lambda w: Stats(tuple(Stat(w.word()[:6], w.text(0, 5)) for _ in w.several(1, 8))),
    "steps": lambda w: Steps(tuple(Step(w.rich(0, 3), w.rich(1, 16)) for _ in w.several(3, 8))),
    "table": _table,
    "team": lambda w: Team(
        tuple(Person(w.text(1, 3), w.text(0, 4), w.text(0, 12), w.chance.choice(("", *PICTURES))) for _ in w.several(2, 12))
    ),
    "timeline": lambda w: Timeline(
        tuple(Event(w.word()[:6], w.text(0, 4), w.rich(0, 12)) for _ in w.several(2, 9))
    ),
}  # fmt: skip


def deck_of(number: int, cards: int) -> Deck:
    """Deck `number`: a language, and cards of one to four blocks of any kind."""
    chance = random.Random(number)
    language = chance.choice(list(SCRIPTS))
    words = Words(chance, language)
    return Deck(words.text(2, 6), language, tuple(_card(words, at) for at in range(cards)))


def _card(words: Words, at: int) -> Card:
    kind: Any = "cover" if not at else words.chance.choice(("content",) * 8 + ("section", "statement", "closing"))
    blocks = range(words.chance.choice((1, 1, 1, 2, 2, 3, 4)))
    if kind != "content":
        return Card(words.rich(1, 14), tuple(BLOCKS["paragraph"](words) for _ in words.several(0, 2)), kind)
    names = [words.chance.choice(list(BLOCKS)) for _ in blocks]
    return Card(words.rich(0, 14), tuple(BLOCKS[name](words) for name in names), kind)


@cache
def _pictures() -> Mapping[str, Picture]:
    return {name: _drawn(size) for name, size in _SIZES.items()}


def _drawn(size: tuple[int, int]) -> Picture:
    data = io.BytesIO()
    Pixels.new("RGB", size, "teal").save(data, "PNG")
    return checked(data.getvalue())


def random_laid(number: int, each: int) -> tuple[Laid, str]:
    """A deck of so many cards in a theme and a format by chance, and what to call it."""
    chance = random.Random(number)
    name, theme = chance.choice(list(FORMATS)), chance.choice(list(all_themes()))
    pages = laid(Order(Brief(""), theme, name), deck_of(number, each), _pictures(), FORMATS[name])
    return pages, f"deck {number}, {theme}, {name}"
