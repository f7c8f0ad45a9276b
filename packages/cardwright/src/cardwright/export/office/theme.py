"""The theme part, the master and its layouts: what a user who adds a slide starts from."""

from typing import Final

from cardwright.export.office.archive import Archive
from cardwright.export.office.palette import Palette, scheme
from cardwright.export.office.scripts import complex_script, east_asian, named
from cardwright.export.office.xml import HEAD, NAMESPACES, A, Relations, emu, frame, text
from cardwright.scene import Scene
from cardwright.units import Rect

TREE_HEAD: Final = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
MAP: Final = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
# Layouts by name: type, surface, placeholders.
LAYOUTS: Final = (
    ("Title Slide", "title", "inverse", ("ctrTitle", "subTitle")),
    ("Title and Content", "obj", "base", ("title", "body", "sldNum")),
    ("Title Only", "titleOnly", "base", ("title", "sldNum")),
    ("Section Header", "secHead", "inverse", ("title", "body")),
    ("Blank", "blank", "base", ("sldNum",)),
)
TITLE_SLIDE, CONTENT, TITLE_ONLY, SECTION = range(1, 5)


def add_design(archive: Archive, scene: Scene) -> None:
    """Theme, master and layouts of a deck."""
    archive.add("ppt/theme/theme1.xml", theme_part(scene), "theme")
    master = Relations()
    for number in range(1, len(LAYOUTS) + 1):
        master.add("slideLayout", f"../slideLayouts/slideLayout{number}.xml")
    master.add("theme", "../theme/theme1.xml")
    archive.add("ppt/slideMasters/slideMaster1.xml", _master(scene), "presentationml.slideMaster")
    archive.add("ppt/slideMasters/_rels/slideMaster1.xml.rels", master.xml())
    up = Relations()
    up.add("slideMaster", "../slideMasters/slideMaster1.xml")
    for number, (name, kind, surface, holders) in enumerate(LAYOUTS, start=1):
        part = f"ppt/slideLayouts/slideLayout{number}.xml"
        archive.add(part, _layout(scene, name, kind, surface == "inverse", holders), "presentationml.slideLayout")
        archive.add(f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels", up.xml())


def theme_part(scene: Scene) -> str:
    theme = scene.theme
    heading, body = theme.fonts.office or (theme.fonts.heading, theme.fonts.body)
    plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{plain}</a:ln>'
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{HEAD}<a:theme xmlns:a="{A}" name="{text(theme.name)}"><a:themeElements>{scheme(theme)}'
        f'<a:fontScheme name="{text(theme.name)}">{_fonts("majorFont", heading, scene.language)}'
        f"{_fonts('minorFont', body, scene.language)}</a:fontScheme>"
        f'<a:fmtScheme name="{text(theme.name)}"><a:fillStyleLst>{plain * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{plain * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _fonts(tag: str, family: str, language: str) -> str:
    scripts = "".join(f'<a:font script="{script}" typeface="{face}"/>' for script, face in named())
    return (
        f'<a:{tag}><a:latin typeface="{text(family)}"/><a:ea typeface="{east_asian(language)}"/>'
        f'<a:cs typeface="{complex_script(language)}"/>{scripts}</a:{tag}>'
    )


def _master(scene: Scene) -> str:
    layouts = "".join(
        f'<p:sldLayoutId id="{2147483648 + number}" r:id="rId{number}"/>' for number in range(1, len(LAYOUTS) + 1)
    )
    holders = "".join(
        _holder(scene, kind, number, inverse=False) for number, kind in enumerate(("title", "body", "sldNum"), start=2)
    )
    return (
        f"{HEAD}<p:sldMaster {NAMESPACES}><p:cSld>{background(Palette(scene.theme, 'base'))}<p:spTree>{TREE_HEAD}{holders}</p:spTree></p:cSld>"
        f"{MAP}<p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst><p:txStyles>{_styles(scene)}</p:txStyles></p:sldMaster>"
    )


def _styles(scene: Scene) -> str:
    heading, body = scene.theme.styles["heading"], scene.theme.styles["body"]
    scale = scene.format.scale
    title = _level(1, heading.size * scale, "tx1", "+mj", bold=heading.weight >= 600)
    levels = "".join(
        _level(level, body.size * scale, "tx1", "+mn", indent=level - 1, bullet=True) for level in range(1, 6)
    )
    other = "".join(_level(level, body.size * scale, "tx1", "+mn") for level in range(1, 3))
    return (
        f"<p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{levels}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle>"
    )


def _level(
    level: int, size: float, color: str, face: str, *, bold: bool = False, indent: int = 0, bullet: bool = False
) -> str:
    hang = emu(size * 1.1) if bullet else 0
    marker = (
        '<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char="•"/>'
        if bullet
        else "<a:buNone/>"
    )
    weight = ' b="1"' if bold else ""
    return (
        f'<a:lvl{level}pPr marL="{hang * (indent + 1)}" indent="-{hang}" algn="l">{marker}'.replace(
            'indent="-0"', 'indent="0"'
        )
        + f'<a:defRPr sz="{round(size * 100)}"{weight}><a:solidFill><a:schemeClr val="{color}"/></a:solidFill>'
        f'<a:latin typeface="{face}-lt"/><a:ea typeface="{face}-ea"/><a:cs typeface="{face}-cs"/></a:defRPr></a:lvl{level}pPr>'
    )


def background(palette: Palette) -> str:
    return f"<p:bg><p:bgPr>{palette.fill('background')}<a:effectLst/></p:bgPr></p:bg>"


def _layout(scene: Scene, name: str, kind: str, inverse: bool, holders: tuple[str, ...]) -> str:  # noqa: FBT001
    palette = Palette(scene.theme, "inverse" if inverse else "base")
    shapes = "".join(_holder(scene, holder, number, inverse=inverse) for number, holder in enumerate(holders, start=2))
    return (
        f'{HEAD}<p:sldLayout {NAMESPACES} type="{kind}" preserve="1"><p:cSld name="{name}">{background(palette) if inverse else ""}'
        f"<p:spTree>{TREE_HEAD}{shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _places(scene: Scene) -> dict[str, Rect]:
    """Where placeholders stand on an empty slide."""
    width = scene.format.width - 2 * scene.margin_x
    height = scene.format.height or 540.0
    x, y = scene.margin_x, scene.margin_y
    return {
        "title": Rect(x, y, width, height * 0.1), "body": Rect(x, y + height * 0.16, width, height * 0.84 - 2 * y),
        "ctrTitle": Rect(x, height * 0.3, width, height * 0.2), "subTitle": Rect(x, height * 0.53, width, height * 0.2),
        "sldNum": Rect(x + width * 2 / 3, height - y * 0.8, width / 3, y * 0.6),
    }  # fmt: skip


_PROMPTS: Final = {"title": "Title", "ctrTitle": "Title", "subTitle": "Subtitle", "body": "Text", "sldNum": ""}
_INDEX: Final = {"body": ' idx="1"', "subTitle": ' idx="1"', "sldNum": ' sz="quarter" idx="12"'}


def _holder(scene: Scene, kind: str, number: int, *, inverse: bool) -> str:
    palette = Palette(scene.theme, "inverse" if inverse else "base")
    style = ""
    if inverse or kind == "sldNum":
        look = scene.theme.styles[
            "title" if kind in {"ctrTitle", "title"} else "caption" if kind == "sldNum" else "lead"
        ]
        role = "muted" if kind == "sldNum" else "text"
        side = ' algn="r"' if kind == "sldNum" else ""
        size = round(look.size * scene.format.scale * 100)
        style = f'<a:lvl1pPr marL="0" indent="0"{side}><a:buNone/><a:defRPr sz="{size}">{palette.fill(role)}</a:defRPr></a:lvl1pPr>'
    content = (
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
        if kind == "sldNum"
        else f'<a:r><a:rPr lang="en-US"/><a:t>{_PROMPTS[kind]}</a:t></a:r>'
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{_PROMPTS[kind] or "Number"} {number}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}"{_INDEX.get(kind, "")}/></p:nvPr></p:nvSpPr><p:spPr>{frame(_places(scene)[kind])}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"><a:normAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle>'
        f"<a:p>{content}</a:p></p:txBody></p:sp>"
    )


def layout_of(kind: str, titled: bool, plain_body: bool) -> int:  # noqa: FBT001
    """The number of the layout a card's slide is based on."""
    if kind == "cover" and titled:
        return TITLE_SLIDE
    if kind in {"section", "closing"} and titled:
        return SECTION
    return CONTENT if titled and plain_body else TITLE_ONLY
