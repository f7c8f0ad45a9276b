"""The whole page: head, top bar, cards, stage."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import quote

from cardwright.export.page import sheet
from cardwright.export.page.classes import Classes, hex_color, number
from cardwright.export.page.contents import navigation
from cardwright.export.page.formulas import Formulas
from cardwright.export.page.looks import Looks
from cardwright.export.page.nodes import Pen, behind, draw
from cardwright.export.page.pictures import Pictures
from cardwright.export.page.text import escape
from cardwright.layout.laid import Laid, Page
from cardwright.scene import Furniture, Node, Region
from cardwright.scene.format import SITE
from cardwright.units import Rect

_CHROME: Final = {("body", 400, False), ("body", 600, False)}  # faces of the top bar


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards as markup and what their stylesheet must say."""

    markup: str
    css: str
    faces: frozenset[tuple[str, int, bool]]
    letters: frozenset[str]  # that are shown though the markup has them in another form


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says about itself. Empty strings are left out."""

    title: str
    styles: str  # markup: link or style elements
    scripts: str  # markup at the end of the body
    policy: str = ""  # content security policy, for pages that come without headers
    description: str = ""
    url: str = ""
    preview: str = ""
    indexable: bool = False
    downloads: Sequence[tuple[str, str]] = field(default=())  # (label, URL)


def cards(laid: Laid, pictures: Pictures) -> Cards:
    """Every page of a deck as a section, and the rules they need."""
    classes, looks = Classes(), Looks(laid.scene.format.scale)
    formulas = Formulas(laid, classes, looks)
    sizes: dict[tuple[float, float], str] = {}
    theme = laid.scene.theme
    hyphens = laid.measured.hyphens
    pens = [
        Pen(classes, looks, pictures, page, theme.surface(page.card.surface), formulas, hyphens, theme.fonts)
        for page in laid.pages
    ]
    sections = [_section(pen.page, pen, sizes) for pen in pens]
    css = "".join([looks.css(), classes.css(), pictures.css(), sheet.paper(sizes)])
    return Cards("".join(sections), css, frozenset(looks.faces | _CHROME), frozenset(formulas.letters))


def document(laid: Laid, drawn: Cards, head: Head) -> str:
    """The page around `drawn`."""
    scene = laid.scene
    direction = "rtl" if laid.pages and laid.pages[0].card.rtl else "ltr"
    kind = scene.format.kind
    site = scene.format.name == SITE.name
    names = f"deck {kind} {'social' if kind == 'social' else 'wide'}".replace("social social", "social")
    if site:
        names += " site"
    if kind == "page" and not scene.format.flow:
        names += " seamless"
    return (
        f'<!doctype html>\n<html lang="{escape(scene.language)}" dir="{direction}">\n<head>\n{_head(laid, head)}</head>\n'
        f'<body>\n{_bar(head, len(laid.pages), navigation(laid, site=site), site=site)}<main class="{names}">\n{drawn.markup}</main>\n'
        f"{'' if site else _stage(len(laid.pages))}{head.scripts}</body>\n</html>\n"
    )


def source_hash(text: str) -> str:
    """The content security policy's name for an inline style or script."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _section(page: Page, pen: Pen, sizes: dict[tuple[float, float], str]) -> str:
    card = page.card
    frame = pen.classes.of(f"--s:{number(page.scale)};--hs:{number(min(1.0, page.scale))};--h:{number(page.height)}")
    paper = sizes.setdefault((page.width, page.height), f"p{len(sizes)}")
    label = f' aria-label="{escape(card.title)}"' if card.title.strip() else ""
    direction = ' dir="rtl"' if card.rtl else ' dir="ltr"'
    top, bottom = (_edge(edge, card.furniture, pen) for edge in ("top", "bottom"))
    middle = " mid" if card.anchor == "middle" else ""
    return (
        f'<section class="card su-{card.surface} {paper}" id="{page.number}" tabindex="-1"{label}{direction}>'
        f'{behind(pen)}<div class="fit"><div class="in{middle} {frame}">{_ground(pen)}{top}{_content(pen)}{bottom}</div></div></section>\n'
    )


def _ground(pen: Pen) -> str:
    """The picture behind the card, which says nothing."""
    return pen.pictures.element(pen.page.card.ground, "im gd", "") if pen.page.card.ground else ""


def _content(pen: Pen) -> str:
    """What the card says: as it flows, or each part in its own place."""
    card = pen.page.card
    if not card.regions:
        return draw(card.root, pen)
    return "".join([_region(root, region, pen) for root, region in zip(card.root.children, card.regions, strict=True)])


def _region(root: Node, region: Region, pen: Pen) -> str:
    at = region.at
    body = f"--x:{number(at.x)};--y:{number(at.y)};--rw:{number(at.width)};--rh:{number(at.height)}"
    if region.anchor != "top":
        body += f";justify-content:{'center' if region.anchor == 'middle' else 'flex-end'}"
    if region.steady:
        body += ";--s:1;--hs:1"
    own = replace(pen, steady=region.steady)
    return f'<div class="rg {pen.classes.of(body)}">{draw(root, own)}</div>'


