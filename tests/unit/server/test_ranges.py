"""Range headers, after RFC 9110 §14.1.2."""

import pytest
from cardwright.server.ranges import Span, requested
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("bytes=0-499", Span(0, 500)),
        ("bytes=500-999", Span(500, 1000)),
        ("bytes=500-", Span(500, 1000)),
        ("bytes=-300", Span(700, 1000)),
        ("bytes=-5000", Span(0, 1000)),
        ("bytes=0-0", Span(0, 1)),
        ("bytes=999-99999999999999999999", Span(999, 1000)),
        (" bytes=0-1 ", Span(0, 2)),
        ("bytes=1000-", False),
        ("bytes=4000-5000", False),
        ("bytes=-0", False),
        ("", None),
        ("bytes", None),
        ("bytes=", None),
        ("bytes=-", None),
        ("bytes=5-2", None),
        ("bytes=a-b", None),
        ("bytes=0-1,5-6", None),
        ("lines=0-1", None),
        ("bytes=٣-٤", None),
        ("bytes=0-" + "9" * 5000, None),
    ],
)
def test_the_range_of_a_thousand_bytes(value: str, found: Span | bool | None) -> None:
    assert requested(value, 1000) == found


def test_an_empty_file_has_no_ranges() -> None:
    assert requested("bytes=0-", 0) is False
    assert requested("bytes=-5", 0) is False


@given(st.one_of(st.text(), st.from_regex(r"bytes=[0-9]*-[0-9]*", fullmatch=True)), st.integers(0, 5000))
def test_a_range_always_lies_within_the_file(value: str, size: int) -> None:
    found = requested(value, size)
    assert not isinstance(found, Span) or 0 <= found.start < found.stop <= size
