"""Blocks as a model proposes them: the same fields as the deck's own, with one line of Markdown wherever there is rich text.

The structs are made from those in `deck/blocks`, so that a new block type is
offered to models as it is. What a model proposes becomes a block only through
the check that also reads decks which users write.
"""

from collections.abc import Iterable, Sequence
from functools import cache, reduce
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, cast, get_args, get_origin, get_type_hints

import msgspec

from cardwright.deck import Block, Text, unnoted
from cardwright.deck.blocks import all_specs, block_from
from cardwright.deck.blocks.image import Image
from cardwright.deck.markup import inline
from cardwright.lint.source import urls
from cardwright.write.clean import clean
from cardwright.write.outline import said
from cardwright.write.revise.reading import Reader

ALWAYS: Final = ("paragraph", "list", "points")  # kinds that suit any card
MOST_BLOCKS: Final = 6  # of a card
_INNER: Final = ("heading", "paragraph", "list", "image", "quote")  # what columns may hold
_MOST: Final = 12  # parts of anything
_LINE: Final = 1_200  # characters
_CODE: Final = 4_000
_CODES: Final = frozenset({"source", "tex"})


def kinds() -> tuple[str, ...]:
    """All kinds of blocks."""
    return tuple(all_specs())


def hints(names: Iterable[str]) -> str:
    """For each kind when to use it, and an example as a model would write it."""
    specs = all_specs()
    return "\n".join(f"- {specs[name].hint}\n  {_example(specs[name].example)}" for name in names)


def brief_hints() -> str:
    """For every kind when to use it."""
    return "\n".join(f"- {spec.hint}" for spec in all_specs().values())


@cache
def card_type(names: tuple[str, ...]) -> type[Any]:
    """A struct for a card whose blocks are of these kinds: `title`, `blocks` and `notes`."""
    block = _union([_proposed(all_specs()[name].type) for name in names])
    blocks = Annotated[tuple[block, ...], msgspec.Meta(max_length=MOST_BLOCKS)]
    notes = Annotated[str, msgspec.Meta(max_length=2 * _LINE, description="What to say beyond the card; may be empty")]
    title = Annotated[str, msgspec.Meta(max_length=200)]
    return msgspec.defstruct(
        "Card",
        [("title", title), ("blocks", blocks), ("notes", notes, "")],
        frozen=True,
        namespace={"__doc__": "A card."},
    )


def blocks_of(proposed: Sequence[Any], reader: Reader) -> tuple[Block, ...]:
    """The blocks that proposals become; those that say nothing or show a foreign picture are left out."""
    found: list[Block] = []
    for one in proposed:
        try:
            block = block_from(_data(one, reader))
        except (msgspec.ValidationError, ValueError, RecursionError):  # such as a table of nothing
            continue
        if isinstance(block, Image) and block.src not in reader.known:
            reader.left_out = True
            continue
        block = reader.safe(block)
        if not urls(said(block)) <= set(reader.known):  # written out, where it is no link
            reader.left_out = True
            continue
        if said(block).strip() or all_specs()[block.kind].sources(block):
            found.append(block)
    return tuple(found)


def _union(members: Sequence[Any]) -> Any:
    """Any one of some types."""
    return reduce(lambda one, other: one | other, members)


def _is_text(annotation: Any) -> bool:
    return annotation == Text


@cache
def _proposed(kind: type[msgspec.Struct]) -> Any:
    """The struct in which a model proposes one of another."""
    config = kind.__struct_config__
    fields: list[Any] = []
    annotations = get_type_hints(kind, include_extras=True)
    for field in msgspec.structs.fields(kind):
        type_ = _plain(annotations[field.name], field.name)
        if field.default is msgspec.NODEFAULT:
            fields.append((field.encode_name, type_))
        else:
            fields.append((field.encode_name, type_, "" if _is_text(annotations[field.name]) else field.default))
    tag = config.tag
    spec = all_specs().get(str(tag))
    return msgspec.defstruct(
        kind.__name__,
        fields,
        frozen=True,
        omit_defaults=True,
        tag=tag,
        tag_field=config.tag_field if tag else None,
        namespace={"__doc__": spec.hint if spec else (kind.__doc__ or ""), "held": kind},
    )


