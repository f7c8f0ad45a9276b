"""Every kind of accent art in every theme: light to carry, the same each time, and words stay readable before it."""

import io
from collections.abc import Iterable

import pytest
from cardwright.layout.drawn import png
from cardwright.scene.art import MOST_SHAPES, all_art, backdrop, mirrored, picture
from cardwright.scene.art.chance import Chance, seed_of
from cardwright.scene.art.tones import subdued
from cardwright.scene.drawing import Drawing, Gradient, Paint, Path, Rectangle
from cardwright.scene.format import FORMATS
from cardwright.theme import Surface, SurfaceName, all_themes
from cardwright.theme.contrast import contrast, luminance
from cardwright.units import Rect
from PIL import Image, ImageChops, ImageOps, ImageStat

SIZES = {(room.width, room.height or room.min_height or 320.0) for room in FORMATS.values()} | {(320.0, 430.0)}
PIXELS = 200
each_kind = pytest.mark.parametrize("kind", all_art())
each_theme = pytest.mark.parametrize("theme", all_themes())


def seen(drawing: Drawing, surface: Surface, opacity: float = 1.0) -> Image.Image:
    """The drawing as it is seen on the surface's background."""
    ground = Image.new("RGBA", (PIXELS, round(PIXELS * drawing.height / drawing.width)), surface.background)
    drawn = Image.open(io.BytesIO(png(drawing, surface, PIXELS))).convert("RGBA")
    drawn.putalpha(drawn.getchannel("A").point(lambda value: round(value * opacity)))
    return Image.alpha_composite(ground, drawn).convert("RGB")


def colors(image: Image.Image) -> Iterable[str]:
    return ("#" + bytes(color).hex() for _, color in image.getcolors(PIXELS**2 * 4) or ())  # pyright: ignore[reportArgumentType]


def worst(image: Image.Image, surface: Surface) -> float:
    """The least contrast of the surface's texts with any colour of a picture.

    The accent counts where it can be read on the bare background.
    """
    shades = sorted(colors(image), key=luminance)
    words = [surface.text, surface.muted]
    if contrast(surface.accent, surface.background) >= 4.5:
        words.append(surface.accent)
    return min(contrast(word, shade) for word in words for shade in (shades[0], shades[-1]))


@each_kind
@pytest.mark.parametrize(("width", "height"), sorted(SIZES))
def test_art_is_light_and_the_same_each_time(kind: str, width: float, height: float) -> None:
    surface = all_themes()["paper"].inverse
    for seed in range(4):
        for draw in (backdrop, picture):
            drawn = draw(kind, width, height, surface, seed)
            draw.cache_clear()
            assert drawn == draw(kind, width, height, surface, seed)
            assert 0 < len(drawn.shapes) <= MOST_SHAPES
            assert (drawn.width, drawn.height) == (width, height)
            for shape in drawn.shapes:
                fill = shape.paint.fill
                assert 0 <= shape.paint.opacity <= 1
                assert not isinstance(fill, Gradient) or 2 <= len(fill.stops) <= 3
                assert not isinstance(shape, Path) or len(shape.steps) < 1600
    assert backdrop(kind, width, height, surface, 1) != backdrop(kind, width, height, surface, 2)


@each_theme
@pytest.mark.parametrize("name", ["base", "inverse"])
@each_kind
def test_words_can_be_read_anywhere_on_calm_art(kind: str, name: SurfaceName, theme: str) -> None:
    surface = all_themes()[theme].surface(name)
    assert worst(seen(backdrop(kind, 960, 540, surface, 1), surface), surface) >= 4.5


@each_theme
@each_kind
@pytest.mark.parametrize("rtl", [False, True])
def test_words_can_be_read_in_the_calm_part_of_loud_art(kind: str, theme: str, rtl: bool) -> None:
    surface = all_themes()[theme].inverse
    page = seen(backdrop(kind, 960, 540, surface, 2, calm=0.58, rtl=rtl), surface)
    edge = round(PIXELS * 0.58)
    near = page.crop((PIXELS - edge, 0, PIXELS, page.height) if rtl else (0, 0, edge, page.height))
    assert worst(near, surface) >= 4.5


@each_theme
@each_kind
def test_words_can_be_read_in_the_upper_part_of_high_cards(kind: str, theme: str) -> None:
    surface = all_themes()[theme].inverse
    page = seen(backdrop(kind, 540, 960, surface, 3, calm=0.78), surface)
    assert worst(page.crop((0, 0, PIXELS, round(page.height * 0.78))), surface) >= 4.5


@each_theme
@each_kind
def test_subdued_art_can_be_written_on_anywhere(kind: str, theme: str) -> None:
    """What a page does where its cards become too narrow to keep their shape."""
    surface = all_themes()[theme].inverse
    page = seen(backdrop(kind, 960, 540, surface, 4, calm=0.58), surface, subdued(surface, 1.0))
    assert worst(page, surface) >= 4.5


@each_kind
def test_loud_art_is_loud_where_no_words_stand(kind: str) -> None:
    """Or the tests above would hold for an empty drawing."""
    surface = all_themes()["midnight"].inverse
    calm, loud = (seen(backdrop(kind, 960, 540, surface, 2, calm=calm), surface) for calm in (1.0, 0.58))
    assert worst(loud, surface) < worst(calm, surface) - 0.3
    bare = Image.new("RGB", calm.size, surface.background)
    assert max(ImageStat.Stat(ImageChops.difference(calm, bare)).mean) > 0.3


@each_kind
def test_from_right_to_left_art_is_mirrored(kind: str) -> None:
    surface = all_themes()["ocean"].base
    left, right = (picture(kind, 320, 240, surface, 5, radius=16, rtl=rtl) for rtl in (False, True))
    assert mirrored(left) == right
    one, other = (Image.open(io.BytesIO(png(drawing, surface, 160))).convert("RGB") for drawing in (left, right))
    assert max(ImageStat.Stat(ImageChops.difference(one, ImageOps.mirror(other))).mean) < 1.5


@each_theme
def test_a_theme_names_art_that_there_is(theme: str) -> None:
    assert all_themes()[theme].art in {"", *all_art()}


def test_strength_is_a_share() -> None:
    surface = all_themes()["paper"].inverse
    faint, strong = (seen(backdrop("waves", 960, 540, surface, 1, strength=share), surface) for share in (0.3, 1.0))
    bare = Image.new("RGB", faint.size, surface.background)
    few, many = (sum(ImageStat.Stat(ImageChops.difference(page, bare)).mean) for page in (faint, strong))
    assert 0 < few < many / 2


def test_there_are_several_kinds() -> None:
    assert len(all_art()) >= 8


def test_chance_draws_evenly_and_the_same_on_every_machine() -> None:
    drawn = [Chance(7).between(0, 1), *(chance.between(0, 1) for chance in [Chance(8)] for _ in range(2000))]
    assert round(drawn[0], 6) == 0.302663
    assert abs(sum(drawn) / len(drawn) - 0.5) < 0.03
    assert min(drawn) >= 0 and max(drawn) < 1
    assert {Chance(seed).one_of("abc") for seed in range(30)} == set("abc")
    assert seed_of("a", "b") == seed_of("a", "b") != seed_of("ab", "")


def test_a_worst_contrast_is_found() -> None:
    surface = all_themes()["paper"].base
    spot = Drawing(100, 100, (Rectangle(Rect(40, 40, 20, 20), Paint("muted")),))
    assert worst(seen(spot, surface), surface) < 1.1
