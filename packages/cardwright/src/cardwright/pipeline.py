"""The whole path in one readable place: text → deck → scene → pages → files.

Three steps, each a function of its input alone, so that each can be
checkpointed and run wherever it is cheapest: `written` (CPU), `illustrated`
(network), `rendered` (CPU). The stage names are those users see.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as changed
from typing import Literal, TypeVar

import msgspec
from msgspec.structs import replace

from cardwright.deck import Deck, image_sources
from cardwright.errors import EmptyOutput, InvalidInput
from cardwright.export import Exporter, all_exporters
from cardwright.export.html import viewer_page
from cardwright.images.fetch import Fetch
from cardwright.images.gather import Check, Missed, gather
from cardwright.images.sources import Shape, Wish
from cardwright.layout import Laid, lay_out
from cardwright.layout.canvas import canvas_of
from cardwright.lint import Report, Source, Subject, judged
from cardwright.lint.report import FileReport
from cardwright.scene import Image, Scene
from cardwright.scene.accents import Accents
from cardwright.scene.compose import compose
from cardwright.scene.design import OF_THEME, Design, standard
from cardwright.scene.format import OWN, Format, format_of
from cardwright.scene.furniture import HeaderFooter
from cardwright.theme import DEFAULT_THEME, Theme, all_themes
from cardwright.traces.laps import lap
from cardwright.write import Brief, Written
from cardwright.write.builtin import write
from cardwright.write.forms import formed
from cardwright.write.remix.stage import Described
from cardwright.write.revise import Revision
from cardwright.write.wishes import wishes

T = TypeVar("T")
Stage = Literal["writing", "images", "rendering", "finished"]


class Order(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything one generation was asked for; stored as JSON with its job.

    `dimensions` names a card format, `exports` are file formats by their
    exporters' names. `pictures` False leaves out even pictures named by URL.
    `extras` are further files, by the same names. `deck` is the hash of a deck
    that is written already, and `template` the file whose pictures it may use.
    `revision` is what a language model is to do to that deck.
    `accents` are the pictures for cards that say little and show nothing.
    `design` is the hash of a theme that is a workspace's own, `authored` when a
    language model is to write the deck. `wish` says where cards that say little
    get pictures that their text does not name; with `fills` False only those
    are looked for that are `sought`: named in the deck, each with what it is to show.
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
    revision: Revision | None = None
    accents: Accents = "none"
    design: str = ""
    authored: bool = False
    wish: Wish | None = None
    sought: dict[str, Described] = {}
    fills: bool = True


@dataclass(frozen=True, slots=True)
class File:
    """One finished file. `name` is the format's name on the wire."""

    format: str
    suffix: str
    media_type: str
    data: bytes


def theme_named(name: str) -> Theme:
    """The theme with an id that everybody has.

    Raises:
        InvalidInput: there is none; the message lists what there is.
    """
    return _named(all_themes(), "theme", name)


def design_named(name: str) -> Design:
    """The same theme with all that belongs to it.

    Raises:
        InvalidInput: there is none; the message lists what there is.
    """
    return _named(standard(), "theme", name)


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
    """The addresses of all pictures an order needs, of its cards and of their edges; of a sought one that which it replaces."""
    named = image_sources(deck)
    shown = [order.sought[src].instead if src in order.sought else src for src in named]
    return [*filter(None, shown), *(order.furniture.sources() if order.furniture else ())]


async def illustrated(
    order: Order, deck: Deck, fetch: Fetch, check: Check, missed: Missed, known: Collection[str] = ()
) -> dict[str, Image]:
    """Stage `images`: the pictures that can be had, by the source the deck names; `missed` is told the others.

    Sources that are `known` are not asked for.
    """
    wanted = [source for source in picture_sources(order, deck) if source not in known]
    return await gather(wanted, fetch, check, missed) if order.pictures else {}


def _room(order: Order, design: Design, *, one_size: bool) -> Format:
    """What an order's cards are set in."""
    return format_of(order.dimensions, design.theme, one_size=one_size, site=order.brief.kind == "webpage")


def roomy(
    order: Order, deck: Deck, images: Mapping[str, Image], design: Design | None = None
) -> tuple[tuple[int, ...], Shape]:
    """The cards, counted from 0, that say little and show nothing, every other one at most; and the shape of their room."""
    design = design or design_named(order.theme)
    room = _room(order, design, one_size=False)
    scene = _composed(replace(order, accents="placeholder"), deck, images, room, design)
    found = tuple(index for index, card in enumerate(scene.cards[: len(deck.cards)]) if card.accented)
    return found, "wide" if room.kind == "social" else "square"


