"""Three companies' presentation files, made as companies make them: masters, layouts, sample slides and leftovers.

`nordwind` is German, 16:9, Calibri, with a logo, a bar, a gradient cover and a
footer. `meridian` is French, 4:3, Arial and dark, with odd placeholders. `sakura`
is Japanese, A4, with pictures behind it and a title at the side.
"""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from cardwright.brand.reading import read
from cardwright.brand.report import Report
from cardwright.deck import Deck
from cardwright.images.check import checked
from cardwright.scene.design import Design
from making import Made, built, made
from PIL import Image as Pillow
from PIL import ImageDraw
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.util import Emu, Inches

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
SPACES = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'
HEAD = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
SECTIONS = (
    '<p:extLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
    '<p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
    'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="Beispiele" '
    'id="{0A1B2C3D-0000-4000-8000-000000000001}"><p14:sldIdLst><p14:sldId id="256"/></p14:sldIdLst></p14:section>'
    "</p14:sectionLst></p:ext></p:extLst>"
)


def place(x: float, y: float, w: float, h: float, attributes: str = "") -> str:
    """A transform, in inches."""
    return f'<a:xfrm{attributes}><a:off x="{Inches(x)}" y="{Inches(y)}"/><a:ext cx="{Inches(w)}" cy="{Inches(h)}"/></a:xfrm>'


class Sheet:
    """A master or layout being drawn; numbers its shapes."""

    def __init__(self) -> None:
        self.shapes: list[str] = []

    def _id(self) -> int:
        return len(self.shapes) + 2

    def holder(
        self, kind: str, name: str, at: tuple[float, float, float, float] | None = None, *, idx: int = 0, lst: str = "",
        body: str = "", text: str = "", fill: str = "", size: str = "", turn: str = "",
    ) -> "Sheet":  # fmt: skip
        """A placeholder; `lst` is its list style, `body` attributes of its text body."""
        type_ = f' type="{kind}"' if kind else ""
        index = f' idx="{idx}"' if idx else ""
        said = text or f"{name} bearbeiten"
        if kind == "sldNum":
            run = '<a:fld id="{00000000-1234-1234-1234-123412341234}" type="slidenum"><a:rPr lang="de-DE"/><a:t>‹Nr.›</a:t></a:fld>'
        elif kind == "dt":
            run = '<a:r><a:rPr lang="de-DE"/><a:t>1. Mai 2023</a:t></a:r>'
        else:
            run = f'<a:r><a:rPr lang="de-DE"/><a:t>{said}</a:t></a:r>'
        number = self._id()
        self.shapes.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f"<p:nvPr><p:ph{type_}{size}{index}/></p:nvPr></p:nvSpPr><p:spPr>{place(*at, turn) if at else ''}{fill}</p:spPr>"
            f"<p:txBody><a:bodyPr{body}/><a:lstStyle>{lst}</a:lstStyle><a:p>{run}</a:p></p:txBody></p:sp>"
        )
        return self

    def shape(self, at: tuple[float, float, float, float], fill: str, prst: str = "rect", words: str = "") -> "Sheet":
        number = self._id()
        body = f"<p:txBody><a:bodyPr wrap='square'/><a:lstStyle/>{words}</p:txBody>" if words else (
            '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="de-DE"/></a:p></p:txBody>'
        )  # fmt: skip
        self.shapes.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Form {number}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
            f'<p:spPr>{place(*at)}<a:prstGeom prst="{prst}"><a:avLst/></a:prstGeom>{fill}<a:ln><a:noFill/></a:ln></p:spPr>{body}</p:sp>'
        )
        return self

    def picture(self, at: tuple[float, float, float, float], relation: str, name: str) -> "Sheet":
        number = self._id()
        self.shapes.append(
            f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="{name}"/><p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f'<p:spPr>{place(*at)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )
        return self

    def raw(self, xml: str) -> "Sheet":
        self.shapes.append(xml.replace("{id}", str(self._id())))
        return self

    def tree(self, background: str = "") -> str:
        return f"{background}<p:spTree>{HEAD}{''.join(self.shapes)}</p:spTree>"


def solid(color: str) -> str:
    slot = f'<a:schemeClr val="{color}"/>' if not color.startswith("#") else f'<a:srgbClr val="{color[1:]}"/>'
    return f"<a:solidFill>{slot}</a:solidFill>"


def gradient(first: str, last: str, angle: int) -> str:
    return (
        f'<a:gradFill rotWithShape="1"><a:gsLst><a:gs pos="0"><a:srgbClr val="{first[1:]}"/></a:gs>'
        f'<a:gs pos="100000"><a:srgbClr val="{last[1:]}"/></a:gs></a:gsLst><a:lin ang="{angle * 60000}" scaled="0"/></a:gradFill>'
    )


def backed(fill: str) -> str:
    return f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"


def level(
    number: int, size: float, *, color: str = "tx1", bold: bool = False, margin: int = 0, indent: int = 0, bullet: str = "",
    face: str = "+mn", algn: str = "l", line: int = 100, before: int = 0, more: str = "",
) -> str:  # fmt: skip
    return (
        f'<a:lvl{number}pPr marL="{margin}" indent="{indent}" algn="{algn}"><a:lnSpc><a:spcPct val="{line * 1000}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{before * 100}"/></a:spcBef>{bullet or "<a:buNone/>"}'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}"{more}>{solid(color)}<a:latin typeface="{face}-lt"/>'
        f'<a:ea typeface="{face}-ea"/><a:cs typeface="{face}-cs"/></a:defRPr></a:lvl{number}pPr>'
    )


