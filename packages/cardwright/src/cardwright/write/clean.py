"""Characters that no card can show, taken out before anything is read."""

import re
from typing import Final

_NEWLINE: Final = re.compile("\r\n?|\u2028|\u2029|\x85")
# Controls, halves of characters, and the private characters that `urls` uses. Tabs and new lines stay;
# so do joiners and direction marks, which Persian, Hindi and Hebrew need.
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ue000\ue001\ufeff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text with plain line ends and without unseen controls; each control leaves a space."""
    return _UNSEEN.sub(" ", _NEWLINE.sub("\n", text.removeprefix("\ufeff")))
