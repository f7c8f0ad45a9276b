"""The passes: measure everything once, set again only what does not fit, then fix every page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cardwright.errors import LimitExceeded
from cardwright.layout import footnotes, regions
from cardwright.layout.cards import Setting, content_width, painted
from cardwright.layout.fit import FLOOR, LAST_FLOOR, MAX_PASSES, Fitted, fitted
from cardwright.layout.flow import pages as flowed
from cardwright.layout.laid import Laid, Page
from cardwright.layout.measured import Measured
from cardwright.layout.references import begins, referred
from cardwright.layout.roomier import roomier
from cardwright.layout.split import bounded, parts
from cardwright.layout.typesetter import Places, Studio, sources
from cardwright.layout.walk import characters, children, nodes
from cardwright.scene import ListNode, Node, Panel, Row, Scene, SceneCard, TableNode, TextNode
from cardwright.units import Rect

MAX_PAGES = 600
SECTION_GAP = 1.6  # times the wide gap, between cards that share a page
MAX_SPLITS = 6  # rounds; each halves what is too high, so this is plenty


def lay_out(scene: Scene) -> Laid:
    """Every node's place on its page. Equal scenes give equal layouts.

    Raises:
        LimitExceeded: the deck would have more than 600 pages.
        LayoutFailed: the typesetter refused a card.
    """
    cards = [part for card in scene.cards for part in (regions.bounded if card.regions else bounded)(card)]
    with Studio.holding(scene.images) as studio:
        return _Layout(scene, studio, studio.measured(scene)).run(cards)


@dataclass(frozen=True, slots=True)
class _Set:
    """A card with the places found for it at a scale; y is from the card's own top."""

    card: SceneCard
    places: Mapping[tuple[int, ...], Rect]
    fit: Fitted


