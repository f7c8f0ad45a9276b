"""Cards as the painter takes them: padding, margins, furniture around an encoded root."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cardwright.layout.encode import Encoder
from cardwright.layout.formulas import Room
from cardwright.maths import Formula
from cardwright.scene import Furniture, Scene, SceneCard


@dataclass(frozen=True, slots=True)
class Setting:
    """How one card is to be set. `top` and `bottom` are points of empty space."""

    card: SceneCard
    scale: float = 1.0
    top: float = 0.0
    bottom: float = 0.0
    heights: Mapping[int, float] | None = None  # of panels in equal rows
    number: int = 0  # page number; 0 while only heights are wanted


def content_width(scene: Scene) -> float:
    return scene.format.width - 2 * scene.margin_x


def painted(scene: Scene, setting: Setting, rooms: Mapping[Formula, Room], page_height: float = 0.0) -> dict[str, Any]:
    """The painter's data for one card; what stands outside the flow is drawn when `page_height` is known."""
    encoder = Encoder(scene, setting.card, setting.scale, setting.heights or {}, rooms)
    return {
        "bg": encoder.color("background"),
        "rtl": setting.card.rtl,
        "mx": scene.margin_x,
        "top": round(setting.top, 4),
        "bottom": round(setting.bottom, 4),
        "backdrop": _backdrop(setting.card, encoder, page_height),
        "root": encoder.node(setting.card.root, content_width(scene)),
        "margin": [
            _furniture(scene, setting, item, encoder, page_height) for item in setting.card.furniture if page_height
        ],
    }


def _backdrop(card: SceneCard, encoder: Encoder, page_height: float) -> dict[str, Any] | None:
    if card.backdrop is None or not page_height:
        return None
    return {"svg": encoder.drawing(card.backdrop), "height": page_height}


def furniture_rect(scene: Scene, item: Furniture, page_height: float) -> tuple[float, float, float, float]:
    """x, y, width, height of a header or footer element: a third of the width, in the middle of its margin."""
    edge, side = item.position.split("-")
    third = content_width(scene) / 3
    x = scene.margin_x + third * ("left", "center", "right").index(side)
    middle = scene.margin_y * 0.52
    y = middle if edge == "top" else page_height - middle
    return x, y - item.height / 2, third, item.height


def _furniture(scene: Scene, setting: Setting, item: Furniture, encoder: Encoder, page_height: float) -> dict[str, Any]:
    x, y, width, _ = furniture_rect(scene, item, page_height)
    look = setting.card.furniture_look
    text = str(setting.number) if item.kind == "number" else item.text
    return {
        "kind": item.kind,
        "x": round(x, 3),
        "y": round(y, 3),
        "width": round(width, 3),
        "height": item.height,
        "side": item.side,
        "text": text,
        "image": scene.images[item.image].sha256 if item.kind == "picture" else "",
        "l": encoder.look(look) if look else None,
    }
