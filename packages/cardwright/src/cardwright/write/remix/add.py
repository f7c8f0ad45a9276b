"""Cards that a prompt adds: a title, and the text that it gives for them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import ClassVar, Final

import msgspec

from cardwright.deck import Card, rich
from cardwright.errors import EmptyOutput
from cardwright.write.brief import Brief
from cardwright.write.builtin import write
from cardwright.write.remix.arrange import refused
from cardwright.write.remix.cards import END, LONGEST, Cards, Place, place_of
from cardwright.write.remix.clauses import NOT_DONE, Clause, short
from cardwright.write.remix.masks import OPEN, QUOTED
from cardwright.write.remix.stage import Change, Entry, Phase, Refusal, Stage
from cardwright.write.remix.template import Template
from cardwright.write.remix.title import LONGEST_TITLE

NO_WORDS: Final = "No card was added for “{said}”: neither a title nor a text is given."
FOR_NEW: Final = "On the new card “{title}”, which was added: {said}"
_HEAD: Final = re.compile(
    r"^(?:(?P<place>(?:right |directly |immediately )?(?:after|before|between|at the) .{1,80}?) )?(?:add|insert|create|append|include|make|put)(?: in)? (?:an?|one|another|1|the following)"
    r"(?: (?:new|extra|additional|further|more|blank|empty|short|brief|simple))*"
    rf"(?P<words>(?: (?!(?:to|on|of|in|for|from|with|at|the|copy|called|titled|named|about)\b)[^\s,:{OPEN}]+){{0,4}}?)"
    r"(?: (?P<quoted>" + QUOTED + r"))? (?:card|slide|page)(?!\w)(?P<rest>.*)$",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(
    r"^,? ?(?:and )?(?:titled|called|named|entitled|headed|with (?:the |a )?(?:title|heading|headline)(?: of)?|about|on|for"
    r"|covering|title)(?!\w) ?:? ?(?=\S)",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(
    r"^,? ?(?:and (?:put|place) it )?(?=(?:directly |right |immediately |just )?(?:after|before|behind|between|following|in front of"
    r"|ahead of|at the|as the|as card|as slide|at position|in position|to the|in the|at number)\b)",
    re.IGNORECASE,
)
_WITH: Final = re.compile(
    r"^,? ?(?:and )?(?:(?:with|containing|including|listing|having|featuring|showing)"
    r"(?: (?:the|these|this|following|a|an|some|two|three|four|five|six|\d{1,2}|few))*"
    r"(?P<what>(?: (?:text|content|contents|body|bullets?|points?|list|items?|paragraphs?|lines?|words|table|following))*)"
    r"|(?P<says>(?:saying|reading|stating|(?:that|which) (?:says|reads|states))(?: that)?"
    r"|(?:the |these )?(?:text|content|body|bullets|bullet points)))?(?P<colon> ?:)? ?(?P<text>.*)$",
    re.IGNORECASE,
)
_OPTION: Final = re.compile(
    r",? (?:and )?(?=(?:with|containing|including|listing|saying|reading|stating|that says|which says|titled|called|named|entitled|about"
    r"|directly|right|immediately|just|after|before|behind|between|following|at the|as the|as card|at position|in position)(?!\w))| ?(?=:)",
    re.IGNORECASE,
)
_MOST_OPTIONS: Final = 8
_LISTS: Final = re.compile(r"bullet|point|list|item", re.IGNORECASE)
_TITLE_WORDS: Final = 8
_ALL_QUOTED: Final = re.compile(rf"^{QUOTED}(?:(?: ?[,;]| and|, and) ?{QUOTED})*[.]?$")
_DESCRIBES: Final = re.compile(
    r"^(?:about|on|for|of|describing|explaining|showing|summari[sz]ing|that|from|which)\b", re.IGNORECASE
)
_SHOWN: Final = re.compile(
    r"\b(?:bullets?|charts?|columns?|diagrams?|graphs?|icons?|images?|lists?|photos?|pictures?|points?|quotes?|tables?|timelines?"
    r"|videos?)\b",
    re.IGNORECASE,
)
_MANY: Final = re.compile(r"^(?:each|every|all)\b", re.IGNORECASE)
_UNDERLINED: Final = re.compile(r"^ {0,3}=+[ \t]*$", re.MULTILINE)
_HEADING: Final = re.compile(r"^(#{1,5}[ \t])", re.MULTILINE)
_FENCE: Final = re.compile(r"^\s*(?:`{3}|~{3})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is said about a card to add."""

    title: str = ""
    text: str = ""
    place: Place | Cards | None = None
    missing: str = ""  # what it should show and is not given


@dataclass(frozen=True, slots=True)
class Add:
    """Cards written from given text, one unless the text has breaks."""

    title: str
    text: str
    place: Place
    said: str
    phase: ClassVar[Phase] = Phase.BUILD

    def make(self, stage: Stage) -> None:
        """Write the cards and put them in their place."""
        if stage.is_full():
            return
        cards = written(self.title, self.text, stage.template.deck.language)
        if not cards:
            stage.warn(NO_WORDS.format(said=self.said))
        stage.add([Entry(card, None) for card in cards], self.place)