@dataclass(frozen=True, slots=True)
class _Layout:
    scene: Scene
    studio: Studio
    measured: Measured

    def run(self, cards: Sequence[SceneCard]) -> Laid:
        done = self._flow(cards) if self.scene.format.flow else self._fit(cards)
        if len(done) > MAX_PAGES:
            msg = f"the deck would have {len(done)} pages; the most is {MAX_PAGES}"
            raise LimitExceeded(msg)
        if self.scene.format.flow:
            first = begins([one.card for one in done])
            done = [replace(one, card=referred(one.card, first)) for one in done]
        settings = [self._setting(one, number) for number, one in enumerate(done, start=1)]
        page_heights = [self._tall(one) for one in done]
        drawn = self._painted(settings, page_heights)
        pages = [
            self._page(one, setting, tall) for one, setting, tall in zip(done, settings, page_heights, strict=True)
        ]
        return Laid(self.scene, tuple(pages), sources(self.scene, drawn), self.measured)

    @property
    def room(self) -> float:
        """Points between the upper and the lower margin; only where cards have one height."""
        return (self.scene.format.height or 0.0) - 2 * self.scene.margin_y

    def _measure(self, settings: Sequence[Setting]) -> list[Places]:
        """Places per card, from one run of the typesetter."""
        if len(settings) > 2 * MAX_PAGES:
            msg = f"the deck would have {len(settings)} pages; the most is {MAX_PAGES}"
            raise LimitExceeded(msg)
        drawn = self._painted(settings, [0.0] * len(settings))
        found: list[Places] = [{} for _ in settings]
        for key, rect in (self.studio.places(sources(self.scene, drawn)) if settings else {}).items():
            found[key[0]][key[1:]] = rect
        return found

    def _painted(self, settings: Sequence[Setting], heights: Sequence[float]) -> list[dict[str, Any]]:
        """The painter's data; again while there are long words of which it is not known where they break."""

        def cards() -> list[dict[str, Any]]:
            pairs = zip(settings, heights, strict=True)
            return [painted(self.scene, setting, self.measured, tall) for setting, tall in pairs]

        drawn = cards()
        while self.measured.hyphens.learn(self.studio.evaluated):  # ends: pieces of words are shorter each time
            drawn = cards()
        return drawn

    def _fit(self, cards: Sequence[SceneCard]) -> list[_Set]:
        """Cards of one height each, or of their own where the format lets them grow."""
        if self.scene.format.height is None:
            return [
                _Set(card, places, Fitted(1.0, places[card.root.id,].height, over=False))
                for card, places in zip(cards, self._measure([Setting(card) for card in cards]), strict=True)
            ]
        ready: list[_Set] = []
        todo = list(cards)
        for last in [*[False] * (MAX_SPLITS - 1), True]:
            sets = self._scaled(todo)
            again: list[SceneCard] = []
            for one in sets:
                split = [one.card] if last or not one.fit.over else self._split(one)
                if len(split) == 1:
                    again.append(one.card)
                else:
                    again.extend(split)
            if len(again) == len(todo):
                ready.extend(sets)
                break
            todo = again
        stuck = [at for at, one in enumerate(ready) if one.fit.over]
        smaller = self._scaled([ready[at].card for at in stuck], LAST_FLOOR)
        for at, one in zip(stuck, smaller, strict=True):
            ready[at] = one
        return ready

    def _scaled(self, cards: Sequence[SceneCard], floor: float = FLOOR) -> list[_Set]:
        cards, found = self._titled(cards)

        def measure(scales: Mapping[int, float]) -> Mapping[int, float]:
            places = self._measure([Setting(cards[at], scale) for at, scale in scales.items()])
            found.update(zip(scales, places, strict=True))
            return {at: self._need(cards[at], found[at]) for at in scales}

        natural = dict(found)
        heights = [self._need(card, natural[at]) for at, card in enumerate(cards)]
        fits = fitted(heights, self.room, [card.grow for card in cards], measure, floor)
        return [
            _Set(card, natural[at] if fits[at].scale == 1.0 else found[at], fits[at]) for at, card in enumerate(cards)
        ]

    def _titled(self, cards: Sequence[SceneCard]) -> tuple[list[SceneCard], dict[int, Places]]:
        """Cards whose titles fit places of their own, set smaller where that is enough, and all measures."""
        fit = list(cards)
        found = dict(enumerate(self._measure([Setting(card) for card in fit])))
        for _ in range(MAX_PASSES):
            again = {
                at: card
                for at in found
                if fit[at].regions and (card := regions.smaller(fit[at], found[at])) is not None
            }
            fit = [again.get(at, card) for at, card in enumerate(fit)]
            found.update(zip(again, self._measure([Setting(card) for card in again.values()]), strict=True))
            if not again:
                break
        return [regions.made_way(card, found[at]) if card.regions else card for at, card in enumerate(fit)], found

    def _need(self, card: SceneCard, places: Places) -> float:
        return regions.need(card, places, self.room) if card.regions else places[card.root.id,].height

    def _split(self, one: _Set) -> list[SceneCard]:
        if one.card.regions:
            return regions.parts(one.card, lambda node: one.places[node.id,].height)
        cut = parts(one.card, lambda node: one.places[node.id,].height, self.room)
        wide = content_width(self.scene)
        return [roomier(part, wide, self.room, self.scene.images) for part in cut] if len(cut) > 1 else cut

    def _flow(self, cards: Sequence[SceneCard]) -> list[_Set]:
        measured = self._measure([Setting(card) for card in cards])
        by_node: dict[int, float] = {}
        for card, places in zip(cards, measured, strict=True):
            by_node.update({id(node): places[node.id,].height for node in nodes(card.root) if (node.id,) in places})

        def height(node: Node) -> float:
            known = by_node.get(id(node))
            return _estimate(node, content_width(self.scene)) if known is None else known

        gap = self.scene.theme.spacing.gaps["wide"] * self.scene.format.scale * SECTION_GAP
        pages = flowed(cards, height, self.room, gap)
        # Cut pieces were estimated; a page that came out too high is fitted or split like a card.
        return self._fit(pages)

    def _page_height(self, content: float) -> float:
        room = self.scene.format
        if room.height is not None:
            return max(room.height, content + 2 * self.scene.margin_y)
        return max(room.min_height, content + 2 * self.scene.margin_y)

    def _tall(self, one: _Set) -> float:
        """The height of a card's page; nothing on it is ever cut off."""
        if one.card.regions:
            return max(self.scene.format.height or 0.0, regions.bottom(one.card, one.places))
        return self._page_height(one.fit.height)

    def _setting(self, one: _Set, number: int) -> Setting:
        tall = self._tall(one)
        if one.card.regions:
            drops = regions.drops(one.card, one.places)
            return Setting(one.card, one.fit.scale, heights=_heights(one), number=number, drops=drops)
        free = tall - 2 * self.scene.margin_y - one.fit.height
        above = free / 2 if one.card.anchor == "middle" else 0.0
        top = self.scene.margin_y + above
        between = round(max(0.0, free - above), 4) if footnotes.apart(one.card.root)[1] else 0.0
        bottom = tall - top - one.fit.height - between
        return Setting(one.card, one.fit.scale, top, bottom, _heights(one), number, between=between)

    def _page(self, one: _Set, setting: Setting, tall: float) -> Page:
        moved = {key: rect.moved(0, setting.top) for key, rect in one.places.items()}
        if setting.between:
            moved = footnotes.lowered(one.card.root, moved, setting.between, self.scene.margin_y)
        if one.card.regions:
            moved = regions.dropped(one.card, one.places, setting.drops)
        places = {key[0]: rect for key, rect in moved.items() if len(key) == 1}
        places |= _stretched(one.card, places, setting.heights or {})
        tables = [node for node in nodes(one.card.root) if isinstance(node, TableNode)]
        return Page(
            card=one.card,
            number=setting.number,
            width=self.scene.format.width,
            height=tall,
            scale=one.fit.scale,
            places=places,
            cells={table.id: _cells(table, places[table.id], moved, one) for table in tables},
            over=one.fit.over,
        )