def char(sign: str, face: str = "Arial", color: str = "") -> str:
    tint = f"<a:buClr>{solid(color)[13:-14]}</a:buClr>" if color else ""
    return f'{tint}<a:buFont typeface="{face}"/><a:buChar char="{sign}"/>'


def size_only(number: int, size: float, more: str = "", inner: str = "", attributes: str = "") -> str:
    """A level that changes little."""
    return (
        f'<a:lvl{number}pPr{attributes}><a:defRPr sz="{round(size * 100)}"{more}>{inner}</a:defRPr></a:lvl{number}pPr>'
    )


def theme(name: str, colors: Mapping[str, str], major: str, minor: str, scripts: str = "", ea: str = "") -> bytes:
    slots = "".join(f'<a:{slot}><a:srgbClr val="{value[1:]}"/></a:{slot}>' for slot, value in colors.items())
    plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    tinted = (
        '<a:gradFill rotWithShape="1"><a:gsLst><a:gs pos="0"><a:schemeClr val="phClr"><a:lumMod val="110000"/></a:schemeClr></a:gs>'
        '<a:gs pos="100000"><a:schemeClr val="phClr"><a:shade val="60000"/></a:schemeClr></a:gs></a:gsLst>'
        '<a:lin ang="5400000" scaled="0"/></a:gradFill>'
    )
    line = f'<a:ln w="9525">{plain}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    fonts = "".join(
        f'<a:{tag}><a:latin typeface="{face}"/><a:ea typeface="{ea}"/><a:cs typeface=""/>{scripts}</a:{tag}>'
        for tag, face in (("majorFont", major), ("minorFont", minor))
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><a:theme xmlns:a="{A}" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{slots}</a:clrScheme><a:fontScheme name="{name}">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{plain * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{plain}{tinted}{plain}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    ).encode()


def mapping(**swapped: str) -> str:
    slots = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2", **swapped}
    slots |= {f"accent{number}": f"accent{number}" for number in range(1, 7)}
    slots |= {"hlink": "hlink", "folHlink": "folHlink"}
    return " ".join(f'{name}="{slot}"' for name, slot in slots.items())


