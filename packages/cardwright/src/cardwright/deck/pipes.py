"""Tables as Markdown has them: a line for each row, its cells between bars."""

from collections.abc import Sequence
from typing import Final

_PLAIN: Final = "---"


def cell(text: str) -> str:
    """Markdown as it stands in a cell, where a bar of its own would end it."""
    return text.strip().replace("|", "\\|")


def table(rows: Sequence[Sequence[str]], rules: Sequence[str] = ()) -> str:
    """Cells as a table with the first row, which may be blank, as its head; shorter rows are filled.

    Args:
        rows: what `cell` made, or text without bars of its own.
        rules: what stands below the head, such as `---:`, for every column; plain ones if left out.
    """
    rules = rules or [_PLAIN] * max(map(len, rows), default=0)
    if not rules:
        return ""
    head, *body = ([*row, *[""] * (len(rules) - len(row))] for row in rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rules, *body))
