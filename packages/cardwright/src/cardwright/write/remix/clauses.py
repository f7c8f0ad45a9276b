"""A line of a prompt cut into clauses, each of which asks for one thing.

Sentences end clauses; so do commas and `and`, where what follows begins like
an instruction. Whether it really is one is found out by reading it: what is
not, such as `and use less` in a slogan, goes with the clause before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cardwright.write.remix.cards import NOUN
from cardwright.write.remix.masks import CLOSE, TOKEN, Masks
from cardwright.write.sentences import sentence_ends

NOT_DONE: Final = "Not carried out: “{said}”."
NO_CARD_NAMED: Final = "It is not said which card is meant: “{said}”."
VERBS: Final = (
    r"(?:add|append|apply|arrange|call|change|choose|clone|copy|create|cut|delete|discard|do not|don't|don’t|drop"
    r"|duplicate|eliminate|exchange|exclude|fill|freeze|get rid of|include|insert|keep|leave|let|lock|make|move|never|omit"
    r"|only keep|order|place|populate|preserve|put|rearrange|reorder|remove|rename|re-?theme|restyle|replace|retain|retitle"
    r"|set|skip|substitute|swap|switch|take out|title|update|use)"
)
_OTHER: Final = (
    r"(?:adapt|adjust|align|condense|convert|customi[sz]e|describe|emphasi[sz]e|ensure|expand|explain|focus|format|generate"
    r"|give|highlight|improve|locali[sz]e|mention|personali[sz]e|polish|rephrase|retarget|reword|rewrite|shorten|show"
    r"|simplify|summari[sz]e|tailor|target|transform|translate|turn|write)"
)
_OBJECTS: Final = (
    r"(?:it|them|the|this|that|these|those|all|everything|every|each|deck|sure|a|an|any|some|our|my|your"
    rf"|{NOUN}|{TOKEN})"
)
_INSTRUCTS: Final = re.compile(rf"^(?:{VERBS}|{_OTHER}) {_OBJECTS}(?!\w)", re.IGNORECASE)
_THINGS: Final = r"(?:image|picture|photo|logo|title|heading|table|chart|graph)s?"
_JOINT: Final = re.compile(
    rf"(?<={CLOSE})[.;!?] |"  # behind a quotation, what follows need not begin with a capital
    r"(?:[,;.!?]? (?:and|but|then|also|plus|&)(?: (?:then|also))* |[,;.!?] )(?:(?:please|finally|just|next|lastly) )*"
    r"(?!(?:put|place) (?:it|them) )"  # the end of `copy card 2 and put it …`
    rf"(?=(?:{VERBS}|{_OTHER})(?!\w)|{TOKEN} (?:by|with|to|for|=|->|→) |(?:on|in) (?:the )?(?:\w+ )?{NOUN}\b"
    rf"|(?:the )?(?:{NOUN} #?\d+ (?:to|as|after|before|with|by)|{_THINGS} (?:on|of) )\b)",
    re.IGNORECASE,
)
# Elsewhere, a number with a full stop is a day or an ordinal.
_COUNTED: Final = re.compile(
    rf"\b{NOUN}:? #?\d{{1,4}}(?: ?(?:,|;|-|–|&|and|or|to|with|(?:, )?and) ?#?\d{{1,4}})*\. (?=\S)",
    re.IGNORECASE,
)
_FOR: Final = re.compile(  # what no clause is made of, though a comma stands behind it
    rf"^((?:for|in place of|instead of) {TOKEN}|(?:right |directly |immediately )?(?:after|before|between|at the) [^,]{{1,80}})"
    rf",(?= (?:add|append|create|include|insert|make|put|use)\b| {TOKEN})",
    re.IGNORECASE,
)
_COURTESY: Final = re.compile(
    r"^(?:(?:please|kindly|then|also|next|finally|first|firstly|secondly|lastly|just|and|but|additionally|in addition|hi|hello"
    r"|now|furthermore|make sure to|be sure to|remember to|(?:can|could|would|will) you|you (?:should|must|can)"
    r"|(?:in|across|throughout) (?:the|this|my|our) (?:deck|presentation|template)"
    r"|(?:i|we)(?: would|['’]d)? (?:want|like|need)(?: you)? to)(?!\w)[,:]? ?)+"
    rf"(?=(?:{VERBS}|{_OTHER}|on|in|for|{NOUN})(?!\w))",
    re.IGNORECASE,
)
_THANKS: Final = re.compile(r", (?:please|thanks|thank you)$", re.IGNORECASE)
_SHORT_FORM: Final = re.compile(
    r"(?:\b(?:inc|ltd|co|corp|jr|sr|bros|etc|st|dr|e\.g|i\.e)|\b\w(?:\.\w)+)$", re.IGNORECASE
)
_FORM_LENGTH: Final = 12
_NEW: Final = " "  # what stands between a sentence and the one before


@dataclass(frozen=True, slots=True)
class Clause:
    """A masked clause, without courtesies and the final stop.

    `scope` are the cards that the sentence or a heading above it set, None for
    none. `pasted` is what stands below its line. `stop` is the full stop that
    was left out, or empty.
    """

    text: str
    masks: Masks
    pasted: str = ""
    scope: tuple[int, ...] | None = None
    stop: str = ""

    @property
    def wish(self) -> str:
        """The clause for somebody who reads it alone."""
        return wished(self.said, self.scope, self.pasted)

    @property
    def said(self) -> str:
        """The clause as it was written."""
        return self.masks.show(self.text)

    def value(self, masked: str) -> str:
        """What a part of the clause means, on one line and without the quotation marks around it."""
        return " ".join(self.masks.value(masked).split())

    def ending(self, masked: str) -> str:
        """The same for the clause's end: several sentences get their full stop back."""
        value = self.value(masked)
        return value + self.stop if self.stop and len(sentence_ends(masked)) > 1 else value


