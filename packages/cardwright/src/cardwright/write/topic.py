"""What a request for a deck is about: "Create a presentation about solar power" asks for "Solar power"."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

_REQUESTS: Final = Path(__file__).with_name("requests.toml")
_AROUND: Final = " \t\n.,:;!?。؟\"'“”«»„「」『』"


def topic_of(text: str) -> str:
    """The topic that a short text names, one line, without the words that ask for a deck."""
    line = " ".join(text.split())
    named = next((named for one in _patterns() if (found := one.match(line)) and (named := _named(found, line))), "")
    return named[:1].upper() + named[1:] if named else line.rstrip(" .:;,。")


def _named(request: re.Match[str], line: str) -> str:
    """The topic, in the pattern's own group or behind all of what it matches."""
    said = request["topic"] if "topic" in request.re.groupindex else line[request.end() :]
    return said.strip(_AROUND)


@cache
def _patterns() -> Sequence[re.Pattern[str]]:
    data = tomllib.loads(_REQUESTS.read_text(encoding="utf-8"))
    return [re.compile(one.replace("\n", ""), re.IGNORECASE) for patterns in data.values() for one in patterns]
