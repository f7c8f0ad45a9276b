"""Real files that are wrong inside: every reader of them takes them or refuses them with a reason, and nothing else."""

from functools import cache

import pytest
from cardwright.brand.reading import read as read_theme
from cardwright.brand.report import ThemeRefused
from cardwright.errors import InvalidInput
from cardwright.images.check import checked
from cardwright.lint import Subject, judged
from cardwright.lint.pptx import read as read_canvas
from cardwright.reading import MAX_TEXT, FileRefused, read
from filing import document, slides, workbook
from houses import meridian, nordwind, sakura
from hypothesis import given, settings
from hypothesis import strategies as st
from mutants import Change, changes, mutated

LONGEST = 300  # characters of a reason
MADE = {name: cache(make) for name, make in {"docx": document, "pptx": slides, "xlsx": workbook}.items()}
STRANGE = {"docx": "pptx", "pptx": "xlsx", "xlsx": "docx"}
HOUSES = {"nordwind": nordwind, "meridian": meridian, "sakura": sakura}


def outcome(name: str, wanted: list[Change]) -> None:
    data = mutated(MADE[name](), wanted, MADE[STRANGE[name]]())
    try:
        found = read(data, f"a.{name}")
    except FileRefused as error:
        assert error.message
        assert len(error.message) < LONGEST
        return
    assert 0 < len(found.text) <= MAX_TEXT
    found.text.encode()


@pytest.mark.parametrize("name", ["pptx", "xlsx"])
@settings(max_examples=30)
@given(wanted=changes)
def test_slides_and_sheets_are_read_or_refused(name: str, wanted: list[Change]) -> None:
    outcome(name, wanted)


@settings(max_examples=6)  # each takes a third of a second
@given(wanted=changes)
def test_a_word_document_is_read_or_refused(wanted: list[Change]) -> None:
    outcome("docx", wanted)


@pytest.mark.parametrize("house", HOUSES)
@settings(max_examples=12)
@given(wanted=changes)
def test_a_theme_is_read_or_refused(house: str, wanted: list[Change]) -> None:
    data = mutated(HOUSES[house](), wanted, MADE["docx"]())
    try:
        design, report = read_theme(data, "file.pptx", "", checked)
    except ThemeRefused as error:
        assert error.message
        assert len(error.message) < LONGEST
        return
    assert design.theme.name
    assert all(note.text for note in report.notes)


@settings(max_examples=30)
@given(wanted=changes)
def test_slides_are_judged_or_refused(wanted: list[Change]) -> None:
    data = mutated(MADE["pptx"](), wanted, MADE["xlsx"]())
    try:
        canvas = read_canvas(data)
    except InvalidInput as error:
        assert error.message
        assert len(error.message) < LONGEST
        return
    assert 0 <= judged(Subject(canvas)).score <= 1


@settings(max_examples=15)
@given(part=st.floats(0, 1), at=st.floats(0, 0.999), bit=st.integers(0, 7), house=st.sampled_from(sorted(HOUSES)))
def test_a_theme_whose_archive_is_damaged_is_read_or_refused(part: float, at: float, bit: int, house: str) -> None:
    data = bytearray(HOUSES[house]())
    data[int(at * len(data))] ^= 1 << bit
    try:
        read_theme(bytes(data[: int(part * len(data))]) if part < 0.5 else bytes(data), "file.pptx", "", checked)
    except ThemeRefused as error:
        assert error.message
