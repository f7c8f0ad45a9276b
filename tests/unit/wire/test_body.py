"""Bytes to values: what counts as JSON here, and what is said when it is none."""

import sys

import pytest
from cardwright_wire import Invalid, parse_generation
from cardwright_wire.body import NotJson, values


@pytest.mark.parametrize("body", [b"", ""])
def test_an_empty_body_is_an_empty_object(body: bytes | str) -> None:
    assert values(body) == {}


def test_the_last_of_equal_keys_counts() -> None:
    assert values(b'{"a": 1, "a": 2}') == {"a": 2}
    assert values('\ufeff{"a": 1, "a": 2}') == {"a": 2}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb'{"a": "\ud800"}', "\ufffd"),
        (rb'{"a": "\udc00x"}', "\ufffdx"),
        (rb'{"a": "x\ud800"}', "x\ufffd"),
        (rb'{"a": "\ud83d\ude00"}', "😀"),
        (rb'{"a": "\ud83d\ude00\ud83d"}', "😀\ufffd"),
        ('{"a": "\ud83d"}', "\ufffd"),
        (rb'{"a": "\u0000\u001b"}', "\x00\x1b"),
        (b'\xef\xbb\xbf{"a": "\xc3\xa9"}', "é"),
        ('\ufeff{"a": "é"}', "é"),
    ],
)
def test_every_text_can_be_stored(body: bytes | str, text: str) -> None:
    assert values(body) == {"a": text}
    text.encode()


def test_lone_surrogates_are_replaced_wherever_they_stand() -> None:
    assert values(rb'{"\ud800": ["\ud800", {"b": "\ud800"}, 1, null]}') == {
        "\ufffd": ["\ufffd", {"b": "\ufffd"}, 1, None]
    }


@pytest.mark.parametrize("number", ["1e999", "9" * 5000])
def test_numbers_out_of_every_range_are_infinite(number: str) -> None:
    assert values(number) == float("inf")
    assert values("-" + number) == float("-inf")


def test_large_whole_numbers_are_exact() -> None:
    assert values("9" * 300) == 10**300 - 1


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        (b'{"a": 1,\n "b" 2}', "Expecting ':' delimiter: line 2 column 6 (char 14)"),
        (b'{"a": 1} x', "Extra data: line 1 column 10 (char 9)"),
        (b"   ", "Expecting value: line 1 column 4 (char 3)"),
        (b'{"a": NaN}', "NaN is not a JSON value"),
        (b'{"a": -Infinity}', "-Infinity is not a JSON value"),
        (b'{"a": "\x00"}', "Invalid control character at: line 1 column 8 (char 7)"),
        (b'{"a": "line\nbreak"}', "Invalid control character at: line 1 column 12 (char 11)"),
        (b'{"a": "\xff"}', "byte 7 is not UTF-8"),
        (b"\xff\xfe{\x00}\x00", "byte 0 is not UTF-8"),
        (b"inputText=x&textMode=generate", "Expecting value: line 1 column 1 (char 0)"),
    ],
)
def test_what_is_not_json_says_where(body: bytes, reason: str) -> None:
    with pytest.raises(NotJson) as caught:
        values(body)
    assert caught.value.reason == reason
    with pytest.raises(Invalid) as refused:
        parse_generation(body)
    assert refused.value.message == f"The request body is not valid JSON: {reason}"
    assert refused.value.complaints == ()


@pytest.mark.parametrize("start", [b"[", b'{"a":', b'\xef\xbb\xbf{"a":[', b'{"inputText":"\\ud800","a":['])
@pytest.mark.parametrize("depth", [sys.getrecursionlimit() - 40, 100_000])
def test_any_depth_is_survived(start: bytes, depth: int) -> None:
    with pytest.raises(Invalid):
        parse_generation(start + start.lstrip(b"\xef\xbb\xbf") * depth)
    closed = start + b"[" * depth + b"]" * depth + {b"[": b"]", b'{"a":': b"}"}.get(start, b"]}")
    with pytest.raises(Invalid) as caught:
        parse_generation(closed)
    assert (
        "nested too deeply" in caught.value.message
        or "should not exist" in caught.value.message
        or ("must be an object" in caught.value.message)
    )
