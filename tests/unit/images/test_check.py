"""Pictures come out rewritten or not at all."""

import io

import pytest
from cardwright.errors import FetchRefused
from cardwright.images.check import checked
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><rect width="200" height="100" fill="#0a0"/>%s</svg>'


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (64, 32)) -> bytes:
    out = io.BytesIO()
    Pillow.new(mode, size, 128).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_raster_pictures_of_every_kind_come_out_as_png_or_jpeg(kind: str) -> None:
    image = checked(picture(kind))
    assert image.media_type in {"image/png", "image/jpeg"}
    assert (image.width, image.height) == (64, 32)
    with Pillow.open(io.BytesIO(image.data)) as again:
        assert again.size == (64, 32)


def test_transparency_is_kept() -> None:
    assert checked(picture("PNG", "RGBA")).media_type == "image/png"


def test_a_vector_picture_is_drawn() -> None:
    image = checked(SVG % b"")
    assert image.media_type == "image/png"
    assert image.width == 2 * image.height


@pytest.mark.parametrize(
    "data",
    [
        b"", b"<html>no picture</html>", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n broken", picture("PNG")[:40],
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG % b"&a;",
        SVG.replace(b"<rect", b"\xff<rect") % b"",
    ],
)  # fmt: skip
def test_hostile_or_broken_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(FetchRefused):
        checked(data)


def test_a_bomb_is_refused_by_its_header() -> None:
    with pytest.raises(FetchRefused):
        checked(picture("PNG", "1", (20_000, 20_000)))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_picture_or_refused(data: bytes) -> None:
    try:
        checked(data)
    except FetchRefused as error:
        assert error.message


def test_nothing_but_the_pixels_comes_through() -> None:
    out, exif = io.BytesIO(), Pillow.Exif()
    exif[0x010F], exif[0x0112] = "secret maker", 6  # the maker, and lying on its side
    Pillow.new("RGB", (64, 32)).save(out, "JPEG", exif=exif, comment=b"secret place", icc_profile=b"secret profile")
    image = checked(out.getvalue())
    assert b"secret" not in image.data
    assert (image.width, image.height) == (32, 64)


def test_the_first_frame_stands_for_a_picture_that_moves() -> None:
    out = io.BytesIO()
    red, blue = (Pillow.new("RGB", (40, 40), color) for color in ("red", "blue"))
    red.save(out, "GIF", save_all=True, append_images=[blue] * 50)
    with Pillow.open(io.BytesIO(checked(out.getvalue()).data)) as again:
        red_part, _, blue_part = again.convert("RGB").getpixel((20, 20))
    assert red_part > 200 > 50 > blue_part


@pytest.mark.parametrize("size", [b'width="100000" height="1"', b'width="1" height="9in"', b'viewBox="0 0 1 9999"'])
def test_a_vector_picture_that_is_a_thread_is_refused(size: bytes) -> None:
    with pytest.raises(FetchRefused):
        checked(b'<svg xmlns="http://www.w3.org/2000/svg" %s><rect width="9" height="9"/></svg>' % size)


@pytest.mark.parametrize("frame", [(1080, 1080), (1600, 400), (108, 192)])
def test_in_a_frame_a_picture_has_its_pixels_cut_from_the_middle(frame: tuple[int, int]) -> None:
    out = io.BytesIO()
    wide = Pillow.new("RGB", (600, 200), "white")
    wide.paste("teal", (200, 0, 400, 200))
    wide.save(out, "PNG")
    image = checked(out.getvalue(), frame)
    assert ((image.width, image.height), image.media_type) == (frame, "image/jpeg")
    with Pillow.open(io.BytesIO(image.data)) as again:
        assert again.size == frame
        red, _, blue = again.getpixel((frame[0] // 2, frame[1] // 2))
        assert (red < 40, blue > 100) == (True, True)


@pytest.mark.parametrize(("alpha", "kind"), [(255, "image/jpeg"), (90, "image/png")])
def test_in_a_frame_only_what_is_seen_through_is_png(alpha: int, kind: str) -> None:
    out = io.BytesIO()
    Pillow.new("RGBA", (64, 64), (0, 90, 90, alpha)).save(out, "PNG")
    assert checked(out.getvalue(), (32, 16)).media_type == kind
    assert checked(out.getvalue()).media_type == "image/png"


def test_in_a_frame_nothing_but_the_pixels_comes_through() -> None:
    out, exif = io.BytesIO(), Pillow.Exif()
    exif[0x010F] = "secret maker"
    Pillow.new("RGB", (64, 32)).save(out, "JPEG", exif=exif, comment=b"secret place")
    assert b"secret" not in checked(out.getvalue(), (100, 100)).data
