"""Figures that no line breaks in two: groups of digits, a figure and its unit, a day and its month, telephone numbers.

Done with no-break spaces, which every output obeys alike: PDF, page and PowerPoint.
"""

import re
from dataclasses import replace
from typing import Final

from cardwright.scene import Look, Run
from cardwright.scene.widths import text_width

_DIALLED: Final = r"\+\d{1,3}(?: \(?\d+\)?(?:[-/]\d+)*){1,6}(?!\w)"  # as people abroad dial it
_GROUPED: Final = r"(?<![\w.,])\d{1,3}(?: \d{3})+(?!\d)"
_UNIT: Final = (
    r"\d (?:[%‰°€£$¥₹₽]|(?:[kMGTm]?(?:B|b|Hz|W|Wh|V|A|J|Pa)|[KMGT]iB|[kcmµn]?m[²³]?|[mµn]?s|[kmµ]?g|t|ha|[cm]?l|h|min|°C|°F|dB|px|pt"
    r"|EUR|USD|GBP|CHF|JPY|Mio|Mrd|bn|mn|Uhr)(?!\w))"
)
_JOINED: Final = re.compile(rf"{_DIALLED}|{_GROUPED}(?: [%€£$])?|{_UNIT}")
# A small number and what it counts. Behind a name, it belongs to that: `Phase 2 begins`.
_COUNTED: Final = re.compile(r"(?:^|(?<=[\s(]))(?P<before>\S+ )?(?P<counted>\d{1,2}\.? [^\W\d_]{2,12})(?![\w-])")
_SHARE: Final = 0.5  # of the line that a number and what it counts may take


def joined(run: Run, look: Look, width: float) -> Run:
    """The run with the spaces made unbreakable in what fits into a line of `width` points and is to stay whole."""
    if run.math or run.code or not any(map(str.isdigit, run.text)):
        return run

    def whole(found: re.Match[str]) -> str:
        return _bound(found.group()) if text_width(found.group(), look) < width else found.group()

    def counted(found: re.Match[str]) -> str:
        before, text = found["before"] or "", found["counted"]
        named = any(map(str.isupper, before)) and not _opens(found)
        return before + (text if named or text_width(text, look) > width * _SHARE else _bound(text))

    return replace(run, text=_COUNTED.sub(counted, _JOINED.sub(whole, run.text)))


def _opens(found: re.Match[str]) -> bool:
    """Whether what stands before the number is a sentence's first word, whose capital says nothing."""
    text = found.string[: found.start()].rstrip()
    return not text or text[-1] in ".!?:"


def _bound(text: str) -> str:
    return text.replace(" ", "\u00a0")
