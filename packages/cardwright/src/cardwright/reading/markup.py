"""HTML as Markdown: headings, lists, tables, code, quotations, links and pictures; what only a browser needs is passed over."""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from cardwright.reading import FileRefused
from cardwright.reading.markdown import (
    Pictures,
    escaped,
    fenced,
    heading,
    joined,
    line_start,
    linked_picture,
    one_line,
    table,
)

_SILENT: Final = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "nav",
        "footer",
        "form",
        "button",
        "select",
        "textarea",
        "input",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "canvas",
        "head",
        "title",
        "link",
        "meta",
        "dialog",
    ]
)
_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
    ]
)
_BOLD: Final = frozenset({"b", "strong"})
_ITALIC: Final = frozenset({"i", "em", "cite", "dfn"})
_STRUCK: Final = frozenset({"s", "del", "strike"})
_CODE: Final = frozenset({"code", "kbd", "samp", "tt"})
_LANGUAGE: Final = re.compile(r"(?:language|lang|highlight)-([\w+#-]{1,30})")
_BREAK: Final = "\x0b"  # a line break, until it is known where it stands
_DEEPEST: Final = 200  # elements in one another; the parser stops soon after
_WIDEST_SPAN: Final = 50  # columns that one cell may take up

Element = Any  # lxml has no types
Picture = Callable[[str, str], str]  # (its source, its alternative text) to Markdown, or nothing


def parsed(source: str) -> Element:
    """The root of an HTML document.

    Raises:
        FileRefused: there is none.
    """
    html = _html()
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        return html.document_fromstring(source.encode("utf-8", "replace"), parser)
    except (html.etree.ParserError, ValueError) as error:
        msg = "the file holds no text"
        raise FileRefused(msg) from error


def _html() -> Any:
    """The library, which has no types; loaded when the first page is read."""
    from lxml import html  # noqa: PLC0415

    return html


def markdown(root: Element, picture: Picture) -> str:
    """An element's contents as Markdown."""
    return joined(list(_Writer(picture).blocks(root, 0)))


def embedded(pictures: Pictures, other: Picture) -> Picture:
    """Keeps pictures of `data:` URLs; asks `other` for those that lie elsewhere."""

    def picture(source: str, alt: str) -> str:
        if not source.startswith("data:"):
            return other(source, alt)
        head, _, body = source.partition(",")
        try:
            data = base64.b64decode(body) if head.endswith(";base64") else unquote_to_bytes(body)
        except (binascii.Error, ValueError):
            return ""
        return pictures.add(data, alt)

    return picture