@cache
def logo(color: str, ink: str = "#ffffff", wide: int = 480) -> bytes:
    """A sign with a see-through background: a disc and bars."""
    picture = Pillow.new("RGBA", (wide, 160), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((8, 8, 152, 152), fill=color)
    pen.polygon([(80, 30), (125, 120), (35, 120)], fill=ink)
    for at, share in enumerate((1.0, 0.7)):
        pen.rounded_rectangle((185, 34 + at * 54, 185 + (wide - 200) * share, 72 + at * 54), 10, fill=color)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@cache
def scenery(first: tuple[int, int, int], last: tuple[int, int, int], *, hills: bool = True) -> bytes:
    """A picture such as a cover has: sky and hills."""
    picture = Pillow.new("RGB", (1280, 905))
    pen = ImageDraw.Draw(picture)
    for y in range(905):
        share = y / 905
        pen.line([(0, y), (1280, y)], fill=tuple(round(a + (b - a) * share) for a, b in zip(first, last, strict=True)))
    if hills:
        shade = tuple(round(one * 0.75) for one in last)
        pen.polygon([(0, 905), (0, 760), (300, 640), (620, 790), (900, 660), (1280, 800), (1280, 905)], fill=shade)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


class House:
    """A file being made: python-pptx's own, emptied and drawn anew."""

    def __init__(self, width: Emu | int, height: Emu | int) -> None:
        self.deck = Presentation()
        self.deck.slide_width, self.deck.slide_height = width, height
        self.master = self.deck.slide_master
        self._layouts = list(self.deck.slide_layouts)
        self._used = 0

    def theme(self, data: bytes) -> None:
        part: Any = self.master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        part._blob = data

    def image(self, data: bytes, part: Any = None) -> str:
        _, relation = (part or self.master.part).get_or_add_image_part(io.BytesIO(data))
        return str(relation)

    def draw_master(self, sheet: Sheet, background: str, styles: str, color_map: str, extra: str = "") -> None:
        kept = self.master._element.find(f"{{{P}}}sldLayoutIdLst")
        root = parse_xml(
            f"<p:sldMaster {SPACES}><p:cSld>{sheet.tree(background)}</p:cSld><p:clrMap {color_map}/>{extra}"
            f"<p:txStyles>{styles}</p:txStyles></p:sldMaster>"
        )
        root.insert(list(root).index(root.find(f"{{{P}}}clrMap")) + 1, kept)
        self.master.part._element = root

    def layout(
        self, name: str, draw: Callable[[Sheet, Any], Any], *, kind: str = "", background: Callable[[Any], str] | str = "",
        bare: bool = False, colors: str = "",
    ) -> None:  # fmt: skip
        """The next layout; `bare` hides the master's shapes, `colors` override its mapping."""
        part = self._layouts[self._used].part
        self._used += 1
        sheet = Sheet()
        draw(sheet, part)
        back = background if isinstance(background, str) else background(part)
        type_ = f' type="{kind}"' if kind else ' userDrawn="1"'
        hide = ' showMasterSp="0"' if bare else ""
        over = f"<a:overrideClrMapping {colors}/>" if colors else "<a:masterClrMapping/>"
        part._element = parse_xml(
            f'<p:sldLayout {SPACES}{type_}{hide} preserve="1"><p:cSld name="{name}">{sheet.tree(back)}</p:cSld>'
            f"<p:clrMapOvr>{over}</p:clrMapOvr></p:sldLayout>"
        )

    def finished(self) -> bytes:
        """The file, read once more so that its parts are what it says."""
        for layout in self._layouts[self._used :]:
            self.deck.slide_layouts.remove(layout)
        out = io.BytesIO()
        self.deck.save(out)
        return out.getvalue()


def with_samples(data: bytes, make: Callable[[Any], None]) -> bytes:
    """The file with sample slides and what companies forget in files."""
    deck = Presentation(io.BytesIO(data))
    make(deck)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


NORDWIND = {
    "dk1": "#1D1D1B", "lt1": "#FFFFFF", "dk2": "#0B3C5D", "lt2": "#E9EFF3", "accent1": "#0B6E99", "accent2": "#F2A900",
    "accent3": "#5B8C5A", "accent4": "#A23E48", "accent5": "#6C757D", "accent6": "#2E294E", "hlink": "#0B6E99", "folHlink": "#6C757D",
}  # fmt: skip


def _nordwind() -> House:
    house = House(Inches(13.333), Inches(7.5))
    house.theme(theme("Nordwind 2026", NORDWIND, "Calibri", "Calibri"))
    sign = house.image(logo("#0B6E99"))
    master = Sheet()
    master.shape((0, 7.18, 13.333, 0.32), solid("dk2")).shape((0, 0, 0.18, 7.18), solid("accent2"))
    master.picture((11.35, 0.32, 1.5, 0.5), sign, "Logo Nordwind")
    master.holder("title", "Titel", (0.75, 0.3, 10.2, 0.95), body=' anchor="b"')
    master.holder("body", "Text", (0.75, 1.6, 11.83, 5.0), idx=1)
    master.holder("dt", "Datum", (0.75, 6.78, 2, 0.3), idx=2, lst=size_only(1, 10))
    master.holder(
        "ftr", "Fußzeile", (3.2, 6.78, 7, 0.3), idx=3, lst=size_only(1, 10), text="© Nordwind AG · vertraulich"
    )
    master.holder("sldNum", "Nummer", (11.85, 6.78, 0.73, 0.3), idx=4, lst=size_only(1, 10, attributes=' algn="r"'))
    styles = (
        f"<p:titleStyle>{level(1, 30, color='dk2', bold=True, face='+mj', line=90)}</p:titleStyle><p:bodyStyle>"
        + level(1, 20, margin=228600, indent=-228600, bullet=char("▪", color="accent1"), before=8)
        + level(2, 18, margin=514350, indent=-228600, bullet=char("–"), before=4)
        + level(3, 16, margin=800100, indent=-228600, bullet=char("•"), before=3)
        + f"</p:bodyStyle><p:otherStyle>{level(1, 18)}</p:otherStyle>"
    )
    house.draw_master(master, backed(solid("bg1")), styles, mapping())

    def edges(sheet: Sheet) -> None:
        sheet.holder("dt", "Datum", idx=10).holder(
            "ftr", "Fußzeile", idx=11, text="© Nordwind AG · vertraulich"
        ).holder("sldNum", "Nummer", idx=12)

    def cover(sheet: Sheet, part: Any) -> None:
        white = house.image(logo("#FFFFFF", "#0B3C5D"), part)
        sheet.picture((0.8, 0.7, 2.4, 0.8), white, "Logo weiß").shape((0.8, 5.05, 1.6, 0.07), solid("accent2"))
        sheet.holder(
            "ctrTitle", "Titel", (0.8, 2.3, 10.5, 2.5), body=' anchor="b"', lst=size_only(1, 48, inner=solid("lt1"))
        )
        sheet.holder("subTitle", "Untertitel", (0.8, 5.3, 9.5, 1.3), idx=1, lst=level(1, 22, color="lt2"))

    def chapter(sheet: Sheet, part: Any) -> None:
        sheet.holder(
            "title", "Kapitel", (0.75, 2.6, 9.0, 1.4), body=' anchor="b"', lst=size_only(1, 40, inner=solid("lt1"))
        )
        sheet.holder("body", "Untertitel", (0.75, 4.1, 9.0, 1.0), idx=13, lst=level(1, 20, color="lt1"))

    def content(sheet: Sheet, part: Any) -> None:
        sheet.holder("title", "Titel").holder("", "Inhalt", (0.75, 1.6, 11.83, 5.0), idx=13)
        edges(sheet)

    def two(sheet: Sheet, part: Any) -> None:
        sheet.holder("title", "Titel").holder("", "Links", (0.75, 1.6, 5.7, 5.0), idx=13, size=' sz="half"')
        sheet.holder("", "Rechts", (6.88, 1.6, 5.7, 5.0), idx=14, size=' sz="half"')
        edges(sheet)

    def pictured(sheet: Sheet, part: Any) -> None:
        sheet.holder("title", "Titel", (0.75, 0.3, 6.0, 0.95), body=' anchor="b"')
        sheet.holder("body", "Text", (0.75, 1.6, 5.9, 5.0), idx=13).holder(
            "pic", "Bild", (7.2, 1.2, 6.133, 5.98), idx=15
        )
        edges(sheet)

    def quote(sheet: Sheet, part: Any) -> None:
        sheet.shape((0.75, 1.7, 0.9, 0.9), solid("accent2"), "ellipse")
        sheet.holder("title", "Titel").holder(
            "body", "Zitat", (1.9, 1.9, 10.0, 4.2), idx=13, body=' anchor="ctr"', lst=level(1, 32, color="dk2")
        )
        edges(sheet)

    def closing(sheet: Sheet, part: Any) -> None:
        sheet.holder(
            "title", "Danke", (0.75, 2.4, 11.8, 1.5), body=' anchor="b"', lst=size_only(1, 44, inner=solid("lt1"))
        )
        sheet.holder("body", "Kontakt", (0.75, 4.1, 8.0, 1.8), idx=13, lst=level(1, 20, color="lt1"))

    def contents_table(sheet: Sheet, part: Any) -> None:
        sheet.holder("title", "Titel").holder("tbl", "Tabelle", (0.75, 1.6, 11.83, 5.0), idx=16)
        edges(sheet)

    def empty(sheet: Sheet, part: Any) -> None:
        edges(sheet)

    dark = backed(gradient("#0B3C5D", "#0B6E99", 30))
    house.layout("Titelfolie", cover, kind="title", background=dark, bare=True)
    house.layout("Kapiteltrenner", chapter, background=backed(solid("dk2")))
    house.layout("Titel und Inhalt", content, kind="obj")
    house.layout("Zwei Spalten", two)
    house.layout("Text und Bild", pictured)
    house.layout("Zitat", quote)
    house.layout("Schlussfolie", closing, background=dark, bare=True)
    house.layout("Titel und Tabelle", contents_table)
    house.layout("Leer", empty, kind="blank")
    return house


def _nordwind_samples(deck: Any) -> None:
    layouts = {layout.name: layout for layout in deck.slide_layouts}
    first = deck.slides.add_slide(layouts["Titelfolie"])
    first.shapes.title.text = "So nutzen Sie diese Vorlage"
    second = deck.slides.add_slide(layouts["Titel und Inhalt"])
    second.shapes.add_picture(io.BytesIO(scenery((200, 30, 30), (60, 0, 0))), Inches(1), Inches(2))
    data = CategoryChartData()
    data.categories = ["A", "B"]
    data.add_series("Geheim", (1.0, 2.0))
    second.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(5), Inches(2), Inches(4), Inches(3), data)
    second.notes_slide.notes_text_frame.text = "Nur für die Vorlagenabteilung"
    properties = Part(
        PackURI("/ppt/tags/tag1.xml"), "application/vnd.openxmlformats-officedocument.presentationml.tags+xml", deck.part.package,
        f'<?xml version="1.0"?><p:tagLst xmlns:p="{P}"><p:tag name="SECRET" val="intern"/></p:tagLst>'.encode(),
    )  # fmt: skip
    deck.part.relate_to(properties, RELATIONSHIP_TYPE.TAGS)
    deck.part._element.append(parse_xml(SECTIONS))
    deck.part._element.set("firstSlideNum", "0")


