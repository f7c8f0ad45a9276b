"""The office file that a theme comes from: what decks in its layouts are exported into."""

from collections.abc import Mapping

import msgspec


class Part(msgspec.Struct, frozen=True):
    """One part of the file, with its content type."""

    content_type: str
    data: bytes


class Link(msgspec.Struct, frozen=True):
    """A relationship of the presentation part. Its id is its place: the first one is `rId1`."""

    kind: str
    target: str


class Holder(msgspec.Struct, frozen=True):
    """A placeholder of a layout, as a slide names it to fill it.

    `element` is the whole `p:ph`. `inset` is how far its text stands from its
    edges, in points: left, top, right, bottom. `marked` says for each level
    whether its paragraphs have a marker, `sizes` how large it is in points; the
    rest is how its first level is set, `color` is `#rrggbb`.
    """

    element: str
    inset: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    marked: tuple[bool, ...] = ()
    sizes: tuple[float, ...] = ()
    color: str = ""
    bold: bool = False
    italic: bool = False


class MasterLayout(msgspec.Struct, frozen=True):
    """One layout: its part, its placeholders by slot, and the colour mapping that its slides need."""

    part: str
    holders: Mapping[str, Holder]
    color_map: str


class Master(msgspec.Struct, frozen=True):
    """A presentation without slides.

    `presentation` is its main part with two markers: where the list of slides
    goes, and where a list of notes masters goes when `notes_master` names none.
    """

    parts: Mapping[str, Part]
    links: tuple[Link, ...]
    presentation: str
    layouts: Mapping[str, MasterLayout]
    notes_master: str = ""


SLIDES = "<!--slides-->"
NOTES = "<!--notes-->"