def _plain(annotation: Any, name: str) -> Any:
    if _is_text(annotation):
        return Annotated[str, msgspec.Meta(max_length=_LINE)]
    if annotation is str:
        return Annotated[str, msgspec.Meta(max_length=_CODE if name in _CODES else _LINE)]
    if annotation is Block:
        return _union([_proposed(all_specs()[inner].type) for inner in _INNER])
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return _proposed(annotation)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return Annotated[(_bare(arguments[0], name), *map(_bounded, arguments[1:]))]  # pyright: ignore[reportUnknownVariableType]
    if origin is tuple:
        return Annotated[tuple[_plain(arguments[0], name), ...], msgspec.Meta(max_length=_MOST)]
    if origin in (Union, UnionType):
        return _union([None if one is NoneType else _plain(one, name) for one in arguments])
    return cast("Any", annotation)


def _bare(annotation: Any, name: str) -> Any:
    """The same where bounds are given already."""
    if get_origin(annotation) is tuple and not _is_text(annotation):
        return tuple[_plain(get_args(annotation)[0], name), ...]
    return annotation if annotation is str else _plain(annotation, name)


def _bounded(meta: Any) -> Any:
    """The bounds of a field; a row of things is never longer than a model can oversee."""
    if isinstance(meta, msgspec.Meta) and meta.min_length is not None and meta.max_length is None:
        return msgspec.Meta(min_length=meta.min_length, max_length=4 * _MOST)
    return meta


def _data(value: Any, reader: Reader) -> Any:
    """Plain data of the block that a proposal stands for."""
    held: type[msgspec.Struct] = value.held
    annotations = get_type_hints(held, include_extras=True)
    found = {
        field.name: _held(getattr(value, field.name), annotations[field.name], field.name, reader)
        for field in msgspec.structs.fields(held)
    }
    return _tagged(held, found)


def _tagged(kind: type[msgspec.Struct], fields: dict[str, Any]) -> dict[str, Any]:
    config = kind.__struct_config__
    return {str(config.tag_field): config.tag, **fields} if config.tag else fields


def _held(value: Any, annotation: Any, name: str, reader: Reader) -> Any:
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if _is_text(annotation):
        return msgspec.to_builtins(reader.line(value)) if isinstance(value, str) else []
    if isinstance(value, msgspec.Struct):
        return _data(value, reader)
    if isinstance(value, tuple):
        inner = get_args(annotation)[0]
        return [_held(one, inner, name, reader) for one in cast("tuple[Any, ...]", value)]
    if isinstance(value, str) and get_origin(annotation) is not Literal:
        return clean(value) if name in _CODES else reader.plain(value)
    return value


def _example(value: msgspec.Struct) -> str:
    return msgspec.json.encode(_shown(value)).decode()


def _shown(value: Any) -> Any:
    """A block as a model would write it."""
    if isinstance(value, msgspec.Struct):
        annotations = get_type_hints(type(value))
        fields = {
            field.name: inline(unnoted(getattr(value, field.name)))
            if _is_text(annotations[field.name])
            else _shown_in(getattr(value, field.name), annotations[field.name])
            for field in msgspec.structs.fields(type(value))
            if field.default is msgspec.NODEFAULT or getattr(value, field.name) != field.default
        }
        return _tagged(type(value), fields)
    return value


def _shown_in(value: Any, annotation: Any) -> Any:
    if isinstance(value, tuple):
        inner = get_args(annotation)[0]
        return [
            inline(unnoted(one)) if _is_text(inner) else _shown_in(one, inner) for one in cast("tuple[Any, ...]", value)
        ]
    return _shown(value)
