"""Which rules the properties of each object obey; the table the validator walks and the published schema says.

An object's complaints come in this order: properties that should not exist as
they were sent, then its own properties as `requests.py` declares them, each
nested object's in its place. So class-validator orders them, with
`whitelist` and `forbidNonWhitelisted`, and Nest's pipe flattens them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, Generic, Protocol, TypeVar, cast

import msgspec

from cardwright_wire import limits, rules
from cardwright_wire.dialect import DEFAULT, Dialect
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
    PageRequest,
    SharingOptions,
    TextElement,
    TextOptions,
)
from cardwright_wire.rules import Refused, Rule, Schema, one_of, refused, text

_LONGEST_NAME: Final = 100  # characters of an unknown name that a complaint repeats

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})

S = TypeVar("S", bound=msgspec.Struct)
Sent = Mapping[str, Any]


class Part(Protocol):
    """What reads an object within a body, and says in JSON Schema which objects it accepts."""

    def read(self, sent: Sent, /) -> object:
        """What an object makes; raises `Refused`."""
        ...

    @property
    def schema(self) -> Schema:
        """The objects that are accepted."""
        ...


@dataclass(frozen=True, slots=True)
class _Field:
    """One property: its names on the wire and in the struct, and what is said when it must not be missing but is."""

    name: str
    attribute: str
    rule: Rule
    missing: str | None


@dataclass(frozen=True, slots=True)
class Shape(Generic[S]):
    """The properties of one object, and the struct they make. Other `names` may be sent and mean nothing.

    `fixed` are properties that say which shape is meant, and so have one value; they are not read again.
    """

    build: type[S]
    fields: tuple[_Field, ...]
    names: frozenset[str]
    title: str
    fixed: Mapping[str, str]

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
                    given[field.attribute] = field.rule.read(field.name, value)
                except Refused as refusal:
                    complaints += refusal.complaints
            elif field.missing is not None:
                complaints.append(field.missing)
        if complaints:
            raise Refused(complaints)
        return self.build(**given)

    @property
    def schema(self) -> Schema:
        """The objects that are accepted, as JSON Schema; its title names the shape.

        It is stricter than `read` in two ways, so that it says what to send and not what is forgiven: null for
        a property that is not sent, and `names` that mean nothing, are not in it.
        """
        defaults = {field.encode_name: field.default for field in msgspec.structs.fields(self.build)}
        told: dict[str, Schema] = {name: {"const": value} for name, value in self.fixed.items()}
        for field in self.fields:
            default = defaults[field.name]
            said = {"default": default} if isinstance(default, str | int) and default != "" else {}
            told.setdefault(field.name, {**field.rule.schema, **said})
        required = [
            *self.fixed,
            *(field.name for field in self.fields if field.missing and field.name not in self.fixed),
        ]
        return {
            "title": self.title,
            "type": "object",
            "properties": told,
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }


@dataclass(frozen=True, slots=True)
class Choice:
    """An object of one of several shapes; `read` finds out which."""

    read: Callable[[Sent], object]
    shapes: tuple[Part, ...]

    @property
    def schema(self) -> Schema:
        """The objects that are accepted, as JSON Schema."""
        return {"oneOf": [shape.schema for shape in self.shapes]}


def make_shape(
    build: type[S],
    table: Mapping[str, Rule],
    *,
    missing: Mapping[str, str] = _NOTHING,
    names: frozenset[str] = frozenset(),
    fixed: Mapping[str, str] = _NOTHING,
    title: str = "",
) -> Shape[S]:
    """A shape from rules by attribute, in the order in which the struct declares them.

    `missing` holds the complaint about each property that must be there. `title` is the struct's name unless
    several shapes make the same struct.
    """
    wire = dict(zip(build.__struct_fields__, build.__struct_encode_fields__, strict=True))
    fields = tuple(
        _Field(name, attribute, table[attribute], missing.get(attribute))
        for attribute, name in wire.items()
        if attribute in table
    )
    known = names | {field.name for field in fields} | fixed.keys()
    return Shape(build, fields, known, title or build.__name__, fixed)


def nested(part: Part) -> Rule:
    """The rule of a property that is an object; complaints from within begin with the property's name."""

    def rule(name: str, value: Any) -> object:
        if not isinstance(value, dict):
            raise refused(name, "must be an object")
        try:
            return part.read(cast("dict[str, Any]", value))
        except Refused as refusal:
            raise Refused(f"{name}.{complaint}" for complaint in refusal.complaints) from None

    return Rule(rule, part.schema)