def written(title: str, text: str, language: str) -> list[Card]:
    """The cards for a title and a text in Markdown; none when there is neither."""
    if not text.strip():
        return [Card(rich(title), kind="section")] if title else []
    if title:  # the reader needs a heading, but not this one: a title may hold marks of Markdown
        text = f"# Card\n\n{_below(text)}"
    try:
        cards = write(Brief(text, mode="preserve", cards=None, language=language)).deck.cards
    except EmptyOutput:
        return []
    if not title:
        return list(cards)
    return [msgspec.structs.replace(cards[0], title=rich(title), kind="content"), *cards[1:]]


def _below(text: str) -> str:
    """A text whose headings are all below one of the first level."""
    return text if _FENCE.search(text) else _UNDERLINED.sub("-----", _HEADING.sub(r"#\1", text))


def read(clause: Clause, template: Template) -> Sequence[Change]:
    """The card that a clause wants added; nothing for a clause about something else."""
    found = _HEAD.match(clause.text)
    if not found:
        return ()
    wish = _wish(found["rest"], clause, template, 0)
    if wish and found["place"]:
        wish = replace(wish, place=place_of(found["place"], template, clause.masks))
    if wish is None or isinstance(wish.place, Cards):
        return refused(wish.place, clause) if wish and isinstance(wish.place, Cards) else ()
    title, text = wish.title, wish.text
    if wish.missing and not (title or found["words"] or found["quoted"]):
        return ()
    if clause.pasted.strip():
        text = f"{text}\n\n{clause.pasted}" if text else clause.pasted
    words = clause.value(found["quoted"] or "") or _capital(found["words"].strip())
    title = title or words
    if not title and text and not clause.pasted and len(text.split()) <= _TITLE_WORDS and "\n" not in text:
        title, text = text.removesuffix(clause.stop), ""
    missing = _missing(wish.missing, title, clause) if wish.missing else []
    if len(title) > LONGEST_TITLE:
        title, text = "", f"{title}\n\n{text}"
    return [Add(title, text, wish.place or END, short(clause.said)), *missing]


def _missing(said: str, title: str, clause: Clause) -> list[Change]:
    wish = FOR_NEW.format(title=short(title), said=said) if title else clause.wish
    return [Refusal(NOT_DONE.format(said=short(said)), wish)]


def _wish(rest: str, clause: Clause, template: Template, depth: int) -> Wish | None:
    """What the options behind `add a card` say, in any order; None when something else stands there."""
    if not rest.strip(" .!"):
        return Wish()
    if depth > 3:  # noqa: PLR2004 - a title, a place and a text
        return None
    if found := _TITLE.match(rest):
        return _with_title(rest[found.end() :], clause, template, depth)
    if found := _PLACE.match(rest):
        return _with_place(rest[found.end() :], clause, template, depth)
    return _with_text(rest, clause)


def _with_title(rest: str, clause: Clause, template: Template, depth: int) -> Wish | None:
    for end in _ends(rest):
        following = _wish(rest[end:], clause, template, depth + 1)
        is_quoted = re.fullmatch(QUOTED, rest[:end]) is not None
        if (
            following
            and not following.title
            and (is_quoted or not following.missing or _SHOWN.search(following.missing))
        ):
            return replace(following, title=_title(rest[:end], clause))
    return None if _MANY.match(rest) else Wish(title=_title(rest, clause))


def _with_place(rest: str, clause: Clause, template: Template, depth: int) -> Wish | None:
    missed: Wish | None = None
    for end in [*_ends(rest), len(rest)]:
        place = place_of(rest[:end], template, clause.masks)
        following = _wish(rest[end:], clause, template, depth + 1) if place else None
        if following and isinstance(place, Place):
            return replace(following, place=place)
        if following and missed is None:
            missed = replace(following, place=place)
    return missed


def _ends(rest: str) -> list[int]:
    """Where the value of an option may end: behind a quotation, or before what may be the next option."""
    quoted = re.match(QUOTED, rest)
    found = (
        match.start() for match in _OPTION.finditer(rest, 0, LONGEST) if match.start() > (quoted.end() if quoted else 0)
    )
    return [*([quoted.end()] if quoted else []), *islice(found, _MOST_OPTIONS)]


def _with_text(rest: str, clause: Clause) -> Wish | None:
    """The text for the card; what is only described, such as `with a chart of sales`, is missing."""
    found = _WITH.match(rest)
    intro = rest[: found.start("text")].strip(" ,") if found else ""
    if not found or not intro:
        return None
    masked = found["text"]
    if not masked:
        return Wish()
    quoted = clause.masks.meant(masked, QUOTED) if _ALL_QUOTED.match(masked) else []
    described = not found["colon"] and not quoted and (_DESCRIBES.match(masked) or not (found["says"] or found["what"]))
    if described:
        return Wish(missing=clause.masks.show(rest.strip(" ,")))
    if not _LISTS.search(intro):
        return Wish(text="\n\n".join(quoted) or clause.value(masked) + clause.stop)
    items = quoted or [
        clause.masks.value(item) for item in re.split(r"; ?" if ";" in masked else r", ?(?:and )?", masked)
    ]
    return Wish(text="\n".join(f"- {item}" for item in items if item.strip()))


def _title(masked: str, clause: Clause) -> str:
    """A title as it is quoted, or a phrase that begins with a capital."""
    return clause.value(masked) if masked.startswith(OPEN) else _capital(clause.value(masked))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