def _edge(edge: str, items: Sequence[Furniture], pen: Pen) -> str:
    inner = "".join([_furniture(item, pen) for item in items if item.position.startswith(edge)])
    return f'<div class="fr fr-{edge}">{inner}</div>' if inner else ""


def _furniture(item: Furniture, pen: Pen) -> str:
    edge, _, side = item.position.partition("-")
    names = f"fu fu-{edge} fu-{side}" if item.at is None else f"fu {pen.classes.of(_placed(item, item.at))}"
    if item.kind == "picture":
        size = pen.classes.of(f"--fh:{number(item.height)}")
        picture = pen.pictures.element(item.image, f"im {size}", item.text)
        return f'<div class="{names}">{picture}</div>' if picture else ""
    text = str(pen.page.number) if item.kind == "number" else item.text
    look = item.look or pen.page.card.furniture_look
    color = f" {pen.classes.color(item.color)}" if item.color else ""
    inner = f'<p class="{pen.looks.of(look)}{color}">{escape(text)}</p>' if look else f"<p>{escape(text)}</p>"
    return f'<div class="{names}">{inner}</div>'


def _placed(item: Furniture, at: Rect) -> str:
    """Declarations of an element at a place of its own."""
    lengths = {"left": at.x, "top": at.y, "width": at.width, "height": at.height}
    body = ";".join([f"{name}:calc({number(length)}*var(--u))" for name, length in lengths.items()])
    side = {"start": "left", "end": "right"}.get(item.side, "center")
    return f"{body};align-items:center;justify-content:{side};text-align:{side}"


def _head(laid: Laid, head: Head) -> str:
    surface = laid.scene.theme.base
    lines = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(head.policy)}">' if head.policy else "",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(head.title)}</title>",
        "" if head.indexable else '<meta name="robots" content="noindex">',
        '<meta name="referrer" content="no-referrer">',
        f'<meta name="theme-color" content="{hex_color(surface.background)}">',
        *_social(head),
        f'<link rel="icon" href="{_icon(hex_color(surface.accent))}">',
        head.styles,
    ]
    return "".join([f"{line}\n" for line in lines if line])


def _social(head: Head) -> list[str]:
    """Open Graph: what a link to this page shows elsewhere."""
    said = [
        ("property", "og:type", "article"),
        ("property", "og:title", head.title),
        ("name", "description", head.description),
        ("property", "og:description", head.description),
        ("property", "og:url", head.url),
        ("property", "og:image", head.preview),
        ("name", "twitter:card", "summary_large_image" if head.preview else ""),
    ]
    canonical = [f'<link rel="canonical" href="{escape(head.url)}">'] if head.url else []
    return [f'<meta {kind}="{name}" content="{escape(value)}">' for kind, name, value in said if value] + canonical


def _bar(head: Head, count: int, menu: str, *, site: bool) -> str:
    """What is above the cards; a web page is read, so it is not presented."""
    name = f'<p class="name" dir="auto">{escape(head.title)}</p>'
    if site:
        return f'<header class="bar of-site">{name}{menu}{_downloads(head.downloads)}</header>\n'
    return (
        f'<header class="bar">{name}'
        f'<span class="count" lang="en" dir="ltr" data-js hidden>1 / {count}</span>{menu}{_downloads(head.downloads)}'
        '<button type="button" lang="en" data-present data-js hidden title="Full screen (F)">Present</button>'
        f'<progress max="{count}" value="1" aria-hidden="true" data-js hidden></progress></header>\n'
    )


def _downloads(links: Sequence[tuple[str, str]]) -> str:
    if not links:
        return ""
    items = [f'<li><a href="{escape(url)}" download>{escape(label)}</a></li>' for label, url in links]
    return f'<details lang="en"><summary>Download</summary><ul>{"".join(items)}</ul></details>'


def _stage(count: int) -> str:
    return (
        '<div class="stage" lang="en" dir="ltr" role="group" aria-label="Presentation"><div>'
        '<button type="button" data-go="back" aria-label="Previous card">\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}</button>'
        f'<span class="count" role="status">1 / {count}</span>'
        '<button type="button" data-go="next" aria-label="Next card">\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}</button>'
        '<button type="button" data-go="exit" aria-label="Leave presentation">\N{MULTIPLICATION SIGN}</button>'
        f'<progress max="{count}" value="1" aria-hidden="true"></progress></div></div>\n'
    )


def _icon(color: str) -> str:
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>"
        f"<rect x='1' y='3' width='14' height='10' rx='2' fill='{color}'/></svg>"
    )
    return f"data:image/svg+xml,{quote(svg)}"
