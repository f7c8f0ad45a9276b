"""Drawings: exact boxes, gradients that end at corners, shapes cut at a frame."""

import io
import math

import drawings
import pytest
from cardwright.errors import InvalidInput
from cardwright.layout.drawn import png
from cardwright.scene.clip import Frame, outline
from cardwright.scene.colors import role_of, shade
from cardwright.scene.drawing import Cubic, Drawing, Gradient, Move, Paint, Path, Rectangle, Stop, polygon, polyline
from cardwright.scene.svg import svg, svg_file
from cardwright.theme import all_themes
from cardwright.units import Rect
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image, ImageChops, ImageStat

SURFACE = all_themes()["paper"].base
length = st.floats(-500, 500)


@given(st.lists(length, min_size=8, max_size=8))
def test_the_box_of_a_curve_is_the_smallest(numbers: list[float]) -> None:
    start, control = numbers[:2], numbers[2:]
    box = Path((Move(*start), Cubic(*control)), Paint()).box
    xs, ys = ([bezier(start[at], control[at], control[at + 2], control[at + 4], t / 400) for t in range(401)] for at in (0, 1))  # fmt: skip
    assert box.x - 1e-6 <= min(xs) and max(xs) <= box.right + 1e-6
    assert box.y - 1e-6 <= min(ys) and max(ys) <= box.bottom + 1e-6
    assert min(xs) - box.x < 0.5 and box.right - max(xs) < 0.5
    assert min(ys) - box.y < 0.5 and box.bottom - max(ys) < 0.5


def bezier(a: float, b: float, c: float, d: float, t: float) -> float:
    return (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t * t * (1 - t) * c + t**3 * d


def test_a_path_of_nothing_has_an_empty_box() -> None:
    assert Path((), Paint()).box == Rect(0, 0, 0, 0)


@given(st.floats(1, 500), st.floats(1, 500), st.floats(0, 360))
def test_a_gradient_just_reaches_the_corners(width: float, height: float, angle: float) -> None:
    (x1, y1), (x2, y2) = Gradient((Stop(0, "panel"), Stop(1, "accent")), angle).line(Rect(0, 0, width, height))
    across, down = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    along = [x * across + y * down for x, y in ((0, 0), (width, 0), (0, height), (width, height))]
    assert min(along) == pytest.approx(x1 * across + y1 * down, abs=1e-6)
    assert max(along) == pytest.approx(x2 * across + y2 * down, abs=1e-6)


def test_a_line_needs_two_points() -> None:
    for draw in (polygon, polyline):
        with pytest.raises(ValueError, match="two points"):
            draw([(1, 1)], Paint())


def test_colours_are_roles_or_hexadecimal() -> None:
    assert shade("accent", SURFACE) == SURFACE.accent
    assert shade("#a0b0c0", SURFACE) == "#a0b0c0"
    for wrong in ("url(#x)", "red", "#fff", '#000000"', "__class__"):
        with pytest.raises(ValueError, match="neither"):
            role_of(wrong)
        with pytest.raises(ValueError, match="neither"):
            svg(Drawing(9, 9, (Rectangle(Rect(0, 0, 1, 1), Paint(wrong)),)), SURFACE)


def test_the_svg_is_well_formed_and_refers_only_to_itself() -> None:
    root = etree.fromstring(svg_file(drawings.sample(320, 180, 12), SURFACE))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    used = {value[5:-1] for element in root.iter() for value in element.attrib.values() if value.startswith("url(#")}
    assert len(ids) == len(set(ids))
    assert used == set(ids)
    assert not [name for element in root.iter() for name in element.attrib if "href" in name or name == "style"]


@pytest.mark.parametrize("name", drawings.shapes(1, 1))
@pytest.mark.parametrize("radius", [0.0, 60.0])
def test_a_cut_shape_looks_as_if_the_frame_hid_the_rest(name: str, radius: float) -> None:
    shape = drawings.shapes(320, 180)[name]
    frame = Frame.of(Rect(0, 0, 320, 180), radius)
    cut = frame.cut(shape, SURFACE)
    assert cut
    hidden, shown = (
        Image.open(io.BytesIO(png(Drawing(320, 180, shapes, corner), SURFACE, 640))).convert("RGBA")
        for shapes, corner in (((shape,), radius), (cut, 0.0))
    )
    off = ImageStat.Stat(ImageChops.difference(hidden, shown))
    assert max(off.mean) < 1.5, off.mean


@given(st.lists(st.tuples(length, length), min_size=3, max_size=8), st.floats(0, 90))
def test_nothing_of_a_cut_shape_reaches_over_the_frame(points: list[tuple[float, float]], radius: float) -> None:
    box = Rect(-50, -40, 200, 160)
    for part in Frame.of(box, radius).cut(polygon(points, Paint("accent", "text")), SURFACE):
        assert part.box.x >= box.x - 0.01 and part.box.right <= box.right + 0.01
        assert part.box.y >= box.y - 0.01 and part.box.bottom <= box.bottom + 0.01


def test_what_is_whole_stays_as_it_is_and_what_is_outside_goes() -> None:
    frame = Frame.of(Rect(0, 0, 100, 100))
    inside, outside = (Rectangle(Rect(at, 10, 20, 20), Paint("accent"), 4) for at in (10, 200))
    assert frame.cut(inside, SURFACE) == (inside,)
    assert frame.cut(outside, SURFACE) == ()


def test_a_rounded_rectangle_is_as_large_as_its_box() -> None:
    for radius in (0, 5, 80):
        assert outline(Rectangle(Rect(1, 2, 30, 20), Paint(), radius)).box == Rect(1, 2, 30, 20)


def test_a_picture_has_the_pixels_asked_for() -> None:
    picture = Image.open(io.BytesIO(png(drawings.sample(300, 200), SURFACE, 451)))
    assert picture.size == (451, 301)
    assert png(drawings.sample(300, 200), SURFACE, 90) == png(drawings.sample(300, 200), SURFACE, 90)
    with pytest.raises(InvalidInput, match="cannot be drawn"):
        png(drawings.sample(300, 200), SURFACE, 60_000)
    with pytest.raises(InvalidInput, match="cannot be drawn"):
        png(drawings.sample(300, 200), SURFACE, 0)
