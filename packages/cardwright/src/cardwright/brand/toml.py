"""A theme's own file, from whoever wrote it: the same tokens as those of `theme/themes`, checked and mended."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from cardwright.brand.drawn import Check
from cardwright.brand.faces import face
from cardwright.brand.report import Notes, Report, ThemeRefused
from cardwright.brand.tokens import Ink, readable, series
from cardwright.errors import CardwrightError
from cardwright.scene import Image
from cardwright.scene.art import all_art
from cardwright.scene.covers import covers
from cardwright.scene.design import LOGO, Design
from cardwright.theme import Fonts, Surface, Theme, from_toml
from cardwright.theme.contrast import luminance
from cardwright.theme.layouts import Logo

MAX_TOML: Final = 256 * 1024  # bytes
_COLOR: Final = re.compile(r"#[0-9a-f]{6}")
_FAMILY: Final = re.compile(r"[\w .'&+-]{1,80}")
_DARK: Final = 0.18
_OF_FILES: Final = ("size", "layouts", "lists", "slots")  # what only presentations bring

Picture = Callable[[str], bytes]  # a file beside the theme's, by its name


def read_toml(data: bytes, source: str, name: str, check: Check, picture: Picture | None) -> tuple[Design, Report]:
    """The theme that a TOML file describes; `picture` reads files beside it, None where there are none.

    Raises:
        ThemeRefused: it is no theme, or one whose text cannot be read.
    """
    notes = Notes()
    theme = _parsed(data, name)
    theme = msgspec.structs.replace(
        theme,
        base=_mended(theme.base, "the base surface", notes),
        inverse=_mended(theme.inverse, "the inverse surface", notes),
        fonts=_fonts(theme.fonts, notes),
    )
    theme = msgspec.structs.replace(
        theme,
        series=series(theme.series, theme.base.background, notes),
        dark=luminance(theme.base.background) < _DARK,
    )
    images: dict[str, Image] = {}
    if theme.logo is not None:
        images[LOGO] = _logo(theme.logo, check, picture, notes)
        theme = msgspec.structs.replace(theme, logo=Logo(LOGO, theme.logo.height))
    notes.understood(
        "colours", f"background {theme.base.background}, text {theme.base.text}, accent {theme.base.accent}"
    )
    return Design(theme, images), Report(source, notes.all())


def _parsed(data: bytes, name: str) -> Theme:
    if len(data) > MAX_TOML:
        msg = f"the file is larger than {MAX_TOML // 1024} KB"
        raise ThemeRefused(msg)
    try:
        text = data.decode("utf-8")
        tokens = tomllib.loads(text)
        theme = from_toml("custom", text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        msg = f"the file is neither a PowerPoint presentation nor TOML: {str(error)[:160]}"
        raise ThemeRefused(msg) from error
    except (msgspec.ValidationError, TypeError, AttributeError) as error:
        msg = f"the file describes no theme: {str(error)[:200]}"
        raise ThemeRefused(msg) from error
    for token in _OF_FILES:
        if token in tokens:
            msg = f"{token} can only be had from a presentation"
            raise ThemeRefused(msg)
    for complaint in _complaints(theme):
        raise ThemeRefused(complaint)
    return msgspec.structs.replace(theme, name=name or theme.name)


@dataclass(frozen=True, slots=True)
class _Range:
    least: float
    most: float

    def holds(self, value: float) -> bool:
        return self.least <= value <= self.most


_STYLE: Final[Mapping[str, _Range]] = {"size": _Range(6, 200), "line": _Range(0.8, 2.5), "tracking": _Range(-0.2, 0.5)}
_SPACING: Final[Mapping[str, _Range]] = {
    "margin_x": _Range(0, 240), "margin_y": _Range(0, 160), "panel_x": _Range(0, 80), "panel_y": _Range(0, 80),
    "radius": _Range(0, 80),
}  # fmt: skip
_GAP: Final = _Range(0, 120)
_MOST_SERIES: Final = 24
_MOST_WORDS: Final = 12


def _complaints(theme: Theme) -> list[str]:
    """What of a theme no deck could be set in."""
    found: list[str] = []
    for surface in (theme.base, theme.inverse):
        values: dict[str, Any] = msgspec.structs.asdict(surface)
        found += [
            f"{role} must be a colour such as #1f6f5c, in lower case"
            for role, value in values.items()
            if not _is_color(value, role)
        ]
    found += ["series must be colours such as #1f6f5c" for color in theme.series if not _COLOR.fullmatch(color)]
    if not 1 <= len(theme.series) <= _MOST_SERIES:
        found.append(f"series must have 1 to {_MOST_SERIES} colours")
    for name, style in theme.styles.items():
        found += [
            f"styles.{name}.{key} is out of range"
            for key, limits in _STYLE.items()
            if not limits.holds(getattr(style, key))
        ]
    found += [
        f"spacing.{key} is out of range"
        for key, limits in _SPACING.items()
        if not limits.holds(getattr(theme.spacing, key))
    ]
    found += [f"spacing.gaps.{key} is out of range" for key, gap in theme.spacing.gaps.items() if not _GAP.holds(gap)]
    fonts = (theme.fonts.heading, theme.fonts.body, theme.fonts.mono, *theme.fonts.fallback)
    found += ["fonts must be names of families" for family in fonts if not _FAMILY.fullmatch(family)]
    words = (*theme.color_keywords, *theme.tone_keywords)
    if len(words) > 2 * _MOST_WORDS or any(len(word) > 40 for word in words):  # noqa: PLR2004 - characters
        found.append(f"keywords must be {_MOST_WORDS} short words at most")
    if theme.art and theme.art not in all_art():
        found.append(f"art must be one of: {', '.join(all_art())}")
    if theme.cover not in covers():
        found.append(f"cover must be one of: {', '.join(covers())}")
    return found


def _is_color(value: str, role: str) -> bool:
    return bool(_COLOR.fullmatch(value)) or (role == "title" and not value)


def _mended(surface: Surface, where: str, notes: Notes) -> Surface:
    """The surface with every text readable on background and panel."""
    both = (surface.background, surface.panel)
    found: dict[str, str] = {}
    for role in ("text", "muted", "accent", "title"):
        color: str = getattr(surface, role)
        tone = readable(Ink(color, f"{role} on {where}", both), notes) if color else ""
        if tone is None:
            msg = f"{role} on {where}: nothing can be read on {both[0]} and {both[1]} alike"
            raise ThemeRefused(msg, notes.all())
        found[role] = tone
    on_accent = readable(Ink(surface.on_accent, f"text on the accent of {where}", (found["accent"],)), notes)
    return msgspec.structs.replace(surface, **found, on_accent=on_accent or surface.background)


def _fonts(fonts: Fonts, notes: Notes) -> Fonts:
    named = {"heading": fonts.heading, "body": fonts.body, "mono": fonts.mono}
    found = {role: face(name).family for role, name in named.items()}
    for role, name in named.items():
        if found[role] == name:
            notes.understood("fonts", f"{name} for {role}")
        else:
            notes.replaced("fonts", f"{name} for {role} is not here; decks are set in {found[role]}")
    other = (found["heading"], found["body"]) != (fonts.heading, fonts.body)
    office = (fonts.heading, fonts.body) if other else None
    return msgspec.structs.replace(fonts, **found, office=office)


def _logo(logo: Logo, check: Check, picture: Picture | None, notes: Notes) -> Image:
    if picture is None:
        msg = "a logo can be had from a file on disk or from a presentation only"
        raise ThemeRefused(msg)
    try:
        image = check(picture(logo.picture))
    except CardwrightError as error:
        msg = f"the logo {logo.picture[:80]} {error.message}"
        raise ThemeRefused(msg) from error
    notes.understood("logo", f"{logo.picture[:80]}, {image.width} × {image.height} pixels")
    return image
