"""Titles for cards and decks that have none: said in the text's own words."""

import re
from collections.abc import Sequence
from typing import Final

from cardwright.deck import MARK, Block, Text, plain, rich
from cardwright.deck.blocks.heading import Heading
from cardwright.deck.blocks.list import List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.table import Table
from cardwright.deck.figures import is_figure
from cardwright.write import spans
from cardwright.write.language import WIDE, count
from cardwright.write.pointing import points_back
from cardwright.write.sentences import clause_ends, parts, sentence_ends, word_ends

LONGEST: Final = 10  # words
_PHRASE: Final = 8
_SPARE: Final = 2  # words more in a sentence that is whole
_SHORTEST: Final = 2
_LABELS: Final = 3  # of a sheet of facts, as its title
_WHEN_WHERE: Final = re.compile(
    r"\W*(?:place|venue|location|where|date|time|when|ort|datum|uhrzeit|zeit|wann|wo|lieu|date|heure|lugar|fecha|hora|local|data"
    r"|luogo|ora|plaats|tijd|miejsce|czas|место|дата|время|місце|час|yer|tarih|saat|المكان|التاريخ|الوقت|場所|会場|日時|日付|地点|日期|时间|時間"
    r"|장소|날짜|시간)\W*$",
    re.IGNORECASE,
)
_NEAR: Final = 3  # sentences or points that are looked at for a title
_READ: Final = 2000  # characters of each
_WIDE_LONGEST: Final = 18  # words, as `count` counts them, where scripts set no spaces
_END: Final = " \t\n.,;:·、，。；：،؛।–—-"
_OPENING: Final = " \t\n•*–—-"
_BARE_FIGURE: Final = re.compile(r"(?:\s+(?:[\d.,]*\d|[A-Z]{0,3}[$€£¥₹]))+$")
_WHOLE: Final = 12  # words of a sentence that becomes a title as it is, where more is said below it
# A verb that was cut off from what it is about, with a helper before it.
_VERB: Final = re.compile(
    r"\s+(?:has|have|had|was|were|is|are|will|can|must|hat|haben|hatte|wird|werden|wurde|ist|sind|a|ont|avait|est|sont|sera"
    r"|ha|han|fue|es|son|está|foi|são|é|tem|hanno|è|sono|heeft|hebben|zijn)\s+\S+$",
    re.IGNORECASE,
)
# Half a sentence that waits for the other half; not in German, where that half would begin with its verb.
_HALF: Final = re.compile(
    r"^(?:if|when|while|although|because|since|once|si|quand|lorsque|comme|puisque|cuando|aunque|porque|como|quando|embora|se|poiché)\s",
    re.IGNORECASE,
)
_DANGLING: Final = re.compile(r"\s+(?:[^\W\d]{1,3}|with|from|that|which|into|been|were|have|their|than|this|these|eine[rsnm]?|oder"
    r"|dass|pour|dans|avec|para|como|della|dello|nella|van|het|een)$", re.IGNORECASE)  # fmt: skip


def _limit(text: str, words: int) -> int:
    return _WIDE_LONGEST if WIDE.search(text) else words


def most_whole(text: str) -> int:
    """Words of the longest sentence that is a title as it is, where texts are like this one."""
    return _limit(text, _PHRASE) + _SPARE


def phrase(text: str) -> str:
    """The first strong phrase of a text: at most about eight words, no full stop at its end."""
    characters = " ".join(text[:_READ].replace(MARK, "").split()).lstrip(_OPENING)
    if not characters:
        return ""
    sentence = characters[: sentence_ends(characters)[0]] if any(map(str.isalnum, characters)) else characters
    limit = _limit(sentence, _PHRASE)
    if count(sentence) <= limit + _SPARE:
        return sentence.rstrip(_END)
    clauses = clause_ends(sentence)
    if _HALF.match(sentence) and len(clauses) > 1:
        rest = sentence[clauses[0] :]
        return phrase(rest[:1].upper() + rest[1:])
    clause = sentence[: clauses[0]]
    if _SHORTEST < count(clause) <= limit:
        return clause.rstrip(_END)
    return _clipped(sentence, limit).rstrip(_END)


