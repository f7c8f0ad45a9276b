"""Files that are cut off, changed or no files at all: read or refused with a reason, and nothing else."""

from functools import cache

import pytest
from cardwright.reading import MAX_TEXT, FileRefused, read
from filing import MAKERS
from hypothesis import given, settings
from hypothesis import strategies as st

made = cache(lambda name: MAKERS[name]())


def outcome(data: bytes, name: str) -> None:
    try:
        found = read(data, f"a.{name}")
    except FileRefused as error:
        assert error.message and len(error.message) < 300
        return
    assert 0 < len(found.text) <= MAX_TEXT
    assert all(found.warnings)


@pytest.mark.parametrize("name", MAKERS)
@settings(max_examples=15)
@given(data=st.binary(min_size=0, max_size=300))
def test_garbage(name: str, data: bytes) -> None:
    outcome(data, name)


@pytest.mark.parametrize("name", MAKERS)
@settings(max_examples=15)
@given(part=st.floats(0, 1))
def test_truncated_files(name: str, part: float) -> None:
    data = made(name)
    outcome(data[: int(len(data) * part)], name)


@pytest.mark.parametrize("name", MAKERS)
@settings(max_examples=15)
@given(changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=8))
def test_files_with_changed_bytes(name: str, changes: list[tuple[float, int]]) -> None:
    data = bytearray(made(name))
    for place, value in changes:
        data[int(place * len(data))] = value
    outcome(bytes(data), name)
