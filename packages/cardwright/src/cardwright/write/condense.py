"""Shortening by choosing: the sentences kept are the author's own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from cardwright.deck import Block, Span, Text, bare, plain, rich
from cardwright.deck.blocks.code import Code
from cardwright.deck.blocks.heading import Heading
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.table import Table
from cardwright.deck.blocks.timeline import Timeline
from cardwright.write import mail, spans, transcript
from cardwright.write.brief import Amount
from cardwright.write.courtesy import polite, small_talk
from cardwright.write.language import WIDE, count, terms
from cardwright.write.outline import Section, said
from cardwright.write.pack import Draft
from cardwright.write.pointing import points_back
from cardwright.write.rank import Sentence, Weights, chosen, sentence
from cardwright.write.sentences import sentence_ends
from cardwright.write.titles import most_whole

WORDS: Final[dict[Amount, int]] = {"brief": 20, "medium": 42, "detailed": 75, "extensive": 120}  # per card
_POINTS: Final[dict[Amount, int]] = {"brief": 4, "medium": 6, "detailed": 9, "extensive": 14}
_ROWS: Final = 10
_CODE_LINES: Final = 18
_FEWEST_WORDS: Final = 10
_ROOM: Final = 0.5  # share of the words that remains beside headings, a table, a chart or a picture
_FIGURES: Final = 2  # on one card
_OWN_POINTS: Final = 18  # words for a section from which it keeps points of its own beside its neighbours
_SPOKEN: Final = 5  # the place that every sentence of a transcript counts with: who opens a talk greets
_TITLED: Final = 6  # sections of which a card can name one sentence each
_TITLED_POINTS: Final = 3  # sentences for each of them, at most
_NAME: Final = 3  # words of a signature
_BRACKETS: Final = re.compile(r"\s*(?:\([^()]{0,200}\)|\[[^\[\]]{0,80}\]|（[^（）]{0,100}）)")
_CONNECTIVE: Final = re.compile(
    r"^(?:however|moreover|furthermore|in addition|additionally|therefore|thus|also|finally|for example|for instance|of course"
    r"|jedoch|außerdem|zudem|daher|cependant|de plus|en outre|sin embargo|además|por lo tanto|inoltre|tuttavia|além disso"
    r"|кроме того|однако),\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Point:
    """A sentence or an item, with its look."""

    text: Text
    sentence: Sentence


def condensed(drafts: Sequence[Draft], amount: Amount, speakers: frozenset[str] = frozenset()) -> list[Draft]:
    """The drafts with about the words per card that `amount` asks for; shorter ones stay as they are.

    `speakers` are those of a transcript: sentences are weighed without their names, and kept with them.
    """
    points = [[_points(section, speakers) for section in draft.sections] for draft in drafts]
    weights = Weights([point.sentence for draft in points for section in draft for point in section])
    return [_led(_draft(draft, found, weights, amount), weights) for draft, found in zip(drafts, points, strict=True)]


def essence(sections: Sequence[Section], speakers: frozenset[str] = frozenset()) -> tuple[Section, ...]:
    """The sections without what is only courtesy: the head lines, greetings, leave and signatures of e-mails, the small talk of `speakers`."""
    return tuple(
        _unlettered(section) if mail.heads(plain(section.head)) else _to_the_point(_opened(section), speakers)
        for section in sections
    )


def _opened(section: Section) -> Section:
    """A section whose words begin with a capital, also where they stood behind a label that is now their heading."""
    first, *rest = section.blocks or (None,)
    if not section.head or not isinstance(first, Paragraph) or not _is_lower(plain(first.text)):
        return section
    return replace(section, blocks=(msgspec.structs.replace(first, text=_capital(first.text)), *rest))


def _is_lower(text: str) -> bool:
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    return word.isalpha() and word.islower()


def _to_the_point(section: Section, speakers: frozenset[str]) -> Section:
    if not speakers:
        return section
    blocks = [_talked(block, speakers) if isinstance(block, List) else block for block in section.blocks]
    return replace(section, blocks=tuple(blocks))


def _talked(turns: List, speakers: frozenset[str]) -> List:
    """What was said without greetings and the like; turns of nothing else go."""
    kept = [turn for item in turns.items if (turn := _turn(item, speakers))]
    return msgspec.structs.replace(turns, items=tuple(kept)) if kept else turns


def _turn(item: Item, speakers: frozenset[str]) -> Item | None:
    turn = transcript.parted(item.text, speakers)
    if turn is None:
        return item
    parts = spans.cut(turn[1], sentence_ends(spans.outline(turn[1])))
    kept = [part for part in parts if not small_talk(plain(part))]
    if len(kept) == len(parts):
        return item
    lead = spans.split(item.text, *[len(plain(item.text)) - len(plain(turn[1]))] * 2)[0]
    return msgspec.structs.replace(item, text=spans.strip(spans.join([lead, *kept]))) if kept else None


def _unlettered(section: Section) -> Section:
    names = frozenset(terms(plain(section.head)))

    def is_form(block: Block) -> bool:
        match block:
            case List():
                return all(mail.heads(plain(item.text)) for item in block.items)
            case Paragraph():
                said = terms(plain(block.text))
                return polite(plain(block.text)) or (len(said) <= _NAME and names.issuperset(said))
            case _:
                return False

    blocks = tuple(block for block in section.blocks if not is_form(block))
    return replace(section, blocks=blocks) if blocks else section


def best_sentence(sections: Sequence[Section], longest: int, speakers: frozenset[str] = frozenset()) -> str:
    """The sentence that says most of a whole text, of at most `longest` words; empty when there is none.

    One that leans on what was said before it is the last choice: it is to stand alone.
    """
    points = [point.sentence for section in sections for point in _points(section, speakers)]
    weights = Weights(points)
    short = [point for point in points if _FEWEST_WORDS // 2 <= point.size <= longest]
    return max(short, key=lambda point: (not points_back(point.text), weights.score(point))).text if short else ""


def _points(section: Section, speakers: frozenset[str]) -> list[_Point]:
    told = [(name, said) for block in section.blocks for text in _texts(block) for name, said in _told(text, speakers)]
    told = [(name, text) for name, text in told if not (small_talk if name else polite)(plain(text))]
    if mail.heads(plain(section.head)):
        told = [(name, text) for name, text in told if not mail.heads(plain(text))] or told
    found = ((name, _shortened(text)) for name, text in told if not plain(text).rstrip().endswith((":", "：")))
    kept = ((name, text) for name, text in found if any(map(str.isalnum, plain(text))))
    head = frozenset(terms(plain(section.head)))
    return [
        _Point(spans.join([name, text], " ") if name else text, sentence(plain(text), _SPOKEN if name else place, head))
        for place, (name, text) in enumerate(kept)
    ]


def _told(text: Text, speakers: frozenset[str]) -> Iterator[tuple[Text, Text]]:
    """The sentences of a turn, each with its speaker; any other text as it is, with nobody."""
    turn = transcript.parted(text, speakers)
    if turn is None:
        yield (), text
        return
    name, said = turn
    for part in spans.cut(said, sentence_ends(spans.outline(said))):
        yield (Span(f"{name}:", bold=True),), spans.strip(part)


def _texts(block: Block) -> Iterator[Text]:
    match block:
        case Paragraph():
            yield from (spans.strip(part) for part in spans.cut(block.text, sentence_ends(spans.outline(block.text))))
        case List():
            yield from (item.text for item in block.items)
        case _:
            return


def _shortened(text: Text) -> Text:
    """The sentence without brackets and without the word that tied it to the one before."""
    characters = plain(text)
    for found in reversed(list(_BRACKETS.finditer(characters))):
        if not any(span.link or span.code or span.math for span in text):
            before, after = spans.split(text, found.start(), found.end())
            text = spans.join([before, after])
    if found := _CONNECTIVE.match(plain(text)):
        _, text = spans.split(text, 0, found.end())
        text = _capital(text)
    return spans.strip(text)


def _capital(text: Text) -> Text:
    """The text with a capital as its first letter."""
    first = text[:1]
    return (*(msgspec.structs.replace(span, text=span.text[:1].upper() + span.text[1:]) for span in first), *text[1:])


def _draft(draft: Draft, points: Sequence[Sequence[_Point]], weights: Weights, amount: Amount) -> Draft:
    figures = [_trimmed(block) for section in draft.sections for block in section.blocks if _is_figure(block)]
    words = _left(WORDS[amount], draft.sections, figures)
    total = sum(point.sentence.size for section in points for point in section)
    if total <= words * 1.2 and len(figures) <= _FIGURES and len(draft.sections) <= _TITLED:  # noqa: PLR2004
        return replace(draft, sections=_headed(draft.sections))
    section, *others = draft.sections
    if others and words < _OWN_POINTS * len(draft.sections):
        return _titled_points(draft, points, weights, words, figures)
    if others:
        return _shared(draft, points, weights, words, amount)
    kept = [point.text for point in _kept(points[0], weights, words, _POINTS[amount])]
    return replace(draft, sections=(Section(section.head, section.level, _blocks(section, kept, words)),))


def _led(draft: Draft, weights: Weights) -> Draft:
    """A draft that its first sentence will name, with one that says more in its place."""
    section, *others = draft.sections
    first, *rest = section.blocks or (None,)
    if (section.head and draft.part == 1) or not isinstance(first, Paragraph):
        return draft
    parts = spans.cut(first.text, sentence_ends(spans.outline(first.text)))
    best = _best_first([plain(part) for part in parts], weights)
    if not best:
        return draft
    between = " " if plain(parts[0]).endswith(" ") else ""  # scripts without spaces set none between sentences either
    moved = spans.join([spans.strip(part) for part in (parts[best], *parts[:best], *parts[best + 1 :])], between)
    if sentence_ends(plain(moved))[0] > len(plain(parts[best]).strip()) + len(between):
        return draft  # its figure with a stop would be taken for an ordinal number there
    paragraph = msgspec.structs.replace(first, text=moved)
    return replace(draft, sections=(replace(section, blocks=(paragraph, *rest)), *others))


def _best_first(parts: Sequence[str], weights: Weights) -> int:
    """Which of some sentences should open: one that can be a title and says most; no other may lean on it."""
    if len(parts) < 2:  # noqa: PLR2004 - nothing to choose from
        return 0

    def score(at: int) -> float:
        return weights.score(sentence(parts[at], 0))

    able = [
        at
        for at, part in enumerate(parts)
        if _FEWEST_WORDS // 2 <= count(part) <= most_whole(part)
        and not points_back(part)
        and not (at + 1 < len(parts) and points_back(parts[at + 1]))
    ]
    best = max(able, key=score, default=0)
    return best if score(best) > score(0) else 0


def _left(words: int, sections: Sequence[Section], figures: Sequence[Block]) -> int:
    """Of the words of a card those that are left beside its inner headings and its figures, at least a share of them."""
    said_already = sum(count(plain(section.head)) for section in sections[1:]) + sum(
        count(said(one)) for one in figures
    )
    return max(words - said_already, int(words * _ROOM), min(_FEWEST_WORDS, words))


def _shared(draft: Draft, points: Sequence[Sequence[_Point]], weights: Weights, words: int, amount: Amount) -> Draft:
    """Every section with its own points, of the words in proportion to what it says; figures up to what a card bears."""
    sizes = [sum(point.sentence.size for point in found) for found in points]
    rest, unsaid = words, sum(sizes)
    left = _FIGURES
    sections: list[Section] = []
    for section, found, size in zip(draft.sections, points, sizes, strict=True):
        share = max(round(rest * size / (unsaid or 1)), _FEWEST_WORDS)
        kept = _kept(found, weights, share, _POINTS[amount])
        rest, unsaid = rest - sum(point.sentence.size for point in kept), unsaid - size
        blocks = _blocks(section, [point.text for point in kept], share, left)
        left -= sum(map(_is_figure, blocks))
        sections.append(Section(section.head, section.level, blocks))
    return replace(draft, sections=_headed(sections))


def _headed(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections with an opening that has no heading under the next one's, which then names the card."""
    first, *others = sections
    if first.head or not others or not others[0].head:
        return tuple(sections)
    second, *rest = others
    return (replace(second, blocks=(*first.blocks, *second.blocks)), *rest)


