"""Values for placeholders: named one by one in the prompt, or pasted as data."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, cast

from cardwright.write.clean import clean
from cardwright.write.remix.clauses import VERBS, Clause, short
from cardwright.write.remix.grid import grid, pairs
from cardwright.write.remix.masks import OBJECT, OPEN, PLACEHOLDER, QUOTED, TOKEN
from cardwright.write.remix.placeholders import PATTERN, key
from cardwright.write.remix.stage import Change, Phase, Stage
from cardwright.write.remix.template import Template

LONGEST_VALUE: Final = 2000  # characters
TOO_LONG: Final = "The value of “{name}” has more than {most} characters and was not used."
_NAME: Final = rf"(?:{TOKEN}|[^\W_](?:[^:=,;.!?{OPEN}]|\.(?=\w)){{0,60}}?)"
_PAIR: Final = re.compile(
    rf"^(?:(?:set|let) )?(?:the )?(?P<name>{_NAME}) ?"
    r"(?:(?P<mark>:=|:|=>|=|->|→)|(?P<verb>(?<= )(?:is|shall be|should be|must be|becomes) )) ?(?P<value>.+)$",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(
    rf"[,;] (?:and )?(?:the )?(?P<name>[^,;:={OPEN}]{{1,60}}?)(?: ?(?::|=) ?| is )", re.IGNORECASE
)
_VERB: Final = re.compile(rf"^{VERBS}(?!\w)", re.IGNORECASE)
_NAME_WORDS: Final = 5
_LINE: Final = re.compile(r"^\s*(?:[-*•]\s+)?[\"'`]?(?P<name>[^:=\n\"'`]{1,60}?)[\"'`]?\s*[:=]\s*(?P<value>\S.*)$")


@dataclass(frozen=True, slots=True)
class Assign:
    """A value for every placeholder of a name, on some cards of the template or, with None, on all."""

    name: str
    value: str
    cards: tuple[int, ...] | None = None
    is_loose: bool = False  # it may be something else than a placeholder's value, such as `Tone: warm`
    phase: ClassVar[Phase] = Phase.WORD

    def make(self, stage: Stage) -> None:
        """Remember it for when placeholders are filled."""
        if len(self.value) > LONGEST_VALUE:
            stage.warn(TOO_LONG.format(name=short(self.name), most=LONGEST_VALUE))
        value = self.value if len(self.value) <= LONGEST_VALUE else None
        stage.assign(self.name, value, self.cards, is_loose=self.is_loose)


def name_in(masked: str, clause: Clause) -> str:
    """The name that stands between a placeholder's marks, or the words themselves."""
    return name_of(clause.masks.value(masked))


def read_known(clause: Clause, template: Template) -> Sequence[Change]:
    """Values of placeholders that the template has, such as `client name: Acme`."""
    found = _PAIR.match(clause.text)
    if not found or not template.knows(name_in(found["name"], clause)):
        return ()
    if found["verb"] and found["value"][0].islower():  # `the city is large` gives no value
        return ()
    return list(_assigned(clause, template, found["name"], found["value"]))


def read(clause: Clause, template: Template) -> Sequence[Change]:
    """Values of placeholders, whether the template has them or not, and of JSON objects."""
    if objects := clause.masks.meant(clause.text, OBJECT):
        return [change for text in objects for change in of_data(text, clause.scope, template) or ()]
    found = _PAIR.match(clause.text)
    if not found or found["verb"]:
        return ()
    name = found["name"]
    is_marked = re.fullmatch(rf"{PLACEHOLDER}|{QUOTED}", name) is not None
    if not is_marked and (_VERB.match(name) or len(name.split()) > _NAME_WORDS or not _is_apart(found)):
        return ()
    return list(_assigned(clause, template, name, found["value"]))


def _is_apart(found: re.Match[str]) -> bool:
    """`Tone: warm` is a pair, `10:30` is not."""
    return found["mark"] != ":" or found.string[found.end("mark")] in f" {OPEN}"


def _assigned(clause: Clause, template: Template, name: str, value: str) -> Iterator[Change]:
    """The pair, and those behind it on the same line that begin with a name the template has."""
    at = 0
    for following in _NEXT.finditer(value):
        if template.knows(following["name"]):
            yield _assign(name, clause.value(value[at : following.start()]), clause)
            name, at = following["name"], following.end()
    yield _assign(name, clause.ending(value[at:]), clause)


def _assign(name: str, value: str, clause: Clause) -> Assign:
    is_loose = re.fullmatch(PLACEHOLDER, name) is None
    return Assign(name_in(name, clause), value, clause.scope, is_loose)


def of_data(text: str, scope: tuple[int, ...] | None, template: Template) -> list[Change] | None:
    """The values in pasted data (a JSON object, a table or lines of pairs); None when it holds no pair."""
    found = list(_of_json(text, template)) or _of_table(text, template) or _of_lines(text, template)
    return [
        Assign(name, " ".join(clean(value).split()), scope, is_loose=True) for name, value in found if key(name)
    ] or None


def _of_json(text: str, template: Template) -> Iterator[tuple[str, str]]:
    if not text.lstrip().startswith("{"):
        return
    try:
        data: Any = json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        return
    for path, value in _leaves(data):
        name = " ".join(path)
        leaf = "".join(path[-1:])
        yield (leaf if template.knows(leaf) and not template.knows(name) else name), value


def _leaves(data: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """All values with their paths, in order; lists of plain values are one value."""
    nowhere: tuple[str, ...] = ()
    waiting: list[tuple[tuple[str, ...], Any]] = [(nowhere, data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, list):
            members = cast("list[Any]", value)
            if not any(isinstance(one, dict | list) for one in members):
                yield path, ", ".join(_shown(one) for one in members if one is not None)
                continue
            value = {str(at): one for at, one in enumerate(members)}
        if isinstance(value, dict):
            fields = cast("dict[str, Any]", value)
            waiting += [((*path, clean(name)[:60]), inner) for name, inner in reversed(fields.items())]
        elif value is not None:
            yield path, _shown(value)


def _shown(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _of_table(text: str, template: Template) -> list[tuple[str, str]]:
    found = pairs(table) if (table := grid(text)) else []
    return _useful(found, template)


def _of_lines(text: str, template: Template) -> list[tuple[str, str]]:
    lines = [line for line in text.splitlines() if line.strip()]
    found = [(match["name"].strip(), match["value"].strip(" \"'`,")) for line in lines if (match := _LINE.match(line))]
    return _useful(found, template) if len(found) == len(lines) else []


def _useful(found: Sequence[tuple[str, str]], template: Template) -> list[tuple[str, str]]:
    """Pairs of which at least one has a name that the template knows; the names of columns are left out."""
    named = [(name, value, template.knows(name_of(name))) for name, value in found if name and value]
    if not any(known for _, _, known in named):
        return []
    return [(name_of(name), value) for at, (name, value, known) in enumerate(named) if known or at]


def name_of(written: str) -> str:
    """A name without a placeholder's marks."""
    found = PATTERN.fullmatch(written.strip())
    return next((group for group in found.groups() if group), "") if found else written.strip()
