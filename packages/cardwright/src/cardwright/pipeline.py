"""The whole path in one readable place: text → deck → scene → pages → files.

Three steps, each a function of its input alone, so that each can be
checkpointed and run wherever it is cheapest: `written` (CPU), `illustrated`
(network), `rendered` (CPU). The stage names are those users see.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

import msgspec

from cardwright.deck import Deck, image_sources
from cardwright.errors import EmptyOutput, InvalidInput
from cardwright.export import Exporter, all_exporters
from cardwright.export.html import viewer_page
from cardwright.images.fetch import Fetch
from cardwright.images.gather import Check, Missed, gather
from cardwright.layout import Laid, lay_out
from cardwright.scene import Image
from cardwright.scene.compose import compose
from cardwright.scene.format import FORMATS, Format, fixed
from cardwright.scene.furniture import HeaderFooter
from cardwright.theme import DEFAULT_THEME, Theme, all_themes
from cardwright.write import Brief, Written
from cardwright.write.builtin import write
from cardwright.write.forms import formed
from cardwright.write.wishes import wishes

T = TypeVar("T")
Stage = Literal["writing", "images", "rendering", "finished"]


class Order(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything one generation was asked for; stored as JSON with its job.

    `dimensions` names a card format, `exports` are file formats by their
    exporters' names. `pictures` False leaves out even pictures named by URL.
    `extras` are further files, by the same names. `deck` is the hash of a deck
    that is written already, and `template` the file whose pictures it may use.
    """

    brief: Brief
    theme: str = DEFAULT_THEME
    dimensions: str = "fluid"
    furniture: HeaderFooter | None = None
    exports: tuple[str, ...] = ()
    pictures: bool = True
    extras: tuple[str, ...] = ()
    deck: str = ""
    template: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """One finished file. `name` is the format's name on the wire."""

    format: str
    suffix: str
    media_type: str
    data: bytes


def theme_named(name: str) -> Theme:
    """The theme with an id.

    Raises:
        InvalidInput: there is none; the message lists what there is.
    """
    return _named(all_themes(), "theme", name)


def exporter_named(name: str) -> Exporter:
    """The exporter of a file format.

    Raises:
        InvalidInput: there is none; the message lists what there is.
    """
    return _named(all_exporters(), "export format", name)


def _named(family: Mapping[str, T], kind: str, name: str) -> T:
    if name not in family:
        msg = f"{kind} {name!r} does not exist; there are: {', '.join(family)}"
        raise InvalidInput(msg)
    return family[name]


def written(order: Order) -> Written:
    """Stage `writing`: the deck that says what the order's text says.

    Raises:
        EmptyOutput: the text holds nothing to put on a card.
    """
    answer = write(order.brief)
    if not answer.deck.cards:
        msg = "Failed to generate text. Check your inputs and try again."
        raise EmptyOutput(msg)
    return answer


def picture_sources(order: Order, deck: Deck) -> list[str]:
    """The addresses of all pictures an order needs, of its cards and of their edges."""
    return [*image_sources(deck), *(order.furniture.sources() if order.furniture else ())]


async def illustrated(
    order: Order, deck: Deck, fetch: Fetch, check: Check, missed: Missed, known: Collection[str] = ()
) -> dict[str, Image]:
    """Stage `images`: the pictures that can be had, by the source the deck names; `missed` is told the others.

    Sources that are `known` are not asked for.
    """
    wanted = [source for source in picture_sources(order, deck) if source not in known]
    return await gather(wanted, fetch, check, missed) if order.pictures else {}


def laid(order: Order, deck: Deck, images: Mapping[str, Image], room: Format) -> Laid:
    """The deck in its theme, every node in its place."""
    asked = wishes(order.brief.instructions)
    shown = deck if room.kind == "page" else formed(deck, asked.shapes)
    return lay_out(compose(shown, theme_named(order.theme), room, images, order.furniture, asked.text_side))


def rendered(order: Order, deck: Deck, images: Mapping[str, Image], formats: Sequence[str]) -> list[File]:
    """Stage `rendering`: one file per format, in the order asked.

    Formats whose pages must all have one size are set anew when the order's
    own format lets cards grow; otherwise all files share one layout.

    Raises:
        InvalidInput: no such format, theme or dimensions.
    """
    own = FORMATS[order.dimensions]
    layouts: dict[str, Laid] = {}
    files: list[File] = []
    for name in formats:
        exporter = exporter_named(name)
        room = fixed(own) if exporter.fixed_pages else own
        if room.name not in layouts:
            layouts[room.name] = laid(order, deck, images, room)
        files.append(File(name, exporter.suffix, exporter.media_type, exporter(layouts[room.name])))
    return files


def viewed(order: Order, deck: Deck, images: Mapping[str, Image]) -> bytes:
    """The page that the server shows for a deck; styles and pictures come from the server's own root."""
    return viewer_page(
        laid(order, deck, images, FORMATS[order.dimensions]),
        asset_base="/static",
        image_url=lambda sha256: f"/docs/images/{sha256}",
        page_url="",
    )
