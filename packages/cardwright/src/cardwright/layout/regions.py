"""Cards whose parts have places of their own: how high each part came to be, and where it stands in its place."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from cardwright.layout import footnotes
from cardwright.layout.split import Height, Piece, bulk, grouped, shares
from cardwright.layout.walk import fresh, nodes
from cardwright.scene import Node, Region, SceneCard, Stack, TextNode
from cardwright.units import Rect

Places = Mapping[tuple[int, ...], Rect]

_GAP: Final = 6.0  # points kept between a title that is higher than its place and what is below
_LEAST_BODY: Final = 0.4  # of its height that a body keeps in any case
_SHARE: Final = {"top": 0.0, "middle": 0.5, "bottom": 1.0}


def height(root: Node, places: Places) -> float:
    """Points from the top to the bottom of a part as it was measured."""
    return places[root.id,].height


def need(card: SceneCard, places: Places, room: float) -> float:
    """The height of the fullest part as if its place were `room` points high; titles are fitted by themselves."""
    filled = (
        height(root, places) / region.at.height * room
        for root, region in zip(card.root.children, card.regions, strict=True)
        if not region.steady
    )
    return max(filled, default=0.0)


def bottom(card: SceneCard, places: Places) -> float:
    """Where the lowest part ends when each stands at the top of its place."""
    return max(
        (at.at.y + height(root, places) for root, at in zip(card.root.children, card.regions, strict=True)), default=0.0
    )


def drops(card: SceneCard, places: Places) -> tuple[float, ...]:
    """Points between the top of each region and the part in it."""
    return tuple(
        round(max(0.0, (region.at.height - height(root, places)) * _SHARE[region.anchor]), 4)
        for root, region in zip(card.root.children, card.regions, strict=True)
    )


def dropped(card: SceneCard, places: Places, by: Sequence[float]) -> dict[tuple[int, ...], Rect]:
    """The places of all nodes with their parts where they stand."""
    found = dict(places)
    for root, region, drop in zip(card.root.children, card.regions, by, strict=True):
        own = {node.id for node in nodes(root)}
        down = region.at.y + drop - places[root.id,].y  # the place may have moved since it was measured
        found.update({key: at.moved(0, down) for key, at in places.items() if key[0] in own})
    return found


def parts(card: SceneCard, height: Height, room: float = 0.0) -> list[SceneCard]:
    """The card as several, each with its title, no word lost; the card itself when it cannot be split.

    Each place holds what it is high, or `room` when that is said.
    """
    whole = card
    card, foot = footnotes.off(card)
    groups: list[list[Stack]] = []
    for root, region in zip(card.root.children, card.regions, strict=True):
        assert isinstance(root, Stack)
        free = room or region.at.height
        if foot and region.slot.startswith("body"):
            free = max(free - footnotes.tall(foot, height), free / 2)
        pieces: list[Piece] = [
            piece for node in root.children for piece in shares(node, height, free, root.gap, even=True)
        ]
        cut = grouped(pieces, free, root.gap, balanced=True) if not region.steady and pieces else []
        groups.append([replace(root, children=tuple(group)) for group in cut] or [root])
    count = max(map(len, groups), default=1)
    if count < 2:  # noqa: PLR2004
        return [whole]
    cut = [footnotes.on(_part(card, groups, number), foot) for number in range(count)]
    return [replace(part, root=fresh(part.root)) for part in cut]


def bounded(card: SceneCard) -> list[SceneCard]:
    """The card, or parts of it small enough to be measured at all."""
    if sum(bulk(root) for root in card.root.children) <= 1.0:
        return [card]
    return parts(card, lambda node: bulk(node) * 10_000, 10_000)


def _part(card: SceneCard, groups: Sequence[Sequence[Stack]], number: int) -> SceneCard:
    """The card with what one of its parts has of each place; titles stand on all of them."""
    kept = [
        (found[0] if region.steady else found[number], region)
        for found, region in zip(groups, card.regions, strict=True)
        if region.steady or number < len(found)
    ]
    root = fresh(replace(card.root, children=tuple(root for root, _ in kept)))
    own = f"{card.id}-{number}" if number else card.id
    return replace(card, id=own, root=root, regions=tuple(region for _, region in kept))


def smaller(card: SceneCard, places: Places) -> SceneCard | None:
    """The card with its title set smaller, when it is higher than its place; None when it need not or must not be."""
    children = list(card.root.children)
    for at, region in enumerate(card.regions):
        over = height(children[at], places) / region.at.height if region.steady else 0.0
        root = children[at]
        if over <= 1.005 or not isinstance(root, Stack):
            continue
        title = root.children[0]
        if not isinstance(title, TextNode):
            continue
        size = round(title.look.size * max(0.7, min(0.95, over**-0.5)), 2)
        if size < region.at.height * 0.1 or size < 8:
            continue
        children[at] = replace(root, children=(replace(title, look=replace(title.look, size=size)), *root.children[1:]))
        return replace(card, root=replace(card.root, children=tuple(children)))
    return None


def made_way(card: SceneCard, places: Places) -> SceneCard:
    """The card with what stands below a title moved down, when that is still higher than its place."""
    regions = list(card.regions)
    for at, region in enumerate(card.regions):
        tall = height(card.root.children[at], places) if region.steady else 0.0
        if tall <= region.at.height * 1.01:
            continue
        bottom = region.at.y + tall + _GAP
        regions[at] = replace(region, at=replace(region.at, height=tall), anchor="top")
        regions = [_below(other, bottom) if not other.steady else other for other in regions]
    return replace(card, regions=tuple(regions))


def _below(region: Region, bottom: float) -> Region:
    """A region that begins under a line, if it began above it and reached below."""
    at = region.at
    if not at.y < bottom < at.bottom:
        return region
    top = min(bottom, at.y + at.height * (1 - _LEAST_BODY))
    return replace(region, at=Rect(at.x, top, at.width, at.bottom - top))
