"""What stands inside a paragraph: spans, links and pictures."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
from markdown_it.token import Token

from cardwright.deck import Span, Text, bare
from cardwright.deck.blocks.image import Image
from cardwright.maths import plain
from cardwright.write import spans
from cardwright.write.parser import NOTE
from cardwright.write.urls import Vault, is_image, is_local

BREAK: Final = "\x0b"  # a hard line break; a soft one is "\n"
_TAG: Final = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|code|div|del|details|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|s"
    r"|section|small|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul)"
    r"(?:\s+[a-zA-Z\-]+=(?:\"[^\"<>]{0,500}\"|'[^'<>]{0,500}'|[\w%#\-]{1,50}))*\s*/?>",
    re.IGNORECASE,
)
_LINE_TAG: Final = re.compile(r"<(?:br|p|/p|div|/div|li|tr|h[1-6])\b", re.IGNORECASE)
_STYLES: Final = {"strong": "bold", "em": "italic", "s": "strike"}
_LONGEST_ADDRESS: Final = 8192


@dataclass(frozen=True, slots=True)
class Run:
    """A paragraph's text, with line breaks, and the pictures it names."""

    text: Text
    images: tuple[Image, ...]


def read_run(tokens: Sequence[Token], vault: Vault) -> Run:
    """Spans and pictures of the parser's inline tokens."""
    return _Pen(vault).read(tokens)


class _Pen:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._depth = {"bold": 0, "italic": 0, "strike": 0}
        self._links: list[str] = []
        self._spans: list[Span] = []
        self._images: list[Image] = []

    def read(self, tokens: Sequence[Token]) -> Run:
        for token in tokens:
            self._token(token)
        if self._images and all(span.note or not span.text.strip() for span in self._spans):
            return Run((), (*self._images[:-1], self._noted(self._images[-1])))
        return Run(spans.join((span,) for span in self._spans), tuple(self._images))

    def _noted(self, image: Image) -> Image:
        """A picture with the notes that stand behind it, where nothing else does."""
        marks = tuple(span for span in self._spans if span.note)
        return msgspec.structs.replace(image, caption=(*image.caption, *marks)) if marks else image

    def _token(self, token: Token) -> None:
        name, _, edge = token.type.rpartition("_")
        match token.type:
            case "softbreak":
                self._add("\n")
            case "hardbreak":
                self._add(BREAK)
            case "code_inline":
                self._add(self._vault.show(token.content), code=True)
            case "image":
                self._image(token)
            case _ if token.type == NOTE:
                self._spans.append(Span("", note=token.meta[NOTE]))
            case "link_open":
                self._links.append(_safe(self._vault.address(str(token.attrs.get("href", "")))))
            case "link_close":
                self._links.pop()
            case _ if name in _STYLES:
                self._depth[_STYLES[name]] += 1 if edge == "open" else -1
            case _:
                self._text(token.content)

    def _text(self, content: str) -> None:
        for part in self._vault.parts(content):
            if part.kind == "text":
                self._add(_TAG.sub(_without_tag, part.text) if "<" in part.text else part.text)
            elif part.kind == "formula":
                self._add(plain(part.text), math=part.text)
            elif is_image(part.text) and not self._links and len(part.text) <= _LONGEST_ADDRESS:
                self._images.append(Image(part.text))
            else:
                self._add(part.text, link=part.text)

    def _add(self, text: str, *, code: bool = False, link: str = "", math: str = "") -> None:
        if text:
            link = link or (self._links[-1] if self._links else "")
            bold, italic, strike = (self._depth[name] > 0 for name in ("bold", "italic", "strike"))
            self._spans.append(Span(text, bold, italic, code, strike, link, math))

    def _image(self, token: Token) -> None:
        src = html.unescape(self._vault.address(str(token.attrs.get("src", ""))))
        alt = _flat(token, self._vault)
        title = self._vault.show(str(token.attrs.get("title", "")))
        if (src.startswith("https://") or is_local(src)) and len(src) <= _LONGEST_ADDRESS:
            self._images.append(Image(src, alt, (Span(title),) if title else ()))
            self._spans += [Span("", note=inner.meta[NOTE]) for inner in token.children or () if inner.type == NOTE]
        elif alt or title:  # the picture cannot be had; what it was called still says something
            self._add(" ".join(part for part in (alt, title) if part))


def _flat(token: Token, vault: Vault) -> str:
    run = read_run(token.children or (), vault)
    return " ".join(bare(run.text).split())


def _without_tag(match: re.Match[str]) -> str:
    return BREAK if _LINE_TAG.match(match.group()) else ""


def _safe(link: str) -> str:
    """A link that may be followed from a card: absolute, web or mail."""
    return link if re.match(r"(https?://|mailto:)", link, re.IGNORECASE) else ""