def _kept(points: Sequence[_Point], weights: Weights, words: int, most: int) -> list[_Point]:
    if not points:
        return []
    return [points[at] for at in chosen([point.sentence for point in points], weights, words, most)]


def _blocks(section: Section, kept: Sequence[Text], words: int, most: int = _FIGURES) -> tuple[Block, ...]:
    """The kept sentences, with the figures where they stood: before, among or after the text."""
    figures = [block for block in section.blocks if _is_figure(block)][:most]
    opens = bool(figures) and section.blocks[0] is figures[0]
    texts = _listed(kept, lead=words >= WORDS["medium"] * 1.5)
    trimmed = tuple(_trimmed(block) for block in figures)
    return (*trimmed, *texts) if opens else (*texts, *trimmed)


def _listed(kept: Sequence[Text], *, lead: bool) -> tuple[Block, ...]:
    if len(kept) <= 1:
        return tuple(Paragraph(text) for text in kept)
    opening = (Paragraph(kept[0]),) if lead and len(kept) > 2 else ()  # noqa: PLR2004 - one bullet is none
    return (*opening, List(tuple(Item(_open_end(text)) for text in kept[len(opening) :])))


def _open_end(text: Text) -> Text:
    """A bullet ends without a full stop."""
    last = bare(text)[-1:]
    return spans.strip(text, " " + last) if last in (".", "。", "।") else text


