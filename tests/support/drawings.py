"""Drawings for tests of whatever draws them."""

from cardwright.layout import Laid, lay_out
from cardwright.scene import DrawingNode, Look, Node, Panel, Row, Run, Scene, SceneCard, Stack, TextNode
from cardwright.scene.drawing import (
    Close,
    Cubic,
    Drawing,
    Ellipse,
    Gradient,
    Line,
    Move,
    Paint,
    Path,
    Rectangle,
    Shape,
    Stop,
    circle,
    polygon,
    polyline,
)
from cardwright.scene.format import FORMATS
from cardwright.theme import all_themes
from cardwright.units import Rect

BODY = Look("body", 18, 1.4, 400, "text", "body")
HEADING = Look("heading", 32, 1.2, 600, "text", "heading")


def shapes(width: float, height: float) -> dict[str, Shape]:
    """Every kind of shape and of paint, some reaching over the frame."""
    w, h = width, height
    ring = (
        Move(w * 0.6, h * 0.4), Line(w * 0.8, h * 0.4), Line(w * 0.7, h * 0.7), Close(),
        Move(w * 0.66, h * 0.45), Line(w * 0.74, h * 0.45), Line(w * 0.7, h * 0.58), Close(),
    )  # fmt: skip
    return {
        "ground": Rectangle(Rect(0, 0, w, h), Paint(Gradient((Stop(0, "panel"), Stop(1, "accent", 0.5)), 30))),
        "corner": circle(0, 0, h * 0.4, Paint("accent", opacity=0.5)),
        "over": Ellipse(
            Rect(w * 0.7, h * 0.6, w * 0.5, h * 0.6),
            Paint(Gradient((Stop(0, "#c03030"), Stop(0.5, "panel"), Stop(1, "#3030c0")), 90), "text", 2),
        ),
        "box": Rectangle(Rect(w * 0.3, h * 0.3, w * 0.2, h * 0.2), Paint("background", "accent", 3), h * 0.05),
        "curve": Path(
            (Move(w * 0.1, h * 0.9), Cubic(w * 0.4, h * 0.1, w * 0.5, h * 1.4, w * 1.1, h * 0.5)),
            Paint(stroke="text", stroke_width=3, opacity=0.6),
        ),
        "spike": polygon([(w * 0.5, -h), (w * 0.6, h * 0.2), (w * 0.45, h * 0.25)], Paint("muted")),
        "ring": Path(ring, Paint("accent")),
        "line": polyline([(w * 0.1, h * 0.1), (w * 0.9, h * 0.1)], Paint(stroke="line")),
    }  # fmt: skip


def sample(width: float, height: float, radius: float = 0.0) -> Drawing:
    return Drawing(width, height, tuple(shapes(width, height).values()), radius)


def drawn_scene(name: str = "16x9", theme: str = "paper", *, rtl: bool = False) -> Scene:
    """A card with drawings in every kind of place, and one in front of a drawing of other proportions."""
    text = TextNode(5, (Run("Words under a drawing"),), BODY)
    in_panel: Node = Stack(6, (DrawingNode(7, sample(100, 100), max_width=60), text), 8)
    row = Row(
        2, (DrawingNode(3, sample(400, 200, 24), "Hills & fields", decorative=False), Panel(4, in_panel, "panel", None, 20, 16, 10)),
        (3, 2), 20,
    )  # fmt: skip
    title, next_title = (TextNode(1, (Run("Drawings"),), HEADING, tag) for tag in ("h1", "h2"))
    cards = (
        SceneCard("card-1", "Drawings", Stack(0, (title, row), 20), rtl=rtl),
        SceneCard("card-2", "Drawings", Stack(0, (next_title,), 20), "inverse", backdrop=sample(800, 600)),
    )
    return Scene("Drawings", "en", FORMATS[name], all_themes()[theme], cards, 48, 40, {})


def drawn(name: str = "16x9", theme: str = "paper", *, rtl: bool = False) -> Laid:
    return lay_out(drawn_scene(name, theme, rtl=rtl))
