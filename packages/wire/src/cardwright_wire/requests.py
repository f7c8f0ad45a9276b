"""A request for a generation, as it is meant after validation.

Names are the wire's in snake case; JSON has the wire's own. Values that the
wire documents as ignored are already gone, so a reader need not know the
rules again. None means that nothing was asked for.
"""

from typing import Any, Final, cast

import msgspec

from cardwright_wire.enums import (
    DEFAULT_DIMENSIONS,
    Amount,
    CardSplit,
    Dimensions,
    ElementSize,
    ElementSource,
    EmailAccess,
    ExportAs,
    ExternalAccess,
    Format,
    ImageSource,
    Language,
    StylePreset,
    TextMode,
    WorkspaceAccess,
)
from cardwright_wire.limits import DEFAULT_CARDS


class TextOptions(msgspec.Struct, frozen=True, rename="camel"):
    """How the text is written. `tone` and `audience` are empty when they were not said."""

    amount: Amount = "medium"
    tone: str = ""
    audience: str = ""
    language: Language = "en"


class ImageOptions(msgspec.Struct, frozen=True, rename="camel"):
    """Where pictures come from. `model` None leaves the choice to the server."""

    source: ImageSource = "aiGenerated"
    model: str | None = None
    style: str = ""
    style_preset: StylePreset = "custom"


class CardNumberElement(msgspec.Struct, frozen=True, rename="camel", tag_field="type", tag="cardNumber"):
    """The number of the card."""


class ImageElement(msgspec.Struct, frozen=True, rename="camel", tag_field="type", tag="image"):
    """A logo. `src` is an https URL and there exactly when `source` is `custom`."""

    source: ElementSource
    src: str | None = None
    size: ElementSize = "md"


class TextElement(msgspec.Struct, frozen=True, rename="camel", tag_field="type", tag="text"):
    """A short text, 1 to 500 characters."""

    value: str


Element = CardNumberElement | ImageElement | TextElement


class HeaderFooter(msgspec.Struct, frozen=True, rename="camel"):
    """What every card shows at its edges; the flags hold for all six positions."""

    top_left: Element | None = None
    top_center: Element | None = None
    top_right: Element | None = None
    bottom_left: Element | None = None
    bottom_center: Element | None = None
    bottom_right: Element | None = None
    hide_from_first_card: bool = False
    hide_from_last_card: bool = False


class CardOptions(msgspec.Struct, frozen=True, rename="camel"):
    """The shape of cards. `dimensions` None is the format's default; validation never leaves it None."""

    dimensions: Dimensions | None = None
    header_footer: HeaderFooter | None = None


class EmailOptions(msgspec.Struct, frozen=True, rename="camel"):
    """Who is invited by mail, 1 to 25 addresses. `access` None leaves the right to the server."""

    recipients: tuple[str, ...]
    access: EmailAccess | None = None


class SharingOptions(msgspec.Struct, frozen=True, rename="camel"):
    """Who may see the result. None is the workspace's own setting."""

    workspace_access: WorkspaceAccess | None = None
    external_access: ExternalAccess | None = None
    email_options: EmailOptions | None = None
    enable_search_engine_indexing: bool = False


class PageRequest(msgspec.Struct, frozen=True, rename="camel"):
    """One page of several. `path` is where it stands in a published site; the first stands at its root."""

    input_text: str
    title: str = ""
    path: str = ""
    additional_instructions: str = ""
    text_mode: TextMode = "generate"
    format: Format = "presentation"
    num_cards: int = DEFAULT_CARDS
    card_split: CardSplit = "auto"
    text_options: TextOptions = TextOptions()
    image_options: ImageOptions = ImageOptions()


class GenerationRequest(msgspec.Struct, frozen=True, rename="camel"):
    """One generation, as asked. `theme_id` None is the workspace's default theme.

    `num_cards` counts only when `card_split` is `auto`. With `pages`, what is
    said of one page is said there, and of the first page here too.
    """

    input_text: str
    text_mode: TextMode = "generate"
    format: Format = "presentation"
    theme_id: str | None = None
    num_cards: int = DEFAULT_CARDS
    card_split: CardSplit = "auto"
    additional_instructions: str = ""
    folder_ids: tuple[str, ...] = ()
    export_as: ExportAs | None = None
    text_options: TextOptions = TextOptions()
    image_options: ImageOptions = ImageOptions()
    card_options: CardOptions = CardOptions()
    sharing_options: SharingOptions = SharingOptions()
    title: str = ""
    pages: tuple[PageRequest, ...] = ()
    publish: bool = False

    def of_page(self, page: PageRequest) -> "GenerationRequest":
        """The request for one page alone."""
        own = {name: getattr(page, name) for name in page.__struct_fields__ if name != "path"}
        return msgspec.structs.replace(self, **own, pages=(), publish=False)

    @property
    def dimensions(self) -> Dimensions:
        """The shape of the cards, the format's default when none was asked for."""
        return self.card_options.dimensions or DEFAULT_DIMENSIONS[self.format]


_ENCODER: Final = msgspec.json.Encoder()
_DECODER: Final = msgspec.json.Decoder(GenerationRequest)
_UNSAID: Final = (None, "", ())  # compared by value: False is said


def to_json(request: GenerationRequest) -> bytes:
    """A valid request as a body to store or to post: defaults are said, nothing is null or empty.

    Validated again it makes the same request, though it may be warned about
    defaults that have no effect.
    """
    fields = msgspec.to_builtins(request)
    if not request.publish:  # older servers do not know it
        del fields["publish"]
    return _ENCODER.encode(_said(fields))


def from_json(body: bytes | str) -> GenerationRequest:
    """The request that `to_json` wrote; fields that a later version added are left out.

    Raises:
        msgspec.ValidationError: it is not such a request.
    """
    return _DECODER.decode(body)


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: _part(value) for name, value in fields.items() if value not in _UNSAID}


def _part(value: Any) -> Any:
    if isinstance(value, dict):
        return _said(cast("dict[str, Any]", value))
    if isinstance(value, list | tuple):
        return [_part(part) for part in cast("list[Any]", value)]
    return value
