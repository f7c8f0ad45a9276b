"""What pieces mean: lines become lists, figures become key figures or charts, dates a timeline."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cardwright.deck import Block, Span, Text, plain, rich
from cardwright.deck.blocks.chart import Chart, ChartType, shown, written
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.stats import Stat, Stats
from cardwright.deck.blocks.table import Table
from cardwright.deck.blocks.timeline import Event, Timeline
from cardwright.deck.dates import is_date
from cardwright.deck.figures import is_blank, is_figure
from cardwright.write import quoted, series, spans
from cardwright.write.asks import Ask, asks, best, names_chart, type_named, without_kind
from cardwright.write.language import count
from cardwright.write.outline import Lines, Piece, RawSection, Section, first_words
from cardwright.write.rows import Row, entries, rows
from cardwright.write.sentences import sentence_ends

MOST_STATS: Final = 6
FEWEST_EVENTS: Final = 3
MOST_EVENTS: Final = 24
_FEWEST_POINTS: Final = 2  # of a chart whose kind was not named beside it
_EVENT_TITLE_WORDS: Final = 8
_BULLET_WORDS: Final = 16  # a longer line is a paragraph
_FEWEST_BULLETS: Final = 3
_LABEL_WORDS: Final = 10
_FEWEST_FACTS: Final = 4
_FACT_LABEL_WORDS: Final = 5
_FACT_WORDS: Final = 9
_STOPS: Final = (".", "!", "?", "。", "！", "？", "।", "؟")
_COLON: Final = (":", "：")

_Place = tuple[int, int]  # section, piece


def recognised(
    raw: Sequence[RawSection], instructions: str, *, keep_all: bool, language: str = "en"
) -> tuple[Section, ...]:
    """The sections with every piece as a block.

    `keep_all` promises that no word is lost: a chart that cannot show its
    figures as they were written then stands beside them, not in their place.
    """
    found = [RawSection(part.head, part.level, tuple(_opened(quoted.recognised(part.pieces)))) for part in raw]
    wanted = _wanted(found, asks(instructions), language)
    return tuple(
        Section(part.head, part.level, tuple(_blocks(part, at, wanted, language, keep_all=keep_all)))
        for at, part in enumerate(found)
    )


def _opened(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Lines of which the first one announces the rest are a paragraph and lines."""
    for piece in pieces:
        if isinstance(piece, Lines) and len(piece.lines) > 2 and _announces(piece.lines):  # noqa: PLR2004
            yield Paragraph(piece.lines[0])
            yield Lines(piece.lines[1:])
        else:
            yield piece


def _announces(lines: Sequence[Text]) -> bool:
    return plain(lines[0]).rstrip().endswith(_COLON) or (not rows(lines[:1]) and bool(rows(lines[1:])))


def _wanted(parts: Sequence[RawSection], wishes: Sequence[Ask], language: str) -> Mapping[_Place, ChartType | None]:
    """Which series become charts, and of which kind where that was said."""
    places: list[_Place] = []
    topics: list[str] = []
    wanted: dict[_Place, ChartType | None] = {}
    for at, part in enumerate(parts):
        for index, piece in enumerate(part.pieces):
            numbers = series.of(piece, language)
            near = _near(part, index)
            if numbers is None or (len(numbers.categories) < _FEWEST_POINTS and not any(map(type_named, near))):
                continue
            places.append((at, index))
            topics.append(" ".join([*near, numbers.name, *(one.name for one in numbers.series)]))
            if asked := next((text for text in near if names_chart(text)), None):
                wanted[at, index] = type_named(asked)
    for wish in wishes:
        for index in best(wish, topics):
            wanted[places[index]] = wish.type
    return wanted


def _near(part: RawSection, index: int) -> list[str]:
    """What may say something about a piece: the paragraphs around it, the nearest first, and the heading."""
    around = [part.pieces[at] for at in (index - 1, index + 1) if 0 <= at < len(part.pieces)]
    return [*(plain(piece.text) for piece in around if isinstance(piece, Paragraph)), plain(part.head)]


def _blocks(
    part: RawSection, at: int, wanted: Mapping[_Place, ChartType | None], language: str, *, keep_all: bool
) -> list[Block]:
    found: list[Block] = []
    for index, piece in enumerate(part.pieces):
        numbers = series.of(piece, language) if (at, index) in wanted else None
        if numbers is None:
            found.extend(_settled(piece, language))
            continue
        title = _lead(found)
        if title:
            found.pop()
        about = " ".join(_near(part, index))
        chart = series.chart(numbers, wanted[at, index], without_kind(title), about)
        found.append(chart)
        if keep_all and not _faithful(chart, piece):
            found.extend(_settled(piece, language))
    return found


