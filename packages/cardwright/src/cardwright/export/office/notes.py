"""Speaker notes: a notes page per slide that has any, and the master they need."""

from typing import Final

from cardwright.export.office.archive import Archive
from cardwright.export.office.paragraphs import locale
from cardwright.export.office.theme import MAP, TREE_HEAD, theme_part
from cardwright.export.office.xml import HEAD, NAMESPACES, Relations, words
from cardwright.layout import Page
from cardwright.scene import Scene

_IMAGE: Final = (
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide 2"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
    '<p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr></p:sp>'
)
_TEXT: Final = (
    '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes 3"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" idx="1"/>'
    "</p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>{body}</p:txBody></p:sp>"
)
_UPPER: Final = '<a:xfrm><a:off x="685800" y="1143000"/><a:ext cx="5486400" cy="3086100"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
_LOWER: Final = '<a:xfrm><a:off x="685800" y="4400550"/><a:ext cx="5486400" cy="3600450"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


MASTER: Final = "notesMasters/notesMaster1.xml"  # as the presentation part refers to it


def add_notes_master(archive: Archive, scene: Scene, theme: str = "ppt/theme/theme2.xml") -> str:
    """The master of notes pages, with a theme part of its own as the format wants; how the presentation refers to it."""
    relations = Relations()
    relations.add("theme", f"../{theme.removeprefix('ppt/')}")
    body = _TEXT.format(place=_LOWER, body='<a:p><a:r><a:rPr lang="en-US"/><a:t>Notes</a:t></a:r></a:p>')
    archive.add(theme, theme_part(scene), "theme")
    archive.add(
        f"ppt/{MASTER}",
        f"{HEAD}<p:notesMaster {NAMESPACES}><p:cSld><p:spTree>{TREE_HEAD}{_IMAGE.format(place=_UPPER)}{body}</p:spTree></p:cSld>{MAP}</p:notesMaster>",
        "presentationml.notesMaster",
    )
    archive.add("ppt/notesMasters/_rels/notesMaster1.xml.rels", relations.xml())
    return MASTER


def add_notes(archive: Archive, number: int, page: Page, language: str, slide: Relations, master: str) -> None:
    """The notes of slide `number`, after a notes master; the slide's own relationships learn of them."""
    relations = Relations()
    relations.add("notesMaster", f"../{master}")
    relations.add("slide", f"../slides/slide{number}.xml")
    slide.add("notesSlide", f"../notesSlides/notesSlide{number}.xml")
    properties = '<a:pPr algn="r" rtl="1"/>' if page.card.rtl else ""
    lines = "".join(
        f'<a:p>{properties}<a:r><a:rPr lang="{locale(language)}"/><a:t>{words(line)}</a:t></a:r></a:p>'
        for line in page.card.notes.splitlines()
    )
    archive.add(
        f"ppt/notesSlides/notesSlide{number}.xml",
        f"{HEAD}<p:notes {NAMESPACES}><p:cSld><p:spTree>{TREE_HEAD}{_IMAGE.format(place='')}{_TEXT.format(place='', body=lines)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>",
        "presentationml.notesSlide",
    )
    archive.add(f"ppt/notesSlides/_rels/notesSlide{number}.xml.rels", relations.xml())
