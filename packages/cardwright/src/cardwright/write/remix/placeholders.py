"""Placeholders: names in a template that stand for what each reader's own copy says."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from cardwright.write.remix.text import Edit

_SPACED: Final = r"[^\W_][\w .,'’&/()#\-]{0,58}?"
_TIGHT: Final = r"[^\W\d_][\w\-]{0,58}"
_WORDS: Final = r"[^\W_]+(?:[_\-][^\W_]+){0,12}"
PATTERN: Final = re.compile(
    rf"\[\[ *({_SPACED}) *\]\]|\{{\{{\{{? *({_SPACED}) *\}}?\}}\}}|<< *({_SPACED}) *>>"  # sure to be placeholders
    rf"|\[ *({_SPACED}) *\](?!\()|\$?\{{ *({_SPACED}) *\}}|%({_TIGHT})%|\$({_TIGHT})\$|__({_WORDS})__"
)
_SURE: Final = 3  # notations that mean nothing else come first
_SINGLE: Final = 4  # `[name]`, which is also how people set a remark
_HTTPS: Final = re.compile(r"https://[^\s/?#<>\"]+[^\s<>\"]*")
_LONGEST_ADDRESS: Final = 8192
_ENCODED: Final = {"%7B": "{", "%7D": "}", "%5B": "[", "%5D": "]", "%3C": "<", "%3E": ">"}
_CODE: Final = re.compile("|".join(_ENCODED), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Where a placeholder stands in a text, its name, and whether it can be nothing else."""

    start: int
    stop: int
    name: str
    written: str
    is_sure: bool


def key(name: str) -> str:
    """What a name is compared by: `Client-Name`, `client_name` and `clientname` are one."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\s_.\-\u2010-\u2015]+", "", folded)


def placeholders(text: str) -> Iterator[Placeholder]:
    """The placeholders of a text, in any notation, from left to right."""
    if not any(mark in text for mark in "[{<%$_"):
        return
    for match in PATTERN.finditer(text):
        index = match.lastindex or 1
        name = match[index].strip()
        if key(name):
            yield Placeholder(match.start(), match.end(), name, match.group(), _is_sure(match, index, name))


def _is_sure(match: re.Match[str], index: int, name: str) -> bool:
    """`[[name]]` is one; `[Source]` and `[1]` may be anything, and so may `{a and b}` and `snake__case__name`."""
    if not any(letter.isalpha() for letter in name):
        return False
    if index <= _SURE:
        return True
    if match.group().startswith("__") and _touches(match):
        return False
    return len(name) > 1 and (name == name.upper() or (index > _SINGLE and " " not in name))


def _touches(match: re.Match[str]) -> bool:
    before, after = match.string[max(match.start() - 1, 0) : match.start()], match.string[match.end() : match.end() + 1]
    return before.isalnum() or after.isalnum()


def fills(text: str, values: Mapping[str, str]) -> list[Edit]:
    """The edits that put values in the place of placeholders; `values` go by `key`.

    A full stop that follows one takes the place of the value's own: "Acme Ltd." at the end of a sentence.
    """
    return [
        Edit(one.start, one.stop, _before(text[one.stop :], values[key(one.name)]))
        for one in placeholders(text)
        if key(one.name) in values
    ]


def _before(rest: str, value: str) -> str:
    doubled = value.endswith(".") and not value.endswith("..") and rest.startswith(".") and not rest.startswith("..")
    return value[:-1] if doubled else value


def opened(address: str) -> str:
    """An address with its brackets as they were typed: Markdown's reader writes `{` as `%7B`."""
    return _CODE.sub(lambda found: _ENCODED[found.group().upper()], address) if "%" in address else address


def filled_address(address: str, values: Mapping[str, str]) -> str:
    """The address with its placeholders filled, or unchanged when that does not make an https address."""
    template = opened(address)
    edits = fills(template, values)
    if not edits:
        return address
    parts: list[str] = []
    at = 0
    for edit in edits:
        value = edit.text.strip()
        whole = edit.start == 0 and value.startswith("https://")  # the rest of the address follows it
        parts += [template[at : edit.start], value if whole else quote(value, safe="/:?&=#%+,;@~")]
        at = edit.stop
    found = "".join([*parts, template[at:]])
    return found if is_https(found) else address


def is_https(address: str) -> bool:
    """Whether an address may be fetched or followed."""
    return len(address) <= _LONGEST_ADDRESS and bool(_HTTPS.fullmatch(address))


def listed(names: Collection[str], most: int = 12) -> str:
    """Names for a sentence; of many, the first ones and how many more there are."""
    shown = ", ".join(list(names)[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"