@cache
def nordwind() -> bytes:
    return with_samples(_nordwind().finished(), _nordwind_samples)


MERIDIAN = {
    "dk1": "#0D1321", "lt1": "#F0EBD8", "dk2": "#1D2D44", "lt2": "#748CAB", "accent1": "#FF6B35", "accent2": "#F7C59F",
    "accent3": "#3E92CC", "accent4": "#2A628F", "accent5": "#7FB069", "accent6": "#D36582", "hlink": "#F7C59F", "folHlink": "#748CAB",
}  # fmt: skip


def _meridian() -> House:
    house = House(Inches(10), Inches(7.5))
    house.theme(theme("Méridien", MERIDIAN, "Arial", "Arial"))
    sign = house.image(logo("#FF6B35", "#0D1321", 420))
    master = Sheet()
    group = (
        '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{id}" name="Signe"/><p:cNvGrpSpPr/><p:nvPr userDrawn="1"/></p:nvGrpSpPr><p:grpSpPr>'
        f'<a:xfrm><a:off x="{Inches(0.5)}" y="{Inches(6.9)}"/><a:ext cx="{Inches(1.05)}" cy="{Inches(0.4)}"/>'
        f'<a:chOff x="0" y="0"/><a:chExt cx="{Inches(2.1)}" cy="{Inches(0.8)}"/></a:xfrm></p:grpSpPr>'
        '<p:pic><p:nvPicPr><p:cNvPr id="90" name="Image 90"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>'
        f'<a:blip r:embed="{sign}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{Inches(2.1)}" cy="{Inches(0.8)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic></p:grpSp>'
    )
    master.raw(group)
    line = (
        '<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{id}" name="Filet"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/></p:nvCxnSpPr><p:spPr>'
        f'{place(0.5, 1.45, 9.0, 0)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="19050">{solid("accent1")}</a:ln></p:spPr></p:cxnSp>'
    )
    master.raw(line)
    master.holder("title", "Titre", (0.5, 0.4, 9.0, 1.0), body=' anchor="ctr" lIns="0" rIns="0"')
    master.holder("body", "Texte", (0.5, 1.75, 9.0, 4.9), idx=1, body=' lIns="0" rIns="0"')
    master.holder("dt", "Date", (6.0, 6.95, 1.5, 0.3), idx=2, lst=size_only(1, 9))
    master.holder("ftr", "Pied", (2.0, 6.95, 4.0, 0.3), idx=3, lst=size_only(1, 9), text="Méridien SA")
    master.holder("sldNum", "Numéro", (8.8, 6.95, 0.7, 0.3), idx=4, lst=size_only(1, 9, attributes=' algn="r"'))
    styles = (
        f"<p:titleStyle>{level(1, 26, color='tx1', bold=True, face='+mj', line=95, more=' cap=' + chr(34) + 'all' + chr(34) + ' spc=' + chr(34) + '60' + chr(34))}</p:titleStyle>"
        "<p:bodyStyle>"
        + level(1, 18, before=9)  # paragraphs: points begin at the second level
        + level(2, 16, margin=285750, indent=-285750, bullet=char("§", "Wingdings", "accent1"), before=6)
        + level(3, 14, margin=571500, indent=-285750, bullet=char("-"), before=3)
        + f"</p:bodyStyle><p:otherStyle>{level(1, 18)}</p:otherStyle>"
    )
    background = '<p:bg><p:bgRef idx="1002"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
    house.draw_master(master, background, styles, mapping(bg1="dk1", tx1="lt1", bg2="dk2", tx2="lt2"))

    def edges(sheet: Sheet) -> None:
        sheet.holder("ftr", "Pied", idx=11, text="Méridien SA").holder("sldNum", "Numéro", idx=12)

    def cover(sheet: Sheet, part: Any) -> None:
        sheet.shape((0, 0, 3.1, 7.5), solid("accent1"), "rtTriangle")
        sheet.holder("title", "Titre", (3.3, 2.0, 6.2, 2.2), body=' anchor="b" lIns="0"', lst=size_only(1, 34))
        faint = '<a:solidFill><a:schemeClr val="bg2"><a:lumMod val="150000"/></a:schemeClr></a:solidFill>'  # hardly to be read
        sheet.holder(
            "subTitle", "Sous-titre", (3.3, 4.4, 6.2, 1.6), idx=1, body=' lIns="0"', lst=size_only(1, 18, inner=faint)
        )

    def divider(sheet: Sheet, part: Any) -> None:
        sheet.holder("title", "Intercalaire", (0.5, 2.7, 9.0, 1.6), body=' anchor="b" lIns="0"', lst=size_only(1, 32))
        sheet.holder("body", "Texte", (0.5, 4.4, 9.0, 1.2), idx=1, body=' lIns="0"')

    def content(sheet: Sheet, part: Any) -> None:
        sheet.holder("title", "Titre")
        sheet.holder("body", "Repère", (7.4, 0.12, 2.1, 0.25), idx=20, lst=size_only(1, 9))  # a tracker, not for text
        sheet.holder("body", "Texte", (0.5, 1.75, 9.0, 4.6), idx=1)
        sheet.holder("body", "Source", (0.5, 6.4, 9.0, 0.3), idx=21, lst=size_only(1, 9))
        edges(sheet)

    def light(sheet: Sheet, part: Any) -> None:
        sheet.holder("title", "Titre").holder(
            "body", "Citation", (0.5, 1.75, 9.0, 4.6), idx=1, body=' anchor="ctr" lIns="0"', lst=size_only(1, 26)
        )
        edges(sheet)

    def odd(sheet: Sheet, part: Any) -> None:
        sheet.holder("title", "Titre", (8.0, 0.4, 1.5, 6.0), body=' vert="eaVert"')
        sheet.holder("media", "Film", (0.5, 1.75, 4.0, 3.0), idx=30).holder(
            "dgm", "Schéma", (4.6, 1.75, 3.0, 3.0), idx=31
        )
        sheet.holder("body", "Vertical", (0.5, 5.0, 7.0, 1.5), idx=32, body=' vert="vert"')

    house.layout("Diapositive de titre", cover, bare=True)
    house.layout("Intercalaire", divider, kind="secHead")
    house.layout("Titre et texte", content, kind="tx")
    house.layout("Citation claire", light, colors=mapping(), background=backed(solid("bg1")))
    house.layout("Vertical", odd)
    return house


