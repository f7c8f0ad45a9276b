"""A theme with everything it is made of: its tokens, its pictures, the office file it comes from."""

from collections.abc import Mapping
from functools import cache

import msgspec

from cardwright.scene import Image
from cardwright.scene.master import Master
from cardwright.theme import Theme, all_themes

OF_THEME = "theme:"  # how the names of a theme's own pictures begin; none of a deck's begins so
LOGO = f"{OF_THEME}logo"


class Design(msgspec.Struct, frozen=True):
    """`images` are the theme's own pictures by the names that its tokens use."""

    theme: Theme
    images: Mapping[str, Image] = msgspec.field(default_factory=dict[str, Image])
    master: Master | None = None


_decoder = msgspec.msgpack.Decoder(Design)
_encoder = msgspec.msgpack.Encoder(order="deterministic")


def packed(design: Design) -> bytes:
    """The design as one file; equal designs give equal bytes."""
    return _encoder.encode(design)


def unpacked(data: bytes) -> Design:
    """The design that `packed` wrote.

    Raises:
        msgspec.ValidationError: the bytes are no design.
    """
    return _decoder.decode(data)


@cache
def standard() -> Mapping[str, Design]:
    """The themes that everybody has, as designs."""
    return {id_: Design(theme) for id_, theme in all_themes().items()}
