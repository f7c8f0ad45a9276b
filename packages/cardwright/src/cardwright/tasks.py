"""What render processes do: functions of plain data, loaded without the server, its database and its engine.

They are cheap to start and may be killed at any time; `jobs/cells.py` runs them.
"""

from collections.abc import Mapping
from typing import Final

import msgspec

from cardwright.brand.reading import read as read_theme
from cardwright.brand.report import Report as ThemeReport
from cardwright.deck import from_json, to_json
from cardwright.errors import FetchRefused, LimitExceeded, TooSlow
from cardwright.images.art import Style, drawn
from cardwright.images.check import checked
from cardwright.images.sources import Shape
from cardwright.jobs.cells import Cells
from cardwright.lint import Report
from cardwright.pipeline import File, Layouts, Order, files_of, quality, roomy, theme_named, viewed, written
from cardwright.reading import Reading, read
from cardwright.scene import Image
from cardwright.scene.design import Design, unpacked
from cardwright.theme import all_themes
from cardwright.write import Brief
from cardwright.write.author import unauthored
from cardwright.write.remix import Remixed, remix
from cardwright.write.revise import Plan, Revision, revised, unrevised

READ_SECONDS: Final = 40.0  # a file may take

Stored = tuple[str, str, int, int, bytes]  # a picture's hash, media type, width, height, bytes


def write_in_cell(order_json: bytes) -> tuple[bytes, str, int, tuple[str, ...]]:
    """Deck JSON, title, number of cards and warnings for an order."""
    order = msgspec.json.decode(order_json, type=Order)
    answer = unauthored(order.brief) if order.authored else written(order)
    return to_json(answer.deck), answer.deck.title, len(answer.deck.cards), answer.warnings


def remix_in_cell(deck_json: bytes, prompt: str) -> Remixed:
    """A template's deck changed as a prompt says, and what could not be done."""
    return remix(from_json(deck_json), prompt, tuple(all_themes()))


def revise_in_cell(deck_json: bytes, revision: Revision, plan_json: bytes) -> tuple[bytes, str, int, tuple[str, ...]]:
    """Deck JSON, title, number of cards and what was left undone, once a plan is carried out."""
    deck = from_json(deck_json)
    plan = msgspec.json.decode(plan_json, type=Plan) if plan_json else None
    made = revised(deck, revision, plan) if plan else unrevised(deck, revision)
    return to_json(made.deck), made.deck.title, len(made.deck.cards), made.warnings


def render_in_cell(
    order_json: bytes, deck_json: bytes, pictures: Mapping[str, Stored], design: bytes
) -> tuple[bytes, list[File]]:
    """The page to view and the files asked for; `design` is empty for everybody's themes."""
    layouts = _layouts(order_json, deck_json, pictures, design)
    return viewed(layouts), files_of(layouts, (*layouts.order.exports, *layouts.order.extras))


def view_in_cell(order_json: bytes, deck_json: bytes, pictures: Mapping[str, Stored], design: bytes) -> bytes:
    """The page to view of a deck."""
    return viewed(_layouts(order_json, deck_json, pictures, design))


def export_in_cell(
    order_json: bytes,
    deck_json: bytes,
    pictures: Mapping[str, Stored],
    format: str,  # noqa: A002
    design: bytes,
) -> File:
    """One file of a deck that is there already."""
    return files_of(_layouts(order_json, deck_json, pictures, design), [format])[0]


def theme_in_cell(data: bytes, source: str, name: str) -> tuple[Design, ThemeReport]:
    """The design in a file and the report on it."""
    return read_theme(data, source, name, checked)


async def read_file(cells: Cells, data: bytes, file_name: str, media_type: str = "") -> Reading:
    """What a file of another program says.

    Raises:
        FileRefused: it is damaged, or of a format that is not read.
        LimitExceeded: reading it takes more time or memory than there is for it.
    """
    try:
        return await cells.run(read, data, file_name, media_type, seconds=READ_SECONDS)
    except TooSlow as error:
        msg = "reading the file takes too long"
        raise LimitExceeded(msg, "divide it into smaller files") from error
    except LimitExceeded as error:
        msg = "reading the file takes too much memory"
        raise LimitExceeded(msg, "divide it into smaller files, or raise the setting render_memory_mb") from error


def _opened(design: bytes) -> Design | None:
    return unpacked(design) if design else None


def draw_in_cell(theme_id: str, style: Style, prompt: str, width: int, height: int, design: bytes) -> bytes:
    """A picture of its own, as PNG."""
    own = _opened(design)
    return drawn(own.theme if own else theme_named(theme_id), style, prompt, width, height)


def roomy_in_cell(
    order_json: bytes, deck_json: bytes, pictures: Mapping[str, Stored], design: bytes
) -> tuple[tuple[int, ...], Shape]:
    """The cards that have room for a picture, and its shape."""
    layouts = _layouts(order_json, deck_json, pictures, design)
    return roomy(layouts.order, layouts.deck, layouts.images, layouts.design)


def judge_in_cell(
    order_json: bytes,
    deck_json: bytes,
    pictures: Mapping[str, Stored],
    kept: bool,  # noqa: FBT001
    design: bytes,
) -> Report:
    """The report of a deck; `kept` when it is still what was written from its text."""
    layouts = _layouts(order_json, deck_json, pictures, design)
    return quality(layouts, (*layouts.order.exports, *layouts.order.extras), kept=kept)


def _layouts(order_json: bytes, deck_json: bytes, pictures: Mapping[str, Stored], design: bytes) -> Layouts:
    order = msgspec.json.decode(order_json, type=Order)
    images = {source: stored_image(stored) for source, stored in pictures.items()}
    return Layouts(order, from_json(deck_json), images, _opened(design))


def stored_image(stored: Stored) -> Image:
    """A picture out of the store, as the scene has it."""
    sha256, media_type, width, height, data = stored
    if media_type not in {"image/png", "image/jpeg"}:
        msg = f"a stored picture claims to be {media_type}"
        raise FetchRefused(msg)
    return Image(sha256, "image/png" if media_type == "image/png" else "image/jpeg", width, height, data)


def warm_in_cell() -> None:
    """Load everything a first job would wait for."""
    order = Order(Brief("# Warm\n\nA first page.", mode="preserve", cards=1), exports=("pdf", "pptx"))
    answer = written(order)
    layouts = Layouts(order, answer.deck, {})
    viewed(layouts)
    files_of(layouts, order.exports)
