"""From a draft to a card: its title, its headings, and what stands side by side."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cardwright.deck import Block, Card, CardKind, Text, plain, rich
from cardwright.deck.blocks.columns import Columns
from cardwright.deck.blocks.heading import Heading
from cardwright.deck.blocks.image import Image
from cardwright.deck.blocks.list import List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.quote import Quote
from cardwright.write import spans, transcript
from cardwright.write.closing import closes
from cardwright.write.condense import best_sentence
from cardwright.write.language import count
from cardwright.write.outline import Section, weight
from cardwright.write.pack import Draft
from cardwright.write.titles import LONGEST, derived, most_whole, phrase, promoted

_COLUMN_WORDS: Final = 45
_MOST_COLUMNS: Final = 4
_BESIDE_WORDS: Final = 90
_STATEMENT_WORDS: Final = 30
_ANNOUNCED: Final = re.compile(r"[^:：.!?]{2,40}(?:[:](?=\s)|：)\s*(?=\w)")
_ANNOUNCING_WORDS: Final = 5
_TOPIC_WORDS: Final = 24  # of a sentence that can name what is spoken about


def cards_of(drafts: Sequence[Draft], speakers: frozenset[str] = frozenset()) -> list[Card]:
    """The cards that drafts become; the last of several may be a closing.

    `speakers` are those of a transcript, whose names are no titles.
    """
    told = _numbered(drafts)
    return [_card(draft, speakers, last=0 < at == len(told) - 1) for at, draft in enumerate(told)]


def _numbered(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts that count only the cards with their section's title: 2/3 follows 1/3, whatever stands between."""
    found: list[Draft] = []
    for draft in drafts:
        found.append(draft)
        if draft.part == draft.parts > 1:
            found[-draft.parts :] = _renumbered(found[-draft.parts :])
    return found


def _renumbered(run: Sequence[Draft]) -> list[Draft]:
    headed = [draft.part == 1 or _own_title(draft.sections[0].blocks) is None for draft in run]
    parts = sum(headed)
    return [
        replace(draft, part=sum(headed[: at + 1]), parts=parts) if headed[at] else draft for at, draft in enumerate(run)
    ]


def _card(draft: Draft, speakers: frozenset[str], *, last: bool) -> Card:
    title, blocks = _titled(draft, speakers)
    kind: CardKind = "content"
    if last and closes(title, blocks):
        kind = "closing"
    elif not blocks:
        kind = "section" if draft.sections[0].head and draft.parts == 1 and not last else "statement"
    elif len(blocks) == 1 and isinstance(blocks[0], Quote) and not title:
        kind = "statement"
    return Card(title, _beside(blocks), kind)


def _titled(draft: Draft, speakers: frozenset[str]) -> tuple[Text, tuple[Block, ...]]:
    first, *others = draft.sections
    blocks = first.blocks
    if first.head:
        title = first.head
        siblings = [other for other in others if other.level <= first.level and other.head]
        if siblings:
            title = _pair(draft, first, siblings[0])
            if title != first.head:
                blocks = (Heading(first.head, 2), *(_deeper(block) for block in blocks))
        elif draft.part > 1:
            title, blocks = _continued(draft, blocks)
    elif found := promoted(blocks):
        title, blocks = found
    else:
        title = _topic(blocks, speakers) or derived(blocks)
    outer = _outer(first, others)
    inner = [block for other in others for block in _inner(other, outer)]
    return title, (*blocks, *inner)


def _topic(blocks: tuple[Block, ...], speakers: frozenset[str]) -> Text:
    """A title for what was said: the phrase that says most, without who said it; empty where nobody speaks."""
    turns = [item.text for block in blocks if isinstance(block, List) for item in block.items]
    if not speakers or not any(transcript.parted(text, speakers) for text in turns):
        return ()
    section = (Section(blocks=blocks),)
    best = best_sentence(section, most_whole(plain(turns[0])), speakers) or best_sentence(
        section, _TOPIC_WORDS, speakers
    )
    longest = max((transcript.speech(text, speakers) for text in turns), key=count)
    return rich(phrase(_matter(best or longest)))


def _matter(said: str) -> str:
    """What stands behind a short announcement: `Then we agreed: pump 4 goes first`."""
    found = _ANNOUNCED.match(said)
    rest = said[found.end() :] if found and count(found[0]) <= _ANNOUNCING_WORDS else said
    return rest[:1].upper() + rest[1:]


def _continued(draft: Draft, blocks: tuple[Block, ...]) -> tuple[Text, tuple[Block, ...]]:
    """A title for a section's later cards: their own, if they open with one."""
    if own := _own_title(blocks):
        return own
    return spans.join([draft.sections[0].head, rich(f" ({draft.part}/{draft.parts})")]), blocks


def _own_title(blocks: tuple[Block, ...]) -> tuple[Text, tuple[Block, ...]] | None:
    found = promoted(blocks)
    if found and found[1]:
        return found
    return ((), blocks) if isinstance(blocks[0], Quote) else None


def _pair(draft: Draft, first: Section, second: Section) -> Text:
    """A title for neighbours of one level: what stands above them, or their names."""
    both = spans.join([first.head, second.head], " · ")
    if count(plain(both)) <= LONGEST:
        return both
    return draft.above or first.head


def _outer(first: Section, others: Sequence[Section]) -> int:
    """The level of the headings that structure a card from inside."""
    levels = [other.level for other in others if other.head]
    return min(levels, default=first.level)


def _inner(section: Section, outer: int) -> tuple[Block, ...]:
    if not section.head:
        return section.blocks
    return (Heading(section.head, 2 if section.level <= outer else 3), *section.blocks)


def _deeper(block: Block) -> Block:
    return Heading(block.text, 3) if isinstance(block, Heading) else block


def _beside(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Short parts in columns; a picture beside the text it belongs to. The order of words stays."""
    return _as_columns(blocks) or _with_picture(blocks) or blocks


def _as_columns(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    starts = [at for at, block in enumerate(blocks) if isinstance(block, Heading)]
    if not 2 <= len(starts) <= _MOST_COLUMNS or starts[0] > 1:  # noqa: PLR2004 - one part needs no column
        return ()
    parts = [blocks[start:end] for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True)]
    heights = [weight(part) for part in parts]
    if max(heights) > _COLUMN_WORDS or any(not _light(part) for part in parts):
        return ()
    return (*blocks[: starts[0]], Columns(tuple(parts)))


def _light(part: Sequence[Block]) -> bool:
    return len(part) > 1 and all(isinstance(block, Paragraph | List) for block in part[1:])


def _with_picture(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    images = [at for at, block in enumerate(blocks) if isinstance(block, Image)]
    if len(images) != 1 or not len(blocks) > 1 or weight(blocks) > _BESIDE_WORDS + 40:
        return ()
    at = images[0]
    before, after = blocks[:at], blocks[at + 1 :]
    others = before or after
    if (before and after) or not all(isinstance(block, Paragraph | List | Heading | Quote) for block in others):
        return ()
    return (Columns((before, (blocks[at],))),) if before else (Columns(((blocks[at],), after)),)
