"""Wire request → order: the one place where wire words become ours."""

from typing import Any

from cardwright_wire import CardNumberElement, GenerationRequest, ImageElement, TextElement

from cardwright.pipeline import Order, exporter_named
from cardwright.scene.accents import Accents
from cardwright.scene.design import LOGO
from cardwright.scene.furniture import Element, HeaderFooter, Position
from cardwright.theme import DEFAULT_THEME
from cardwright.write import Brief
from cardwright.write.author import wants_model

_POSITIONS: dict[str, Position] = {
    "top_left": "top-left", "top_center": "top-center", "top_right": "top-right",
    "bottom_left": "bottom-left", "bottom_center": "bottom-center", "bottom_right": "bottom-right",
}  # fmt: skip
# What stands in for pictures that no model paints; other sources, which this server cannot ask, add none.
_ACCENTS: dict[str, Accents] = {"aiGenerated": "art", "themeAccent": "art", "placeholder": "placeholder"}


def order_from(
    request: GenerationRequest, extras: tuple[str, ...] = (), design: str = "", *, has_model: bool = False
) -> Order:
    """What the pipeline shall do for a valid request.

    `design` is the hash of a theme that is a workspace's own; `has_model` when
    there is a language model that writes what may be written anew.
    """
    brief = Brief(
        text=request.input_text,
        mode=request.text_mode,
        kind=request.format,
        cards=request.num_cards if request.card_split == "auto" else None,
        instructions=request.additional_instructions,
        amount=request.text_options.amount,
        tone=request.text_options.tone,
        audience=request.text_options.audience,
        language=request.text_options.language,
        title=request.title,
    )
    return Order(
        brief=brief,
        theme=request.theme_id or DEFAULT_THEME,
        dimensions=request.dimensions,
        furniture=_furniture(request),
        exports=(request.export_as,) if request.export_as else (),
        extras=extras,
        design=design,
        authored=has_model and wants_model(brief),
        accents=_ACCENTS.get(request.image_options.source, "none"),
    )


def extras_from(header: str) -> tuple[str, ...]:
    """The formats of further files that a request names, `pdf, pptx`, each once.

    Raises:
        InvalidInput: one of them does not exist.
    """
    names = [name.strip().lower() for name in header.split(",") if name.strip()]
    for name in names:
        exporter_named(name)
    return tuple(dict.fromkeys(names))


def _furniture(request: GenerationRequest) -> HeaderFooter | None:
    """Headers and footers, which web pages do not have."""
    asked = request.card_options.header_footer
    if asked is None or request.format == "webpage":
        return None
    elements = [
        element
        for name, position in _POSITIONS.items()
        if (element := _element(getattr(asked, name), position)) is not None
    ]
    return HeaderFooter(tuple(elements), asked.hide_from_first_card, asked.hide_from_last_card)


def _element(asked: Any, position: Position) -> Element | None:
    match asked:
        case TextElement(value=value):
            return Element(position, "text", text=value)
        case CardNumberElement():
            return Element(position, "number")
        case ImageElement(src=str() as src, size=size):
            return Element(position, "picture", src=src, size=size)
        case ImageElement(size=size):  # the theme's logo, for themes that have one
            return Element(position, "picture", src=LOGO, size=size)
        case _:
            return None
