"""How long and how many: the limits of a request, and how length is counted."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cardwright_wire.enums import Plan

INPUT_TEXT_LENGTH: Final = 400_000
INSTRUCTIONS_LENGTH: Final = 5_000
TONE_LENGTH: Final = 500
AUDIENCE_LENGTH: Final = 500
STYLE_LENGTH: Final = 5_000  # the reference's guide says 500, its schema 5000
ELEMENT_VALUE_LENGTH: Final = 500
ELEMENT_SRC_LENGTH: Final = 2_048
MOST_FOLDERS: Final = 10
MOST_RECIPIENTS: Final = 25
LEAST_CARDS: Final = 1
DEFAULT_CARDS: Final = 10

# Most cards of one generation.
CARDS_OF_PLAN: Final[Mapping[Plan, int]] = MappingProxyType({"pro": 60, "ultra": 75, "teams": 60, "business": 60})


def length(text: str) -> int:
    """Characters of a text as JavaScript's `length` counts them: UTF-16 units, so an emoji is two.

    Clients check a limit with `length` before they send, and a form's
    `maxlength` counts the same, so this is the count on which both sides agree.
    """
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_longer(text: str, limit: int) -> bool:
    """Whether a text exceeds a limit; counts only when the answer is not plain from its size."""
    size = len(text)
    return size > limit or (2 * size > limit and length(text) > limit)
