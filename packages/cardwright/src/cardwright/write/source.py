"""Text in, sections out: Markdown and plain text read with one parser."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from cardwright.deck import Block, Text, plain, rich
from cardwright.deck.blocks.code import Code
from cardwright.deck.blocks.image import Image
from cardwright.deck.blocks.list import DEEPEST, Item, List
from cardwright.deck.blocks.math import Math
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.table import Table
from cardwright.deck.sketch import Align
from cardwright.write import footnotes, spans
from cardwright.write.formulas import MATH
from cardwright.write.inline import BREAK, Run, read_run
from cardwright.write.language import count, spaced
from cardwright.write.outline import Lines, Piece, RawSection
from cardwright.write.parser import MARKDOWN, NOTE, Notes
from cardwright.write.plain import to_markdown
from cardwright.write.quoted import quoted
from cardwright.write.urls import Vault

_HIGHEST_NUMBER: Final = 999_999_999
_WRAPPED_FROM: Final = 50  # characters; lines broken by an editor are at least this long
_BOLD_HEAD_WORDS: Final = 12
_ALIGNS: Final[dict[str, Align]] = {"right": "end", "center": "center"}
_TASK: Final = re.compile(r"^\[([ xX])\]\s+")


def sections(text: str, notes: Notes | None = None) -> tuple[RawSection, ...]:
    """Every heading with what follows it; what stands before the first heading has level 0.

    `notes` are the footnotes of the whole text when this is a part of it; else they are found in it.
    """
    if notes is None:
        text, notes = footnotes.taken(text)
    vault = Vault()
    tokens = MARKDOWN.parse(to_markdown(text, vault), {NOTE: notes})
    reader = _Reader(vault)
    found: list[RawSection] = []
    head: Text = ()
    level = 0
    pieces: list[Piece] = []
    for node in SyntaxTreeNode(tokens).children:
        if node.type != "heading":
            pieces.extend(reader.pieces(node))
            continue
        found.append(RawSection(head, level, tuple(pieces)))
        run = reader.run(node)
        head, level = _one_line(run.text), int(node.tag[1])
        pieces = list[Piece](run.images)
    found.append(RawSection(head, level, tuple(pieces)))
    return tuple(_bold_heads(part for part in found if part.head or part.pieces))


def _bold_heads(parts: Iterable[RawSection]) -> Iterator[RawSection]:
    """A short paragraph in bold alone is a heading below the one it stands under."""
    for part in parts:
        head, level = part.head, part.level
        pieces: list[Piece] = []
        for index, piece in enumerate(part.pieces):
            following = part.pieces[index + 1] if index + 1 < len(part.pieces) else None
            if following is None or not _is_bold_head(piece) or _is_bold_head(following):
                pieces.append(piece)
                continue
            if head or pieces:
                yield RawSection(head, level, tuple(pieces))
            text = piece.text if isinstance(piece, Paragraph) else ()
            head, level, pieces = spans.strip(_unbold(text), " :："), min(max(part.level, 1) + 1, 6), []
        yield RawSection(head, level, tuple(pieces))


def _is_bold_head(piece: Piece) -> bool:
    if not isinstance(piece, Paragraph) or not all(
        span.bold for span in piece.text if span.text.strip() and not span.note
    ):
        return False
    text = plain(piece.text)
    return count(text) <= _BOLD_HEAD_WORDS and not text.rstrip().endswith((".", "。", "!", "?", '"', "”"))


def _unbold(text: Text) -> Text:
    return tuple(msgspec.structs.replace(span, bold=False, strike=False) for span in text)


def _one_line(text: Text) -> Text:
    return spans.strip(spans.join(_broken(text), " "))


def _broken(text: Text) -> list[Text]:
    """The lines of a text, cut at soft and hard breaks."""
    characters = plain(text)
    if "\n" not in characters and BREAK not in characters:
        return [text]
    ends = [at + 1 for at, letter in enumerate(characters) if letter in ("\n", BREAK)]
    parts = spans.cut(text, [*ends, len(characters)] if ends[-1:] != [len(characters)] else ends)
    return [line for part in parts if (line := spans.strip(part))]


class _Reader:
    """Turns the parser's tree into pieces, for one text."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def run(self, node: SyntaxTreeNode) -> Run:
        """The text and the pictures of a paragraph, a heading or a cell."""
        tokens: list[Token] = [child.token for child in node.children if child.type == "inline" and child.token]
        return read_run([inner for token in tokens for inner in token.children or ()], self._vault)

    def pieces(self, node: SyntaxTreeNode) -> Iterator[Piece]:
        """What one block of Markdown becomes."""
        match node.type:
            case "paragraph" | "heading":
                run = self.run(node)
                yield from self._paragraph(run.text)
                yield from run.images
            case "bullet_list" | "ordered_list":
                yield from self._list(node)
            case "fence" | "code_block":
                yield from self._fence(node)
            case "blockquote":
                yield from quoted([piece for child in node.children for piece in self.pieces(child)])
            case "table":
                yield from self._table(node)
            case _:  # a rule says nothing
                return

    def _fence(self, node: SyntaxTreeNode) -> Iterator[Piece]:
        source = self._vault.show(node.content).rstrip("\n")
        language = (node.info.split() or [""])[0][:40]
        if source.strip():
            yield Math(source.strip()) if language == MATH else Code(source + "\n", language)

    def _paragraph(self, text: Text) -> Iterator[Piece]:
        lines = [line for line in _broken(text) if plain(line).strip()]
        if not lines:
            return
        if len(lines) == 1 or (BREAK not in plain(text) and _is_wrapped([plain(line) for line in lines])):
            yield Paragraph(_unwrapped(lines))
        else:
            yield Lines(tuple(lines))

    def _list(self, node: SyntaxTreeNode) -> Iterator[Piece]:
        """Items with their level; what no item can hold stands between two lists."""
        items: list[Item] = []
        for found in self._items(node, 0):
            if isinstance(found, Item):
                items.append(found)
                continue
            if items:
                yield List(tuple(items), ordered=items[0].number is not None)
                items = []
            yield found
        if items:
            yield List(tuple(items), ordered=items[0].number is not None)

    def _items(self, node: SyntaxTreeNode, level: int) -> Iterator[Item | Block]:
        ordered = node.type == "ordered_list"
        number = int(node.attrs.get("start", 1)) if ordered else 0
        for child in node.children:
            label = min(number, _HIGHEST_NUMBER) if ordered else None
            number += 1
            yield from self._item(child, level, label)

    def _item(self, node: SyntaxTreeNode, level: int, number: int | None) -> Iterator[Item | Block]:
        texts: list[Text] = []
        waiting: list[Item | Block] = []
        for child in node.children:
            if child.type in ("paragraph", "heading"):
                run = self.run(child)
                text = _task(_unwrapped(_broken(run.text)))
                if plain(text).strip() and waiting:  # a paragraph below what is nested stays there
                    waiting.append(Item(text, min(level + 1, DEEPEST)))
                elif plain(text).strip():
                    texts.append(text)
                waiting.extend(run.images)
            elif child.type in ("bullet_list", "ordered_list"):
                waiting.extend(self._items(child, level + 1))
            else:
                waiting.extend(_settled(self.pieces(child)))
        if texts:
            yield Item(spans.join(texts, " "), min(level, DEEPEST), number)
        yield from waiting

    def _table(self, node: SyntaxTreeNode) -> Iterator[Piece]:
        rows = [row for part in node.children for row in part.children]
        images: list[Image] = []
        texts: list[tuple[Text, ...]] = []
        for row in rows:
            runs = [self.run(cell) for cell in row.children]
            images.extend(image for run in runs for image in run.images)
            texts.append(tuple(_one_line(run.text) for run in runs))
        styles = [str(cell.attrs.get("style", "")) for cell in rows[0].children] if rows else []
        aligns: tuple[Align, ...] = tuple(_ALIGNS.get(style.removeprefix("text-align:"), "start") for style in styles)
        body = tuple(row for row in texts[1:] if any(plain(cell) for cell in row))
        if any(plain(cell) for row in texts for cell in row):
            head = texts[0] if any(plain(cell) for cell in texts[0]) else ()
            yield Table(head, body, aligns)
        yield from images


def _settled(pieces: Iterable[Piece]) -> Iterator[Item | Block]:
    for piece in pieces:
        if isinstance(piece, Lines):
            yield from (Paragraph(line) for line in piece.lines)
        else:
            yield piece


def _task(text: Text) -> Text:
    found = _TASK.match(plain(text))
    if not found:
        return text
    _, rest = spans.split(text, 0, found.end())
    return spans.join([rich("☐ " if found[1] == " " else "☑ "), rest])


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the lines are running text that an editor broke at some width."""
    longest = max(len(line) for line in lines)
    return longest >= _WRAPPED_FROM and all(len(line) > longest * 0.6 for line in lines[:-1])


def _unwrapped(lines: list[Text]) -> Text:
    joined: Text = ()
    for line in lines:
        between = " " if joined and spaced(plain(joined[-1:]), plain(line)) else ""
        joined = spans.join([joined, line], between) if joined else line
    return joined
