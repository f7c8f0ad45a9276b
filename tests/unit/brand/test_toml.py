"""Themes as TOML from whoever wrote them: mended where text cannot be read, refused where no deck could be set."""

from pathlib import Path

import pytest
from cardwright import theme as package
from cardwright.brand.reading import read
from cardwright.brand.report import ThemeRefused
from cardwright.errors import FetchRefused
from cardwright.images.check import checked
from cardwright.scene.design import LOGO
from cardwright.theme import all_themes
from cardwright.theme.contrast import contrast
from houses import logo

PAPER = (Path(package.__path__[0]) / "themes" / "paper.toml").read_text("utf-8")


def changed(old: str, new: str) -> bytes:
    assert old in PAPER
    return PAPER.replace(old, new).encode()


def test_a_theme_that_is_fine_is_taken_as_it_is() -> None:
    design, report = read(PAPER.encode(), "our_paper.toml", "", checked)
    paper = all_themes()["paper"]
    assert design.theme.name == "Paper"
    assert (design.theme.base, design.theme.inverse, design.theme.styles) == (paper.base, paper.inverse, paper.styles)
    assert not [note for note in report.notes if note.verdict in {"repaired", "left out"}]


def test_a_name_of_ones_own_is_cleaned() -> None:
    assert read(PAPER.encode(), "x.toml", "  Our\n\x07Paper ", checked)[0].theme.name == "Our Paper"


def test_what_can_hardly_be_read_is_mended_and_told() -> None:
    design, report = read(changed('muted = "#5a5f58"', 'muted = "#c5c9c2"'), "x.toml", "", checked)
    for ground in (design.theme.base.background, design.theme.base.panel):
        assert contrast(design.theme.base.muted, ground) >= 4.5
    assert any(note.verdict == "repaired" and design.theme.base.muted in note.text for note in report.notes)


def test_a_font_that_is_not_here_is_named_with_what_stands_in() -> None:
    design, report = read(changed('heading = "Source Serif 4"', 'heading = "Trajan Pro"'), "x.toml", "", checked)
    assert design.theme.fonts.office == ("Trajan Pro", "Inter")
    assert any("Trajan Pro" in note.text for note in report.notes if note.verdict == "replaced")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('background = "#fbf8f2"', 'background = "white"', "colour"),
        ('text = "#1f2421"', 'text = "#1F2421"', "lower case"),
        ("radius = 10", "radius = 1e9", "spacing.radius"),
        ("[styles.title]\nweight = 600", "[styles.title]\nsize = 4000", "styles.title.size"),
        ("[styles.title]\nweight = 600", "[styles.title]\nweight = 601", "describes no theme"),
        ('body = "Inter"', 'body = "Inter\';} body{"', "families"),
        ('name = "Paper"', 'name = "Paper"\nslots = { "#000000" = "dk1" }', "presentation"),
        ('name = "Paper"', "name = ", "TOML"),
        ("radius = 10", "radius = nan", "spacing.radius"),
        ('art = "contours"', 'art = "contours"\ncover = "upside-down"', "cover must be one of"),
        ('name = "Paper"', 'name = "Paper"\nlogo = { picture = "logo.png" }', "from a file on disk"),
        ("dark = false", 'dark = false\nstyles = "none"', "TOML"),
    ],
)
def test_what_no_deck_could_be_set_in_is_refused(old: str, new: str, words: str) -> None:
    with pytest.raises(ThemeRefused, match=words):
        read(changed(old, new), "x.toml", "", checked)


def test_text_on_grounds_too_far_apart_is_refused_with_what_was_found() -> None:
    text = PAPER.replace('background = "#fbf8f2"', 'background = "#000000"', 1).replace(
        'panel = "#f1ebdf"', 'panel = "#777777"', 1
    )
    with pytest.raises(ThemeRefused, match="alike") as error:
        read(text.encode(), "x.toml", "", checked)
    assert error.value.notes


def test_a_logo_beside_the_file_is_checked_like_any_picture() -> None:
    data = changed('name = "Paper"', 'name = "Paper"\nlogo = { picture = "logo.png", height = 24 }')
    design, _ = read(data, "x.toml", "", checked, lambda name: logo("#0b6e99"))
    assert design.theme.logo is not None
    assert (design.theme.logo.picture, design.theme.logo.height) == (LOGO, 24)
    assert design.images[LOGO].width == 480
    with pytest.raises(ThemeRefused, match=r"logo\.png"):
        read(data, "x.toml", "", checked, lambda name: b"no picture")

    def absent(name: str) -> bytes:
        raise FetchRefused("is not there")

    with pytest.raises(ThemeRefused, match="is not there"):
        read(data, "x.toml", "", checked, absent)