@dataclass(frozen=True, slots=True)
class Piece:
    """What may be a clause, and what stands between it and the one before."""

    text: str
    joint: str = ""

    @property
    def instructs(self) -> bool:
        """Whether it asks for something, be it that it cannot be carried out."""
        return _INSTRUCTS.match(uncourteous(self.text[:200])) is not None

    @property
    def opens_sentence(self) -> bool:
        """Whether a full stop stands before it."""
        return self.joint == _NEW or self.joint[:1] in (".", "!", "?")


def pieces(text: str) -> Iterator[Piece]:
    """All that may be clauses of a masked line, in order."""
    start = 0
    counted = (match.end() for match in _COUNTED.finditer(text))
    for end in sorted({*sentence_ends(text), *counted}):
        sentence = _FOR.sub(r"\1", text[start:end].strip(), count=1)
        at, joint = 0, _NEW if start else ""
        for match in _JOINT.finditer(sentence):
            yield Piece(sentence[at : match.start()] + _stop(sentence, match), joint)
            at, joint = match.end(), match.group()
        yield Piece(sentence[at:], joint)
        start = end


def _stop(sentence: str, match: re.Match[str]) -> str:
    """The full stop of an abbreviation such as `Inc.` at a joint; it is no part of the joint."""
    before = sentence[max(match.start() - _FORM_LENGTH, 0) : match.start()]
    return "." if match.group().startswith(".") and _SHORT_FORM.search(before) else ""


def stop_of(text: str) -> str:
    """The full stop that `bare` leaves out."""
    return "." if text.rstrip().endswith(".") and not _keeps_stop(text.rstrip()) else ""


def bare(text: str) -> str:
    """A clause without courtesies before it and without the full stop behind it."""
    text = uncourteous(text)
    if text.endswith((";", ",")) or (text.endswith(".") and not _keeps_stop(text)):
        text = text[:-1].rstrip()
    thanks = _THANKS.search(text, max(len(text) - _FORM_LENGTH, 0))
    return text[: thanks.start()] if thanks else text


def uncourteous(text: str) -> str:
    """A clause without `please`, `then` and the like before it."""
    return _COURTESY.sub("", text.strip()).strip()


def _keeps_stop(text: str) -> bool:
    return text.endswith("..") or _SHORT_FORM.search(text[-_FORM_LENGTH:-1]) is not None


def wished(said: str, scope: tuple[int, ...] | None, pasted: str = "") -> str:
    """What is asked for, with the cards it is about and with what is pasted below it."""
    numbers = ", ".join(str(at + 1) for at in scope or ())
    text = f"On card {numbers}: {said}" if numbers else said
    return f"{text}\n{pasted.strip()}" if pasted.strip() else text


def short(text: str, most: int = 100) -> str:
    """A text on one line, cut where it is long."""
    line = " ".join(text[: most * 4].split())
    return line if len(line) <= most and len(text) <= most * 4 else f"{line[: most - 1].rstrip()}…"
