"""The web page: one self-contained HTML file, and the same page as the viewer serves it.

The page reads without script and without network. Script adds presenting and
the position; the file carries it, its fonts and its pictures inside.
"""

import hashlib
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal
from unicodedata import is_normalized, normalize

from cardwright.export.page import faces, sheet
from cardwright.export.page.document import Cards, Head, cards, document, source_hash
from cardwright.export.page.pictures import Embedded, Linked
from cardwright.export.page.static import (
    font_name,
    program_name,
    script,
    static_files,
    stylesheet,
)
from cardwright.export.page.text import escape
from cardwright.layout.laid import Laid
from cardwright.scene import Node, Panel, PictureNode, Row, Stack

__all__ = ["EXPORTER", "Beside", "HtmlExporter", "accompanied", "static_files", "viewer_headers", "viewer_page"]

_OPEN: Final = b"<style>"
_CLOSE: Final = b"</style>"
_HEAD_END: Final = b"</head>"
_BODY_END: Final = b"</body>"


@dataclass(frozen=True, slots=True)
class HtmlExporter:
    """Laid-out pages as one HTML file that needs nothing else."""

    media_type: str = "text/html"
    suffix: str = ".html"
    fixed_pages: bool = False
    fonts: Literal["embedded", "named", "drawn"] = "embedded"

    def losses(self, laid: Laid) -> tuple[str, ...]:
        """Fonts of the system may not be passed on with a page."""
        own = laid.scene.theme.fonts
        absent = sorted(name for name in {own.heading, own.body, own.mono} if not faces.is_carried(name))
        return tuple(f"the font {name}, which is only named" for name in absent)

    def __call__(self, laid: Laid) -> bytes:
        drawn = cards(laid, Embedded(laid.scene.images, _uses(laid)))
        chosen = faces.needed(laid.scene.theme.fonts, drawn.faces, _characters(laid.scene.title, drawn))
        style = "".join(
            [
                faces.rules(chosen, faces.data_uri),
                sheet.tokens(laid.scene),
                stylesheet(),
                drawn.css,
            ]
        )
        policy = (
            f"default-src 'none'; script-src {source_hash(script())}; style-src {source_hash(style)}; "
            "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
        )
        head = Head(
            laid.scene.title,
            f"<style>{style}</style>",
            f"<script>{script()}</script>\n",
            policy=policy,
            indexable=True,
        )
        return document(laid, drawn, head).encode()


EXPORTER: Final = HtmlExporter()


def viewer_page(
    laid: Laid,
    *,
    asset_base: str,
    image_url: Callable[[str], str],
    page_url: str,
    title: str = "",
    description: str = "",
    preview_url: str = "",
    downloads: Sequence[tuple[str, str]] = (),
    indexable: bool = False,
) -> bytes:
    """The page as the server sends it, with `viewer_headers` of the same bytes.

    `asset_base` is the URL under which the server offers `static_files()`, with
    or without a slash at its end. `image_url` maps the SHA-256 (hex) of a picture
    of the scene to its URL. Both must be on the page's own origin. `preview_url`
    is an absolute URL of a picture of the first card, or empty. `downloads` are
    (label, URL) pairs.
    """
    base = asset_base.rstrip("/")
    shown = title or laid.scene.title
    drawn = cards(laid, Linked(laid.scene.images, image_url))
    chosen = faces.needed(laid.scene.theme.fonts, drawn.faces, _characters(shown, drawn))
    fonts = faces.rules(chosen, lambda path: f"'{_css_url(base)}/{font_name(path)}'")
    style = "".join([fonts, sheet.tokens(laid.scene), drawn.css])
    link = f'<link rel="stylesheet" href="{escape(base)}/{program_name("page", "css")}">'
    head = Head(
        shown,
        f"{link}<style>{style}</style>",
        f'<script src="{escape(base)}/{program_name("page", "js")}" defer></script>\n',
        description=description,
        url=page_url,
        preview=preview_url,
        indexable=indexable,
        downloads=downloads,
    )
    return document(laid, drawn, head).encode()


@dataclass(frozen=True, slots=True)
class Beside:
    """What a served page does besides being read.

    `cards` are the ids of the deck's cards in their order. `views` is where the page tells what was looked at,
    `comments` where comments are read and written; what is empty is left out. `reader` is the id of whoever reads
    it, and `edits` whether that person may edit the file.
    """

    cards: Sequence[str]
    views: str = ""
    comments: str = ""
    reader: str = ""
    edits: bool = False


def accompanied(page: bytes, beside: Beside, *, asset_base: str) -> bytes:
    """`viewer_page`'s bytes with the programs beside it; its headers must say that it `connects`."""
    base = escape(asset_base.rstrip("/"))
    known = f'data-cards="{escape(" ".join(beside.cards))}"'
    styles, scripts = "", ""
    if beside.views:
        source = f"{base}/{program_name('views', 'js')}"
        scripts += f'<script src="{source}" data-to="{escape(beside.views)}" {known} defer></script>\n'
    if beside.comments:
        styles += f'<link rel="stylesheet" href="{base}/{program_name("comments", "css")}">\n'
        whose = f'data-reader="{escape(beside.reader)}"{" data-edits" if beside.edits else ""}'
        source = f"{base}/{program_name('comments', 'js')}"
        scripts += f'<script src="{source}" data-at="{escape(beside.comments)}" {whose} {known} defer></script>\n'
    head, body = page.index(_HEAD_END), page.rindex(_BODY_END)
    return b"".join([page[:head], styles.encode(), page[head:body], scripts.encode(), page[body:]])


def viewer_headers(
    page: bytes, *, frame_ancestors: str = "'self'", indexable: bool = False, connects: bool = False
) -> Mapping[str, str]:
    """The headers that `viewer_page`'s bytes must be sent with (lower-case names).

    `frame_ancestors` says who may embed the page, as a source list such as
    `'none'`, `'self'` or `https://intranet.example`; `connects`, whether its
    programs may talk to the page's own server.
    """
    start = page.index(_OPEN) + len(_OPEN)
    digest = b64encode(hashlib.sha256(page[start : page.index(_CLOSE, start)]).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; script-src 'self'; style-src 'self' 'sha256-{digest}'; img-src 'self' data:; "
        f"font-src 'self' data:; frame-ancestors {frame_ancestors}; base-uri 'none'; form-action 'none'"
        + ("; connect-src 'self'" if connects else "")
    )
    headers = {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
    }
    return headers if indexable else {**headers, "x-robots-tag": "noindex"}


def _css_url(url: str) -> str:
    return url.replace("\\", "%5C").replace("'", "%27").replace("<", "%3C").replace("\n", "%0A")


def _characters(title: str, drawn: Cards) -> set[str]:
    """All characters the page shows, and what shapers make of marks that stand apart."""
    text = f"{title}\n{drawn.markup}"
    found = set(text) | drawn.letters
    return found if is_normalized("NFC", text) else found | set(normalize("NFC", text))


def _uses(laid: Laid) -> Mapping[str, int]:
    """How often each picture is shown."""
    counts: Counter[str] = Counter()
    for page in laid.pages:
        counts.update(_images(page.card.root))
        counts.update([page.card.ground] if page.card.ground else [])
        counts.update(item.image for item in page.card.furniture if item.kind == "picture")
    return counts


def _images(node: Node) -> Iterator[str]:
    if isinstance(node, PictureNode):
        yield node.image
    elif isinstance(node, Stack | Row):
        for child in node.children:
            yield from _images(child)
    elif isinstance(node, Panel):
        yield from _images(node.child)
