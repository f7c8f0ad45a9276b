"""Colours and sizes of a theme, made of what a file says: every text readable, every series told apart."""

import colorsys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cardwright.brand.report import Notes
from cardwright.theme import Surface
from cardwright.theme.contrast import contrast, luminance, mixed
from cardwright.theme.srgb import channels
from cardwright.theme.tones import apart, lightened, oklab, readable_tone, strength
from cardwright.theme.type_scale import TYPE_SCALE

TEXT: Final = 4.5  # WCAG 2.2, 1.4.3
SHAPE: Final = 3.0  # WCAG 2.2, 1.4.11
TOLD: Final = 0.075  # Oklab; less can hardly be told apart
SERIES: Final = 6
_OTHERS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#6b4c9a", "#8c564b")  # hues that most people tell apart
_TRIES: Final = 300
_MUTED, _LINE, _PANEL = 0.32, 0.16, 0.06  # shares of the text's colour
_NEAR: Final = 1.6  # contrast of a panel to its ground at most
_EDGE: Final = 0.025  # share of the pixels that may be darker, and lighter, than what is reckoned with
_SCALED: Final = ("subheading", "lead", "caption", "meta", "label", "stat", "quote", "table-head", "table-cell", "event-date",
    "event-title", "event-text", "point-title", "point-text", "numeral", "arrow", "badge", "chart-title", "code")  # fmt: skip
_HUES: Final = ((20, "red"), (50, "orange"), (68, "yellow"), (165, "green"), (195, "teal"), (255, "blue"), (290, "purple"),
    (335, "pink"), (361, "red"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ink:
    """A text's colour as the file has it, what it is for, and the grounds it stands on, `#rrggbb`."""

    color: str
    use: str
    grounds: tuple[str, ...]


def extremes(seen: Sequence[tuple[float, str]]) -> tuple[str, ...]:
    """The darkest and the lightest of the colours below a text, without the few pixels beyond them."""
    ordered = sorted(((luminance(color), share, color) for share, color in seen))
    found: list[str] = []
    for row in (ordered, ordered[::-1]):
        passed = 0.0
        for _, share, color in row:
            passed += share
            if passed > _EDGE:
                found.append(color)
                break
    return tuple(dict.fromkeys(found))


def readable(ink: Ink, notes: Notes) -> str | None:
    """The colour, or the nearest tone of its hue that can be read; None when nothing can be read there."""
    worst = min(contrast(ink.color, ground) for ground in ink.grounds)
    if worst >= TEXT:
        return ink.color
    tone = readable_tone(ink.color, ink.grounds, TEXT)
    if tone is None:
        notes.left_out("colours", f"{ink.use}: no tone can be read on {' and '.join(ink.grounds)}")
        return None
    ground = min(ink.grounds, key=lambda one: contrast(ink.color, one))
    notes.repaired("colours", f"{ink.use}: {ink.color} on {ground} has a contrast of {worst:.1f} to 1; {tone} is used")
    return tone


def surface(background: str, text: str, title: str, accents: Sequence[str], near: str) -> Surface:
    """The colours of one background; `near` may be a panel's when it suits."""
    panel = _panel(background, text, near)
    both = (background, panel)
    muted = readable_tone(mixed(text, background, _MUTED), both) or text
    accent = _accent(accents, both) or text
    on_accent = next(
        (one for one in ("#ffffff", background, text, "#000000") if contrast(one, accent) >= TEXT), "#000000"
    )
    return Surface(
        background,
        panel,
        text,
        muted,
        mixed(background, text, _LINE),
        accent,
        on_accent,
        "" if title == text else title,
    )


def _panel(background: str, text: str, near: str) -> str:
    suits = 1.02 < contrast(background, near) < _NEAR and contrast(text, near) >= TEXT
    if suits:
        return near
    mixtures = (mixed(background, text, _PANEL * part) for part in (1.0, 0.5, 0.25, 0.0))
    return next((panel for panel in mixtures if contrast(text, panel) >= TEXT), background)


def _accent(accents: Sequence[str], grounds: Sequence[str]) -> str | None:
    """The first accent that can be read, else the first one's nearest tone that can."""
    for color in accents[:1]:
        if all(contrast(color, ground) >= SHAPE for ground in grounds):
            return readable_tone(color, grounds)
    good = (color for color in accents if all(contrast(color, ground) >= TEXT for ground in grounds))
    return next(good, None) or (readable_tone(accents[0], grounds) if accents else None)


def series(accents: Sequence[str], background: str, notes: Notes) -> tuple[str, ...]:
    """Six colours for charts: the accents, mended where they vanish on the card or in each other."""
    found: list[str] = []
    for number, color in enumerate(accents, start=1):
        tone = color if contrast(color, background) >= SHAPE else readable_tone(color, [background], SHAPE)
        chosen = _told(tone or color, found, background)
        if chosen is None:
            notes.repaired(
                "charts", f"accent {number}, {color}, cannot be told from those before it; charts go without it"
            )
            continue
        if chosen != color:
            notes.repaired(
                "charts", f"accent {number}, {color}, is drawn as {chosen}, to stand out from the card and the others"
            )
        found.append(chosen)
    base = [*found, *_OTHERS]
    for step in range(_TRIES):
        if len(found) >= SERIES:
            break
        color = lightened(base[step % len(base)], 0.2 + 0.6 * ((step * 0.37) % 1.0))
        if contrast(color, background) >= SHAPE and all(apart(color, other) > TOLD for other in found):
            notes.repaired("charts", f"{color} is added, for charts of more series than the file has colours")
            found.append(color)
    return tuple(found)


def _told(color: str, others: Sequence[str], background: str) -> str | None:
    """The tone nearest to a colour that can be told from others and from the card."""
    if all(apart(color, other) > TOLD for other in others):
        return color
    level = oklab(color)[0]
    for step in range(1, 60):
        for direction in (-1, 1):
            moved = level + direction * step * 0.01
            if not 0.12 < moved < 0.95:  # noqa: PLR2004 - neither black nor white
                continue
            tone = lightened(color, moved)
            if contrast(tone, background) >= SHAPE and all(apart(tone, other) > TOLD for other in others):
                return tone
    return None


def styles(body: Mapping[str, Any], heading: Mapping[str, Any], title: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The type scale around a file's body, heading and title; what stands beside text grows and shrinks with it."""
    factor = min(1.25, max(0.7, float(body["size"]) / float(TYPE_SCALE["body"]["size"])))
    found = {name: dict(style) for name, style in TYPE_SCALE.items()}
    for name in _SCALED:
        found[name]["size"] = round(found[name]["size"] * factor, 1)
    found["body"] |= body
    found["lead"] |= {"size": max(found["lead"]["size"], float(body["size"])), "line": body["line"]}
    found["heading"] |= heading
    found["title"] |= title
    found["subheading"]["weight"] = heading["weight"]
    for name in ("subheading", "quote", "stat", "numeral"):
        found[name]["tracking"] = 0.0
    return found


def keywords(base: Surface, accents: Sequence[str], *, dark: bool) -> tuple[str, ...]:
    """Words for a theme's colours."""
    found = ["dark" if dark else "light"]
    for color in (base.accent, *accents[:2]):
        if strength(color) > 0.04:  # noqa: PLR2004 - more than grey
            found.append(_hue(color))
    return tuple(dict.fromkeys(found))


def _hue(color: str) -> str:
    degrees = colorsys.rgb_to_hls(*channels(color))[0] * 360
    return next(name for bound, name in _HUES if degrees < bound)
