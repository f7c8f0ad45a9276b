"""The deck of a PPTX file: its slides with everything they inherit."""

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE

from cardwright.errors import InvalidInput
from cardwright.faces import is_shipped
from cardwright.lint.canvas import Canvas, Element, FontUse, Package, Page, Picture
from cardwright.lint.geometry import area
from cardwright.lint.pixels import size as pixels_of
from cardwright.lint.pptx.fills import background
from cardwright.lint.pptx.package import problems
from cardwright.lint.pptx.shapes import MOST, Reader, Sheet
from cardwright.lint.pptx.styles import holder_of
from cardwright.lint.pptx.theme import Theme, theme_of
from cardwright.lint.pptx.xml import A, P, child, parsed, points

MAX_SLIDES: Final = 1000
_SLIDE: Final = 540.0  # points of height that limits of size are drawn for
_OPENINGS: Final = frozenset({"title", "secHead"})
_WHOLE: Final = 0.8  # of a slide, from which a picture is the slide
_TALL: Final = 1.2  # higher than wide by so much, it is a page to be read


def deck_of(data: bytes) -> Canvas:
    """The deck of a file within bounds.

    Raises:
        InvalidInput: it has more slides than are read.
    """
    presentation: Any = Presentation(io.BytesIO(data))
    root = presentation.part._element  # noqa: SLF001
    width, height = points(str(presentation.slide_width)), points(str(presentation.slide_height))
    slides = [slide for slide in presentation.slides if slide._element.get("show") not in {"0", "false"}]  # noqa: SLF001
    if len(slides) > MAX_SLIDES:
        msg = f"has more than {MAX_SLIDES} slides"
        raise InvalidInput(msg)
    defaults = root.find(f"{P}defaultTextStyle")
    inherited = [child(defaults, f"{A}{name}", f"{A}defRPr") for name in ("lvl1pPr", "defPPr")]
    spoken = next((str(one.get("lang")) for one in inherited if one is not None and one.get("lang")), "")
    language = str(presentation.core_properties.language or "") or spoken
    read = [_page(number, slide, (width, height), defaults, language) for number, slide in enumerate(slides, start=1)]
    pages = tuple(page for page, _, _ in read)
    palette = frozenset(color for _, theme, _ in read for color in theme.scheme.values())
    embedded = {str(one.get("typeface", "")) for one in root.iterfind(f"{P}embeddedFontLst/{P}embeddedFont/{P}font")}
    package = Package(tuple(problems(data)), tuple(_level(page) for page in pages), language)
    return Canvas(
        pages,
        str(presentation.core_properties.title or ""),
        language or _spoken(pages),
        "read" if height > width * _TALL else "presented",
        palette,
        _fonts(pages, embedded),
        package,
        tuple(f"slide {page.number} has {MOST + left} shapes; {MOST} were looked at" for page, _, left in read if left),
    )


def _page(number: int, slide: Any, size: tuple[float, float], defaults: Any, language: str) -> tuple[Page, Theme, int]:
    """A slide, its theme, and how many of its shapes were too many."""
    layout, master = slide.slide_layout, slide.slide_layout.slide_master
    root = parsed(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    slots = _slots(master._element.find(f"{P}clrMap"))  # noqa: SLF001
    themes = [theme_of(root, _overridden(one._element, slots)) for one in (slide, layout)] + [theme_of(root, slots)]  # noqa: SLF001
    sheets = [_sheet(one, theme) for one, theme in zip((slide, layout, master), themes, strict=True)]
    reader = Reader(sheets[0], sheets[1], sheets[2], defaults, language)
    margins = _margins(sheets[2].root, size)
    elements = tuple(_in_margin(one, margins[1], size[1]) for one in reader.read())
    fill, at = background([(sheet.root, sheet.theme) for sheet in sheets])
    picture = sheets[at].parts.get(fill.picture)
    kind = str(layout._element.get("type") or "")  # noqa: SLF001
    page = Page(
        number=number,
        width=size[0],
        height=size[1],
        title=_title(elements),
        elements=elements,
        background=fill.values or ("#ffffff",),
        backdrop=_backdrop(picture) if picture is not None else None,
        margins=margins,
        layout=f"{layout.part.partname} {kind}",
        opening=kind in _OPENINGS or _is_opening(elements),
        rtl=reader.rtl > 0,
        unit=min(size) / _SLIDE,
    )
    return page, themes[0], reader.left


def _sheet(one: Any, theme: Theme) -> Sheet:
    parts: dict[str, Any] = {}
    links: dict[str, str] = {}
    for name, relation in one.part.rels.items():
        if relation.is_external:
            links[name] = str(relation.target_ref)
        else:
            parts[name] = relation.target_part
    return Sheet(one._element, theme, parts, links)  # noqa: SLF001


def _slots(element: Any) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()} if element is not None else {}


