"""The writer that needs no language model: it reads, cuts, chooses and never invents."""

from collections.abc import Sequence
from typing import Final

import msgspec

from cardwright.deck import Block, Card, Deck, bare, plain, rich
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.table import Table
from cardwright.errors import EmptyOutput
from cardwright.write import additions, cover, expand, footnotes, mail, scaffold, transcript
from cardwright.write.additions import added
from cardwright.write.breaks import segments, unbroken
from cardwright.write.brief import Brief, Written
from cardwright.write.cards import cards_of
from cardwright.write.clean import clean
from cardwright.write.condense import WORDS, best_sentence, condensed, essence
from cardwright.write.formulas import unreadable
from cardwright.write.language import spoken, tag
from cardwright.write.outline import Section, said
from cardwright.write.pack import Draft, packed
from cardwright.write.parser import Notes
from cardwright.write.prose import told
from cardwright.write.recognise import recognised
from cardwright.write.source import sections
from cardwright.write.titles import phrase
from cardwright.write.topic import topic_of
from cardwright.write.wishes import wishes

NO_MODEL: Final = "No language model is configured: the built-in writer used only the words it was given."
SCAFFOLD: Final = "No language model is configured: the cards say what belongs on them; write the text yourself."
TOO_SHORT: Final = "The text has too few words for {wanted} cards; there are {made}."
OTHER_LANGUAGE: Final = "The built-in writer does not translate: the text stays in its own language."
UNREAD: Final = "No language model is configured: these instructions were not followed: {quoted}"
_QUOTED: Final = 100  # characters of an instruction
_MOST_QUOTED: Final = 5
_TOO_LONG: Final = 1.6  # times the words that fit; a longer text is shortened when cards are generated
_LEAD_WORDS: Final = 28
_TOPIC_LENGTH: Final = 400  # characters; a longer text is no bare topic, and need not be read to know that
_COVERED: Final = 4  # from this many cards on, a text without a title gets a cover of its own


def write(brief: Brief) -> Written:
    """A deck from a text.

    `preserve` keeps every word in order; `condense` keeps the sentences that
    say most; `generate` does one or the other, or lays out a scaffold for a
    bare topic. With `brief.cards` the deck has exactly that many cards, unless
    the text has fewer words than that; a warning then says so.

    Raises:
        EmptyOutput: the text holds no word, no figure and no picture.
    """
    text, notes = footnotes.taken(clean(brief.text))
    if not any(letter.isalnum() for letter in text):
        msg = "The text holds no words"
        raise EmptyOutput(msg, "Give the text or the topic that the cards are to be about")
    language = spoken(text, tag(brief.language))
    cards, warnings = _cards(text, notes, brief, language)
    if brief.mode == "preserve":
        cards = footnotes.kept(cards, notes)
    if language != tag(brief.language):
        warnings = [*warnings, OTHER_LANGUAGE]
    deck = Deck(brief.title or _title(cards), language, tuple(cards))
    return Written(deck, tuple(dict.fromkeys([*warnings, *unreadable(deck)])))


def _cards(text: str, notes: Notes, brief: Brief, language: str) -> tuple[list[Card], list[str]]:
    """The cards, those that the instructions add among them."""
    asked, number = wishes(brief.instructions), brief.cards
    scaffolded = brief.mode == "generate" and is_bare_topic(text)
    if number is None:
        cards, warnings = _by_breaks(text, notes, brief)
        return cards if scaffolded else added(cards, asked, language), warnings
    more = 0 if scaffolded else additions.number(asked, number)
    cards, warnings = _by_number(text, notes, brief, number - more)
    cards = added(cards, asked, language) if more else cards
    short = [TOO_SHORT.format(wanted=number, made=len(cards))] if len(cards) < number else []
    return cards, [*short, *warnings]


def is_bare_topic(text: str) -> bool:
    """Whether a text only names what to speak about; quick for any length."""
    if len(text) > _TOPIC_LENGTH:
        return False
    return expand.is_topic(recognised(sections(clean(text)), "", keep_all=False))


def _read(text: str, notes: Notes, brief: Brief) -> tuple[Section, ...]:
    """The sections of a text; a text that is nothing but marks, such as `1.`, is shown as it stands."""
    language = spoken(text, tag(brief.language))
    found = recognised(sections(text, notes), brief.instructions, keep_all=brief.mode == "preserve", language=language)
    return told(found, wishes(brief.instructions).prose) or (
        Section(blocks=(Paragraph(rich(" ".join(text.split()))),)),
    )


