"""How good a file is, as `…/quality` tells it: an addition of ours."""

from collections.abc import Sequence
from typing import Literal

import msgspec


class QualityBox(msgspec.Struct, frozen=True, rename="camel"):
    """What a finding is about: its place in points from the page's top-left corner."""

    id: str
    x: float
    y: float
    width: float
    height: float
    name: str


class QualityFinding(msgspec.Struct, frozen=True, rename="camel"):
    """What a rule found. `card` is 0 for the whole file."""

    rule: str
    name: str
    severity: Literal["error", "warning", "info"]
    card: int
    message: str
    value: float
    limit: float
    fix: str
    boxes: Sequence[QualityBox]


class QualityFont(msgspec.Struct, frozen=True, rename="camel"):
    """A font and how many characters it sets."""

    family: str
    characters: int
    instead_of: str | None
    available: bool


class QualityExport(msgspec.Struct, frozen=True, rename="camel"):
    """What a file format does with fonts, and what it cannot carry."""

    format: str
    fonts: Literal["embedded", "named", "drawn"]
    losses: Sequence[str]


class Quality(msgspec.Struct, frozen=True, rename="camel"):
    """A file's report."""

    gamma_id: str
    score: float
    gate: Literal["open", "closed"]
    profile: Literal["presented", "read"]
    cards: Sequence[float]
    findings: Sequence[QualityFinding]
    fonts: Sequence[QualityFont]
    left_out: Sequence[str]
    exports: Sequence[QualityExport]
