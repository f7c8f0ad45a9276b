"""Shapes of a slide: text boxes, panels, dots, pictures, drawings, frames for tables and charts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from cardwright.export.office.freeform import Placed, closed, preset, properties
from cardwright.export.office.omml import choice
from cardwright.export.office.palette import Palette
from cardwright.export.office.xml import children_frame, frame, text
from cardwright.scene.colors import ColorRole
from cardwright.scene.drawing import Drawing
from cardwright.units import Rect

SLACK: Final = 0.6  # points; keeps another program's rounding from adding a line
_BODY: Final = '<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr><a:lstStyle/>'
_DECORATIVE: Final = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


@dataclass(slots=True)
class Shapes:
    """Collects a slide's shapes in reading order and numbers them."""

    palette: Palette
    rtl: bool
    parts: list[str] = field(default_factory=list[str])
    next_holder: str = ""  # the placeholder that the next frame fills
    _last: int = 1  # the slide's own group

    def _id(self) -> int:
        self._last += 1
        return self._last

    def text(self, at: Rect, paragraphs: str, name: str, holder: str = "", anchor: str = "t", plain: str = "") -> None:
        """A text box, or a placeholder of the layout when `holder` has its element.

        `plain` are the paragraphs for programs that know no formulas, where these differ.
        """
        at = Rect(at.x - SLACK if self.rtl else at.x, at.y, at.width + SLACK, at.height)
        kind = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>' if holder else '<p:cNvSpPr txBox="1"/>'
        place = f'{frame(at)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        self._worded(name, kind, holder, place, _BODY.format(anchor=anchor), paragraphs, plain)

    def drawn(self, at: Rect, geometry: str, role: ColorRole, name: str, radius: float = 0.0) -> None:
        """A filled shape that only decorates."""
        self._decoration(at, preset(geometry, at, radius), role, name)

    def cut(self, at: Rect, corners: Sequence[tuple[float, float]], role: ColorRole, name: str) -> None:
        """The same with corners of its own, in points from the top left of its place."""
        self._decoration(at, closed(at, corners), role, name)

    def _decoration(self, at: Rect, geometry: str, role: ColorRole, name: str) -> None:
        number = self._id()
        self.parts.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name} {number}">{_DECORATIVE}</p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
            f"<p:spPr>{frame(at)}{geometry}{self.palette.fill(role)}<a:ln><a:noFill/></a:ln></p:spPr>"
            '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>'
        )

    def picture(
        self, at: Rect, relation: str, alt: str, crop: tuple[float, float], radius: float, *, decorative: bool
    ) -> None:
        """A picture covering its place; `crop` is the share cut from each side and from top and bottom."""
        number = self._id()
        inner = _DECORATIVE if decorative else ""
        cut = _cut(crop)
        self.parts.append(
            f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="Picture {number}" descr="{text(alt)}">{inner}</p:cNvPr>'
            f'<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="{relation}"/>'
            f"{cut}<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{frame(at)}"
            f"{preset('roundRect' if radius else 'rect', at, radius)}</p:spPr></p:pic>"
        )

    def drawing(self, at: Rect, drawing: Drawing, name: str, alt: str, *, decorative: bool) -> None:
        """A drawing that covers its place, as a group of shapes that can be edited one by one."""
        number = self._id()
        inner = _DECORATIVE if decorative else ""
        shapes: list[str] = []
        for shape in Placed.covering(at, drawing).shapes(self.palette):
            part = self._id()
            shapes.append(
                f'<p:sp><p:nvSpPr><p:cNvPr id="{part}" name="Shape {part}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
                f"<p:spPr>{properties(shape, self.palette)}</p:spPr></p:sp>"
            )
        self.parts.append(
            f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name="{name} {number}" descr="{text(alt)}">{inner}</p:cNvPr>'
            f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{children_frame(at)}</p:grpSpPr>{''.join(shapes)}</p:grpSp>"
        )

    def holder(self, name: str, holder: str, place: str, paragraphs: str, anchor: str = "", plain: str = "") -> None:
        """A placeholder of a company's layout with its text; at the layout's place unless `place` has another.

        `anchor` is an attribute that says where its text stands, if not as on the layout; `plain` text without formulas.
        """
        kind = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        self._worded(name, kind, holder, place, f"<a:bodyPr{anchor}/><a:lstStyle/>", paragraphs, plain)

    def _worded(self, name: str, kind: str, holder: str, place: str, body: str, paragraphs: str, plain: str) -> None:
        """A shape with text, both of them where programs that know no formulas are shown another."""
        number = self._id()
        shapes = [
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name} {number}"/>{kind}<p:nvPr>{holder}</p:nvPr></p:nvSpPr>'
            f"<p:spPr>{place}</p:spPr><p:txBody>{body}{content}</p:txBody></p:sp>"
            for content in (paragraphs, *([plain] if plain else []))
        ]
        self.parts.append(choice(*shapes) if plain else shapes[0])

    def picture_holder(
        self, holder: str, relation: str, alt: str, crop: tuple[float, float], place: str, *, decorative: bool
    ) -> None:
        """A picture in a placeholder of a company's layout."""
        number = self._id()
        inner = _DECORATIVE if decorative else ""
        self.parts.append(
            f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="Picture {number}" descr="{text(alt)}">{inner}</p:cNvPr>'
            f'<p:cNvPicPr><a:picLocks noGrp="1" noChangeAspect="1"/></p:cNvPicPr><p:nvPr>{holder}</p:nvPr></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{relation}"/>{_cut(crop)}<a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f"<p:spPr>{place}</p:spPr></p:pic>"
        )

    def framed(self, at: Rect, kind: str, name: str, alt: str, content: str, plain: str = "") -> None:
        """A table or chart in its frame; `kind` is the namespace of the content, `plain` one without formulas."""
        number = self._id()
        own = f"<p:nvPr>{self.next_holder}</p:nvPr>" if self.next_holder else "<p:nvPr/>"
        self.next_holder = ""

        def shape(inner: str) -> str:
            return (
                f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="{name} {number}" descr="{text(alt)}"/>'
                '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
                f"{own}</p:nvGraphicFramePr>"
                f'{frame(at, "p")}<a:graphic><a:graphicData uri="{kind}">{inner}</a:graphicData></a:graphic></p:graphicFrame>'
            )

        self.parts.append(choice(shape(content), shape(plain)) if plain else shape(content))


def _cut(crop: tuple[float, float]) -> str:
    """Shares that are cut from a picture: from each side, and from top and bottom."""
    sides, ends = (round(share * 100_000) for share in crop)
    return f'<a:srcRect l="{sides}" t="{ends}" r="{sides}" b="{ends}"/>' if sides or ends else ""
