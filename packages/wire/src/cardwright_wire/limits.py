"""How long and how many: the limits of a request.

Lengths are in code points, as the reference's validator counts them: an emoji
outside the basic plane is one character, not the two of JavaScript's `length`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cardwright_wire.enums import Plan

INPUT_TEXT_LENGTH: Final = 400_000
PROMPT_LENGTH: Final = 400_000
TITLE_LENGTH: Final = 500
INSTRUCTIONS_LENGTH: Final = 5_000
TONE_LENGTH: Final = 500
AUDIENCE_LENGTH: Final = 500
STYLE_LENGTH: Final = 5_000  # the reference's guide says 500, its schema 5000
ELEMENT_VALUE_LENGTH: Final = 500
ELEMENT_SRC_LENGTH: Final = 2_048
MOST_FOLDERS: Final = 10
MOST_PAGES: Final = 50
MOST_RECIPIENTS: Final = 25
LEAST_CARDS: Final = 1
DEFAULT_CARDS: Final = 10

# Most cards of one generation.
CARDS_OF_PLAN: Final[Mapping[Plan, int]] = MappingProxyType({"pro": 60, "ultra": 75, "teams": 60, "business": 60})
