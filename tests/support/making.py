"""Decks as the pipeline makes them, for tests of what they become."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import anyio
from cardwright.deck import Card, Deck, Span, rich
from cardwright.deck.blocks import all_specs
from cardwright.deck.blocks.chart import Chart, Series
from cardwright.deck.blocks.heading import Heading
from cardwright.deck.blocks.image import Image as ImageBlock
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.table import Table
from cardwright.errors import CardwrightError
from cardwright.images.check import checked
from cardwright.images.gather import FolderFetcher
from cardwright.layout import Laid
from cardwright.pipeline import Layouts, Order, exporter_named, illustrated, rendered, written
from cardwright.scene import Image
from cardwright.scene.design import Design
from cardwright.write import Brief

EXAMPLES = Path(__file__).parents[2] / "examples"
LANGUAGES = {"report.md": "en", "arabic.md": "ar", "japanese.md": "ja", "hindi.md": "hi", "notes.txt": "en"}


class NoRemote:
    """Pictures from the network there are none."""

    async def __call__(self, source: str) -> bytes:
        raise AssertionError(f"{source} was asked for")


@dataclass(frozen=True)
class Made:
    """A deck with its order: everything a file is made from."""

    order: Order
    deck: Deck
    images: Mapping[str, Image]
    design: Design | None = None  # a theme that not everybody has

    @cache  # noqa: B019 - as long as the session
    def file(self, format: str) -> bytes:
        return self.fresh(format)

    def fresh(self, format: str) -> bytes:
        """The file made once more."""
        return rendered(self.order, self.deck, self.images, [format], self.design)[0].data

    @cached_property
    def laid(self) -> Laid:
        return Layouts(self.order, self.deck, self.images, self.design).own

    @cached_property
    def slides(self) -> Laid:
        """The pages of formats whose pages have one size."""
        return Layouts(self.order, self.deck, self.images, self.design).of(exporter_named("pptx"))

    def __hash__(self) -> int:
        return id(self)


@cache
def made(example: str, dimensions: str = "16x9", theme: str = "paper") -> Made:
    """One of the examples, cut into ten cards."""
    text = (EXAMPLES / example).read_text("utf-8")
    order = Order(Brief(text, "preserve", cards=10, language=LANGUAGES[example]), theme, dimensions)
    deck = written(order).deck

    async def check(data: bytes) -> Image:
        return checked(data)

    def missed(source: str, error: CardwrightError) -> None:
        raise error

    return Made(order, deck, anyio.run(illustrated, order, deck, FolderFetcher(EXAMPLES, NoRemote()), check, missed))


@cache
def built(deck: Deck, dimensions: str = "16x9", theme: str = "paper") -> Made:
    """A deck of one's own; its pictures are the drawing among the examples."""
    picture = checked((EXAMPLES / "valley.svg").read_bytes())
    images = {block.src: picture for card in deck.cards for block in card.blocks if isinstance(block, ImageBlock)}
    return Made(Order(Brief(""), theme, dimensions), deck, images)


def every_block() -> Deck:
    """A card for every block there is, its example under its name; the first has links and notes."""
    link = (Span("The "), Span("plan", link="https://example.org/plan?a=1&b=2"), Span(" is public."))
    cards = [Card(rich(name), (spec.example,), notes=f"About {name}") for name, spec in all_specs().items()]
    nested = List((Item(rich("outer")), Item(rich("inner"), 1), Item(rich("third"), 1, 3)))
    more = (
        Card(rich("Two headings"), (Heading(rich("Part")), Paragraph(link)), kind="content"),
        Card(rich("Levels"), (nested,)),
        Card(rich("Closing"), (), kind="closing"),
    )
    return Deck("Every block & more", "en", (Card(rich("Cover"), (Paragraph(link),), "cover"), *cards, *more))


