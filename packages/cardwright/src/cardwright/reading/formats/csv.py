"""Comma-separated values as one table."""

import csv
from collections.abc import Iterator
from itertools import islice
from typing import Final

from cardwright.reading import FileRefused, Reading
from cardwright.reading.decoding import decoded
from cardwright.reading.sheets import MAX_CELL, MAX_ROWS, tabled

_SEPARATORS: Final = ",;\t|"
_SAMPLE: Final = 8192  # characters that tell what separates values


class Csv:
    suffixes = (".csv", ".tsv")
    media_types = ("text/csv", "text/tab-separated-values", "application/csv")

    def __call__(self, data: bytes) -> Reading:
        text, warnings = decoded(data)
        try:
            rows = list(islice(_rows(text), MAX_ROWS + 1))
        except csv.Error as error:
            msg = f"the table is damaged: {error}"
            raise FileRefused(msg) from error
        table, told = tabled(rows, "the table")
        return Reading(table, "", (*warnings, *told))


def _rows(text: str) -> Iterator[list[str]]:
    lines = text.split("\n", 1)
    separator = ""
    if lines[0].startswith("sep=") and len(lines) > 1:  # how spreadsheets say it
        separator, text = lines[0][4:5], lines[1]
    separator = separator or _separator(text[:_SAMPLE])
    for row in csv.reader(text.split("\n"), delimiter=separator):
        yield [cell[:MAX_CELL] for cell in row]


def _separator(sample: str) -> str:
    """The mark that lines have, and equally often."""
    lines = [line for line in sample.split("\n")[:-1] or [sample] if line.strip()][:50]
    counts = {mark: [line.count(mark) for line in lines] for mark in _SEPARATORS}

    def fit(mark: str) -> tuple[int, int]:
        usual = max(set(counts[mark]), key=counts[mark].count, default=0)
        return (counts[mark].count(usual) if usual else 0, usual)

    return max(_SEPARATORS, key=fit)


READER: Final = Csv()