def laid(order: Order, deck: Deck, images: Mapping[str, Image], room: Format, design: Design | None = None) -> Laid:
    """The deck in its theme, every node in its place."""
    design = design or design_named(order.theme)
    scene = _composed(order, deck, images, room, design)
    return lay_out(changed(scene, images=_used(scene), master=design.master if room.name == OWN else None))


def _composed(order: Order, deck: Deck, images: Mapping[str, Image], room: Format, design: Design) -> Scene:
    asked = wishes(order.brief.instructions)
    shown = deck if room.kind == "page" else formed(deck, asked.shapes)
    theme = design.theme if room.name == OWN else design.theme.freed()
    pictures = {**design.images, **images}
    return compose(shown, theme, room, pictures, order.furniture, asked.text_side, order.accents)


@dataclass(frozen=True, slots=True)
class Layouts:
    """A deck's layouts, each made when it is first asked for.

    Formats whose pages must all have one size are set anew when the order's
    own format lets cards grow; otherwise all files share one layout. `design` is
    a theme that not everybody has.
    """

    order: Order
    deck: Deck
    images: Mapping[str, Image]
    design: Design | None = None
    _made: dict[str, Laid] = field(default_factory=dict[str, Laid])

    @property
    def own(self) -> Laid:
        """In the order's own format."""
        return self._in(one_size=False)

    def of(self, exporter: Exporter) -> Laid:
        """As an exporter wants it."""
        return self._in(one_size=exporter.fixed_pages)

    def _in(self, *, one_size: bool) -> Laid:
        design = self.design or design_named(self.order.theme)
        room = _room(self.order, design, one_size=one_size)
        if room.name not in self._made:
            with lap("layout"):
                self._made[room.name] = laid(self.order, self.deck, self.images, room, design)
        return self._made[room.name]


def _used(scene: Scene) -> dict[str, Image]:
    """The pictures of a scene without those of its theme that no card shows."""
    grounds = {card.ground for card in scene.cards}
    edges = {item.image for card in scene.cards for item in card.furniture}
    return {
        key: image
        for key, image in scene.images.items()
        if not key.startswith(OF_THEME) or key in grounds or key in edges
    }


def rendered(
    order: Order, deck: Deck, images: Mapping[str, Image], formats: Sequence[str], design: Design | None = None
) -> list[File]:
    """Stage `rendering`: one file per format, in the order asked. `design` is a theme that not everybody has.

    Raises:
        InvalidInput: no such format, theme or dimensions.
    """
    return files_of(Layouts(order, deck, images, design), formats)


def files_of(layouts: Layouts, formats: Sequence[str]) -> list[File]:
    """One file per format of a deck whose layouts are kept for what else is asked of them."""
    found = [(name, exporter_named(name)) for name in formats]
    return [_exported(layouts.of(one), name, one) for name, one in found]


def _exported(laid: Laid, name: str, exporter: Exporter) -> File:
    with lap(f"export {name}"):
        return File(name, exporter.suffix, exporter.media_type, exporter(laid))


def viewed(layouts: Layouts) -> bytes:
    """The page that the server shows for a deck; styles and pictures come from the server's own root."""
    own = layouts.own
    with lap("view"):
        return viewer_page(
            own, asset_base="/static", image_url=lambda sha256: f"/docs/images/{sha256}", page_url=""
        )  # fmt: skip


def quality(layouts: Layouts, formats: Sequence[str] = (), *, kept: bool = True) -> Report:
    """What there is to say about a deck as it is set, and about files of it in some formats.

    `kept` False when the deck is no longer what was written from the order's text.
    """
    order, deck = layouts.order, layouts.deck
    found = [(name, exporter_named(name)) for name in formats]
    files = tuple(FileReport(name, one.fonts, one.losses(layouts.of(one))) for name, one in found)
    failed = {file.format: "; ".join(file.losses) for file in files if file.format == "pdf" and file.losses}
    source = source_of(order, deck) if kept else None
    report = judged(Subject(canvas_of(layouts.own), source, failed=failed))
    return replace(report, left_out=absent(layouts), exports=files)


def absent(layouts: Layouts) -> tuple[str, ...]:
    """The pictures a deck names that could not be had, or were not wanted."""
    return tuple(src for src in picture_sources(layouts.order, layouts.deck) if src not in layouts.images)


def source_of(order: Order, deck: Deck) -> Source | None:
    """What the deck was written from, as far as a text of its own was given for it."""
    brief = order.brief
    if order.deck or not brief.text.strip():
        return None
    return Source(brief.text, brief.mode, brief.cards, len(deck.cards))
