"""Themes in languages whose letters need other faces, higher lines, no tracking."""

from cardwright.language import language
from cardwright.theme import all_themes
from cardwright.theme.localised import localised

PLUM = all_themes()["plum"]  # Playfair Display above DM Sans


def test_european_text_is_set_as_the_theme_says() -> None:
    own = localised(PLUM, language("de"))
    assert own.styles == PLUM.styles
    assert (own.fonts.heading, own.fonts.body) == (PLUM.fonts.heading, PLUM.fonts.body)
    assert own.fonts.fallback[0] == PLUM.fonts.fallback[0]


def test_high_letters_get_high_lines_and_no_tracking() -> None:
    own = localised(PLUM, language("te"))
    assert own.fonts.fallback[:2] == ("Inter", "Noto Sans Telugu")
    for name, style in own.styles.items():
        assert style.line == max(PLUM.styles[name].line, 1.45)
        assert style.tracking == 0


def test_a_family_without_all_letters_gives_way() -> None:
    assert localised(PLUM, language("vi")).fonts.body == "Inter"
    assert localised(PLUM, language("vi")).fonts.heading == "Playfair Display"
    assert localised(PLUM, language("ha")).fonts.heading == "Inter"
