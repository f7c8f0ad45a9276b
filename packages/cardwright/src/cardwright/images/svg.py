"""A vector picture that others wrote, reduced to what can be drawn from itself alone."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from lxml import etree as _etree  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType]

from cardwright.errors import FetchRefused

etree: Any = _etree  # pyright: ignore[reportUnknownVariableType]
MAX_DRAWN: Final = 50_000  # elements, those that are used again counted again
_XLINK: Final = "{http://www.w3.org/1999/xlink}href"
_GONE: Final = frozenset(
    {"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "canvas", "handler", "listener",
     "animate", "animateMotion", "animateTransform", "animateColor", "set", "discard", "link", "meta"}
)  # fmt: skip
_PICTURES: Final = ("data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp")


def cleaned(data: bytes) -> bytes:
    """The picture without scripts, foreign content, motion, and references to anything outside of it.

    Raises:
        FetchRefused: it is no well-formed XML, has a document type, or draws too much.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root: Any = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        msg = "is not a picture that can be read"
        raise FetchRefused(msg) from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        msg = "declares entities"
        raise FetchRefused(msg)
    for element in list(root.iter()):
        _clean(element)
    _measure(root)
    return etree.tostring(root, encoding="utf-8")


def _clean(element: Any) -> None:
    if not isinstance(element.tag, str):  # what is left of an entity
        _remove(element)
        return
    if etree.QName(element).localname in _GONE:
        _remove(element)
        return
    for name, value in list(element.attrib.items()):
        local = etree.QName(name).localname.lower()
        if local.startswith("on") or (local == "href" and not _inside(value)) or _reaches_out(value, local):
            del element.attrib[name]
    if etree.QName(element).localname == "style" and _reaches_out(element.text or "", "style"):
        element.text = ""


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _inside(href: str) -> bool:
    return href.strip().startswith("#") or href.strip().lower().startswith(_PICTURES)


def _reaches_out(value: str, local: str) -> bool:
    """Whether a value names something outside by `url(…)` or `@import`."""
    lowered = "".join(value.lower().split())
    if local == "style" and ("@import" in lowered or "\\" in lowered):
        return True
    return any(not part.lstrip("'\"").startswith("#") for part in lowered.split("url(")[1:])


def _measure(root: Any) -> None:
    """Refuse a picture that multiplies itself: parts used by parts that are used again."""
    named = {element.get("id"): element for element in root.iter() if element.get("id")}

    @cache
    def drawn(element: Any) -> int:
        return min(MAX_DRAWN + 1, 1 + sum(drawn(part) for part in _parts(element, named)))

    try:
        too_much = drawn(root) > MAX_DRAWN
    except RecursionError:  # it uses itself, or is deeper than any drawing
        too_much = True
    if too_much:
        msg = "draws too much"
        raise FetchRefused(msg)


def _parts(element: Any, named: dict[str, Any]) -> Iterator[Any]:
    yield from element
    local = etree.QName(element).localname
    if local in {"use", "pattern"}:
        target = named.get((element.get("href") or element.get(_XLINK) or "").strip().removeprefix("#"))
        if target is not None:
            yield target
