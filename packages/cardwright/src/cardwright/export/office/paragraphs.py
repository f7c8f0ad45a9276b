"""Runs and paragraphs: text as office programs set it, with the measures of our own line box."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cardwright.export.office.omml import Omml
from cardwright.export.office.palette import Palette, rgb
from cardwright.export.office.scripts import complex_script, face_of
from cardwright.export.office.typefaces import FORMULAS
from cardwright.export.office.xml import Relations, followable, text, words
from cardwright.language import language
from cardwright.layout.column import CODE_SIZE
from cardwright.layout.encode import formula_size, heading_scale
from cardwright.layout.fonts import Metrics, metrics
from cardwright.maths import Formula
from cardwright.scene import Align, Look, Run
from cardwright.scene.formulas import inline

_LOW = 0.8  # of a line's height
# Links have the colour of their text, as in the other outputs, not the theme's colour of links.
_OWN_COLOR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr'
    ' xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
_LATIN = re.compile("[A-Za-z]")


def locale(tag: str) -> str:
    """A language's tag with a country, which office programs choose a dictionary by."""
    return text(language(tag).locale)


def has_formula(*texts: Sequence[Run]) -> bool:
    return any(run.math for runs in texts for run in runs)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the text of one slide; formulas as text when `plain`."""

    palette: Palette
    relations: Relations
    language: str
    rtl: bool
    scale: float
    plain: bool = False

    @property
    def locale(self) -> str:
        return locale(self.language)

    def size(self, look: Look) -> float:
        return look.size * heading_scale(look, self.scale)

    def paragraph(
        self,
        runs: Sequence[Run],
        look: Look,
        align: Align = "start",
        *,
        indent: str = "",
        before: float = 0.0,
        bullet: str = "",
    ) -> str:
        """One paragraph. `indent` are attributes, `before` points above it, `bullet` its marker's elements."""
        body = "".join(self._run(run, look) for run in runs if run.text)
        end = f'<a:endParaRPr lang="{self.locale}" sz="{round(self.size(look) * 100)}"/>' if not body else ""
        return f"<a:p>{self._properties_of(runs, look, align, indent, before, bullet)}{body}{end}</a:p>"

    def _properties_of(
        self, runs: Sequence[Run], look: Look, align: Align, indent: str, before: float, bullet: str
    ) -> str:
        side = {"start": "r" if self.rtl else "l", "end": "l" if self.rtl else "r", "center": "ctr"}[align]
        rtl = ' rtl="1"' if self.rtl else ""
        # A percentage of the face's natural height; exact points would push Arabic and Indic lines up.
        face = self._measures(runs, look)
        spacing = round(look.line / (face.ascent + face.descent) * 100_000)
        above = (
            f'<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef>'
            if before
            else '<a:spcBef><a:spcPts val="0"/></a:spcBef>'
        )
        marker = bullet or "<a:buNone/>"
        return f'<a:pPr{indent or " marL=" + chr(34) + "0" + chr(34) + " indent=" + chr(34) + "0" + chr(34)} algn="{side}"{rtl}><a:lnSpc><a:spcPct val="{spacing}"/></a:lnSpc>{above}{marker}</a:pPr>'

    def _measures(self, runs: Sequence[Run], look: Look) -> Metrics:
        """The measures of the face that sets the runs, in em."""
        family = str(getattr(self.palette.theme.fonts, look.font))
        told = "".join(run.text for run in runs)
        # Figures alone are set in the face of complex scripts where text runs from right to left.
        family = family if not self.rtl or _LATIN.search(told) else complex_script(self.language)
        return metrics(face_of(told, family))

    def drop(self, runs: Sequence[Run], look: Look) -> float:
        """Points by which office programs set a first line lower than layout does; below 0 where higher.

        What a line has beyond the height of its face they put above it, layout half of it. In a line that is lower than
        its face LibreOffice has the baseline at four fifths, if the face does not have it higher.
        """
        if language(self.language).script.kind != "european":  # measured: there they are nearest so
            return 0.0
        face = self._measures(runs, look)
        slack = (look.line - face.ascent - face.descent) / 2
        theirs = face.ascent + 2 * slack if slack > 0 else min(face.ascent, _LOW * look.line)
        return (theirs - face.ascent - slack) * self.size(look)

    def formula(self, formula: Formula, look: Look, size: float) -> str:
        """A formula as a paragraph of its own."""
        math = Omml(self._math_properties(look, size)).display(formula.root)
        end = f'<a:endParaRPr lang="{self.locale}" sz="{round(size * 100)}"/>'
        return f'<a:p><a:pPr algn="ctr"><a:buNone/></a:pPr>{math}{end}</a:p>'

    def inline(self, run: Run, look: Look, size: float) -> str:
        """A formula within text that is set at `size` points."""
        fonts = self.palette.theme.fonts
        larger = formula_size(str(getattr(fonts, look.font)), fonts.math)
        return Omml(self._math_properties(look, size * larger)).inline(inline(run.math).root)

    def _math_properties(self, look: Look, size: float) -> Callable[[bool, str], str]:
        def properties(slanted: bool, color: str) -> str:  # noqa: FBT001 - a row of what OMML asks for
            fill = f"<a:solidFill>{rgb(color)}</a:solidFill>" if color else self.palette.fill(look.color)
            face = f'<a:latin typeface="{FORMULAS}"/><a:ea typeface="{FORMULAS}"/>'
            slant = ' i="1"' if slanted else ' i="0"'
            return f'<a:rPr lang="{self.locale}" sz="{round(size * 100)}" b="0"{slant} dirty="0">{fill}{face}</a:rPr>'

        return properties

    def _run(self, run: Run, look: Look) -> str:
        if run.math and not self.plain:
            return self.inline(run, look, self.size(look))
        properties = self._properties(run, look)
        lines = run.text.split("\n")
        parts = [f"<a:r>{properties}<a:t>{words(line)}</a:t></a:r>" if line else "" for line in lines]
        return f"<a:br>{properties}</a:br>".join(parts)

    def _properties(self, run: Run, look: Look) -> str:
        size = self.size(look) * (CODE_SIZE if run.code and look.font != "mono" else 1.0)
        bold = ' b="1"' if run.bold or look.weight >= 600 else ' b="0"'
        italic = ' i="1"' if run.italic or look.italic else ""
        strike = ' strike="sngStrike"' if run.strike else ""
        target = followable(run.link)
        underline = ' u="sng"' if target else ""
        track = f' spc="{round(look.tracking * size * 100)}"' if look.tracking else ""
        fill = f"<a:solidFill>{rgb(run.color)}</a:solidFill>" if run.color else self.palette.fill(look.color)
        raised = ' baseline="30000"' if run.note else ""
        link = ""
        if target:
            relation = self.relations.add("hyperlink", target, external=True)
            link = f'<a:hlinkClick r:id="{relation}">{_OWN_COLOR}</a:hlinkClick>'
        return (
            f'<a:rPr lang="{self.locale}" sz="{round(size * 100)}"{bold}{italic}{underline}{strike}{track}{raised} dirty="0">'
            f"{fill}{self._face(run, look)}{link}</a:rPr>"
        )

    def _face(self, run: Run, look: Look) -> str:
        if run.code or look.font == "mono":
            mono = text(self.palette.theme.fonts.mono)
            return f'<a:latin typeface="{mono}"/><a:ea typeface="{mono}"/><a:cs typeface="{mono}"/>'
        slot = "+mj" if look.font == "heading" else "+mn"
        return f'<a:latin typeface="{slot}-lt"/><a:ea typeface="{slot}-ea"/><a:cs typeface="{slot}-cs"/>'
