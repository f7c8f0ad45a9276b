"""PPTX: native text, lists, tables and charts at the places that layout measured."""

from dataclasses import dataclass
from typing import Final, Literal

from cardwright.export import Exporter
from cardwright.export.office.archive import Archive
from cardwright.export.office.chart import chart
from cardwright.export.office.embedding import add_fonts
from cardwright.export.office.filled import FilledSlide
from cardwright.export.office.losses import lost
from cardwright.export.office.master import add_master
from cardwright.export.office.notes import MASTER as NOTES_MASTER
from cardwright.export.office.notes import add_notes, add_notes_master
from cardwright.export.office.palette import Palette
from cardwright.export.office.sheet import sheet_of
from cardwright.export.office.slide import Slide, media_name
from cardwright.export.office.theme import add_design
from cardwright.export.office.workbook import workbook
from cardwright.export.office.xml import HEAD, NAMESPACES, Relations, emu, words
from cardwright.layout import Laid, Page
from cardwright.scene import Image

_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_REL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

# Settings of the program; empty, but every file has them and validators ask for them.
_SETTINGS: Final = {"presProps": "presentationPr", "viewProps": "viewPr"}


@dataclass(frozen=True, slots=True)
class Pptx:
    media_type: str = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    suffix: str = ".pptx"
    fixed_pages: bool = True
    fonts: Literal["embedded", "named", "drawn"] = "embedded"

    def losses(self, laid: Laid) -> tuple[str, ...]:
        return lost(laid)

    def __call__(self, laid: Laid) -> bytes:
        archive = Archive()
        has_notes = any(page.card.notes for page in laid.pages)
        notes_master = _add_frame(archive, laid, has_notes=has_notes)
        media: dict[str, Image] = {}
        charts = 0
        for number, page in enumerate(laid.pages, start=1):
            slide, xml = _slide(laid, page, charts + 1)
            archive.add(f"ppt/slides/slide{number}.xml", xml, "presentationml.slide")
            if page.card.notes:
                add_notes(archive, number, page, laid.scene.language, slide.relations, notes_master)
            archive.add(f"ppt/slides/_rels/slide{number}.xml.rels", slide.relations.xml())
            palette = Palette(laid.scene.theme, page.card.surface)
            for node in slide.charts:
                charts += 1
                rels = Relations()
                rels.add("package", f"../embeddings/chart{charts}.xlsx")
                sheet = sheet_of(node)
                archive.add(f"ppt/charts/chart{charts}.xml", chart(node, sheet, palette, page.scale), "drawingml.chart")
                archive.add(f"ppt/charts/_rels/chart{charts}.xml.rels", rels.xml())
                archive.add(f"ppt/embeddings/chart{charts}.xlsx", workbook(sheet))
            media.update({media_name(image): image for image in slide.pictures})
        for name, image in sorted(media.items()):
            archive.add(f"ppt/media/{name}", image.data)
        return archive.bytes()


def _slide(laid: Laid, page: Page, first_chart: int) -> tuple[Slide, str]:
    """A page as a slide: on a layout of the theme's own office file where the card stands in one."""
    if laid.scene.master is not None and page.card.layout:
        filled = FilledSlide(laid, page, laid.scene.master, first_chart)
        return filled.slide, filled.xml()
    slide = Slide(laid.scene, page, first_chart, laid.measured.rooms)
    return slide, slide.xml()


def _add_frame(archive: Archive, laid: Laid, *, has_notes: bool) -> str:
    """The presentation part with its design, the document's properties, and what points to them; the notes' master."""
    master = laid.scene.master
    root, presentation = Relations(), Relations()
    root.add("officeDocument", "ppt/presentation.xml")
    root.add(_CORE_REL, "docProps/core.xml")
    if master is None:
        _add_settings(archive, presentation)
    archive.add("_rels/.rels", root.xml())
    archive.add(
        "docProps/core.xml",
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{words(laid.scene.title)}</dc:title>'
        f"<dc:language>{words(laid.scene.language)}</dc:language></cp:coreProperties>",
        _CORE,
    )
    if master is not None:
        return add_master(archive, laid, master, has_notes=has_notes)
    return _add_presentation(archive, laid, presentation, has_notes=has_notes)


def _add_settings(archive: Archive, presentation: Relations) -> None:
    presentation.add("slideMaster", "slideMasters/slideMaster1.xml")
    presentation.add("theme", "theme/theme1.xml")
    for name, root_element in _SETTINGS.items():
        presentation.add(name, f"{name}.xml")
        archive.add(f"ppt/{name}.xml", f"{HEAD}<p:{root_element} {NAMESPACES}/>", f"presentationml.{name}")


def _add_presentation(archive: Archive, laid: Laid, presentation: Relations, *, has_notes: bool) -> str:
    """The presentation part and a design made from the theme's tokens."""
    notes = ""
    if has_notes:
        notes = f'<p:notesMasterIdLst><p:notesMasterId r:id="{presentation.add("notesMaster", NOTES_MASTER)}"/></p:notesMasterIdLst>'
    slides = "".join(
        f'<p:sldId id="{255 + number}" r:id="{presentation.add("slide", f"slides/slide{number}.xml")}"/>'
        for number in range(1, len(laid.pages) + 1)
    )
    width = laid.pages[0].width if laid.pages else laid.scene.format.width
    height = max((page.height for page in laid.pages), default=540.0)
    main = (
        f'<p:presentation {NAMESPACES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>{notes}'
        f'<p:sldIdLst>{slides}</p:sldIdLst><p:sldSz cx="{emu(width)}" cy="{emu(height)}"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    )
    main = add_fonts(archive, presentation, laid, main)
    archive.add("ppt/presentation.xml", f"{HEAD}{main}", "presentationml.presentation.main")
    archive.add("ppt/_rels/presentation.xml.rels", presentation.xml())
    add_design(archive, laid.scene)
    return add_notes_master(archive, laid.scene) if has_notes else ""


EXPORTER: Final[Exporter] = Pptx()
