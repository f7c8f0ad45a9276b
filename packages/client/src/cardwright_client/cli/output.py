"""What is printed: data on standard output, in JSON, in lines for programs, or as a short card for people."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from cardwright_client.cli.context import current
from cardwright_client.cli.options import Usage

Row = Mapping[str, Any]


def show(rows: Sequence[Row], *, main: str, many: bool = False, columns: Sequence[str] = ()) -> None:
    """Print rows. `main` is the field that programs get alone; people get a card, or a table of `columns`.

    Raises:
        Usage: a field that was asked for does not exist.
    """
    shared = current().shared
    if shared.fields is not None:
        chosen = [_chosen(row, shared.fields) for row in rows]
        print(json.dumps(chosen if many or len(chosen) != 1 else chosen[0], indent=2, ensure_ascii=False))
    elif shared.lines:
        for row in rows:
            event("row", **row)
    elif not sys.stdout.isatty():
        for row in rows:
            print(line(row, main, columns))
    elif columns:
        _table(rows, columns)
    else:
        for row in rows:
            _card(row)


def done(row: Row) -> None:
    """For programs, tell what a command has done that tells people nothing.

    Raises:
        Usage: a field that was asked for does not exist.
    """
    if current().shared.for_programs:
        show([row], main="")


def event(name: str, /, **facts: Any) -> None:
    """With `--jsonl`, tell what happened, at once."""
    if current().shared.lines:
        print(json.dumps({"event": name, **facts}, ensure_ascii=False), flush=True)


def line(row: Row, main: str, columns: Sequence[str] = ()) -> str:
    """A row on one line, its fields apart by tabs."""
    if columns:
        return "\t".join(_text(row.get(name)) for name in columns)
    return _text(row.get(main)) or _text(row.get("id"))


def _chosen(row: Row, fields: Sequence[str]) -> Row:
    unknown = [name for name in fields if name not in row]
    if unknown:
        msg = f"there is no field {', '.join(unknown)}; there are: {', '.join(row)}"
        raise Usage(msg)
    return {name: row[name] for name in fields} if fields else row


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(_text(part) for part in value)  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        return ", ".join(f"{name} {_text(part)}" for name, part in value.items() if part is not None)  # pyright: ignore[reportUnknownVariableType]
    return " ".join(str(value).split())


def _card(row: Row) -> None:
    shown = {name: text for name, value in row.items() if (text := _text(value)) and name != "ref"}
    wide = max(map(len, shown), default=0)
    for name, text in shown.items():
        print(f"{paint(f'{name:<{wide}}', '2')}  {text}")


def _table(rows: Sequence[Row], columns: Sequence[str]) -> None:
    cells = [[_text(row.get(name)) for name in columns] for row in rows]
    wide = [max(len(name), *(len(row[place]) for row in cells), 0) for place, name in enumerate(columns)]
    print(paint("  ".join(f"{name:<{width}}" for name, width in zip(columns, wide, strict=True)).rstrip(), "2"))
    for row in cells:
        print("  ".join(f"{text:<{width}}" for text, width in zip(row, wide, strict=True)).rstrip())


def paint(text: str, code: str, to: Any = None) -> str:
    """A text in a colour or weight, where that is shown."""
    return f"\x1b[{code}m{text}\x1b[0m" if colored(to or sys.stdout) else text


def colored(to: Any) -> bool:
    """Whether a stream shows colours."""
    import os

    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return bool(to.isatty()) and current().shared.color and not plain
