"""Block types, one per file; a new file here is a new block type everywhere.

Each file defines a frozen struct derived from `Block` whose tag is the file's
name, and `SPEC`, all that the rest of the program may know about it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Generic, TypeVar, cast

import msgspec

from cardwright.deck.sketch import Sketch
from cardwright.families import members


class Block(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="kind"):
    """One thing said on a card. `kind` in JSON is the name of its file."""

    kind: ClassVar[str] = ""


B = TypeVar("B", bound=Block)


def no_sources(_block: Any) -> tuple[str, ...]:
    """What a block without pictures answers."""
    return ()


@dataclass(frozen=True, slots=True)
class BlockSpec(Generic[B]):
    """What a block type is, how it looks and when to use it."""

    type: type[B]
    compose: Callable[[B, Sketch[Any]], Any]  # returns the sketch's node, or None for nothing to show
    words: Callable[[B], str]  # all its text in reading order, for search and for checks
    markdown: Callable[[B], str]  # without blank lines around it; empty when there is nothing to show
    hint: str  # one line for a writer model: when to use this block
    example: B  # also the golden's input
    parse: Callable[[Mapping[str, Any]], B] | None = None  # only for blocks that hold blocks
    sources: Callable[[B], tuple[str, ...]] = no_sources  # addresses of the pictures it shows
    varies: bool = False  # it looks another way each time a deck shows it, by the sketch's `turn`


@cache
def all_specs() -> Mapping[str, BlockSpec[Any]]:
    """Map kind to spec for every file in this folder, sorted by kind.

    Raises:
        RuntimeError: a file's struct is tagged with another name than the file's.
    """
    specs: dict[str, BlockSpec[Any]] = {}
    for kind, module in members(__name__).items():
        spec: BlockSpec[Any] = module.SPEC
        tag = spec.type.__struct_config__.tag
        if tag != kind:
            msg = f"{kind}.py declares a block tagged {tag!r}; name the file after it"
            raise RuntimeError(msg)
        specs[kind] = spec
    return specs


def spec_of(block: Block) -> BlockSpec[Any]:
    """The spec of a block's own type."""
    return all_specs()[str(type(block).__struct_config__.tag)]


def block_from(data: Any) -> Block:
    """The block that plain data (a JSON object with `kind`) describes.

    Raises:
        msgspec.ValidationError: no such kind, or a field does not fit; the message says which.
    """
    fields = cast("dict[str, Any]", data) if isinstance(data, dict) else {}
    kind = fields.get("kind")
    spec = all_specs().get(str(kind))
    if spec is None:
        msg = f"no block type {kind!r}; there are: {', '.join(all_specs())}"
        raise msgspec.ValidationError(msg)
    if spec.parse is not None:
        return spec.parse(fields)
    return msgspec.convert(data, spec.type)
