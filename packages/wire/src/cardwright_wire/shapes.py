"""Which rules the properties of each object obey; the table the validator walks.

An object's complaints come in this order: properties that should not exist as
they were sent, then its own properties as `requests.py` declares them, each
nested object's in its place. So class-validator orders them, with
`whitelist` and `forbidNonWhitelisted`, and Nest's pipe flattens them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, Generic, TypeVar, cast

import msgspec

from cardwright_wire import limits, rules
from cardwright_wire.enums import (
    AMOUNTS,
    CARD_SPLITS,
    DIMENSIONS,
    ELEMENT_SIZES,
    ELEMENT_SOURCES,
    ELEMENT_TYPES,
    EMAIL_ACCESS,
    EXPORTS,
    EXTERNAL_ACCESS,
    FORMATS,
    IMAGE_SOURCES,
    LANGUAGES,
    STYLE_PRESETS,
    TEXT_MODES,
    WORKSPACE_ACCESS,
)
from cardwright_wire.image_models import IMAGE_MODELS
from cardwright_wire.requests import (
    CardNumberElement,
    CardOptions,
    Element,
    EmailOptions,
    GenerationRequest,
    HeaderFooter,
    ImageElement,
    ImageOptions,
    SharingOptions,
    TextElement,
    TextOptions,
)
from cardwright_wire.rules import Refused, Rule, one_of, refused, text

_LONGEST_NAME: Final = 100  # characters of an unknown name that a complaint repeats

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})

S = TypeVar("S", bound=msgspec.Struct)
Sent = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Field:
    """One property: its names on the wire and in the struct, and what is said when it must not be missing but is."""

    name: str
    attribute: str
    rule: Rule
    missing: str | None


@dataclass(frozen=True, slots=True)
class Shape(Generic[S]):
    """The properties of one object, and the struct they make. Other `names` may be sent and mean nothing."""

    build: type[S]
    fields: tuple[_Field, ...]
    names: frozenset[str]

    def read(self, sent: Sent) -> S:
        """The struct that an object makes.

        Raises:
            Refused: it breaks rules; carries the complaints about everything in it.
        """
        complaints = _unknown(sent, self.names)
        given: dict[str, Any] = {}
        for field in self.fields:
            value = sent.get(field.name)
            if value is not None:
                try:
                    given[field.attribute] = field.rule(field.name, value)
                except Refused as refusal:
                    complaints += refusal.complaints
            elif field.missing is not None:
                complaints.append(field.missing)
        if complaints:
            raise Refused(complaints)
        return self.build(**given)


def make_shape(
    build: type[S],
    table: Mapping[str, Rule],
    *,
    missing: Mapping[str, str] = _NOTHING,
    names: frozenset[str] = frozenset(),
) -> Shape[S]:
    """A shape from rules by attribute, in the order in which the struct declares them.

    `missing` holds the complaint about each property that must be there.
    """
    wire = dict(zip(build.__struct_fields__, build.__struct_encode_fields__, strict=True))
    fields = tuple(
        _Field(name, attribute, table[attribute], missing.get(attribute))
        for attribute, name in wire.items()
        if attribute in table
    )
    return Shape(build, fields, names | {field.name for field in fields})


def _nested(read: Callable[[Sent], object]) -> Rule:
    """The rule of a property that is an object; complaints from within begin with the property's name."""

    def rule(name: str, value: Any) -> object:
        if not isinstance(value, dict):
            raise refused(name, "must be an object")
        try:
            return read(cast("dict[str, Any]", value))
        except Refused as refusal:
            raise Refused(f"{name}.{complaint}" for complaint in refusal.complaints) from None

    return rule


def _unknown(sent: Sent, names: frozenset[str]) -> list[str]:
    if sent.keys() <= names:
        return []
    return [f"property {name[:_LONGEST_NAME]} should not exist" for name in sent if name not in names]


_ELEMENT_NAMES: Final = frozenset({"type", "source", "src", "value", "size"})