def _by_breaks(text: str, notes: Notes, brief: Brief) -> tuple[list[Card], list[str]]:
    """One card per part between the author's own breaks."""
    read = [_read(part, notes, brief) for part in segments(text) or (text,)]
    speakers = transcript.speakers(text)
    if brief.mode == "condense":
        read = [essence(part, speakers) for part in read]
    drafts = [Draft(found) for found in read]
    if _shortens(brief, sum(expand.words(found) for found in read), len(read)):
        drafts = condensed(drafts, brief.amount, speakers)
    if brief.mode == "generate" and len(drafts) == 1 and expand.is_topic(read[0]):
        return _topic(read[0], brief, 1)
    cards = cards_of(drafts, speakers)
    if len(cards) > 1 and cover.looks_like_cover(cards[0]):
        cards[0] = msgspec.structs.replace(cards[0], kind="cover")
    return cards, _told(brief)


def _shortens(brief: Brief, words: int, number: int) -> bool:
    """Whether sentences are chosen: always when condensing, and when generating from far too long a text."""
    return brief.mode == "condense" or (brief.mode == "generate" and words > WORDS[brief.amount] * _TOO_LONG * number)


def _by_number(text: str, notes: Notes, brief: Brief, number: int) -> tuple[list[Card], list[str]]:
    read, speakers = _read(unbroken(text), notes, brief), transcript.speakers(text)
    if brief.mode == "generate" and expand.is_topic(read):
        return _topic(read, brief, number)
    if brief.mode == "generate" and expand.is_outline(read):
        read = tuple(expand.unfolded(read, number - 1))
    if brief.mode == "condense":
        read = essence(read, speakers)
    opening, rest = _opening(read, brief, number, speakers)
    wanted = number - len(opening)
    own = expand.fillable(rest, wanted) if brief.mode == "generate" and rest else wanted
    drafts = packed(rest, own) if rest else []
    if _shortens(brief, expand.words(read), number):
        drafts = condensed(drafts, brief.amount, speakers)
    cards = [*opening, *cards_of(drafts, speakers)]
    if brief.mode == "generate":
        cards = _filled(cards, brief, number)
    return cards, _told(brief)


def _opening(
    read: tuple[Section, ...], brief: Brief, number: int, speakers: frozenset[str]
) -> tuple[list[Card], tuple[Section, ...]]:
    """The cover, if the deck gets one, and what is left for the other cards."""
    if number == 1:
        return [], read
    if cover.has_title(read):
        opening, rest = cover.taken(read)
        return ([opening], rest) if rest else ([], read)
    if brief.title:
        return [cover.titled(brief.title)], read
    if brief.mode == "preserve" or number < _COVERED:
        return [], read
    if mail.heads(plain(read[0].head)) and (subject := mail.subject(brief.text)):
        return [cover.titled(subject)], read
    best = best_sentence(read, _LEAD_WORDS, speakers)
    named = next((bare(part.head) for part in read if part.head), "")
    title = phrase(best) if best else named
    return ([cover.titled(title)], read) if title else ([], read)


def _topic(read: tuple[Section, ...], brief: Brief, number: int) -> tuple[list[Card], list[str]]:
    """A scaffold: a cover with the topic, then cards that say what belongs on them."""
    topic = " ".join([plain(read[0].head), *(said(block) for block in read[0].blocks)]).strip()
    title = brief.title or topic_of(topic)
    if number == 1:
        return [Card(rich(title), (scaffold.prompts(brief.language),))], [SCAFFOLD]
    asked = f"{brief.instructions} {brief.tone} {brief.audience}"
    notes = "\n".join(part for part in (brief.audience, brief.tone) if part)
    opening = msgspec.structs.replace(cover.titled(title), notes=notes)
    return [opening, *scaffold.cards(number - 1, brief.language, topic, asked)], [SCAFFOLD]


def _filled(cards: list[Card], brief: Brief, number: int) -> list[Card]:
    """Prompts on cards that only have a title, and cards of prompts up to the number wanted."""
    hints = scaffold.prompts(brief.language)
    found = [
        msgspec.structs.replace(one, blocks=(hints,), kind="content")
        if not one.blocks and one.kind in ("section", "statement")
        else one
        for one in cards
    ]
    return [
        *found,
        *scaffold.cards(number - len(found), brief.language, brief.text[:_TOPIC_LENGTH], brief.instructions),
    ]


def _told(brief: Brief) -> list[str]:
    found = [NO_MODEL] if brief.mode == "generate" else []
    unread = wishes(brief.instructions).unread
    quoted = " ".join(f"“{one[:_QUOTED]}”" for one in unread[:_MOST_QUOTED])
    return [*found, UNREAD.format(quoted=quoted)] if unread else found


def _title(cards: Sequence[Card]) -> str:
    return next((bare(one.title) for one in cards if one.title), "") or _first_words(cards)


def _opening_words(block: Block) -> str:
    """What a block says; a table, what its columns are."""
    return ", ".join(map(bare, block.head)) if isinstance(block, Table) and block.head else said(block)


def _first_words(cards: Sequence[Card]) -> str:
    texts = (_opening_words(block) for one in cards for block in one.blocks)
    return next((found for text in texts if (found := phrase(text))), "Untitled")
