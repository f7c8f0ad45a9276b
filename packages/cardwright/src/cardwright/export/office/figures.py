"""Number formats that write figures as the drawings do: `1.25M`, `4,20 €`, `48 %`, `120万`.

A format names the language it is for, which programs that know several use for
its signs. It has a section for negative numbers, with a minus of our own, and
one for zero where numbers are shortened.
"""

from typing import Final

from cardwright.locales import HUGE, MINUS, Band, customs
from cardwright.scene.figures import Style
from cardwright.scene.plot import Scale

_EXPONENT: Final = "0.00E+00"


def number_format(style: Style, most: float = 0.0) -> str:
    """The format in which numbers, the largest of them `most`, read as the style writes them."""
    before, after = (_literal(side) for side in style.affixes)
    digits, suffix = _EXPONENT if most >= HUGE else _digits(style), _literal(style.band.suffix if style.band else "")
    language = _language(style.language)
    section = f"{before}{digits}{suffix}{after}"
    sections = [f"{language}{section}"]
    if section != "0" or style.band:
        sections.append(f"{language}{_literal(MINUS)}{section}")
    if style.band:
        sections.append(f"{before}0{after}")
    return ";".join(sections)


def axis_format(scale: Scale) -> str:
    """The same for the ticks of an axis; shares of one are written in percent by the program itself."""
    return share_format(scale.style.language) if scale.share else number_format(scale.style, scale.top)


def share_format(language: str) -> str:
    """The format in which a share from 0 to 1 reads as whole percent."""
    before, after = (side.rstrip("%").lstrip("%") for side in customs(language).percent)
    return f"{_language(language)}{_literal(before)}0{_literal(after)}%"


def _digits(style: Style) -> str:
    decimals = "." + "0" * style.decimals if style.decimals else ""
    return _shortened(style.band, decimals) if style.band else f"#,##0{decimals}"


def _shortened(band: Band, decimals: str) -> str:
    """A comma divides by a thousand; what is left of the power is a point set into the digits."""
    commas, rest = divmod(band.power, 3)
    if not rest:
        return f"#,##0{decimals}{',' * commas}"
    return rf"0\.{'0' * rest}{',' * commas}"


def _language(language: str) -> str:
    number = customs(language).lcid
    return f"[$-{number:X}]" if number else ""


def _literal(text: str) -> str:
    return '"{}"'.format(text.replace('"', "")) if text else ""
