"""`cardwright generate` with files of other programs, and with pictures of services."""

import io
from collections.abc import Mapping
from pathlib import Path

from filing import document
from painting import Gallery
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from typed import Command, typed

CARDS = "\n---\n".join(f"# Reach {number}\n\nThe river has room again." for number in range(1, 5))
PLAIN = ("--text-mode", "preserve", "--export-as", "pptx")


def shown(path: Path) -> tuple[str, int]:
    """The words on the slides of a file, and how many pictures stand there."""
    slides = Presentation(io.BytesIO(path.read_bytes())).slides
    shapes = [shape for slide in slides for shape in slide.shapes]
    words = " ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    return words, sum(shape.shape_type == MSO_SHAPE_TYPE.PICTURE for shape in shapes)


def test_a_word_document_becomes_a_deck_with_its_picture(command: Command, tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(document())
    status, out, err = command("generate", "report.docx", *PLAIN, "--num-cards", "2", "--accents", "none", "-o", "made")
    assert (status, err, out) == (0, "", "made/report.pptx\n")
    words, pictures = shown(tmp_path / "made" / "report.pptx")
    assert "River report" in words and "Runoff is serious" in words
    assert pictures == 1


def test_a_file_that_cannot_be_read_is_told_by_name(command: Command, tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK\3\4 and no more")
    status, out, err = command("generate", "broken.docx")
    assert (status, out) == (2, "")
    assert "broken.docx: the file is no Word document" in err


def paint(gallery: Gallery, folder: Path, *words: str) -> tuple[int, str, str]:
    (folder / "cards.md").write_text(CARDS)
    settings: Mapping[str, str] = {
        "CARDWRIGHT_IMAGE_MODEL": "house",
        "CARDWRIGHT_IMAGE_BASE_URL": gallery.base,
        "CARDWRIGHT_IMAGE_API_KEY": "sk-secret",
    }
    wide = ("--card-split", "inputTextBreaks", "--dimensions", "16x9", "-o", str(folder))
    return typed("generate", str(folder / "cards.md"), *PLAIN, *wide, *words, environment=settings)


def test_pictures_are_painted_when_they_are_asked_for(gallery: Gallery, tmp_path: Path) -> None:
    status, _, err = paint(gallery, tmp_path, "--images", "aiGenerated")
    assert (status, err) == (0, "")
    assert shown(tmp_path / "cards.pptx")[1] == len(gallery.asked) > 0
    gallery.asked.clear()
    paint(gallery, tmp_path)
    assert not gallery.asked


def test_a_service_that_is_not_set_is_told(gallery: Gallery, tmp_path: Path) -> None:
    status, _, err = paint(gallery, tmp_path, "--images", "pexels")
    assert status == 0 and "pexels" in err.lower()
