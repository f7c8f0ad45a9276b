"""Things of one rank look alike: in size, in padding, and in how they are shared out."""

from itertools import count

import pytest
from cardwright.deck import Card, Deck, rich
from cardwright.deck.blocks import all_specs
from cardwright.deck.blocks.cycle import Cycle
from cardwright.deck.blocks.team import Person, Team
from cardwright.deck.blocks.timeline import Event, Timeline
from cardwright.layout import lay_out
from cardwright.scene import Node, Panel, Row, ShapeNode, TextNode
from cardwright.scene.compose import compose
from cardwright.scene.estimate import nodes
from cardwright.scene.format import FORMATS
from cardwright.scene.pen import Pen
from cardwright.theme import all_themes

PAPER = all_themes()["paper"]


def pen_of(room: str, width: float, air: float = 1.0) -> Pen:
    return Pen(PAPER, FORMATS[room], {}, count(1), width, air=air)


def of_style(root: Node, style: str) -> list[TextNode]:
    return [node for node in nodes(root) if isinstance(node, TextNode) and node.look.style == style]


def test_titles_side_by_side_are_as_small_as_the_smallest() -> None:
    events = tuple(
        Event(str(year), title) for year, title in enumerate(("Plan", "Land", "Incomprehensibilities"), 2019)
    )
    node = pen_of("16x9", 640.0).block(Timeline(events))
    assert node is not None
    sizes = {text.look.size for text in of_style(node, "event-title")}
    assert len(sizes) == 1
    assert max(sizes) < PAPER.styles["event-title"].size


@pytest.mark.parametrize("air", [1.0, 1.3, 2.4])
def test_boxes_are_padded_alike_on_all_sides(air: float) -> None:
    node = pen_of("16x9", 820.0, air).block(all_specs()["comparison"].example)
    panels = [one for one in nodes(node) if isinstance(one, Panel) and one.fill in {"panel", "tint"}] if node else []
    assert len(panels) == len(all_specs()["comparison"].example.sides)
    for panel in panels:
        assert panel.pad_y / panel.pad_x == pytest.approx(PAPER.spacing.panel_y / PAPER.spacing.panel_x, rel=0.01)
        assert PAPER.spacing.panel_x <= panel.pad_x <= PAPER.spacing.panel_x * 1.6 + 0.01


def test_a_milestone_lies_on_its_line() -> None:
    dot, line = pen_of("16x9", 200.0).milestone().children
    assert isinstance(dot, ShapeNode) and isinstance(line, Panel) and isinstance(line.child, ShapeNode)
    assert line.pad_y + line.child.height / 2 == pytest.approx(dot.height / 2, abs=0.01)


def test_initials_stand_above_names_side_by_side_and_before_a_lone_one() -> None:
    two = Team((Person("Ruth Aldane", "Chair"), Person("Tomas Weir", "Hydrologist")))
    above = pen_of("16x9", 820.0).block(two)
    before = pen_of("9x16", 450.0).block(two)
    assert above is not None and before is not None

    def beside(root: Node) -> bool:
        """Whether a name stands in a row with its initials."""
        rows = [one for one in nodes(root) if isinstance(one, Row) and one.marked]
        return any(of_style(row, "point-title") for row in rows)

    assert not beside(above)
    assert beside(before)


def test_the_ring_of_a_cycle_stands_beside_its_phases_on_a_square() -> None:
    example = all_specs()["cycle"].example
    assert isinstance(example, Cycle)
    deck = Deck("Rain", cards=(Card(rich("Water goes round"), (example,)),))
    scene = compose(deck, PAPER, FORMATS["1x1"], {})
    assert len(lay_out(scene).pages) == 1


def test_what_two_posts_share_is_shared_out_evenly() -> None:
    people = tuple(Person(name, "Engineer") for name in ("Ruth A", "Tom B", "Ann C", "Jo D", "Lin E", "Karl F"))
    deck = Deck("Board", cards=(Card(rich("The board"), (Team(people),)),))
    pages = lay_out(compose(deck, PAPER, FORMATS["1x1"], {})).pages
    assert [len(of_style(page.card.root, "point-title")) for page in pages] == [3, 3]
