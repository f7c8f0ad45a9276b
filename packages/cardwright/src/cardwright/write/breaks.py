r"""Card breaks: lines that hold `---` and nothing else."""

import re
from typing import Final

_BREAK: Final = re.compile(r"^[ \t]{0,3}---[ \t]*$", re.MULTILINE)


def segments(text: str) -> tuple[str, ...]:
    """The parts between breaks; n breaks give n + 1 parts.

    A part without a word makes no card: a break on the first or the last line,
    or two breaks in a row, do not lead to empty cards.
    """
    return tuple(part for part in _BREAK.split(text) if any(letter.isalnum() for letter in part))


def unbroken(text: str) -> str:
    """The text with its breaks as empty lines; a heading is never made of one."""
    return _BREAK.sub("\n", text)