def _clipped(sentence: str, limit: int) -> str:
    if WIDE.search(sentence):
        ends = [end for end in clause_ends(sentence) if count(sentence[:end]) <= limit]
        return sentence[: ends[-1]] if ends else sentence[: 2 * limit]
    ends = word_ends(sentence)
    clipped = sentence[: ends[min(limit, len(ends)) - 1]].rstrip(_END)
    clipped = _without_figure(clipped)
    while (shorter := _DANGLING.sub("", clipped)) != clipped and count(shorter) > _SHORTEST:
        clipped = _without_figure(shorter.rstrip(_END))
    whole = _VERB.sub("", clipped)
    return whole if count(whole) >= _SHORTEST else clipped


def _without_figure(clipped: str) -> str:
    """A clipped phrase without the figure at its end, whose unit would be missing."""
    whole = _BARE_FIGURE.sub("", clipped)
    return whole.rstrip(_END) if count(whole) >= _SHORTEST else clipped


def promoted(blocks: Sequence[Block]) -> tuple[Text, tuple[Block, ...]] | None:
    """The title that opens the blocks and the blocks without it; None when they open with none.

    A title is a heading, a bold lead, a short label before a colon, or a short first sentence.
    """
    first, rest = (blocks[0], tuple(blocks[1:])) if blocks else (None, ())
    match first:
        case Heading():
            return spans.strip(first.text), rest
        case Paragraph():
            end = _title_end(first.text)
            if not end:
                return None
            title, body = spans.split(first.text, end, end)
            left = spans.strip(body, " \t\n:：") if not plain(title).rstrip().endswith((".", "?", "!")) else body
            left = spans.strip(left)
            kept = (Paragraph(left),) if any(map(str.isalnum, plain(left))) or any(span.note for span in left) else ()
            return without_end(title), (*kept, *rest)
        case _:
            return None


def without_end(title: Text) -> Text:
    """A title without the stop or the colon at its end, and not in bold as a whole."""
    text = spans.strip(title)
    characters = plain(text)
    kept = len(characters.rstrip(_END))
    return spans.strip(spans.split(text, kept, len(characters))[0]) if 0 < kept < len(characters) else text


def _title_end(text: Text) -> int:
    characters = spans.outline(text)
    if not any(map(str.isalnum, characters)):
        return 0
    limit = _limit(characters, LONGEST - 1)
    bold = _bold_lead(text)
    if bold and count(characters[:bold]) <= limit:
        return bold
    label = re.match(r"[^:：]{2,60}[:：](?=\s|[^\x00-\x7f])\s*", characters)
    if label and count(label.group()) <= limit // 2 and label.end() < len(characters):
        return label.end()
    end = sentence_ends(characters)[0]
    longest = limit if end == len(characters) or WIDE.search(characters) else _WHOLE
    if (
        points_back(characters)
        or count(characters[:end]) > longest
        or (end < len(characters) and characters[:end].rstrip().endswith((":", ",")))
    ):
        return 0
    return end


def _bold_lead(text: Text) -> int:
    length = 0
    for span in text:
        if not (span.bold or span.note):
            break
        length += len(span.text)
    return length if length < len(plain(text)) else 0


def derived(blocks: Sequence[Block]) -> Text:
    """A title for blocks that open with none, in their own words; empty when they need none."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                return rich(phrase(_telling([plain(block.text)])))
            case List() if block.items:
                return rich(phrase(_telling([plain(item.text) for item in block.items])))
            case Table(head=(), rows=((label, value), *_)) if len(block.rows) > _SHORTEST and not _is_number(value):
                if not _WHEN_WHERE.match(plain(label)):
                    return rich(phrase(plain(value)))  # a sheet of facts opens with what it is about
                return rich(", ".join(plain(row[0]).rstrip(_END) for row in block.rows[:_LABELS]))
            case _:
                continue
    return ()


def _telling(texts: Sequence[str]) -> str:
    """The first sentence that says by itself what it speaks of; the first of all when there is none near."""
    found = [part for text in texts[:_NEAR] for part in parts(text[:_READ])[:_NEAR] if part]
    return next((part for part in found if not points_back(part)), found[0] if found else "")


def _is_number(value: Text) -> bool:
    return not any(map(str.isalpha, plain(value))) or is_figure(plain(value))