def _overridden(sheet: Any, slots: dict[str, str]) -> dict[str, str]:
    """The colour map of a slide or layout: its own, else the master's."""
    own = child(sheet, f"{P}clrMapOvr", f"{A}overrideClrMapping")
    return _slots(own) if own is not None else slots


def _title(elements: Sequence[Element]) -> str:
    return next((" ".join(one.text.split()) for one in elements if one.role == "title" and one.text.strip()), "")


def _is_opening(elements: Sequence[Element]) -> bool:
    """A title and at most one line below it, with nothing else."""
    shown = [one for one in elements if one.is_content and one.role != "margin"]
    return (
        0 < len(shown) <= 2
        and any(one.role == "title" for one in shown)
        and all(one.kind == "text" for one in shown)
        and all(  # noqa: PLR2004
            len(one.text) < 120
            for one in shown  # noqa: PLR2004
        )
    )


def _backdrop(part: Any) -> Picture | None:
    data = bytes(part.blob)
    width, height = pixels_of(data)
    return Picture(width, height, data) if width else None


def _margins(master: Any, size: tuple[float, float]) -> tuple[float, float]:
    """What the master's placeholders for title and text keep free at the sides, and above and below."""
    sides: list[float] = []
    ends: list[float] = []
    for shape in master.iterfind(f"{P}cSld/{P}spTree/{P}sp"):
        holder, transform = holder_of(shape), child(shape, f"{P}spPr", f"{A}xfrm")
        if holder is None or holder.type not in {"title", "body"} or transform is None:
            continue
        offset, extent = child(transform, f"{A}off"), child(transform, f"{A}ext")
        if offset is None or extent is None:
            continue
        x, y = points(offset.get("x")), points(offset.get("y"))
        sides += [x, size[0] - x - points(extent.get("cx"))]
        ends += [y, size[1] - y - points(extent.get("cy"))]
    return max(0.0, min(sides, default=0.0)), max(0.0, min(ends, default=0.0))


def _in_margin(element: Element, margin: float, height: float) -> Element:
    """Text wholly above or below what placeholders take is a header or footer, whatever it was typed into."""
    at = element.rect
    outside = element.kind == "text" and element.role == "body" and margin > 0
    return replace(element, role="margin") if outside and (at.bottom <= margin or at.y >= height - margin) else element


def _fonts(pages: Sequence[Page], embedded: set[str]) -> tuple[FontUse, ...]:
    used: Counter[str] = Counter()
    for page in pages:
        for element in page.elements:
            for paragraph in element.all_paragraphs:
                for run in paragraph.runs:
                    used[run.font] += len(run.text.strip())
    return tuple(
        FontUse(family, count, available=is_shipped(family), embedded=family in embedded)
        for family, count in sorted(used.items(), key=lambda pair: (-pair[1], pair[0]))
        if family and count
    )


def _spoken(pages: Sequence[Page]) -> str:
    """The language of most runs."""
    spoken = Counter(
        run.language
        for page in pages
        for one in page.elements
        for p in one.all_paragraphs
        for run in p.runs
        if run.language
    )
    spoken.pop("und", None)
    return spoken.most_common(1)[0][0] if spoken else ""


def _level(page: Page) -> int:
    """How well a slide can be edited, 0 to 4."""
    shown = [one for one in page.elements if one.role != "margin" or one.holder]
    texts = [one for one in shown if one.kind == "text" and one.text.strip()]
    whole = any(one.kind == "picture" and area(one.rect) > _WHOLE * page.width * page.height for one in shown)
    if (not texts and whole) or _pieces(texts) > 1:
        return 0
    if not any(one.holder for one in texts):
        native = any(one.kind in {"shape", "table", "chart"} for one in shown) or not whole
        return 2 if native else 1
    return 4 if all(one.chart.data for one in shown if one.chart) else 3


def _pieces(texts: Sequence[Element]) -> int:
    """How often a sentence goes on in the box below: text that was cut into a box a line."""
    cut = 0
    for one, other in pairwise(texts):
        first, second = one.text.strip(), other.text.strip()
        near = 0 <= other.rect.y - one.rect.bottom < one.rect.height * 0.6  # noqa: PLR2004
        same = abs(one.rect.height - other.rect.height) < 1 and abs(one.rect.x - other.rect.x) < 1
        cut += near and same and first[-1:].isalpha() and second[:1].islower() and "\n" not in first
    return cut
