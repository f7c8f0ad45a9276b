"""Cards as the painter takes them: padding, margins, furniture around an encoded root."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cardwright.layout.encode import Encoder
from cardwright.layout.measured import Measured
from cardwright.scene import Furniture, Look, Region, Scene, SceneCard


@dataclass(frozen=True, slots=True)
class Setting:
    """How one card is to be set. `top` and `bottom` are points of empty space; `drops` those above each region's root."""

    card: SceneCard
    scale: float = 1.0
    top: float = 0.0
    bottom: float = 0.0
    heights: Mapping[int, float] | None = None  # of panels in equal rows
    number: int = 0  # page number; 0 while only heights are wanted
    drops: tuple[float, ...] = ()
    between: float = 0.0  # points of empty space above the notes at the card's foot


def content_width(scene: Scene) -> float:
    return scene.format.width - 2 * scene.margin_x


def painted(scene: Scene, setting: Setting, measured: Measured, page_height: float = 0.0) -> dict[str, Any]:
    """The painter's data for one card; what stands outside the flow is drawn when `page_height` is known."""
    card = setting.card
    encoder = Encoder(scene, card, setting.scale, setting.heights or {}, measured.rooms, measured.hyphens)
    return {
        "bg": encoder.color("background"),
        "rtl": card.rtl,
        "mx": scene.margin_x,
        "top": round(setting.top, 4),
        "bottom": round(setting.bottom, 4),
        "height": round(page_height or scene.format.height or 0.0, 4),
        "backdrop": _backdrop(card, encoder, page_height),
        "ground": _ground(scene, card) if page_height else None,
        "root": None if card.regions else _root(setting, encoder, content_width(scene)),
        "regions": [_region(setting, encoder, at, region) for at, region in enumerate(card.regions)],
        "margin": [_furniture(scene, setting, item, encoder, page_height) for item in card.furniture if page_height],
    }


def _root(setting: Setting, encoder: Encoder, width: float) -> dict[str, Any]:
    root = encoder.node(setting.card.root, width)
    return {**root, "gap": root["gap"] + setting.between} if setting.between else root


def _ground(scene: Scene, card: SceneCard) -> dict[str, str] | None:
    """The picture behind a card, and what kind of picture it is."""
    image = scene.images.get(card.ground)
    if image is None:
        return None
    kind = image.media_type.removeprefix("image/").partition("+")[0]
    return {"image": image.sha256, "format": "jpg" if kind == "jpeg" else kind}


def _region(setting: Setting, encoder: Encoder, at: int, region: Region) -> dict[str, Any]:
    drop = setting.drops[at] if setting.drops else 0.0
    own = replace(encoder, scale=1.0) if region.steady else encoder
    return {
        "x": round(region.at.x, 4),
        "y": round(region.at.y + drop, 4),
        "width": round(region.at.width, 4),
        "root": own.node(setting.card.root.children[at], region.at.width),
    }


def _backdrop(card: SceneCard, encoder: Encoder, page_height: float) -> dict[str, Any] | None:
    if card.backdrop is None or not page_height:
        return None
    return {"svg": encoder.drawing(card.backdrop), "height": page_height}


def furniture_rect(scene: Scene, item: Furniture, page_height: float) -> tuple[float, float, float, float]:
    """x, y, width, height of a header or footer element: a third of the width, in the middle of its margin."""
    if item.at is not None:
        return item.at.x, item.at.y, item.at.width, item.at.height
    edge, side = item.position.split("-")
    third = content_width(scene) / 3
    x = scene.margin_x + third * ("left", "center", "right").index(side)
    middle = scene.margin_y * 0.52
    y = middle if edge == "top" else page_height - middle
    return x, y - item.height / 2, third, item.height


def _furniture(scene: Scene, setting: Setting, item: Furniture, encoder: Encoder, page_height: float) -> dict[str, Any]:
    x, y, width, _ = furniture_rect(scene, item, page_height)
    look = item.look or setting.card.furniture_look
    text = str(setting.number) if item.kind == "number" else item.text
    return {
        "kind": item.kind,
        "x": round(x, 3),
        "y": round(y, 3),
        "width": round(width, 3),
        "height": item.height,
        "side": item.side,
        "text": text.upper() if look and look.caps else text,
        "image": scene.images[item.image].sha256 if item.kind == "picture" else "",
        "l": _look(encoder, look, item),
    }


def _look(encoder: Encoder, look: Look | None, item: Furniture) -> dict[str, Any] | None:
    if look is None:
        return None
    found = replace(encoder, scale=1.0).look(look) if item.at else encoder.look(look)
    return {**found, "c": item.color or found["c"]}
