"""What a presentation is made of: its size, its masters, and the layouts of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cardwright.brand.colors import Colors, scheme
from cardwright.brand.package import Package, Relation
from cardwright.brand.report import ThemeRefused
from cardwright.brand.xml import Element, child, children, flag, number, relation, tag
from cardwright.units import EMU_PER_POINT

_MAIN: Final = (
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
    "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
    "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    "application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
    "application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml",
)
_SIDES: Final = (72.0, 4032.0)  # points that PowerPoint allows
MOST_LAYOUTS: Final = 200


@dataclass(frozen=True, slots=True, eq=False)
class Master:
    """A master with its theme. `text` is its `p:txStyles`."""

    part: str
    root: Element
    theme: Element
    theme_part: str
    colors: Colors
    relations: Mapping[str, Relation]

    @property
    def text(self) -> Element:
        return child(self.root, "p:txStyles")


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A layout of a master. `color_map` is what slides in it must say of their colours."""

    part: str
    root: Element
    master: Master
    colors: Colors
    relations: Mapping[str, Relation]
    color_map: Element

    @property
    def name(self) -> str:
        return (child(self.root, "p:cSld").get("name") or "").strip()

    @property
    def kind(self) -> str:
        """What PowerPoint made it as; empty for those that somebody drew."""
        return self.root.get("type") or ""

    @property
    def shows_master(self) -> bool:
        return flag(self.root, "showMasterSp") is not False


@dataclass(frozen=True, slots=True, eq=False)
class Presentation:
    """A file that was opened. Width and height are points."""

    package: Package
    part: str
    root: Element
    width: float
    height: float
    layouts: tuple[Layout, ...]
    numbers_on_titles: bool

    @property
    def masters(self) -> tuple[Master, ...]:
        return tuple(dict.fromkeys(layout.master for layout in self.layouts))


def opened(data: bytes) -> Presentation:
    """The presentation in a file.

    Raises:
        ThemeRefused: there is none, or none that slides can be made from.
    """
    package = Package(data)
    main = next((row.target for row in package.relations("").values() if row.kind == "officeDocument"), "")
    if not main or package.content_type(main) not in _MAIN:
        msg = "the file is no PowerPoint presentation"
        raise ThemeRefused(msg)
    root = package.xml(main)
    size = child(root, "p:sldSz")
    width, height = number(size, "cx") / EMU_PER_POINT, number(size, "cy") / EMU_PER_POINT
    if not all(_SIDES[0] <= side <= _SIDES[1] for side in (width, height)):
        msg = f"the slides would be {width:.0f} × {height:.0f} points"
        raise ThemeRefused(msg)
    layouts = _layouts(package, main, root)
    numbered = flag(root, "showSpecialPlsOnTitleSld") is not False
    return Presentation(package, main, root, width, height, layouts, numbered)


def _layouts(package: Package, main: str, root: Element) -> tuple[Layout, ...]:
    """All layouts in the order of the file."""
    relations = package.relations(main)
    found: list[Layout] = []
    for row in children(child(root, "p:sldMasterIdLst")):
        target = relations.get(relation(row, "id"))
        if target is None or target.external:
            continue
        master = _master(package, target.target)
        for one in children(child(master.root, "p:sldLayoutIdLst")):
            named = master.relations.get(relation(one, "id"))
            if named is not None and not named.external:
                found.append(_layout(package, named.target, master))
    if not found:
        msg = "the presentation has no slide master with layouts"
        raise ThemeRefused(msg)
    if len(found) > MOST_LAYOUTS:
        msg = f"the presentation has more than {MOST_LAYOUTS} layouts"
        raise ThemeRefused(msg)
    return tuple(found)


def _master(package: Package, part: str) -> Master:
    root, relations = package.xml(part), package.relations(part)
    theme_part = next((row.target for row in relations.values() if row.kind == "theme" and not row.external), "")
    if not theme_part or child(root, "p:cSld", "p:spTree") is None:
        msg = f"the master {part} has no theme or no shapes"
        raise ThemeRefused(msg)
    theme = package.xml(theme_part)
    mapping = dict(child(root, "p:clrMap").attrib) if child(root, "p:clrMap") is not None else {}
    return Master(part, root, theme, theme_part, Colors(scheme(theme), mapping), relations)


def _layout(package: Package, part: str, master: Master) -> Layout:
    root, relations = package.xml(part), package.relations(part)
    if child(root, "p:cSld", "p:spTree") is None:
        msg = f"the layout {part} has no shapes"
        raise ThemeRefused(msg)
    own = child(root, "p:clrMapOvr", "a:overrideClrMapping")
    colors = master.colors if own is None else Colors(_scheme(package, relations, master), dict(own.attrib))
    return Layout(part, root, master, colors, relations, own)


def _scheme(package: Package, relations: Mapping[str, Relation], master: Master) -> Mapping[str, str]:
    """The colours of a layout: its own theme's where it has one."""
    own = next((row.target for row in relations.values() if row.kind == "themeOverride" and not row.external), "")
    return {**master.colors.scheme, **scheme(package.xml(own))} if own else master.colors.scheme


def shapes(root: Element) -> list[Element]:
    """What stands on a master or layout, back to front."""
    skipped = {tag("p:nvGrpSpPr"), tag("p:grpSpPr"), tag("p:extLst")}
    return [one for one in children(child(root, "p:cSld", "p:spTree")) if one.tag not in skipped]
