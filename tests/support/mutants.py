"""Archives of office programs as accidents and enemies leave them: whole as archives, and wrong inside.

Bytes that are changed in the archive itself hardly ever get past its checksums. So a file is taken apart, its parts
are changed, and it is packed anew.
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from hypothesis import strategies as st
from lxml import etree

Parts = dict[str, bytes]
TOKENS = (
    "", "-1", "0", "1e309", "NaN", "99999999999999999999", "-2147483649", "é", "\u202e", "rId1", "rId999", "true",
    "../../../etc/passwd", "#REF!", "zzzzzz", "http://127.0.0.1/", "x" * 5000, "1" * 400, "٣", "0x7f", " ", "15:00", "%",
)  # fmt: skip
share = st.floats(0, 0.9999)


@dataclass(frozen=True)
class Change:
    """One accident: what happens, to which part, where in it, and with what; places are shares of what there is."""

    how: str
    part: float
    at: float
    other: float
    value: str


changes = st.lists(
    st.builds(Change, st.deferred(lambda: st.sampled_from(sorted(HOW))), share, share, share, st.sampled_from(TOKENS)),
    min_size=1,
    max_size=4,
)


@cache
def unpacked(data: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes], kind: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


def mutated(data: bytes, wanted: list[Change], strange: bytes = b"") -> bytes:
    """The file after these accidents; parts of a `strange` one may come into it."""
    parts = dict(unpacked(data))
    foreign = list(unpacked(strange).values()) if strange else []
    for change in wanted:
        if parts:
            HOW[change.how](parts, change, foreign)
    return packed(parts)


def _picked(parts: Parts, place: float) -> str:
    return list(parts)[int(place * len(parts))]


def _flip(parts: Parts, change: Change, _: list[bytes]) -> None:
    name = _picked(parts, change.part)
    body, at = bytearray(parts[name]), int(change.at * len(parts[name]))
    if body:
        body[at] ^= 1 << int(change.other * 8)
    parts[name] = bytes(body)


def _cut(parts: Parts, change: Change, _: list[bytes]) -> None:
    name = _picked(parts, change.part)
    parts[name] = parts[name][: int(change.at * len(parts[name]))]


def _swap(parts: Parts, change: Change, _: list[bytes]) -> None:
    one, other = _picked(parts, change.part), _picked(parts, change.other)
    parts[one], parts[other] = parts[other], parts[one]


def _drop(parts: Parts, change: Change, _: list[bytes]) -> None:
    del parts[_picked(parts, change.part)]


def _graft(parts: Parts, change: Change, foreign: list[bytes]) -> None:
    bodies = foreign or list(parts.values())
    parts[_picked(parts, change.part)] = bodies[int(change.other * len(bodies))]


def _in_xml(work: Callable[[list[Any], Change], None]) -> Callable[[Parts, Change, list[bytes]], None]:
    """An accident to the elements of a part, which stays well-formed."""

    def run(parts: Parts, change: Change, _: list[bytes]) -> None:
        texts = [name for name in parts if name.endswith((".xml", ".rels"))]
        if not texts:
            return
        name = texts[int(change.part * len(texts))]
        try:
            root = etree.fromstring(parts[name])
        except etree.XMLSyntaxError:  # an earlier accident
            return
        work(list(root.iter("*")), change)
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    return run


def _attribute(found: list[Any], change: Change) -> None:
    holders = [one for one in found if one.attrib]
    if holders:
        one = holders[int(change.at * len(holders))]
        name = list(one.attrib)[int(change.other * len(one.attrib))]
        one.set(name, change.value)


def _forget(found: list[Any], change: Change) -> None:
    holders = [one for one in found if one.attrib]
    if holders:
        one = holders[int(change.at * len(holders))]
        del one.attrib[list(one.attrib)[int(change.other * len(one.attrib))]]


def _text(found: list[Any], change: Change) -> None:
    found[int(change.at * len(found))].text = change.value


def _remove(found: list[Any], change: Change) -> None:
    one = found[int(change.at * len(found))]
    if one.getparent() is not None:
        one.getparent().remove(one)


def _repeat(found: list[Any], change: Change) -> None:
    one = found[int(change.at * len(found))]
    if one.getparent() is not None:
        one.addnext(deepcopy(one))


def _move(found: list[Any], change: Change) -> None:
    one, other = found[int(change.at * len(found))], found[int(change.other * len(found))]
    if one not in [other, *other.iterancestors()]:  # the target may not lie within what is moved
        other.append(one)


HOW: dict[str, Callable[[Parts, Change, list[bytes]], None]] = {
    "attribute": _in_xml(_attribute),
    "cut": _cut,
    "drop": _drop,
    "flip": _flip,
    "forget": _in_xml(_forget),
    "graft": _graft,
    "move": _in_xml(_move),
    "remove": _in_xml(_remove),
    "repeat": _in_xml(_repeat),
    "swap": _swap,
    "text": _in_xml(_text),
}
