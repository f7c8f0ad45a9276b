"""XML of foreign files: parsed without entities, without network, without surprises."""

from typing import Any, Final, TypeAlias

from lxml import etree as _etree  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType]

from cardwright.brand.report import ThemeRefused

Element: TypeAlias = Any  # lxml has no types; where an element may be missing, it may be None
etree: Any = _etree  # pyright: ignore[reportUnknownVariableType]

A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
P: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
NAMESPACES: Final = {"a": A, "p": P, "r": R, "mc": MC}


def parsed(data: bytes, name: str) -> Element:
    """The root of a document.

    Raises:
        ThemeRefused: it is not well-formed, too deep, or declares a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        msg = f"{name} is damaged: {str(error)[:120]}"
        raise ThemeRefused(msg) from error
    if root.getroottree().docinfo.doctype:
        msg = f"{name} declares a document type, which presentations never do"
        raise ThemeRefused(msg)
    return root


def written(root: Element) -> bytes:
    """A document as bytes; the same tree gives the same bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def fragment(element: Element) -> str:
    """One element as text, with the namespaces it needs."""
    return etree.tostring(element, encoding="unicode", with_tail=False)


def tag(name: str) -> str:
    """`a:xfrm` as the parser writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def child(element: Element, *path: str) -> Element:
    """What a path of element names leads to, each time the first; None where it ends."""
    for name in path:
        if element is None:
            return None
        element = element.find(tag(name))
    return element


def children(element: Element) -> list[Element]:
    """The elements in an element."""
    return [] if element is None else [one for one in element if isinstance(one.tag, str)]


def every(element: Element, name: str) -> list[Element]:
    """All elements of a name, however deep."""
    return [] if element is None else list(element.iter(tag(name)))


def number(element: Element, name: str, usual: int = 0) -> int:
    """A whole number among an element's attributes; `usual` when there is none or it is none."""
    text = element.get(name) if element is not None else None
    try:
        return int(text) if text else usual
    except ValueError:
        return usual


def flag(element: Element, name: str) -> bool | None:
    """A yes or no among an element's attributes; None when it is not said."""
    text = element.get(name) if element is not None else None
    return None if text is None else text in {"1", "true", "on"}


def relation(element: Element, name: str = "embed") -> str:
    """The id of the relationship that an attribute names."""
    return (element.get(f"{{{R}}}{name}") or "") if element is not None else ""
