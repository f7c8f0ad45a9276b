r"""How formulas are written within a line of text, told apart from prices.

`$x^2$`, `\(x^2\)`, and `` $`x^2`$ `` where nothing else would be sure. A dollar
sign opens a formula only when no letter or digit stands before it and no space
behind it, and closes one only the other way round; so "$5 and $6" holds none.
What stands between must look like a formula: not like two words in a row, and
not like an amount with words behind it.
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

LONGEST_INLINE: Final = 400  # characters
_BODY: Final = rf"(?:\\.|[^$\\\n`\ue000]){{1,{LONGEST_INLINE}}}?"
_BEFORE: Final = r"(?<![\\$])(?<![^\W_])"
_AFTER: Final = r"(?!\$|[^\W_])"
_INLINE: Final = re.compile(
    r"(?P<address>(?<!\\)(?:\\\\)*\]\((?:\\.|[^()\[\]`\\\s])*|(?<!\\)<(?:https?:|mailto:)[^>`\s]+>)"  # where a link leads
    rf"|(?<![\\$])\$`(?P<sure>[^`\n\ue000]{{1,{LONGEST_INLINE}}})`\$"
    rf"|{_BEFORE}\$\$(?P<double>{_BODY})\$\${_AFTER}"
    rf"|{_BEFORE}\$(?=[^\s$])(?P<dollars>{_BODY})(?<=\S)\${_AFTER}"
    rf"|(?<!\\)\\\((?P<brackets>(?:\\(?!\))[^\n]|[^\\\n`\ue000]){{1,{LONGEST_INLINE}}}?)\\\)"
)
_COMMAND: Final = re.compile(r"\\(?:text|mathrm|mbox|operatorname\*?)\s*\{[^{}]*\}|\\[a-zA-Z]+")
_PROSE: Final = re.compile(r"[^\W\d_]{3,}\s+[^\W\d_]{3,}")
_SIGNS: Final = re.compile(r"[\\^_{}=<>+*/|≤≥≠≈±×·∈→∞√∑∫]|[^\W\d_]\(")
_APART: Final = re.compile(r"[\s,;.:!']+")
_AMOUNT: Final = re.compile(r"[-+]?\d")
_NAME: Final = 3  # letters of a name that may be a formula without any sign


class Found(NamedTuple):
    """A formula within a line, and all that was written for it."""

    tex: str
    source: str


def replaced(line: str, instead: Callable[[Found], str]) -> str:
    """The line with every formula in it replaced."""

    written: list[str] = []
    at = done = 0
    while match := _INLINE.search(line, at):
        found = _found(match)
        if found is None:  # what closes this may open another
            at = match.end() if match["address"] else match.start() + 1
            continue
        written += [line[done : match.start()], instead(found)]
        at = done = match.end()
    return "".join([*written, line[done:]])


def _found(match: re.Match[str]) -> Found | None:
    if match["address"]:
        return None
    sure = (match["sure"] or "").strip()
    tex = sure or (match["dollars"] or match["double"] or match["brackets"] or "").strip()
    return Found(tex, match.group()) if sure or looks_like_one(tex) else None


def looks_like_one(tex: str) -> bool:
    """Whether what stands between signs is a formula rather than prose or an amount of money."""
    bare = _COMMAND.sub(" ", tex)
    if not tex or _PROSE.search(bare) or _brackets(bare, "([{") != _brackets(bare, ")]}"):
        return False
    if _SIGNS.search(tex):
        return True
    names = _APART.split(tex)
    return all(len(name) <= _NAME or name.isdigit() for name in names) and not (
        len(names) > 1 and _AMOUNT.match(names[0]) and any(map(str.isalpha, tex))
    )


def _brackets(tex: str, kinds: str) -> int:
    """How many there are; a half-open interval is closed by one of another kind."""
    return sum(tex.count(kind) for kind in kinds)


def is_plain(tex: str) -> bool:
    """Whether the reader takes the formula between two dollar signs for what it is."""
    found = _INLINE.fullmatch(f"${tex}$")
    return bool(found and found["dollars"] == tex and looks_like_one(tex))