def _estimate(node: Node, width: float) -> float:
    """About how high a piece of a block is that was never measured."""
    look = (
        node.look if isinstance(node, TextNode | ListNode) else node.cell_look if isinstance(node, TableNode) else None
    )
    if look is None:
        return sum(_estimate(child, width) for child in children(node))
    return max(1.0, characters(node) * look.size * 0.5 / width) * look.size * look.line


def _stretched(card: SceneCard, places: Mapping[int, Rect], heights: Mapping[int, float]) -> dict[int, Rect]:
    """The panels of given heights, and what stands in the middle of them."""
    found: dict[int, Rect] = {}
    for panel in nodes(card.root):
        if not isinstance(panel, Panel) or panel.id not in heights:
            continue
        before = places[panel.id]
        found[panel.id] = replace(found.get(panel.id, before), height=heights[panel.id])
        drop = (heights[panel.id] - before.height) / 2
        if panel.middle and drop:
            found.update({node.id: places[node.id].moved(0, drop) for node in nodes(panel.child) if node.id in places})
    return found


def _heights(one: _Set) -> dict[int, float]:
    """Heights that must be known when painting: those that panels side by side share, and of all that have an outline."""
    outlined = (node for node in nodes(one.card.root) if isinstance(node, Panel) and node.outline)
    found = {panel.id: round(one.places[panel.id,].height, 4) for panel in outlined}
    for row in nodes(one.card.root):
        if isinstance(row, Row) and row.equal:
            panels = [child for child in row.children if isinstance(child, Panel)]
            tallest = max((one.places[panel.id,].height for panel in panels), default=0.0)
            found.update({panel.id: round(tallest, 4) for panel in panels})
    return found


def _cells(
    table: TableNode, at: Rect, places: Mapping[tuple[int, ...], Rect], one: _Set
) -> tuple[tuple[Rect, ...], ...]:
    """Boxes of a table's cells, padding included, a head first; columns left to right as read."""
    pad = table.pad_y * one.fit.scale
    count = len(table.rows) + bool(table.head)
    tops = [places[table.id, row].y - pad for row in range(count)]
    bottoms = [*tops[1:], at.bottom]
    total = sum(table.weights)
    widths = [at.width * weight / total for weight in table.weights]
    starts = [at.x + sum(widths[:column]) for column in range(len(widths))]
    if one.card.rtl:
        starts = [at.right - sum(widths[: column + 1]) for column in range(len(widths))]
    return tuple(
        tuple(Rect(x, top, width, bottom - top) for x, width in zip(starts, widths, strict=True))
        for top, bottom in zip(tops, bottoms, strict=True)
    )
