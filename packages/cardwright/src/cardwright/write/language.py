"""What can be told of a language from its code and from its letters."""

import re
from typing import Final

_WIDE_RANGES: Final = (
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"  # Chinese, Japanese
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\U00020000-\U0002fa1f"  # Thai, Lao, Burmese, Khmer
)
WIDE: Final = re.compile(f"[{_WIDE_RANGES}]")  # letters of scripts that set no space between words
_WORD: Final = re.compile(r"[^\W_]+(?:[’'._\-]?[^\W_]+)*")
_CHARS_PER_WORD: Final = 2  # of the scripts above; a Chinese or Japanese word has about two

# The scripts that give a language away, with the one most probably meant.
_SCRIPTS: Final = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
    ("ar", re.compile("[\u0600-\u06ff\u0750-\u077f]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("gu", re.compile("[\u0a80-\u0aff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("te", re.compile("[\u0c00-\u0c7f]")),
    ("kn", re.compile("[\u0c80-\u0cff]")),
    ("ml", re.compile("[\u0d00-\u0d7f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
)
_SAME_SCRIPT: Final = {
    "ja": {"ja"},
    "zh": {"zh", "ja"},
    "ar": {"ar", "fa", "ur"},
    "hi": {"hi", "mr"},
    "ru": {"ru", "uk", "bg", "mk", "sr", "kk", "uz", "bs"},
}
_LATIN_LETTER: Final = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_SAMPLE: Final = 20_000  # characters looked at


def tag(code: str) -> str:
    """The BCP 47 tag of the wire's language code: `pt-br` is `pt-BR`, `ja-da` is `ja`."""
    head, _, region = code.strip().lower().partition("-")
    if (head, region) == ("ja", "da"):  # a style of Japanese, not a region
        return "ja"
    return f"{head}-{region.upper()}" if region else head or "en"


def spoken(text: str, wanted: str) -> str:
    """The language the text is in: `wanted` when its letters allow that, else what they say.

    Both are BCP 47 tags. Languages that share a script are not told apart.
    """
    sample = text[:_SAMPLE]
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS}
    latin = len(_LATIN_LETTER.findall(sample)) / 2.5  # a foreign name takes more letters than a foreign word
    if counts["ja"] * 10 > counts["zh"]:  # kana among the characters
        counts["ja"] += counts["zh"]
    found = max(counts, key=lambda name: counts[name])
    if counts[found] <= latin:
        return wanted
    primary = wanted.partition("-")[0]
    return wanted if primary in _SAME_SCRIPT.get(found, {found}) else found


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


def spaced(before: str, after: str) -> bool:
    """Whether a line break between these characters stands for a space."""
    return not (WIDE.match(before[-1:]) and WIDE.match(after[:1]))
