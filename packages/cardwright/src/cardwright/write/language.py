"""What can be told of a language from its code and from its letters."""

import re
from typing import Final

from cardwright.words import WIDE, count, terms

__all__ = ["WIDE", "count", "spaced", "spoken", "tag", "terms"]

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


def spaced(before: str, after: str) -> bool:
    """Whether a line break between these characters stands for a space."""
    return not (WIDE.match(before[-1:]) and WIDE.match(after[:1]))
