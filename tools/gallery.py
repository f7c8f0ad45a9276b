"""Draw every block in all its looks, every chart, kind of card and example text in every theme and format, to look at.

Leaves `build/gallery`: the pages as PNG, `index.html` with all of them side
by side, and for each theme a contact sheet of its blocks and one per example.
A page whose card did not fit is framed in red. Arguments name the themes; all without.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from multiprocessing import get_context
from pathlib import Path
from shutil import rmtree
from typing import get_args

from cardwright.deck import Card, CardKind, Deck, image_sources, rich
from cardwright.deck.blocks import all_specs
from cardwright.deck.blocks.chart import Chart, Series
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.export.png import pages_as_png
from cardwright.images.check import checked
from cardwright.layout import Page
from cardwright.pipeline import Order, laid, written
from cardwright.scene import Image
from cardwright.scene.charts import all_charts
from cardwright.scene.format import FORMATS, Format
from cardwright.theme import all_themes
from cardwright.write import Brief, Kind
from msgspec.structs import replace
from PIL import Image as Pillow
from PIL import ImageDraw

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
OUT = ROOT / "build" / "gallery"
PPI = 96.0
THUMB = 240  # pixels a page is wide on a contact sheet
GAP = 12
KIND_OF: dict[str, Kind] = {"slide": "presentation", "page": "document", "social": "social"}
LOOKS = 3  # that a block has at most
FIGURES = Chart(
    "bar",
    ("Spring", "Summer", "Autumn", "Winter"),
    (Series((18.0, 31.0, 24.0, 27.0), "Meadow"), Series((9.0, 14.0, 12.5, 21.0), "Levee", unit="%")),
    title="Water held back",
)
RED, PAPER = "#d00000", "#888888"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One page on disk. `over` when its card did not fit."""

    path: Path
    note: str
    over: bool


Row = tuple[str, dict[str, list[Drawn]]]  # what is shown, and its pages by format


def main() -> int:
    themes = sys.argv[1:] or list(all_themes())
    rmtree(OUT, ignore_errors=True)
    # A process for each theme, since the typesetter keeps what it has set.
    with get_context("spawn").Pool(maxtasksperchild=1) as processes:
        sections = list(processes.imap(gallery, themes))
    (OUT / "index.html").write_text(HEAD + "".join(sections), "utf-8")
    print(OUT / "index.html")
    return 0


def gallery(theme: str) -> str:
    """Everything in one theme, drawn; its part of the page."""
    rows = [(name, drawn_everywhere(theme, name)) for name in names()]
    blocks = [row for row in rows if row[0] not in texts()]
    sheet(OUT / f"{theme}.png", [[pages[0] for pages in found.values()] for _, found in blocks])
    for name, found in rows[len(blocks) :]:
        sheet(OUT / f"{theme}-{name}.png", list(found.values()))
    print(f"{theme}: {sum(len(pages) for _, found in rows for pages in found.values())} pages", flush=True)
    return section(theme, rows)


def names() -> Iterator[str]:
    """Blocks, each further look of those that have several, kinds of chart, kinds of card, example texts."""
    for name, spec in all_specs().items():
        yield name
        yield from (f"{name}-{look}" for look in range(2, LOOKS + 1) if spec.varies)
    yield from (f"chart-{kind}" for kind in all_charts())
    yield from (f"card-{kind}" for kind in get_args(CardKind))
    yield from texts()


def texts() -> list[str]:
    return sorted(path.stem for path in EXAMPLES.iterdir() if path.suffix in {".md", ".txt"})


def drawn_everywhere(theme: str, name: str) -> dict[str, list[Drawn]]:
    return {room.name: drawn(theme, name, room) for room in FORMATS.values()}


