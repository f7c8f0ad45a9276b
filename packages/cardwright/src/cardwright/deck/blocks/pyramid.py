"""A pyramid: layers that rest on each other, the most general at the bottom."""

from typing import Any, ClassVar, Final

import msgspec

from cardwright.deck import markup
from cardwright.deck.blocks import Block, BlockSpec
from cardwright.deck.sketch import Sketch
from cardwright.deck.text import Text, labelled, plain, rich

_TIP: Final = 0.34  # of the width that the upper edge takes: a name must fit
_SIDES: Final = (3.0, 3.0)
_BRIEF: Final = 40  # letters that a layer has room for below its name


class Layer(msgspec.Struct, frozen=True, omit_defaults=True):
    """`label` stands on the layer, `text` beside it."""

    label: str
    text: Text = ()


class Pyramid(Block, frozen=True, tag="pyramid"):
    """Three to about five layers, the top one first."""

    kind: ClassVar[str] = "pyramid"
    layers: tuple[Layer, ...]


def compose(block: Pyramid, sketch: Sketch[Any]) -> Any:
    """Layers that widen evenly, what is said of each beside it, on narrow cards within it or below."""
    layers = [layer for layer in block.layers if layer.label]
    if not layers:
        return None
    told = any(plain(layer.text).strip() for layer in layers) and not sketch.narrow
    step = (1.0 - _TIP) / len(layers)
    rows = [
        _layer(layer, _TIP + step * at, _TIP + step * (at + 1), sketch, told=told) for at, layer in enumerate(layers)
    ]
    return sketch.stack(rows, "tight")


def _layer(layer: Layer, top: float, bottom: float, sketch: Sketch[Any], *, told: bool) -> Any:
    left, right = sketch.split(_SIDES, "normal", keep=True) if told else (sketch, sketch)
    inner = left.inside_layer(top)
    name = inner.text(rich(layer.label), "point-title", align="center", role="on-accent")
    if not told and 0 < len(plain(layer.text).strip()) <= _BRIEF:
        name = inner.stack([name, inner.text(layer.text, "point-text", align="center", role="on-accent")], "none")
        return left.layer(name, top, bottom)
    drawn = left.layer(name, top, bottom)
    if told:
        inner = right.inside_panel()
        said = [inner.text(layer.text, "point-text")] if plain(layer.text).strip() else []
        text = right.panel(inner.stack(said), "none", middle=True)
        return sketch.row([drawn, text], _SIDES, "normal", keep=True, equal=True)
    if plain(layer.text).strip():
        return sketch.stack([drawn, sketch.text(layer.text, "caption", align="center")], "tight")
    return drawn


SPEC: Final = BlockSpec(
    type=Pyramid,
    compose=compose,
    words=lambda block: "\n".join(plain(labelled(rich(layer.label), layer.text)) for layer in block.layers),
    markdown=lambda block: markup.counted(
        markup.inline(labelled(rich(layer.label), layer.text)) for layer in block.layers
    ),
    hint="pyramid: three to five layers of a hierarchy, the top first, each a name of one to three words",
    example=Pyramid(
        (Layer("Vision", rich("Rivers with room")), Layer("Plan", rich("Ten reaches by 2035")), Layer("Work")),
    ),
)
