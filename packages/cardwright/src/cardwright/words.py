"""Words counted and compared in any script, also where no spaces stand between them."""

import re
from typing import Final

# Thai, Lao, Burmese, Khmer: words of several letters each, and which those are only a dictionary knows.
SOUTHEAST: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_WIDE_RANGES: Final = (
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"  # Chinese, Japanese
    f"\U00020000-\U0002fa1f{SOUTHEAST}"
)
WIDE: Final = re.compile(f"[{_WIDE_RANGES}]")  # letters of scripts that set no space between words
_WORD: Final = re.compile(r"[^\W_]+(?:[’'._\-]?[^\W_]+)*")
_CHARS_PER_WORD: Final = 2  # of the scripts above; a Chinese or Japanese word has about two


def count(text: str) -> int:
    """Words; where a script sets no spaces, two characters count as one."""
    wide = len(WIDE.findall(text))
    rest = WIDE.sub(" ", text) if wide else text
    return sum(1 for _ in _WORD.finditer(rest)) + -(-wide // _CHARS_PER_WORD)


def terms(text: str) -> list[str]:
    """What a text is compared by: folded words, and pairs of characters where there are no spaces."""
    folded = text.casefold()
    found: list[str] = []
    for word in _WORD.findall(folded):
        if WIDE.search(word):
            found.extend(word[at : at + 2] for at in range(max(len(word) - 1, 1)))
        else:
            found.append(word)
    return found
