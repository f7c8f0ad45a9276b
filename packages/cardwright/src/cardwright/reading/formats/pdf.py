"""PDF files: their lines by PDFium, joined to paragraphs, headings told by the size of their letters."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cardwright.reading import MAX_TEXT, FileRefused, Reading
from cardwright.reading.markdown import escaped, heading, joined, line_start, one_line

_MAX_PAGES: Final = 500
_MAX_PAGE_LETTERS: Final = 60_000  # of one page
_BOLD: Final = 600  # weight
_LARGER: Final = 1.12  # times the size of running text, from which on a line is a heading
_LONGEST_HEAD: Final = 150  # characters
_EDGE_PAGES: Final = 3  # pages from which on lines that come again at an edge are no text
_BULLET: Final = re.compile(r"^[•◦▪▫‣●○■□➢➤►✓✔·∙–]\s*(?=\S)|^-\s+(?=\S)")
_NUMBER: Final = re.compile(r"^\(?(\d{1,2})[.)]\s+(?=\S)")
_PITCH: Final = 1.6  # times the size of letters; lines of a paragraph stand no further apart
_SOFT: Final = "\ufffe\xad\x02"  # hyphens at which a line was broken, as PDFium tells them


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: its text, the size of its letters, and what it stands on, in points from the foot of its page."""

    text: str
    size: float
    bold: bool
    base: float


class Pdf:
    suffixes = (".pdf",)
    media_types = ("application/pdf",)

    def __call__(self, data: bytes) -> Reading:
        import pypdfium2  # noqa: PLC0415 - only such a file needs it

        try:
            file = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).lower()
            msg = "the file is protected by a password" if locked else "the file is damaged, or no PDF"
            raise FileRefused(msg) from error
        try:
            return _read(file)
        finally:
            file.close()


def _read(file: Any) -> Reading:
    pages: list[list[_Line]] = []
    letters = 0
    count = len(file)
    for number in range(min(count, _MAX_PAGES)):
        pages.append(_lines_of(file, number))
        letters += sum(len(line.text) for line in pages[-1])
        if letters > MAX_TEXT:
            break
    if letters == 0:
        msg = "the PDF holds no text; pages that were scanned need text recognition first"
        raise FileRefused(msg)
    warnings: list[str] = []
    if len(pages) < count:
        warnings.append(f"the first {len(pages)} of {count} pages are taken")
    empty = sum(not page for page in pages)
    if empty:
        warnings.append(f"{empty} pages hold no text")
    if _has_pictures(file, len(pages)):
        warnings.append("pictures of a PDF are left out")
    title = one_line(str(file.get_metadata_dict().get("Title") or ""))
    return Reading(joined(_blocks(_inner(pages))), title, tuple(warnings))