def _titled_points(
    draft: Draft, points: Sequence[Sequence[_Point]], weights: Weights, words: int, figures: Sequence[Block]
) -> Draft:
    """One bullet per section that says its name and the best of it, as long as there are words left."""
    order = sorted(range(len(points)), key=lambda at: -_strength(points[at], weights))
    chosen_sections = sorted(order[: min(_TITLED, max(words // _FEWEST_WORDS, 2))])
    first = draft.sections[0]
    rest = words
    items: list[Item] = []
    for done, at in enumerate(chosen_sections):
        share = max(rest // (len(chosen_sections) - done), _FEWEST_WORDS)
        best = _kept(points[at], weights, share, _TITLED_POINTS)
        rest -= sum(point.sentence.size for point in best)
        if item := _titled_point(draft.sections[at], best, at == 0):
            items.append(Item(item))
    listed = (List(tuple(items)),) if items else ()
    names = [bare(section.head) for section in draft.sections if section.head]
    head = first.head
    if len(names) > 1 and count(" ".join(names[:2])) <= 9:  # noqa: PLR2004 - still a title
        head = rich(" · ".join(names[:2]))
    above = draft.above or head
    title = above if len(names) > 2 and draft.above else head  # noqa: PLR2004
    return Draft((Section(title, first.level, (*listed, *figures[:_FIGURES])),), draft.part, draft.parts)


def _strength(points: Sequence[_Point], weights: Weights) -> float:
    return max((weights.score(point.sentence) for point in points), default=-1.0)


def _titled_point(section: Section, best: Sequence[_Point], opens: bool) -> Text:  # noqa: FBT001
    if not best and any(_is_figure(block) for block in section.blocks):
        return ()  # its figures speak for it
    head = (
        ()
        if opens and not section.head
        else tuple(Span(span.text, bold=True, math=span.math, note=span.note) for span in section.head)
    )
    text = _open_end(_run_on([point.text for point in best]))
    return spans.join([head, rich(": "), text]) if head and text else head or text


def _run_on(texts: Sequence[Text]) -> Text:
    """Sentences one behind the other, as their script sets them."""
    return spans.join(texts, "" if any(WIDE.search(plain(text)) for text in texts) else " ")


def _is_figure(block: Block) -> bool:
    return not isinstance(block, Paragraph | List | Heading)


def _trimmed(block: Block) -> Block:
    match block:
        case Table() if len(block.rows) > _ROWS:
            return msgspec.structs.replace(block, rows=block.rows[:_ROWS])
        case Timeline() if len(block.events) > _ROWS:
            return Timeline(block.events[:_ROWS])
        case Code() if block.source.count("\n") > _CODE_LINES:
            return msgspec.structs.replace(block, source="".join(block.source.splitlines(keepends=True)[:_CODE_LINES]))
        case _:
            return block
