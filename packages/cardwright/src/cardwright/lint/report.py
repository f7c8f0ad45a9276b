"""What a lint answers: findings, scores, and with which fonts texts were measured. Plain data, JSON as it stands."""

from typing import Literal

import msgspec

from cardwright.lint.canvas import Profile
from cardwright.lint.rule import SEVERITIES, Severity


class Box(msgspec.Struct, frozen=True):
    """An element that a finding is about, in points from its page's top-left corner."""

    id: str
    x: float
    y: float
    width: float
    height: float
    name: str = ""


class Finding(msgspec.Struct, frozen=True):
    """What a rule found. `card` is the page's number, 0 for the whole deck."""

    rule: str
    name: str
    severity: Severity
    card: int
    message: str
    value: float
    limit: float
    fix: str
    boxes: tuple[Box, ...] = ()


class Font(msgspec.Struct, frozen=True, omit_defaults=True):
    """A family, how many characters it sets, and for which other one it stands in.

    `embedded` is null when that differs from one file format to the next.
    """

    family: str
    characters: int
    instead_of: str = ""
    available: bool = True
    embedded: bool | None = None


class FileReport(msgspec.Struct, frozen=True):
    """What one file format does with the fonts and what it cannot carry of these pages."""

    format: str
    fonts: Literal["embedded", "named", "drawn"]
    losses: tuple[str, ...] = ()


class Report(msgspec.Struct, frozen=True):
    """`score` from 0 to 1; `gate` closed when the deck does not say what it should.

    `cards` has the score of each page. `measured` says how texts were measured:
    `exact` by the typesetter, `estimated` with the faces that are named, `guessed`
    when some of those are not to be had. `editability` is the level of a PPTX
    file's least editable slide, 0 to 4 as rule F3 has them.
    """

    score: float
    gate: Literal["open", "closed"]
    profile: Profile
    measured: Literal["exact", "estimated", "guessed"]
    cards: tuple[float, ...]
    findings: tuple[Finding, ...]
    fonts: tuple[Font, ...] = ()
    left_out: tuple[str, ...] = ()  # pictures the deck names that could not be had
    exports: tuple[FileReport, ...] = ()
    notes: tuple[str, ...] = ()  # what was not looked at
    editability: int | None = None

    def count(self, severity: Severity) -> int:
        """How many findings are that serious."""
        return sum(finding.severity == severity for finding in self.findings)

    def worst(self) -> Severity | None:
        """The severity of the worst finding."""
        return next((severity for severity in SEVERITIES if self.count(severity)), None)
