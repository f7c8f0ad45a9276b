"""Where texts come from: words, files, standard input; and the items of a batch from a folder, JSONL or CSV."""

import csv
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cardwright_client._values import as_object
from cardwright_client.cli.options import Usage

TEXTS: Final = {".md", ".markdown", ".txt"}
MOST_BYTES: Final = 20_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a batch: its name, and what is asked for in the wire's names."""

    key: str
    body: Mapping[str, Any]


def text_of(source: str) -> tuple[str, str]:
    """The text a word stands for, and a name for files made of it.

    `-` is standard input, `@FILE` a file, and so is a word that names one;
    everything else is the text itself.

    Raises:
        Usage: the file cannot be read, or there is nothing in it but space.
    """
    if source == "-":
        return _some(sys.stdin.buffer.read(MOST_BYTES).decode("utf-8", "replace")), ""
    _some(source)
    named = source.startswith("@") and len(source) > 1
    path = Path(source[1:] if named else source)
    try:
        if path.is_dir():
            msg = f"{path} is a folder"
            raise Usage(msg, f"a deck of each text in it: cardwright batch run {path}")
        if named or path.exists():
            return _some(read(path)), path.stem
    except OSError:  # too long for a name
        return source, ""
    if path.suffix.lower() in TEXTS and not any(letter.isspace() for letter in source):
        return read(path), path.stem
    return source, ""


def _some(text: str) -> str:
    if not text.strip():
        msg = "there is no text"
        raise Usage(msg, "cardwright generate 'Q3 results', or a file, or - for standard input")
    return text


def read(path: Path) -> str:
    """A file as text; bytes that are no UTF-8 cost those characters only.

    Raises:
        Usage: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES).decode("utf-8", "replace")
    except OSError as error:
        msg = f"{path}: {error.strerror}"
        raise Usage(msg) from error


def entries(source: Path) -> list[Entry]:
    """The items of a batch, in their order; their names are paths, ids, or line numbers.

    Raises:
        Usage: it is none of the three, or two items have one name.
    """
    if source.is_dir():
        found = _folder(source)
    elif source.suffix.lower() in {".jsonl", ".ndjson"}:
        found = list(_lines(source))
    elif source.suffix.lower() in {".csv", ".tsv"}:
        found = list(_table(source))
    else:
        msg = f"{source} is neither a folder nor a .jsonl or .csv file" if source.exists() else f"{source} is not there"
        raise Usage(msg)
    if not found:
        msg = f"{source} holds nothing to make decks of"
        raise Usage(msg, f"files that end in {', '.join(sorted(TEXTS))}" if source.is_dir() else "")
    seen: set[str] = set()
    for entry in found:
        if entry.key in seen:
            msg = f"{source}: two items are named {entry.key}"
            raise Usage(msg)
        seen.add(entry.key)
    return found


def _folder(source: Path) -> list[Entry]:
    """Every text in a folder and those within; named by its path, without the ending where that tells it apart."""
    paths = [
        path.relative_to(source)
        for path in sorted(source.rglob("*"))
        if path.suffix.lower() in TEXTS and path.is_file()
    ]
    shown = [path for path in paths if not any(part.startswith(".") for part in path.parts)]
    stems = [path.with_suffix("").as_posix() for path in shown]
    return [
        Entry(stem if stems.count(stem) == 1 else path.as_posix(), {"inputText": read(source / path)})
        for path, stem in zip(shown, stems, strict=True)
    ]


def _lines(source: Path) -> Iterator[Entry]:
    for number, line in enumerate(read(source).splitlines(), 1):
        if not line.strip():
            continue
        where = f"{source}, line {number}"
        yield _entry(where, object_of(line, where), str(number))


def _table(source: Path) -> Iterator[Entry]:
    text = read(source).removeprefix("\ufeff")
    rows = csv.DictReader(text.splitlines(keepends=True), delimiter="\t" if source.suffix.lower() == ".tsv" else ",")
    for number, row in enumerate(rows, 2):
        where = f"{source}, line {number}"
        if None in row:
            msg = f"{where}: more fields than the first line names"
            raise Usage(msg)
        yield _entry(where, {name: worth(value) for name, value in row.items() if value not in {"", None}}, str(number))


def object_of(text: str, where: str) -> dict[str, Any]:
    """The object that a JSON text is.

    Raises:
        Usage: it is none; `where` says what was read.
    """
    try:
        found: Any = json.loads(text)
    except ValueError as error:
        msg = f"{where}: {error}"
        raise Usage(msg) from error
    if not isinstance(found, dict):
        msg = f"{where}: not an object"
        raise Usage(msg)
    return as_object(found)


def pair(option: str, text: str) -> tuple[str, Any]:
    """A name and its value, as an option gives them.

    Raises:
        Usage: there is no `=` between them.
    """
    name, equals, value = text.partition("=")
    if not equals:
        msg = f"{option} {text}: NAME=VALUE is needed"
        raise Usage(msg)
    return name, worth(value)


def worth(text: str) -> Any:
    """A value as it is written in a table or behind `=`: numbers, true, false, lists and objects as JSON, else text."""
    try:
        found: Any = json.loads(text)
    except ValueError:
        return text
    return text if found is None or isinstance(found, str | float) else found


def _entry(where: str, said: Mapping[str, Any], number: str) -> Entry:
    from cardwright_client.cli.wishes import merged

    rest = {name: value for name, value in said.items() if name not in {"key", "id"}}
    key = str(said.get("key") or said.get("id") or number)
    try:
        return Entry(key, merged({}, rest))
    except Usage as error:
        msg = f"{where}: {error.message}"
        raise Usage(msg, error.hint) from error