def several(part: Part, most: int) -> Rule:
    """The rule of a property that is an array of objects, one at least; complaints from within begin with name and place."""

    def rule(name: str, value: Any) -> object:
        if not isinstance(value, list):
            raise refused(name, "must be an array")
        items = cast("list[Any]", value)
        if not items:
            raise refused(name, "must contain at least 1 elements")
        if len(items) > most:
            raise refused(name, f"must contain no more than {most} elements")
        complaints: list[str] = []
        found: list[object] = []
        for at, item in enumerate(items):
            try:
                found.append(nested(part).read(f"{name}.{at}", item))
            except Refused as refusal:
                complaints += refusal.complaints
        if complaints:
            raise Refused(complaints)
        return tuple(found)

    return Rule(rule, {"type": "array", "items": part.schema, "minItems": 1, "maxItems": most})


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
    fixed={"type": "text"},
)
_LOGO_RULES: Final[Mapping[str, Rule]] = {
    "source": one_of(ELEMENT_SOURCES),
    "size": one_of(ELEMENT_SIZES),
}
_NO_SOURCE: Final = f"source must be one of: {', '.join(ELEMENT_SOURCES)}"
_LOGO: Final = make_shape(
    ImageElement,
    _LOGO_RULES,
    missing={"source": _NO_SOURCE},
    names=_ELEMENT_NAMES,
    fixed={"type": "image", "source": "themeLogo"},
    title="LogoElement",
)
_PICTURE: Final = make_shape(
    ImageElement,
    {**_LOGO_RULES, "src": rules.https_url(limits.ELEMENT_SRC_LENGTH)},
    missing={"src": "src must be a URL address"},
    names=_ELEMENT_NAMES,
    fixed={"type": "image", "source": "custom"},
    title="PictureElement",
)
_CARD_NUMBER: Final = make_shape(CardNumberElement, {}, fixed={"type": "cardNumber"})


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
    return _CARD_NUMBER.read(
        {name: value for name, value in sent.items() if value is not None or name not in _ELEMENT_NAMES}
    )


_ELEMENT: Final = Choice(_element, (_TEXT, _LOGO, _PICTURE, _CARD_NUMBER))


_TEXT_OPTIONS: Final = make_shape(
    TextOptions,
    {
        "amount": one_of(AMOUNTS),
        "tone": text(limits.TONE_LENGTH),
        "audience": text(limits.AUDIENCE_LENGTH),
        "language": one_of(LANGUAGES),
    },
)
_IMAGE_RULES: Final[Mapping[str, Rule]] = {
    "source": one_of(IMAGE_SOURCES),
    "model": one_of(IMAGE_MODELS),
    "style": text(limits.STYLE_LENGTH),
}
_IMAGE_OPTIONS: Final = make_shape(ImageOptions, {**_IMAGE_RULES, "style_preset": one_of(STYLE_PRESETS)})
_LATER_IMAGE_OPTIONS: Final = make_shape(ImageOptions, _IMAGE_RULES)
_HEADER_FOOTER: Final = make_shape(
    HeaderFooter,
    {
        "top_left": nested(_ELEMENT),
        "top_center": nested(_ELEMENT),
        "top_right": nested(_ELEMENT),
        "bottom_left": nested(_ELEMENT),
        "bottom_center": nested(_ELEMENT),
        "bottom_right": nested(_ELEMENT),
        "hide_from_first_card": rules.boolean,
        "hide_from_last_card": rules.boolean,
    },
)
_CARD_OPTIONS: Final = make_shape(
    CardOptions,
    {"dimensions": one_of(DIMENSIONS), "header_footer": nested(_HEADER_FOOTER)},
)
_EMAIL_OPTIONS: Final = make_shape(
    EmailOptions,
    {
        "recipients": rules.mail_addresses(limits.MOST_RECIPIENTS),
        "access": one_of(EMAIL_ACCESS),
    },
    missing={"recipients": "recipients should not be empty"},
)
SHARING_OPTIONS: Final = make_shape(
    SharingOptions,
    {
        "workspace_access": one_of(WORKSPACE_ACCESS),
        "external_access": one_of(EXTERNAL_ACCESS),
        "email_options": nested(_EMAIL_OPTIONS),
        "enable_search_engine_indexing": rules.boolean,
    },
)