def drawn(theme: str, name: str, room: Format) -> list[Drawn]:
    """The pages of one thing in one theme and format, written to disk; of a deck that shows a block again only the last card."""
    order = Order(Brief(name, kind=KIND_OF[room.kind]), theme, room.name)
    deck = deck_of(name, order.brief.kind)
    images = {source: picture(source) for source in image_sources(deck)}
    result = laid(order, deck, images, room)
    folder = OUT / theme / room.name
    folder.mkdir(parents=True, exist_ok=True)
    pages: list[Drawn] = []
    last = f"card-{len(deck.cards)}"
    for page, data in zip(result.pages, pages_as_png(result, PPI), strict=True):
        if look_of(name)[1] > 1 and not room.flow and not f"{page.card.id}-".startswith(f"{last}-"):
            continue
        path = folder / f"{name}-{page.number:02}.png"
        path.write_bytes(data)
        pages.append(Drawn(path, note(page), page.over))
    return pages


def note(page: Page) -> str:
    return f"{page.number}, scale {page.scale:.2f}{', over' if page.over else ''}"


def deck_of(name: str, kind: Kind) -> Deck:
    """A block's own example under a title, an example of a kind of card, or what the writer makes of a text."""
    some = Paragraph(rich("Rain fills the river; meadows slow it down before it reaches the town."))
    if name in texts():
        path = next(EXAMPLES.glob(f"{name}.*"))
        return written(Order(Brief(path.read_text("utf-8"), "preserve", kind, cards=10))).deck
    for card in get_args(CardKind):
        if name == f"card-{card}":
            return Deck("Examples", cards=(Card(rich("A river with room again"), (some,), card),))
    shown, look = look_of(name)
    drawn_as = shown.removeprefix("chart-")
    example = all_specs()[shown].example if shown in all_specs() else replace(FIGURES, type=drawn_as)
    return Deck("Examples", cards=(Card(rich("A title of ordinary length"), (example,)),) * look)


def look_of(name: str) -> tuple[str, int]:
    """The block of a name such as `steps-2`, and which of its looks is meant."""
    block, _, look = name.rpartition("-")
    return (block, int(look)) if block and look.isdecimal() else (name, 1)


def picture(source: str) -> Image:
    """The text's own picture, or a drawing of ours for one that lies on the web."""
    path = EXAMPLES / source
    return checked((path if path.is_file() else EXAMPLES / "valley.svg").read_bytes())


def sheet(path: Path, rows: Sequence[Sequence[Drawn]]) -> None:
    """All pages on one picture, `THUMB` pixels wide each."""
    thumbs = [[thumb(page) for page in row] for row in rows]
    heights = [max(picture.height for picture in row) + GAP for row in thumbs]
    width = max(len(row) for row in thumbs) * (THUMB + GAP) + GAP
    whole = Pillow.new("RGB", (width, sum(heights) + GAP), PAPER)
    top = GAP
    for row, height in zip(thumbs, heights, strict=True):
        for at, small in enumerate(row):
            whole.paste(small, (GAP + at * (THUMB + GAP), top))
        top += height
    whole.save(path)


def thumb(page: Drawn) -> Pillow.Image:
    with Pillow.open(page.path) as full:
        small = full.convert("RGB")
    small.thumbnail((THUMB, full.height))
    if page.over:
        ImageDraw.Draw(small).rectangle((0, 0, small.width - 1, small.height - 1), outline=RED, width=4)
    return small


HEAD = """<!doctype html><meta charset="utf-8"><title>Gallery</title><style>
body { font: 14px system-ui; background: #999; margin: 1em }
td, th { vertical-align: top; text-align: start; padding: 4px }
th { position: sticky; left: 0; top: 0; background: #999 }
td div { display: flex; flex-direction: column; gap: 4px; max-height: 640px; overflow: auto }
img { width: 300px; display: block } img.over { outline: 4px solid #d00000 }
</style>"""


def section(theme: str, rows: Sequence[Row]) -> str:
    head = "".join(f"<th>{name}" for name in FORMATS)
    body = "".join(f"<tr><th>{escape(name)}{''.join(cell(found[room]) for room in FORMATS)}" for name, found in rows)
    return f"<h1>{escape(theme)}</h1><table><tr><th>{head}{body}</table>"


def cell(pages: Sequence[Drawn]) -> str:
    pictures = (
        f'<img loading="lazy" src="{page.path.relative_to(OUT)}" title="{page.note}"{" class=over" * page.over}>'
        for page in pages
    )
    return f"<td><div>{''.join(pictures)}</div>"


if __name__ == "__main__":
    sys.exit(main())
