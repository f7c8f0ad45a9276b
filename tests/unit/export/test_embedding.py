"""Fonts within PPTX files: each part is an EOT file with a font that can be read, listed under its family's name."""

import io
import struct
import zipfile

import pytest
from cardwright.export.office.embedding import embeddable, only_named
from cardwright.export.office.eot import permitted
from fontTools.ttLib import TTFont
from making import made


@pytest.mark.parametrize(("example", "cut"), [("report.md", False), ("japanese.md", True)])
def test_fonts_can_be_taken_out_again(example: str, cut: bool) -> None:  # noqa: FBT001
    deck = made(example)
    faces = embeddable(deck.slides)
    with zipfile.ZipFile(io.BytesIO(deck.file("pptx"))) as file:
        assert file.testzip() is None
        parts = [file.read(name) for name in file.namelist() if name.endswith(".fntdata")]
    assert len(parts) == len(faces) > 0
    assert any(face.letters for face in faces) is cut
    for part, face in zip(parts, faces, strict=True):
        size, length, version, flags = struct.unpack_from("<4L", part)
        assert (size, version, flags) == (len(part), 0x00020001, int(bool(face.letters)))
        assert struct.unpack_from("<H", part, 34) == (0x504C,)
        with TTFont(io.BytesIO(part[-length:])) as font:
            assert font["name"].getDebugName(1) == face.typeface.family
            assert {ord(letter) for letter in face.letters if letter > "~"} <= set(font.getBestCmap()) or not cut
    assert only_named(deck.slides) == ()


@pytest.mark.parametrize(
    ("rights", "whole", "cut"),
    [
        (0, True, True),
        (2, False, False),
        (4, False, False),
        (8, True, True),
        (0x108, True, False),
        (0x200, False, False),
    ],
)
def test_the_rights_of_a_face_are_kept(rights: int, whole: bool, cut: bool) -> None:  # noqa: FBT001
    assert (permitted(rights, cut=False), permitted(rights, cut=True)) == (whole, cut)