def _lead(found: Sequence[Block]) -> str:
    """The title that the paragraph before a chart gives it."""
    last = found[-1] if found else None
    if not isinstance(last, Paragraph):
        return ""
    text = first_words(last.text)
    short = (
        count(text) <= _LABEL_WORDS
        and len(sentence_ends(text)) == 1
        and not any(span.link or span.note for span in last.text)
    )
    return text.rstrip(":： ") if short and (text.endswith(_COLON) or not text.endswith((".", "。"))) else ""


def _faithful(chart: Chart, piece: Piece) -> bool:
    """Whether every figure can be read in the chart as it was written."""
    if isinstance(piece, Table):
        named = any(chart.categories)
        cells = [plain(cell) for row in piece.rows for cell in (row[1:] if named else row)]
    else:
        cells = [plain(row.value) for row in rows(entries(piece))]
    values = [(one.values[at], one.unit or chart.unit) for at in range(len(chart.categories)) for one in chart.series]
    return len(cells) == len(values) and all(_says(text, *value) for text, value in zip(cells, values, strict=True))


def _says(text: str, value: float | None, unit: str) -> bool:
    """Whether a text says a value with the same letters and digits as a chart does."""
    if value is None:
        return is_blank(text)
    return _bare(text) in (_bare(shown(value, unit)), _bare(written(value, unit)))


def _bare(text: str) -> list[str]:
    return sorted(letter for letter in text if letter.isalnum())


def _settled(piece: Piece, language: str) -> Iterator[Block]:
    texts = entries(piece)
    found = rows(texts)
    if found and (block := _of_rows(found, language)) is not None:
        yield block
    elif isinstance(piece, Lines) and _are_facts(found):
        yield Table((), tuple((row.label, row.value) for row in found), ("start", "start"))
    elif stats := _of_bold(texts):
        yield stats
    elif not isinstance(piece, Lines):
        yield piece
    elif found or (len(texts) >= _FEWEST_BULLETS and all(count(plain(text)) <= _BULLET_WORDS for text in texts)):
        yield List(tuple(Item(text) for text in (map(_labelled, found) if found else texts)))
    else:
        yield from (Paragraph(text) for text in texts)


def _of_rows(found: tuple[Row, ...], language: str) -> Block | None:
    labels = [plain(row.label) for row in found]
    if len(found) > 1 and all(is_figure(plain(row.value)) for row in found):
        over_time = all(is_date(label, language) for label in labels)
        if len(found) > MOST_STATS or (over_time and len(found) > 4):  # noqa: PLR2004 - a row of panels holds four
            return Table((), tuple((row.label, row.value) for row in found), ("start", "end"))
        return Stats(tuple(Stat(first_words(row.value), first_words(row.label)) for row in found))
    if FEWEST_EVENTS <= len(found) <= MOST_EVENTS and all(is_date(label, language) for label in labels):
        return Timeline(tuple(_event(row) for row in found))
    return None


def _are_facts(found: Sequence[Row]) -> bool:
    """Whether rows are a sheet of facts: enough short names with short values, none of them a sentence."""
    return len(found) >= _FEWEST_FACTS and all(
        count(plain(row.label)) <= _FACT_LABEL_WORDS
        and count(plain(row.value)) <= _FACT_WORDS
        and not plain(row.value).rstrip().endswith(_STOPS)
        for row in found
    )


def _event(row: Row) -> Event:
    date, value = first_words(row.label), plain(row.value)
    if count(value) <= _EVENT_TITLE_WORDS and not any(span.link or span.code or span.math for span in row.value):
        return Event(date, first_words(row.value))
    bold = plain(row.value[:1]) if row.value and row.value[0].bold else ""
    first = len(bold) if bold else (sentence_ends(spans.outline(row.value)) or [0])[0]
    if first < len(value) and count(value[:first]) <= _EVENT_TITLE_WORDS:
        title, rest = spans.split(row.value, first, first)
        return Event(date, first_words(title).rstrip(".:。：, "), spans.strip(rest, " .:–—,：。"))
    return Event(date, "", row.value)


def _of_bold(texts: Sequence[Text]) -> Stats | None:
    """`**31 km** of river reopened`, in every entry: key figures."""
    found: list[Stat] = []
    for text in texts:
        value, label = plain(text[:1]).strip(), plain(text[1:]).strip()
        if not text or not text[0].bold or not is_figure(value) or not 0 < count(label) <= _LABEL_WORDS:
            return None
        if any(span.link or span.note for span in text):
            return None
        found.append(Stat(value, re.sub(r"^[:：\u2013\u2014-]\s*", "", label)))
    return Stats(tuple(found)) if 1 < len(found) <= MOST_STATS else None


def _labelled(row: Row) -> Text:
    label = tuple(
        Span(span.text, bold=True, italic=span.italic, code=span.code, math=span.math, note=span.note)
        for span in row.label
    )
    return spans.join([label, rich(": "), row.value])