def _lines_of(file: Any, number: int) -> list[_Line]:
    import pypdfium2  # noqa: PLC0415

    try:
        page = file[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:  # one page that is damaged
        return []
    try:
        return list(_lines(text))
    finally:
        text.close()
        page.close()


def _lines(page: Any) -> Iterator[_Line]:
    """The lines of a page in the file's order."""
    raw = _raw()
    count = min(page.count_chars(), _MAX_PAGE_LETTERS)
    letters = "".join(_letter(raw.FPDFText_GetUnicode(page, at)) for at in range(count))
    for found in re.finditer(r"[^\n\r]+", letters):
        yield from _parts(page, letters, found.start(), found.end())


def _letter(code: int) -> str:
    """One letter; halves of surrogate pairs stay apart until a line is whole."""
    return chr(code) if 0 < code < 0x110000 else " "


def _parts(page: Any, letters: str, start: int, end: int) -> Iterator[_Line]:
    """A line, cut where letters of another size begin at some distance: PDFium joins what stands side by side."""
    size, begin = 0.0, start
    for word in re.finditer(r"(?:[^\w\s]+\s+)*\S+", letters[start:end]):
        at = start + word.start()
        seen = next((at + offset for offset, letter in enumerate(word[0]) if letter.isalnum()), -1)
        if seen < 0:
            continue
        now = _size(page, seen)
        if size and abs(now - size) > size * (_LARGER - 1) and _gap(page, letters, at) > min(now, size):
            yield _measured(page, letters[begin:at], begin, size)
            begin, size = at, now
        size = size or now
    if letters[begin:end].strip():
        yield _measured(page, letters[begin:end], begin, size or _size(page, begin))


def _gap(page: Any, letters: str, at: int) -> float:
    """Points between a letter and the one that can be seen before it."""
    before = len(letters[:at].rstrip()) - 1
    return _sides(page, at)[0] - _sides(page, before)[1] if before >= 0 else 0.0


def _size(page: Any, at: int) -> float:
    """The size of a letter in points as it is seen."""
    raw = _raw()
    matrix = raw.FS_MATRIX()
    size = raw.FPDFText_GetFontSize(page, at)
    if raw.FPDFText_GetMatrix(page, at, matrix):
        size *= abs(matrix.d) or abs(matrix.b) or 1.0
    return round(size, 1)


def _sides(page: Any, at: int) -> tuple[float, float]:
    """Where a letter begins and ends."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    _raw().FPDFText_GetCharBox(page, at, left, right, bottom, top)
    return left.value, right.value


def _base(page: Any, at: int) -> float:
    """The height of the line that a letter stands on."""
    x, y = ctypes.c_double(), ctypes.c_double()
    _raw().FPDFText_GetCharOrigin(page, at, x, y)
    return y.value


def _measured(page: Any, words: str, start: int, size: float) -> _Line:
    """A line with its place, and as bold as its first letter that can be seen."""
    seen = start + len(words) - len(words.lstrip())
    bold = _raw().FPDFText_GetFontWeight(page, seen) >= _BOLD
    whole = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _Line(whole.strip(), size, bold, _base(page, seen))


def _raw() -> Any:
    """PDFium's own functions, which have no types."""
    from pypdfium2 import raw  # noqa: PLC0415

    return raw


def _inner(pages: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """Pages without the lines that come again at the head or foot of most, and without their numbers."""
    if len(pages) < _EDGE_PAGES:
        return [list(page) for page in pages]
    edges = Counter(key for page in pages for key in {_key(line) for line in (*page[:2], *page[-2:])})
    often = {key for key, times in edges.items() if times >= max(_EDGE_PAGES, len(pages) * 0.5)}
    return [
        [line for at, line in enumerate(page) if not (_key(line) in often and (at < 2 or at >= len(page) - 2))]
        for page in pages
    ]


def _key(line: _Line) -> str:
    return re.sub(r"\d+", "0", one_line(line.text))


def _blocks(pages: Sequence[Sequence[_Line]]) -> list[str]:
    weights: Counter[float] = Counter()
    for line in (line for page in pages for line in page):
        weights[line.size] += len(line.text)
    usual = weights.most_common(1)[0][0] if weights else 0.0
    sizes = sorted({line.size for page in pages for line in page if _is_head(line, usual)}, reverse=True)
    levels = {size: min(at + 1, 4) for at, size in enumerate(sizes)}
    blocks: list[str] = []
    for run in _runs(pages, usual):
        text = _joined([line.text for line in run])
        if _is_head(run[0], usual) and len(text) <= _LONGEST_HEAD:
            blocks.append(heading(escaped(text), levels[run[0].size]))
        else:
            blocks.append(_paragraph(text))
    return _listed(blocks)


def _is_head(line: _Line, usual: float) -> bool:
    letters = any(letter.isalpha() for letter in line.text)
    return letters and line.size > usual * _LARGER and not _BULLET.match(line.text)


def _runs(pages: Sequence[Sequence[_Line]], usual: float) -> Iterator[list[_Line]]:
    """Lines that belong together: of one size, close to one another, none of them the first of an item."""
    run: list[_Line] = []
    for line in (line for page in pages for line in page):
        if run and not _continues(run[-1], line, usual):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _continues(above: _Line, line: _Line, usual: float) -> bool:
    if above.size != line.size or above.bold != line.bold or _BULLET.match(line.text) or _NUMBER.match(line.text):
        return False
    pitch = above.base - line.base
    if pitch < -usual:  # the next column or page: goes on when the sentence does
        return not above.text.rstrip().endswith((".", "!", "?", ":", "。"))
    return pitch < line.size * _PITCH


def _joined(lines: Sequence[str]) -> str:
    """Lines as running text; a word that was broken at a hyphen of the typesetter is whole again."""
    text = ""
    for line in lines:
        line = line.strip()
        if (text[-1:] and text[-1] in _SOFT) or (
            len(text) > 1 and text.endswith("-") and text[-2].islower() and line[:1].islower()
        ):
            text = text[:-1] + line
        else:
            text = f"{text} {line}" if text else line
    return one_line("".join(letter for letter in text if letter not in _SOFT))


def _paragraph(text: str) -> str:
    if found := _BULLET.match(text):
        return f"- {escaped(text[found.end() :])}"
    if found := _NUMBER.match(text):
        return f"{found[1]}. {escaped(text[found.end() :])}"
    return line_start(escaped(text))


def _listed(blocks: Sequence[str]) -> list[str]:
    """Items that follow one another in one block."""
    out: list[str] = []
    for block in blocks:
        if out and re.match(r"- |\d{1,2}\. ", block) and re.match(r"- |\d{1,2}\. ", out[-1]):
            out[-1] += f"\n{block}"
        else:
            out.append(block)
    return out


def _has_pictures(file: Any, pages: int) -> bool:
    from pypdfium2 import PdfiumError  # noqa: PLC0415

    raw = _raw()
    try:
        return any(
            next(iter(file[at].get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2)), None) is not None
            for at in range(min(pages, 20))
        )
    except PdfiumError:
        return False


READER: Final = Pdf()