def _of_page(max_cards: int, dialect: Dialect) -> Mapping[str, Rule]:
    """Rules of what is said of one page."""
    return {
        "input_text": text(limits.INPUT_TEXT_LENGTH, may_be_empty=False),
        "text_mode": one_of(TEXT_MODES),
        "format": one_of(FORMATS),
        "num_cards": rules.whole_number(limits.LEAST_CARDS, max_cards),
        "card_split": one_of(CARD_SPLITS),
        "additional_instructions": text(limits.INSTRUCTIONS_LENGTH),
        "text_options": nested(_TEXT_OPTIONS),
        "image_options": nested(_IMAGE_OPTIONS if dialect.style_preset else _LATER_IMAGE_OPTIONS),
    }


_TITLE: Final[Mapping[str, Rule]] = {"title": text(limits.TITLE_LENGTH, may_be_empty=False)}


def _of_file(dialect: Dialect) -> Mapping[str, Rule]:
    """Rules of what is said of the file, whatever its pages."""
    return {
        "theme_id": rules.theme_id,
        "folder_ids": rules.folder_ids(dialect.most_folders),
        "export_as": one_of(EXPORTS),
        "card_options": nested(_CARD_OPTIONS),
        "sharing_options": nested(SHARING_OPTIONS),
    }


def _of_site(max_cards: int, dialect: Dialect) -> Mapping[str, Rule]:
    """Rules of what is said of several pages together."""
    table = {**_of_page(max_cards, dialect), **_TITLE, "path": rules.url_path}
    page = make_shape(PageRequest, table, missing=_missing(dialect))
    return {"pages": several(page, limits.MOST_PAGES), "publish": rules.boolean}


def _missing(dialect: Dialect) -> Mapping[str, str]:
    """What is said where a text, or what is to be done with it, is not there."""
    no_mode = {"text_mode": f"textMode must be one of: {', '.join(TEXT_MODES)}"} if dialect.text_mode_required else {}
    return {"input_text": "inputText should not be empty", **no_mode}


@lru_cache(maxsize=16)
def generation(max_cards: int, dialect: Dialect = DEFAULT) -> Shape[GenerationRequest]:
    """The shape of a request for whoever may have so many cards; one table per plan and dialect."""
    later = {**_TITLE, **_of_site(max_cards, dialect)} if dialect.later_properties else {}
    table = {**_of_page(max_cards, dialect), **_of_file(dialect), **later}
    return make_shape(GenerationRequest, table, missing=_missing(dialect))


def generation_schema(max_cards: int) -> Schema:
    """What a request may be, as JSON Schema: one page, or several. What counts for nothing beside pages is not in it."""
    of_file = {**_of_file(DEFAULT), **_TITLE}
    one = make_shape(GenerationRequest, {**_of_page(max_cards, DEFAULT), **of_file}, missing=_missing(DEFAULT))
    many = make_shape(
        GenerationRequest,
        {**of_file, **_of_site(max_cards, DEFAULT)},
        missing={"pages": "pages must be an array"},
        title="SiteRequest",
    )
    return {"oneOf": [one.schema, many.schema]}
