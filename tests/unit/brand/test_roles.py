"""Layouts by what they hold, are, and are called, in the languages they are called in."""

import pytest
from cardwright.brand.placeholders import placeholders
from cardwright.brand.presentation import opened
from cardwright.brand.report import Notes
from cardwright.brand.roles import Sheet, roles
from houses import NORDWIND, House, backed, level, mapping, solid, theme
from houses import Sheet as Drawing
from pptx.util import Inches


def found(*layouts: tuple[str, str, str]) -> dict[str, str]:
    """Names of layouts by kind of card, of a file with layouts of (name, type, what it holds)."""
    house = House(Inches(13.333), Inches(7.5))
    house.theme(theme("T", NORDWIND, "Arial", "Arial"))
    master = Drawing().holder("title", "T", (1, 0.5, 11, 1)).holder("body", "B", (1, 2, 11, 4.5), idx=1)
    styles = f"<p:titleStyle>{level(1, 30)}</p:titleStyle><p:bodyStyle>{level(1, 20)}</p:bodyStyle><p:otherStyle/>"
    house.draw_master(master, backed(solid("bg1")), styles, mapping())
    for name, kind, holds in layouts:
        house.layout(name, lambda sheet, part, holds=holds: HOLDS[holds](sheet), kind=kind)
    presentation = opened(house.finished())
    sheets = [
        Sheet(layout, tuple(placeholders(layout, presentation.width)), at, 540.0)
        for at, layout in enumerate(presentation.layouts)
    ]
    return {role: sheet.name for role, sheet in roles(sheets, Notes()).items()}


HOLDS = {
    "title": lambda s: s.holder("title", "T"),
    "opening": lambda s: s.holder("ctrTitle", "T", (1, 2, 11, 2)).holder("subTitle", "S", (1, 4.2, 11, 1), idx=1),
    "named": lambda s: s.holder("title", "T", (1, 2, 11, 2)).holder("subTitle", "S", (1, 4.2, 11, 1), idx=1),
    "body": lambda s: s.holder("title", "T").holder("", "B", idx=1),
    "two": lambda s: (
        s.holder("title", "T").holder("", "L", (1, 2, 5.2, 4.5), idx=1).holder("", "R", (6.8, 2, 5.2, 4.5), idx=2)
    ),
    "stacked": lambda s: (
        s.holder("title", "T").holder("", "O", (1, 2, 11, 2), idx=1).holder("", "U", (1, 4.4, 11, 2), idx=2)
    ),
    "picture": lambda s: (
        s.holder("title", "T").holder("body", "B", (1, 2, 5, 4.5), idx=1).holder("pic", "P", (7, 2, 5, 4.5), idx=2)
    ),
    "turned": lambda s: s.holder("title", "T").holder("body", "V", idx=1, body=' vert="vert"'),
}


@pytest.mark.parametrize(
    ("cover", "section", "closing", "quote"),
    [
        ("Title Slide", "Section Header", "Thank you", "Quote"),
        ("Titelfolie", "Abschnittsüberschrift", "Schluss", "Zitat"),
        ("Diapositive de titre", "Titre de section", "Merci", "Citation"),
        ("Portada", "Sección", "Cierre", "Cita"),
        ("Copertina", "Sezione", "Grazie", "Citazione"),
        ("Capa", "Seção", "Obrigado", "Citação"),
        ("表紙", "セクション見出し", "ありがとうございました", "引用"),
        ("标题幻灯片", "节标题", "谢谢", "引言"),
        ("Титульный слайд", "Заголовок раздела", "Спасибо", "Цитата"),
    ],
)
def test_names_in_many_languages_say_what_a_layout_is_for(cover: str, section: str, closing: str, quote: str) -> None:
    made = found(
        (cover, "", "title"), (section, "", "title"), ("A", "", "body"), (closing, "", "title"), (quote, "", "body")
    )
    assert made == {"cover": cover, "section": section, "content": "A", "closing": closing, "statement": quote}


def test_what_a_layout_holds_counts_more_than_its_name() -> None:
    made = found(
        ("Inhalt", "", "title"),
        ("Folie 7", "", "body"),
        ("Zwei Spalten", "", "stacked"),
        ("X", "", "two"),
        ("Y", "", "picture"),
    )
    assert made["content"] == "Folie 7"
    assert made["columns"] == "X"
    assert made["picture"] == "Y"


def test_types_count_where_names_say_nothing() -> None:
    made = found(("1", "title", "opening"), ("2", "obj", "body"), ("3", "secHead", "title"), ("4", "obj", "body"))
    assert made == {"cover": "1", "section": "3", "content": "2", "closing": "3", "statement": "2"}


def test_title_slides_of_libreoffice_are_covers() -> None:
    """They are of the type of contents and stand second."""
    made = found(("Blank Slide", "blank", "title"), ("Title Slide", "tx", "named"), ("Title, Content", "obj", "body"))
    assert (made["cover"], made["content"]) == ("Title Slide", "Title, Content")


def test_a_copy_of_the_title_layout_that_is_called_a_closing_is_one() -> None:
    made = found(("Titelfolie", "title", "opening"), ("Inhalt", "obj", "body"), ("Schlussfolie", "title", "opening"))
    assert (made["cover"], made["closing"]) == ("Titelfolie", "Schlussfolie")


def test_turned_text_is_no_place_for_contents() -> None:
    assert found(("Turned", "", "turned"), ("Plain", "", "body"))["content"] == "Plain"


def test_short_words_do_not_match_inside_others() -> None:
    """“Kalender” is no “Ende”."""
    made = found(("Kalender", "", "title"), ("Inhalt", "", "body"))
    assert made["closing"] != "Kalender"
