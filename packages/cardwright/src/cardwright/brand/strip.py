"""A presentation without its slides: masters, layouts, themes and what these need, and nothing else.

Sample slides go with all that only they used. So do programs, objects, sounds
and addresses of other files: what is passed on runs nothing and fetches nothing.
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from cardwright.brand.package import Relation
from cardwright.brand.presentation import Presentation
from cardwright.brand.report import Notes
from cardwright.brand.xml import Element, R, child, children, etree, fragment, local, relation, tag, written
from cardwright.scene.master import NOTES, SLIDES, Link, Part

_OF_FILE: Final = frozenset(
    {"slideMaster", "theme", "notesMaster", "handoutMaster", "presProps", "viewProps", "tableStyles", "font"}
)
_OF_PART: Final = frozenset({"slideLayout", "slideMaster", "theme", "themeOverride", "image", "hdphoto"})
_SAID: Final = {"oleObject": "embedded objects", "control": "controls", "vbaProject": "macros", "audio": "sounds", "video": "films",
    "media": "films", "customXml": "attached data", "tags": "marks of other programs", "package": "embedded files"}  # fmt: skip
_IN_FILE: Final = ("sldIdLst", "custShowLst", "photoAlbum", "custDataLst", "modifyVerifier", "extLst")
_FRAMES: Final = frozenset({"graphicFrame", "AlternateContent"})


def stripped(presentation: Presentation, notes: Notes) -> tuple[dict[str, Part], tuple[Link, ...], str, str]:
    """The parts by name, the relationships of the presentation part, that part with its markers, and the notes master."""
    stripper = _Stripper(presentation, notes)
    return stripper.run()


class _Stripper:
    def __init__(self, presentation: Presentation, notes: Notes) -> None:
        self._presentation = presentation
        self._package = presentation.package
        self._notes = notes
        self._parts: dict[str, Part] = {}
        self._links: dict[str, Link] = {}  # by the id that the file has for them

    def run(self) -> tuple[dict[str, Part], tuple[Link, ...], str, str]:
        main = self._presentation.part
        dropped = 0
        for row in self._package.relations(main).values():
            if row.kind in _OF_FILE and not row.external and row.target in self._package:
                self._links[row.id] = Link(row.type, _relative(row.target, main))
                self._take(row.target)
            elif row.kind == "slide":
                dropped += 1
            elif row.kind in _SAID:
                self._notes.left_out("file", f"{_SAID[row.kind]} are not passed on")
        if dropped:
            self._notes.understood(
                "file", f"{dropped} sample slide{'s' if dropped > 1 else ''} left away, with what only they used"
            )
        notes_master = next((link.target for link in self._links.values() if link.kind.endswith("/notesMaster")), "")
        return self._parts, tuple(self._links.values()), self._main(), notes_master

    def _take(self, name: str) -> None:
        """A part and all that it needs."""
        if name in self._parts or name not in self._package:
            return
        kept: list[Relation] = []
        dropped: set[str] = set()
        for row in self._package.relations(name).values():
            if self._is_kept(row):
                kept.append(row)
            else:
                dropped.add(row.id)
                if row.kind in _SAID:
                    self._notes.left_out("file", f"{_SAID[row.kind]} of masters and layouts are not passed on")
                elif row.external and row.kind != "hyperlink":
                    self._notes.left_out("file", "a picture that lies outside the file")
        data = self._package.data(name)
        if dropped:
            root = self._package.fresh_xml(name)
            _forget(root, dropped)
            data = written(root)
        self._parts[name] = Part(self._package.content_type(name), data)
        if kept:
            folder, _, base = name.rpartition("/")
            self._parts[f"{folder}/_rels/{base}.rels"] = Part("", _relations(kept, name))
        for row in kept:
            if not row.external:
                self._take(row.target)

    def _is_kept(self, row: Relation) -> bool:
        if row.external:
            return row.kind == "hyperlink" and urlsplit(row.target).scheme in {"http", "https", "mailto"}
        return row.kind in _OF_PART and row.target in self._package

    def _main(self) -> str:
        """The presentation part as text, its relationships numbered anew, with markers where lists go."""
        root = self._package.fresh_xml(self._presentation.part)
        for name in _IN_FILE:
            for element in root.findall(tag(f"p:{name}")):
                root.remove(element)
        root.attrib.pop("firstSlideNum", None)
        numbers = {id_: f"rId{number}" for number, id_ in enumerate(self._links, start=1)}
        for element in list(root.iter()):
            for name, value in list(element.attrib.items()):
                if name.startswith(f"{{{R}}}"):
                    if value in numbers:
                        element.set(name, numbers[value])
                    else:
                        _remove(element)
        _mark(root)
        return fragment(root)


def _mark(root: Element) -> None:
    """Put markers in the places that the order of elements asks for."""
    masters = child(root, "p:sldMasterIdLst")
    after = masters
    notes = child(root, "p:notesMasterIdLst")
    if notes is None:
        after.addnext(etree.Comment(NOTES[4:-3]))
        after = after.getnext()
    else:
        after = notes
    hand_outs = child(root, "p:handoutMasterIdLst")
    if hand_outs is not None:
        after = hand_outs
    after.addnext(etree.Comment(SLIDES[4:-3]))


def _forget(root: Element, ids: set[str]) -> None:
    """Take away what refers to relationships that are not kept."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        for name in ("id", "embed", "link", "pict", "dm", "lo", "qs", "cs"):
            if relation(element, name) in ids:
                _forget_one(element, name)


def _forget_one(element: Element, name: str) -> None:
    """Take away an element, with the frame that is empty without it; of a picture only the address."""
    if local(element) == "blip" and name in {"link", "embed"}:
        element.attrib.pop(f"{{{R}}}{name}", None)
        return
    frame = element
    while frame is not None and local(frame) not in _FRAMES:
        frame = frame.getparent()
    while (
        frame is not None
        and local(frame) == "graphicFrame"
        and any(local(above) == "AlternateContent" for above in frame.iterancestors())
    ):
        frame = frame.getparent()
    _remove(frame if frame is not None else element)


def _remove(element: Element) -> None:
    """Take away an element, and lists that are empty without it."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if local(parent) in {
        "custDataLst",
        "controls",
        "ext",
        "extLst",
        "embeddedFont",
        "embeddedFontLst",
    } and not children(parent):
        _remove(parent)


def _relations(rows: list[Relation], source: str) -> bytes:
    """The relationships of a part, under their own ids."""
    root = etree.Element(
        "{http://schemas.openxmlformats.org/package/2006/relationships}Relationships",
        nsmap={None: "http://schemas.openxmlformats.org/package/2006/relationships"},
    )
    for row in rows:
        target = row.target if row.external else _relative(row.target, source)
        attributes: Mapping[str, str] = {"Id": row.id, "Type": row.type, "Target": target}
        element = etree.SubElement(root, root.tag.replace("Relationships", "Relationship"), attributes)
        if row.external:
            element.set("TargetMode", "External")
    return written(root)


def _relative(target: str, source: str) -> str:
    """A part's name as another part refers to it."""
    here, there = source.split("/")[:-1], target.split("/")
    while here and there[:-1] and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return "/".join([*[".."] * len(here), *there])
