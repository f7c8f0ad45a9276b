"""What every theme promises, by being a file in the folder."""

import itertools
from pathlib import Path
from typing import get_args

import pytest
from cardwright import theme as package
from cardwright.deck.sketch import Gap, Style
from cardwright.theme import DEFAULT_THEME, Surface, Theme, all_themes
from cardwright.theme.contrast import contrast, luminance

TEXT = 4.5  # WCAG 2.2, 1.4.3
SHAPE = 3.0  # WCAG 2.2, 1.4.11: parts of a chart against what they stand on
every_theme = pytest.mark.parametrize("theme", all_themes().values(), ids=lambda theme: theme.id)
every_surface = pytest.mark.parametrize("surface", ["base", "inverse"])


def test_the_folder_is_the_registry() -> None:
    files = {path.stem for path in (Path(package.__path__[0]) / "themes").glob("*.toml")}
    assert set(all_themes()) == files
    assert DEFAULT_THEME in files


def test_there_is_a_light_and_a_dark_one() -> None:
    assert {theme.dark for theme in all_themes().values()} == {True, False}


@every_theme
@every_surface
def test_text_can_be_read_on_background_and_panel(theme: Theme, surface: str) -> None:
    colors: Surface = getattr(theme, surface)
    for role, on in itertools.product((colors.text, colors.muted, colors.accent), (colors.background, colors.panel)):
        assert contrast(role, on) >= TEXT, (role, on)
    assert contrast(colors.on_accent, colors.accent) >= TEXT


@every_theme
def test_dark_says_what_the_background_is(theme: Theme) -> None:
    assert (luminance(theme.base.background) < 0.18) is theme.dark


@every_theme
def test_chart_colours_stand_out_from_the_card(theme: Theme) -> None:
    assert len(set(theme.series)) == len(theme.series) >= 6
    for color in theme.series:
        assert contrast(color, theme.base.background) >= SHAPE, color


@every_theme
def test_chart_colours_differ_for_people_who_see_no_red_or_no_green(theme: Theme) -> None:
    for sight in (PROTAN, DEUTAN):
        seen = [simulated(color, sight) for color in theme.series]
        for one, other in itertools.combinations(seen, 2):
            assert distance(one, other) > 0.075, (sight, one, other)


@every_theme
def test_every_style_and_gap_is_there(theme: Theme) -> None:
    assert set(theme.styles) == set(get_args(Style))
    assert set(theme.spacing.gaps) == set(get_args(Gap))
    gaps = [theme.spacing.gaps[name] for name in ("none", "tight", "snug", "normal", "wide")]
    assert gaps == sorted(set(gaps))
    assert gaps[0] == 0


@every_theme
def test_sizes_make_a_hierarchy(theme: Theme) -> None:
    size = {name: style.size for name, style in theme.styles.items()}
    assert size["title"] > size["heading"] >= 1.5 * size["body"]
    assert size["heading"] > size["subheading"] > size["body"] >= 18
    assert min(size.values()) >= 14
    assert all(1.0 <= style.line <= 1.6 for style in theme.styles.values())


# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
PROTAN = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
DEUTAN = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
Matrix = tuple[tuple[float, float, float], ...]


def linear(color: str) -> list[float]:
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def simulated(color: str, sight: Matrix) -> tuple[float, float, float]:
    """The colour in Oklab as somebody with that sight sees it."""
    source = linear(color)
    red, green, blue = (min(max(sum(w * c for w, c in zip(row, source, strict=True)), 0.0), 1.0) for row in sight)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def distance(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