class _Writer:
    """Writes blocks; `depth` is that of an element in the document."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture

    def blocks(self, element: Element, depth: int) -> Iterator[str]:
        """What stands in an element, one paragraph, heading, list … after the other."""
        line = [_text(element.text)]
        for child in element:
            if not _shown(child):
                pass
            elif child.tag in _BLOCKS or (child.tag not in _BOLD | _ITALIC and _holds_blocks(child)):
                yield from _paragraph(line)
                line = []
                yield from self._block(child, depth + 1)
            else:
                line.append(self._inline(child, depth + 1))
            line.append(_text(child.tail))
        yield from _paragraph(line)

    def _block(self, element: Element, depth: int) -> Iterator[str]:
        if depth > _DEEPEST:
            yield from _paragraph([_text(element.text_content())])
            return
        match element.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                yield heading(_flat(self._within(element, depth)), int(element.tag[1]))
            case "ul" | "ol":
                yield "\n".join(self._items(element, depth))
            case "table":
                yield from self._table(element, depth)
            case "pre":
                yield _code(element)
            case "blockquote":
                inner = joined(list(self.blocks(element, depth)))
                yield "\n".join(f"> {line}".rstrip() for line in inner.split("\n")) if inner else ""
            case "dt":
                yield from _paragraph([_marked(_flat(self._within(element, depth)), "**")])
            case "hr":
                yield "---"
            case _:
                yield from self.blocks(element, depth)

    def _items(self, element: Element, depth: int) -> Iterator[str]:
        number = _number(element.get("start"), 1)
        for child in element:
            if not _shown(child):
                continue
            if child.tag in {"ul", "ol"}:  # a list within a list, without an item of its own
                yield from (f"  {line}" for line in self._items(child, depth + 1))
                continue
            mark = f"{number}." if element.tag == "ol" else "-"
            number += 1
            inner = [block for block in self.blocks(child, depth + 1) if block.strip()]
            tight = all(block.startswith(("- ", "1. ")) for block in inner[1:])
            lines = ("\n" if tight else "\n\n").join(inner).split("\n")
            yield f"{mark} {lines[0]}".rstrip()
            yield from (f"{' ' * (len(mark) + 1)}{line}".rstrip() for line in lines[1:])

    def _table(self, element: Element, depth: int) -> Iterator[str]:
        rows: list[list[str]] = []
        for row in element.iter("tr"):
            if next(row.iterancestors("table")) is not element:
                continue  # of a table in a cell
            cells: list[str] = []
            for cell in row:
                if cell.tag in {"td", "th"}:
                    span = max(1, min(_number(cell.get("colspan"), 1), _WIDEST_SPAN))
                    words = [block.lstrip("#").strip() for block in self.blocks(cell, depth + 1)]
                    cells += [_flat(" ".join(words)), *([""] * (span - 1))]
            rows.append(cells)
        for caption in element.iterchildren("caption"):
            yield from _paragraph([self._within(caption, depth)])
        if max((len(row) for row in rows), default=0) > 1:
            yield table(rows)
        else:  # a frame around text
            yield from (cell for row in rows for cell in row)

    def _within(self, element: Element, depth: int) -> str:
        """An element's contents within a line."""
        parts = [_text(element.text)]
        for child in element:
            parts += [self._inline(child, depth + 1) if _shown(child) else "", _text(child.tail)]
        return "".join(parts)

    def _inline(self, element: Element, depth: int) -> str:
        if depth > _DEEPEST:
            return _text(element.text_content())
        match element.tag:
            case "br":
                return _BREAK
            case "img":
                source = (element.get("src") or element.get("data-src") or "").strip()
                return self._picture(source, element.get("alt") or "") if source else ""
            case "a":
                return _link(self._within(element, depth), element.get("href") or "")
            case tag if tag in _CODE:
                return _code_span(element.text_content())
            case tag if tag in _BOLD:
                return _marked(self._within(element, depth), "**")
            case tag if tag in _ITALIC:
                return _marked(self._within(element, depth), "*")
            case tag if tag in _STRUCK:
                return _marked(self._within(element, depth), "~~")
            case tag if tag in _BLOCKS:
                return f" {self._within(element, depth)} "
            case _:
                return self._within(element, depth)


def external(source: str, alt: str) -> str:
    """Names a picture of the web where it lies, and leaves out all others."""
    return linked_picture(source, alt) if source.startswith(("https://", "http://")) else ""


def _shown(element: Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return False
    return element.get("hidden") is None and element.get("aria-hidden") != "true"


def _holds_blocks(element: Element) -> bool:
    return next(element.iter(*_BLOCKS), None) is not None


def _text(text: str | None) -> str:
    return escaped(re.sub(r"[ \t\r\n\f\x0b]+", " ", text)) if text else ""


def _flat(text: str) -> str:
    return one_line(text.replace(_BREAK, " "))


def _paragraph(parts: list[str]) -> Iterator[str]:
    """The words of a line that has ended; its breaks are kept."""
    lines = [one_line(part) for part in "".join(parts).split(_BREAK)]
    if text := "\\\n".join(line_start(line) for line in lines if line):
        yield text


def _marked(text: str, mark: str) -> str:
    """Text between marks, which stand right beside its words."""
    core = text.strip(f" {_BREAK}")
    if not core or mark in core:
        return text
    start = text.index(core)
    parts = [f"{mark}{part.strip()}{mark}" if part.strip() else "" for part in core.split(_BREAK)]
    return text[:start] + _BREAK.join(parts) + text[start + len(core) :]


def _link(text: str, target: str) -> str:
    target = target.strip()
    if not text.strip() or "![" in text or not target.startswith(("https://", "http://", "mailto:")):
        return text
    if re.search(r"[\s<>()]", target):
        target = re.sub(r"[\s<>()]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), target)
    return f"[{_flat(text)}]({target})"


def _code(element: Element) -> str:
    inner = element.find("code")
    names = f"{element.get('class') or ''} {(inner.get('class') if inner is not None else '') or ''}"
    found = _LANGUAGE.search(names)
    return fenced(element.text_content().strip("\n"), found[1] if found else "")


def _code_span(text: str) -> str:
    text = one_line(text)
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    mark = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{mark}{pad}{text}{pad}{mark}" if text else ""


def _number(text: str | None, usual: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text.strip()) else usual
