"""What may be asked for, in Python names; `to_wire` makes the body of it.

Every property is optional here but those that a method asks for by name. A
name that does not exist is a TypeError before anything is sent.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final, Literal, TypedDict, cast

TextMode = Literal["generate", "condense", "preserve"]
Format = Literal["presentation", "document", "social", "webpage"]
CardSplit = Literal["inputTextBreaks", "auto"]
ExportAs = Literal["pptx", "pdf", "png"]
Amount = Literal["brief", "medium", "detailed", "extensive"]
ImageSource = Literal[
    "webAllImages",
    "webFreeToUse",
    "webFreeToUseCommercially",
    "aiGenerated",
    "pictographic",
    "giphy",
    "pexels",
    "placeholder",
    "noImages",
    "themeAccent",
]
StylePreset = Literal["photorealistic", "illustration", "abstract", "3D", "lineArt", "custom"]
Dimensions = Literal["fluid", "16x9", "4x3", "pageless", "letter", "a4", "1x1", "4x5", "9x16"]
Access = Literal["edit", "comment", "view", "noAccess", "fullAccess"]
ImageType = Literal["illustration", "abstract", "photo", "scene"]
SizePreset = Literal["social-square", "social-portrait", "banner", "slide", "story"]


class TextOptions(TypedDict, total=False):
    """How the text is written."""

    amount: Amount
    tone: str
    audience: str
    language: str


class ImageOptions(TypedDict, total=False):
    """Where pictures come from; `model` and `style` count for generated ones."""

    source: ImageSource
    model: str
    style: str
    style_preset: StylePreset


class TemplateImageOptions(TypedDict, total=False):
    """How new pictures of a file made from another are made."""

    model: str
    style: str


class Element(TypedDict, total=False):
    """What one position at a card's edge shows."""

    type: Literal["cardNumber", "image", "text"]
    source: Literal["themeLogo", "custom"]
    src: str
    value: str
    size: Literal["sm", "md", "lg", "xl"]


class HeaderFooter(TypedDict, total=False):
    """What every card shows at its edges."""

    top_left: Element
    top_center: Element
    top_right: Element
    bottom_left: Element
    bottom_center: Element
    bottom_right: Element
    hide_from_first_card: bool
    hide_from_last_card: bool


class CardOptions(TypedDict, total=False):
    """The shape of cards."""

    dimensions: Dimensions
    header_footer: HeaderFooter


class EmailOptions(TypedDict, total=False):
    """Who is invited by mail."""

    recipients: list[str]
    access: Access


class SharingOptions(TypedDict, total=False):
    """Who may see the result."""

    workspace_access: Access
    external_access: Access
    email_options: EmailOptions
    enable_search_engine_indexing: bool


class PageParams(TypedDict, total=False):
    """One page of several."""

    input_text: str
    title: str
    path: str
    additional_instructions: str
    text_mode: TextMode
    format: Format
    num_cards: int
    card_split: CardSplit
    text_options: TextOptions
    image_options: ImageOptions


class GenerateParams(TypedDict, total=False):
    """A generation from a text that is said apart."""

    text_mode: TextMode
    format: Format
    theme_id: str
    num_cards: int
    card_split: CardSplit
    additional_instructions: str
    folder_ids: list[str]
    export_as: ExportAs
    text_options: TextOptions
    image_options: ImageOptions
    card_options: CardOptions
    sharing_options: SharingOptions
    title: str
    pages: list[PageParams]
    publish: bool


class CreateParams(GenerateParams, total=False):
    """A generation from text."""

    input_text: str


class TemplateParams(TypedDict, total=False):
    """A generation from another file."""

    gamma_id: str
    prompt: str
    theme_id: str
    folder_ids: list[str]
    export_as: ExportAs
    image_options: TemplateImageOptions
    sharing_options: SharingOptions
    title: str


class ReferenceImage(TypedDict, total=False):
    """A picture whose subject is to be shown."""

    url: str
    role: Literal["subject"]


class ImageParams(TypedDict, total=False):
    """A single picture."""

    prompt: str
    type: ImageType
    size_preset: SizePreset
    theme_id: str
    reference_images: list[ReferenceImage]


# What is an object, or a list of them, within others.
_NESTED: Final[Mapping[tuple[type, str], type]] = MappingProxyType(
    {
        (CreateParams, "text_options"): TextOptions,
        (CreateParams, "image_options"): ImageOptions,
        (CreateParams, "card_options"): CardOptions,
        (CreateParams, "sharing_options"): SharingOptions,
        (CreateParams, "pages"): PageParams,
        (PageParams, "text_options"): TextOptions,
        (PageParams, "image_options"): ImageOptions,
        (TemplateParams, "image_options"): TemplateImageOptions,
        (TemplateParams, "sharing_options"): SharingOptions,
        (CardOptions, "header_footer"): HeaderFooter,
        (SharingOptions, "email_options"): EmailOptions,
        (ImageParams, "reference_images"): ReferenceImage,
        **{
            (HeaderFooter, f"{edge}_{side}"): Element
            for edge in ("top", "bottom")
            for side in ("left", "center", "right")
        },
    }
)


def to_wire(params: Mapping[str, Any], shape: type) -> dict[str, Any]:
    """The body of a request; what is None is not sent.

    Raises:
        TypeError: a name does not exist.
    """
    names = _names(shape)
    unknown = [name for name in params if name not in names]
    if unknown:
        msg = f"{shape.__name__} has no {', '.join(map(repr, unknown))}; there are: {', '.join(sorted(names))}"
        raise TypeError(msg)
    return {
        names[name]: _value(value, _NESTED.get((shape, name))) for name, value in params.items() if value is not None
    }


def _value(value: Any, shape: type | None) -> Any:
    if shape is None:
        return value
    if isinstance(value, list | tuple):
        return [to_wire(cast("Mapping[str, Any]", part), shape) for part in cast("list[Any]", value)]
    return to_wire(value, shape)


@cache
def _names(shape: type) -> Mapping[str, str]:
    return {name: camel(name) for name in shape.__annotations__}


def camel(name: str) -> str:
    """A Python name as the wire writes it."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
