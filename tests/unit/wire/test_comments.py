"""Comments and viewers: what may be asked for, what may be written, and what is said of the rest."""

from collections.abc import Callable

import pytest
from cardwright_wire import Invalid
from cardwright_wire.analytics import Viewers, parse_viewers, viewers_cursor
from cardwright_wire.comments import (
    CommentRequest,
    Comments,
    parse_change,
    parse_comment,
    parse_comments,
    parse_reply,
)
from cardwright_wire.listing import cursor
from hypothesis import given
from hypothesis import strategies as st


def test_a_comment_is_about_the_file_a_card_or_words_of_it() -> None:
    assert parse_comment(b'{"contentText": "a", "cardId": null}') == CommentRequest("a")
    body = b'{"contentText": " a\\n", "cardId": "c1", "targetText": "b"}'
    assert parse_comment(body) == CommentRequest(" a\n", "c1", "b")


@pytest.mark.parametrize(
    ("parse", "body", "complaint"),
    [
        (parse_comment, b"{}", "contentText should not be empty"),
        (parse_comment, b'{"contentText": "\\t "}', "contentText should not be empty"),
        (parse_comment, b'{"contentText": "a", "cardId": ""}', "cardId should not be empty"),
        (parse_comment, b'{"contentText": "a", "targetText": " "}', "targetText should not be empty"),
        (parse_comment, b'{"contentText": "a", "status": "open"}', "property status should not exist"),
        (parse_reply, b'{"contentText": null}', "contentText should not be empty"),
        (parse_reply, b'{"contentText": "a", "cardId": "c"}', "property cardId should not exist"),
        (parse_change, b"{}", "status must be one of: open, closed"),
        (parse_change, b'{"status": "archived"}', "status must be one of: open, closed"),
    ],
)
def test_complaints_are_those_of_the_wire(parse: Callable[[bytes], object], body: bytes, complaint: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse(body)
    assert caught.value.complaints == (complaint,)


def test_threads_are_asked_for_by_time_and_place() -> None:
    assert parse_comments({}) == Comments(20, None, None, False)
    sent = {
        "limit": "5",
        "after": cursor(("12.5", "com_1")),
        "updatedSince": "1970-01-01T00:01:00Z",
        "includeArchived": "true",
    }
    assert parse_comments(sent) == Comments(5, (12.5, "com_1"), 60.0, True)


def test_all_that_is_wrong_with_a_query_is_told() -> None:
    with pytest.raises(Invalid) as caught:
        parse_comments({"updatedSince": "soon", "includeArchived": "yes"})
    assert caught.value.complaints == (
        "updatedSince must be a valid ISO 8601 date string", "includeArchived must be a boolean value",
    )  # fmt: skip


def test_viewers_come_latest_first_unless_it_is_said() -> None:
    assert parse_viewers({}) == Viewers(20, None, 0, True)
    assert parse_viewers({"sortDirection": "asc", "limit": "50"}) == Viewers(50, None, 0, False)


@given(st.floats(0, 1e10), st.text("abcdefg_0123 ", max_size=40), st.integers(0, 999))
def test_a_cursor_says_where_and_how_many(at: float, viewer: str, listed: int) -> None:
    sent = {"after": cursor(viewers_cursor(at, viewer, listed))}
    assert parse_viewers(sent) == Viewers(20, (at, viewer), listed, True)


@pytest.mark.parametrize(
    "key", [("1.0", "anon_1"), ("1.0", ""), ("x", "1 anon_1"), ("1.0", "12345 a"), ("1.0", "\u0663 a")]
)
def test_no_other_cursor_is_taken(key: tuple[str, str]) -> None:
    with pytest.raises(Invalid, match="after must be a cursor of an earlier answer"):
        parse_viewers({"after": cursor(key)})