_TEXT: Final = make_shape(
    TextElement,
    {"value": text(limits.ELEMENT_VALUE_LENGTH, may_be_empty=False)},
    missing={"value": "value should not be empty"},
    names=_ELEMENT_NAMES,
)
_LOGO_RULES: Final[Mapping[str, Rule]] = {
    "source": one_of(ELEMENT_SOURCES),
    "size": one_of(ELEMENT_SIZES),
}
_NO_SOURCE: Final = f"source must be one of: {', '.join(ELEMENT_SOURCES)}"
_LOGO: Final = make_shape(ImageElement, _LOGO_RULES, missing={"source": _NO_SOURCE}, names=_ELEMENT_NAMES)
_PICTURE: Final = make_shape(
    ImageElement,
    {**_LOGO_RULES, "src": rules.https_url(limits.ELEMENT_SRC_LENGTH)},
    missing={"src": "src must be a URL address"},
    names=_ELEMENT_NAMES,
)


def _element(sent: Sent) -> Element:
    """What one position shows; its type decides which of the other properties count.

    A text's picture properties, or `src` beside the theme's logo, are not read;
    the number of the card alone takes no property at all.
    """
    kind = sent.get("type")
    if kind == "text":
        return _TEXT.read(sent)
    if kind == "image":
        return (_PICTURE if sent.get("source") == "custom" else _LOGO).read(sent)
    if kind == "cardNumber":
        return _card_number(sent)
    raise Refused(
        [
            *_unknown(sent, _ELEMENT_NAMES),
            f"type must be one of: {', '.join(ELEMENT_TYPES)}",
        ]
    )


def _card_number(sent: Sent) -> CardNumberElement:
    said = {name: value for name, value in sent.items() if value is not None or name not in _ELEMENT_NAMES}
    if complaints := _unknown(said, frozenset({"type"})):
        raise Refused(complaints)
    return CardNumberElement()


_TEXT_OPTIONS: Final = make_shape(
    TextOptions,
    {
        "amount": one_of(AMOUNTS),
        "tone": text(limits.TONE_LENGTH),
        "audience": text(limits.AUDIENCE_LENGTH),
        "language": one_of(LANGUAGES),
    },
)
_IMAGE_OPTIONS: Final = make_shape(
    ImageOptions,
    {
        "source": one_of(IMAGE_SOURCES),
        "model": one_of(IMAGE_MODELS),
        "style": text(limits.STYLE_LENGTH),
        "style_preset": one_of(STYLE_PRESETS),
    },
)
_HEADER_FOOTER: Final = make_shape(
    HeaderFooter,
    {
        "top_left": _nested(_element),
        "top_center": _nested(_element),
        "top_right": _nested(_element),
        "bottom_left": _nested(_element),
        "bottom_center": _nested(_element),
        "bottom_right": _nested(_element),
        "hide_from_first_card": rules.boolean,
        "hide_from_last_card": rules.boolean,
    },
)
_CARD_OPTIONS: Final = make_shape(
    CardOptions,
    {"dimensions": one_of(DIMENSIONS), "header_footer": _nested(_HEADER_FOOTER.read)},
)
_EMAIL_OPTIONS: Final = make_shape(
    EmailOptions,
    {
        "recipients": rules.mail_addresses(limits.MOST_RECIPIENTS),
        "access": one_of(EMAIL_ACCESS),
    },
    missing={"recipients": "recipients should not be empty"},
)
_SHARING_OPTIONS: Final = make_shape(
    SharingOptions,
    {
        "workspace_access": one_of(WORKSPACE_ACCESS),
        "external_access": one_of(EXTERNAL_ACCESS),
        "email_options": _nested(_EMAIL_OPTIONS.read),
        "enable_search_engine_indexing": rules.boolean,
    },
)


@lru_cache(maxsize=16)
def generation(max_cards: int) -> Shape[GenerationRequest]:
    """The shape of a request for whoever may have so many cards; one table per plan."""
    return make_shape(
        GenerationRequest,
        {
            "input_text": text(limits.INPUT_TEXT_LENGTH, may_be_empty=False),
            "text_mode": one_of(TEXT_MODES),
            "format": one_of(FORMATS),
            "theme_id": rules.theme_id,
            "num_cards": rules.whole_number(limits.LEAST_CARDS, max_cards),
            "card_split": one_of(CARD_SPLITS),
            "additional_instructions": text(limits.INSTRUCTIONS_LENGTH),
            "folder_ids": rules.folder_ids(limits.MOST_FOLDERS),
            "export_as": one_of(EXPORTS),
            "text_options": _nested(_TEXT_OPTIONS.read),
            "image_options": _nested(_IMAGE_OPTIONS.read),
            "card_options": _nested(_CARD_OPTIONS.read),
            "sharing_options": _nested(_SHARING_OPTIONS.read),
        },
        missing={"input_text": "inputText should not be empty"},
    )
