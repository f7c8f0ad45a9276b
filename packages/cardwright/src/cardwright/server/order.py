"""Wire request → order: the one place where wire words become ours."""

from typing import Any

from cardwright_wire import CardNumberElement, GenerationRequest, ImageElement, TextElement
from cardwright_wire.requests import ImageOptions

from cardwright.images.providers import NO_PROVIDERS, Providers
from cardwright.images.sources import Licence, Wish, all_sources
from cardwright.pipeline import Order, exporter_named
from cardwright.scene.design import LOGO
from cardwright.scene.furniture import Element, HeaderFooter, Position
from cardwright.theme import DEFAULT_THEME
from cardwright.write import Brief
from cardwright.write.author import wants_model

_POSITIONS: dict[str, Position] = {
    "top_left": "top-left", "top_center": "top-center", "top_right": "top-right",
    "bottom_left": "bottom-left", "bottom_center": "bottom-center", "bottom_right": "bottom-right",
}  # fmt: skip
_SOURCES: dict[str, tuple[str, Licence]] = {
    "aiGenerated": ("generated", "any"),
    "giphy": ("giphy", "any"),
    "noImages": ("none", "any"),
    "pexels": ("pexels", "any"),
    "pictographic": ("icons", "any"),
    "placeholder": ("placeholder", "any"),
    "themeAccent": ("art", "any"),
    "webAllImages": ("web", "any"),
    "webFreeToUse": ("web", "free"),
    "webFreeToUseCommercially": ("web", "commercial"),
}
_PRESETS: dict[str, str] = {
    "photorealistic": "a detailed photograph in cinematic light",
    "illustration": "a modern flat vector illustration",
    "abstract": "abstract, of gradients and geometric forms",
    "3D": "a rendered three-dimensional scene",
    "lineArt": "minimal pictographic line art",
}


def wish_of(options: ImageOptions) -> Wish:
    """Which pictures a request asks for beside those that its text names."""
    source, licence = _SOURCES[options.source]
    return Wish(source, licence, _PRESETS.get(options.style_preset, options.style), options.model or "")


def order_from(
    request: GenerationRequest,
    extras: tuple[str, ...] = (),
    design: str = "",
    providers: Providers = NO_PROVIDERS,
    *,
    has_model: bool = False,
) -> Order:
    """What the pipeline shall do for a valid request.

    `design` is the hash of a theme that is a workspace's own; `has_model` when
    there is a language model that writes what may be written anew.
    """
    wish = wish_of(request.image_options)
    source = all_sources()[wish.source]
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
        accents=source.accents,
        wish=wish if source.finds(providers) else None,
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
