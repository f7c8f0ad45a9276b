"""The package around slides that stand in a company's own file: its parts as they are, and the list of slides."""

from cardwright.export.office.archive import Archive
from cardwright.export.office.embedding import add_fonts
from cardwright.export.office.notes import add_notes_master
from cardwright.export.office.xml import HEAD, R, Relations
from cardwright.layout import Laid
from cardwright.scene.master import NOTES, SLIDES, Master


def add_master(archive: Archive, laid: Laid, master: Master, *, has_notes: bool) -> str:
    """Add the file's parts, its presentation part and what points to it; the part that notes follow."""
    for name, part in master.parts.items():
        archive.add(name, part.data, part.content_type)
    relations = Relations([(link.kind, link.target, False) for link in master.links])
    notes, notes_list = master.notes_master, ""
    if has_notes and not notes:
        theme = next(
            name for at in range(1, len(master.parts) + 2) if (name := f"ppt/theme/theme{at}.xml") not in master.parts
        )
        notes = add_notes_master(archive, laid.scene, theme)
        notes_list = (
            f'<p:notesMasterIdLst><p:notesMasterId r:id="{relations.add("notesMaster", notes)}"/></p:notesMasterIdLst>'
        )
    slides = "".join(
        f'<p:sldId id="{255 + number}" r:id="{relations.add("slide", f"slides/slide{number}.xml")}"/>'
        for number in range(1, len(laid.pages) + 1)
    )
    named = f'<p:sldIdLst xmlns:r="{R}">{slides}</p:sldIdLst>' if slides else ""
    body = master.presentation.replace(NOTES, notes_list).replace(SLIDES, named)
    body = add_fonts(archive, relations, laid, body)
    archive.add("ppt/presentation.xml", f"{HEAD}{body}", "presentationml.presentation.main")
    archive.add("ppt/_rels/presentation.xml.rels", relations.xml())
    return notes