MONTHS = tuple(f"2024-{month:02}" for month in range(1, 13))
PLACES = ("Upper valley", "Lower valley", "Estuary and harbour", "Western hills and moor")
CHARTS = {
    "bar": Chart("bar", ("2021", "2022", "2023"), (Series((4.2, 5.0, 3.75), "Price"),), unit="$"),
    "big": Chart("bar", ("2021", "2022", "2023"), (Series((5000.0, 12000.0, 1250000.0), "People"),)),
    "grouped": Chart("bar", ("Jan", "Feb"), (Series((14.0, 20.0), "Trips"), Series((-4.0, 10.0), "Falls")), unit="%"),
    "ranked": Chart("horizontal", PLACES, (Series((31.0, 22.5, 12.0, -4.0), "Length"),), unit="km"),
    "stacked": Chart(
        "stacked", ("2021", "2022"), (Series((40.0, 35.0), "Wind"), Series((3.0, 11.0), "Sun")), unit="TWh"
    ),
    "shared": Chart(
        "stacked100", ("2021", "2022"), (Series((40.0, 35.0), "Wind"), Series((3.0, 11.0), "Sun")), unit="TWh"
    ),
    "lines": Chart(
        "line",
        ("Jan", "Feb", "Mar", "Apr"),
        (Series((1.0, 2.0, None, 4.0), "Upper"), Series((-2.0, 3.5, 2.0, 1.0), "Lower")),
        unit="km",
    ),
    "line": Chart("line", ("Jan", "Feb", "Mar"), (Series((1400.0, 2000.0, 2400.0), "Trips"),)),
    "many": Chart(
        "line", tuple(map(str, range(1965, 2025))), (Series(tuple(at * at / 9 for at in range(60)), "Level"),)
    ),
    "area": Chart(
        "area",
        MONTHS,
        (Series(tuple(20.0 + at for at in range(12)), "Wind"), Series(tuple(30.0 - at for at in range(12)), "Sun")),
    ),
    "shares": Chart("pie", ("Towns", "Fund", "Gifts"), (Series((41.0, 26.0, 33.0)),), unit="%"),
    "parts": Chart("pie", ("Towns", "Fund", "None"), (Series((3.0, 1.0, 0.0)),)),
    "ring": Chart("donut", ("Towns", "Fund", "Gifts"), (Series((4100.0, 2600.0, 3300.0)),), unit="€"),
    "cloud": Chart(
        "scatter",
        ("Oslo", "Bergen", "Rome"),
        (Series((760.0, 2250.0, 800.0), "Rain", "mm"), Series((1670.0, 1190.0, 2470.0), "Sun")),
        unit="h",
    ),
    "two units": Chart(
        "combo",
        ("Jan", "Feb", "Mar"),
        (Series((80.0, 40.0, 60.0), "Rain"), Series((-5.0, 12.0, 31.0), "Warmth", "°C")),
        unit="mm",
    ),
    "one unit": Chart(
        "combo", ("2021", "2022"), (Series((10.0, 12.0), "Plan"), Series((11.0, 9.0), "Actual")), unit="$"
    ),
    "done": Chart("progress", ("Planting",), (Series((72.0,)),), unit="%"),
    "steps done": Chart("progress", ("Design", "Building"), (Series((100.0, 4.0)),), unit="%"),
    "spark": Chart("sparkline", ("a", "b", "c", "d"), (Series((3.0, 5.0, 4.0, 8.0)),)),
}


def chart_deck() -> Deck:
    return Deck("Charts", "en", tuple(Card(rich(name), (chart,)) for name, chart in CHARTS.items()))


def table_deck() -> Deck:
    """A table with all that one may have: names of rows, numbers of each kind, a trend, a total; one without a head; a wide one."""
    money = _table(
        "Region | Revenue | Share | Opened | Trend", "North | 1,250.5 € | 41 % | 2019 | 3, 5, 4, 8",
        "South | 900 € | 26.5 % | 2020 | 8 7 7 5", "East | 12.75 € | 32.5 % | 2021 | 1, 1, 2, 5", "Total | 2,163.25 € | 100 % | – | 3 5 4 6",
    )  # fmt: skip
    bare = Table((), ((rich("2021"), rich("4.5")), (rich("2022"), rich("12"))))
    wide = _table(
        "Town | Jan | Feb | Mar | Apr | May | Jun | Jul | Aug | Sep | Oct | Nov | Dec",
        *(
            f"{town} | " + " | ".join(f"{month * 1111:,} mm" for month in range(12))
            for town in ("Northallerton", "Bath")
        ),
    )
    long = _table("Name | Value", *(f"Item {at} | {at * 3.5}" for at in range(24)), "Total | 966")
    tables = {"money": money, "bare": bare, "wide": wide, "long": long}
    return Deck("Tables", "en", tuple(Card(rich(name), (table,)) for name, table in tables.items()))


def _table(*lines: str) -> Table:
    head, *rows = [tuple(rich(cell.strip()) for cell in line.split("|")) for line in lines]
    return Table(head, tuple(rows))


@cache
def elsewhere() -> Mapping[tuple[str, str], bytes]:
    """SHA-256 of files made by another process with another hash seed, by example and format."""
    code = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1]); from making import made\n"
        "for e in ('report.md', 'arabic.md'):\n"
        "  for f in ('pdf', 'png', 'pptx'): print(e, f, hashlib.sha256(made(e).file(f)).hexdigest())\n"
    )
    command = [sys.executable, "-c", code, str(Path(__file__).parent)]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    lines = (line.split() for line in done.stdout.splitlines())
    return {(example, format): bytes.fromhex(digest) for example, format, digest in lines}
