"""Reads from PostgreSQL: how a query is translated, once."""

import pytest
from cardwright.db.readers import translated


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ("SELECT 1", "SELECT 1"),
        ("a = ? AND b IN (?, ?)", "a = %s AND b IN (%s, %s)"),
        ("a = '?' AND b = ?", "a = '?' AND b = %s"),
        ("a LIKE '%x' AND b % 2 = ?", "a LIKE '%%x' AND b %% 2 = %s"),
        ("a = 'it''s ?' AND b = ?", "a = 'it''s ?' AND b = %s"),
        (r"a LIKE ? ESCAPE '\' AND b = ?", r"a LIKE %s ESCAPE '\' AND b = %s"),
    ],
)
def test_question_marks_become_places_but_not_in_quotes(query: str, sent: str) -> None:
    assert translated(query) == sent.encode()


def test_a_query_is_translated_once() -> None:
    assert translated("SELECT ? + 7") is translated("SELECT ? + 7")
