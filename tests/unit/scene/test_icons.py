"""Icons: the right one or none, all of a group or none, drawn as lines in the accent."""

import io

import cardwright_assets
import pytest
from cardwright.deck import Card, Deck, rich
from cardwright.deck.blocks.columns import Columns
from cardwright.deck.blocks.heading import Heading
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.points import Point, Points
from cardwright.deck.blocks.stats import Stat, Stats
from cardwright.deck.blocks.steps import Step, Steps
from cardwright.deck.blocks.timeline import Event, Timeline
from cardwright.layout.drawn import png
from cardwright.layout.walk import nodes
from cardwright.scene import DrawingNode
from cardwright.scene.compose import compose
from cardwright.scene.drawing import Close, Path
from cardwright.scene.format import FORMATS
from cardwright.scene.icons import SIDE, drawing, group, named, table
from cardwright.theme import all_themes
from PIL import Image

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
pytestmark = pytest.mark.skipif(not cardwright_assets.icon_names(), reason="no icons were shipped")

FITTING = [
    ("en", "of river reopened", "waves"),
    ("en", "Volunteers", "heart-handshake"),
    ("en", "annual revenue", "coins"),
    ("en", "Happy customers", "users"),
    ("en", "Launch", "rocket"),
    ("en-GB", "Risks", "triangle-alert"),
    ("de", "Hochwasserschutz", "waves"),
    ("de", "Mitarbeitende", "users"),
    ("de", "Umsatzwachstum", "coins"),
    ("de", "Künstliche Intelligenz", "bot"),
    ("fr", "L'énergie solaire", "solar-panel"),
    ("fr", "Chiffre d'affaires", "coins"),
    ("fr", "Équipe", "users"),
    ("es", "Ingresos anuales", "coins"),
    ("es", "Educación", "graduation-cap"),
    ("pt", "Saúde", "heart-pulse"),
    ("pt-BR", "Receita", "coins"),
    ("it", "Obiettivi", "target"),
    ("it", "Ricerca", "search"),
    ("nl", "Klanten", "users"),
    ("nl", "Duurzaamheid", "leaf"),
    ("en", "€4.2 m", "coins"),
    ("ja", "€ 12", "coins"),
]
# Words that look like others, say too much, or are of another language.
UNFIT = [
    ("en", "Dig"), ("en", "Along the banks"), ("en", "carpet"), ("en", "assume"), ("en", "The state of things"),
    ("de", "Das Recht zu gehen"), ("de", "weg"), ("fr", "a été"), ("it", "è stato"), ("es", "en curso"), ("en", ""),
    ("en", "1902"), ("de", "volunteers"), ("ja", "魚"), ("xx", "river"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "icon"), FITTING)
def test_a_text_has_the_icon_of_what_it_names(language: str, text: str, icon: str) -> None:
    assert named(text, language) == icon


@pytest.mark.parametrize(("language", "text"), UNFIT)
def test_a_text_has_no_icon_rather_than_a_wrong_one(language: str, text: str) -> None:
    assert named(text, language) is None


def test_a_label_counts_more_than_what_is_said_of_it() -> None:
    assert named("Plan agreed\nFive towns sign.", "en") == "handshake"
    assert named("Signed\nFive towns sign.", "en") == "building-2"


def test_a_group_has_icons_for_all_or_for_none() -> None:
    assert group(("river", "customers", "cost"), "en") == ("waves", "users", "coins")
    assert group(("river", "customers", "quite another thing"), "en") == ()
    assert group(("river", "dig", "room"), "en") == ()
    assert group(("river", "dig"), "en") == ()
    assert group(("river",), "en") == ()
    assert group((), "en") == ()


def test_no_icon_is_shown_twice_in_a_group() -> None:
    assert group(("the river", "the sea", "cost"), "en") == ()
    assert group(("river and fish", "salmon", "cost"), "en") == ()
    assert group(("salmon", "river and fish", "cost"), "en") == ("fish", "waves", "coins")


def test_every_icon_of_the_table_is_there_in_every_language() -> None:
    names = set(cardwright_assets.icon_names())
    assert len(table()) > 80
    assert set(table()) <= names
    for name, words in table().items():
        assert set(words) - {"any"} == set(LANGUAGES), name


def test_a_word_stands_for_one_icon() -> None:
    for language in LANGUAGES:
        seen: dict[str, str] = {}
        for name, words in table().items():
            for word in words[language].split():
                assert word == word.lower()
                assert seen.setdefault(word, name) == name, f"{language} {word}: {seen[word]} and {name}"


@pytest.mark.parametrize("name", table())
def test_icons_are_drawn_within_their_frame(name: str) -> None:
    shape = drawing(name).shapes[0]
    assert isinstance(shape, Path) and shape.paint.fill is None and shape.paint.stroke == "accent"
    assert shape.box.x >= 0 and shape.box.y >= 0 and shape.box.right <= SIDE and shape.box.bottom <= SIDE
    assert max(shape.box.width, shape.box.height) > SIDE / 2
    surface = all_themes()["paper"].base
    picture = Image.open(io.BytesIO(png(drawing(name), surface, 48))).convert("RGBA")
    inked = sum(alpha > 128 for alpha in picture.getchannel("A").tobytes())
    assert 0.03 < inked / 48**2 < 0.6


def test_closed_forms_stay_closed_and_a_missing_icon_is_named() -> None:
    closed, opened = (drawing(name).shapes[0] for name in ("calendar-days", "waves"))
    assert isinstance(closed, Path) and isinstance(opened, Path)
    assert any(isinstance(step, Close) for step in closed.steps)
    assert not any(isinstance(step, Close) for step in opened.steps)
    with pytest.raises(KeyError, match="no-such-icon"):
        drawing("no-such-icon")


BLOCKS = {
    "stats": Stats((Stat("31 km", "of river"), Stat("2,140", "volunteers"), Stat("€4.2 m", "spent"))),
    "timeline": Timeline((Event("2019", "Plan agreed"), Event("2021", "Money raised"), Event("2024", "Salmon return"))),
    "points": Points((Point(rich("Cost"), rich("Less.")), Point(rich("Time"), rich("Less.")), Point(rich("Risk")))),
    "steps": Steps((Step(rich("Measure"), rich("Now.")), Step(rich("Agree"), rich("Then.")), Step(rich("Launch"), rich("At last.")))),
    "columns": Columns(
        ((Heading(rich("Costs"), 3), Paragraph(rich("Land"))), (Heading(rich("Time"), 3), Paragraph(rich("Years"))))
    ),
}  # fmt: skip


def icons_of(block: str, room: str = "16x9", language: str = "en") -> list[DrawingNode]:
    deck = Deck("D", language, (Card(rich("A card"), (BLOCKS[block],)),))
    (card,) = compose(deck, all_themes()["paper"], FORMATS[room], {}).cards
    return [node for node in nodes(card.root) if isinstance(node, DrawingNode)]


@pytest.mark.parametrize("block", BLOCKS)
def test_blocks_of_equals_have_icons_of_one_size(block: str) -> None:
    found = icons_of(block)
    assert len(found) == (2 if block == "columns" else 3)
    assert len({node.max_width for node in found}) == 1
    assert all(node.decorative for node in found)  # the words beside them say what they stand for


@pytest.mark.parametrize("block", BLOCKS)
def test_there_are_none_in_documents_nor_in_languages_without_words(block: str) -> None:
    assert icons_of(block, "a4") == icons_of(block, "pageless") == icons_of(block, language="ja") == []