@cache
def meridian() -> bytes:
    return _meridian().finished()


SAKURA = {
    "dk1": "#2B2B2B", "lt1": "#FFFFFF", "dk2": "#7A1F3D", "lt2": "#FBEFF2", "accent1": "#C2185B", "accent2": "#F48FB1",
    "accent3": "#66BB6A", "accent4": "#5C6BC0", "accent5": "#FFCA28", "accent6": "#8D6E63", "hlink": "#C2185B", "folHlink": "#7A1F3D",
}  # fmt: skip


def _sakura() -> House:
    house = House(Emu(9906000), Emu(6858000))  # PowerPoint's A4
    scripts = '<a:font script="Jpan" typeface="游ゴシック"/><a:font script="Hang" typeface="맑은 고딕"/>'
    house.theme(theme("桜", SAKURA, "Georgia", "Verdana", scripts, "游ゴシック"))
    sign = house.image(logo("#C2185B", wide=320))
    master = Sheet()
    master.picture((9.55, 0.25, 1.0, 0.5), sign, "図 7")
    master.shape((0.35, 7.02, 10.1, 0.02), solid("accent2"))
    notice = (
        '<a:p><a:pPr algn="ctr"/><a:r><a:rPr lang="ja-JP" sz="800">'
        + solid("#8A8A8A")
        + "</a:rPr><a:t>社外秘 © Sakura</a:t></a:r></a:p>"
    )
    master.raw(
        f'<p:sp><p:nvSpPr><p:cNvPr id="{{id}}" name="注記"/><p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{place(3.4, 7.08, 4.0, 0.28)}'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap="square"/><a:lstStyle/>{notice}</p:txBody></p:sp>'
    )
    master.holder("title", "タイトル", (0.45, 1.2, 3.0, 5.2), body=' anchor="t"')
    master.holder("body", "テキスト", (3.75, 1.2, 6.7, 5.5), idx=1)
    master.holder("sldNum", "番号", (0.35, 7.08, 0.6, 0.28), idx=4, lst=size_only(1, 9))
    styles = (
        f"<p:titleStyle>{level(1, 24, color='dk2', face='+mj', line=105)}</p:titleStyle><p:bodyStyle>"
        + level(1, 15, margin=200000, indent=-200000, bullet=char("l", "Wingdings", "accent1"), before=7, line=110)
        + level(2, 13, margin=430000, indent=-200000, bullet=char("ü", "Wingdings"), before=4, line=110)
        + f"</p:bodyStyle><p:otherStyle>{level(1, 18)}</p:otherStyle>"
    )
    house.draw_master(
        master, backed(gradient("#FFFFFF", "#FBEFF2", 90)), styles, mapping(), '<p:hf hdr="0" ftr="0" dt="0"/>'
    )

    def behind(part: Any) -> str:
        relation = house.image(scenery((90, 20, 50), (150, 60, 90)), part)
        return backed(
            f'<a:blipFill dpi="0" rotWithShape="1"><a:blip r:embed="{relation}"/><a:srcRect/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'
        )

    def cover(sheet: Sheet, part: Any) -> None:
        sheet.holder(
            "ctrTitle",
            "タイトル",
            (0.9, 1.6, 8.9, 2.0),
            body=' anchor="b"',
            lst=size_only(1, 36, inner=solid("lt1"), attributes=' algn="ctr"'),
        )
        sheet.holder("subTitle", "サブタイトル", (1.9, 3.8, 6.9, 1.2), idx=1, lst=level(1, 16, color="lt2", algn="ctr"))

    def content(sheet: Sheet, part: Any) -> None:
        sheet.holder("title", "タイトル").holder("", "コンテンツ", idx=1).holder("sldNum", "番号", idx=12)

    def pictured(sheet: Sheet, part: Any) -> None:
        face = '<a:latin typeface="Bodoni MT"/>'
        sheet.holder("title", "タイトル", (0.45, 0.5, 5.0, 1.4), body=' anchor="b"', lst=size_only(1, 22, inner=face))
        sheet.holder("body", "テキスト", (0.45, 2.1, 5.0, 4.6), idx=2).holder("pic", "図", (5.8, 1.2, 4.65, 5.5), idx=3)
        sheet.holder("sldNum", "番号", idx=12)

    house.layout("表紙", cover, background=behind, bare=True)
    house.layout("タイトルとコンテンツ", content)
    house.layout("写真", pictured)
    house.layout("予備", content)
    house.layout("予備 2", content)
    return house


def _sakura_samples(deck: Any) -> None:
    for layout in (deck.slide_layouts[0], deck.slide_layouts[1]):
        slide = deck.slides.add_slide(layout)
        slide.shapes.title.text = "見本"
    slide.shapes.add_picture(io.BytesIO(scenery((10, 90, 40), (0, 40, 20), hills=False)), Inches(1), Inches(2))


@cache
def sakura() -> bytes:
    return with_samples(_sakura().finished(), _sakura_samples)


HOUSES: Mapping[str, Callable[[], bytes]] = {"nordwind": nordwind, "meridian": meridian, "sakura": sakura}


@cache
def imported(house: str) -> tuple[Design, Report]:
    """A house's theme and what came of reading its file."""
    return read(HOUSES[house](), f"{house}.pptx", "", checked)


@cache
def housed(house: str, example: str = "report.md") -> Made:
    """One of the examples in a house's look."""
    return replace(made(example), design=imported(house)[0])


@cache
def housed_deck(house: str, deck: Deck) -> Made:
    """A deck of one's own in a house's look."""
    return replace(built(deck), design=imported(house)[0])
