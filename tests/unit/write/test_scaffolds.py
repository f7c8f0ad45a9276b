"""Every language of the wire has every card of a scaffold, written in its own letters."""

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Final

import pytest
from cardwright.deck import plain
from cardwright.write import scaffold
from cardwright.write.brief import Brief
from cardwright.write.builtin import SCAFFOLD, write
from cardwright.write.language import tag
from cardwright_wire.enums import LANGUAGES

_FILES: Final = Path(scaffold.__file__).with_name("scaffolds")
# Two marks in a row, a space before a mark or where none belongs, marks of our own.
_FLAWS: Final = re.compile(r"[.,:;!?。、，؛،؟]\s*[.,:;!?。、，؛،؟]| [,.;!?、。，،؛؟]|\s\s|^\s|\s$|[|_<>]")
# What the names that Unicode gives the letters begin with; `LATIN` for all others.
_SCRIPTS: Final = {
    **dict.fromkeys(("ar", "fa", "ur"), ("ARABIC",)),
    **dict.fromkeys(("ru", "uk", "bg", "mk", "sr", "kk"), ("CYRILLIC",)),
    **dict.fromkeys(("hi", "mr"), ("DEVANAGARI",)),
    "he": ("HEBREW",),
    "el": ("GREEK",),
    "bn": ("BENGALI",),
    "gu": ("GUJARATI",),
    "ta": ("TAMIL",),
    "te": ("TELUGU",),
    "kn": ("KANNADA",),
    "ml": ("MALAYALAM",),
    "th": ("THAI",),
    "ko": ("HANGUL",),
    "ja": ("CJK", "HIRAGANA", "KATAKANA"),
    "zh-cn": ("CJK",),
    "zh-tw": ("CJK",),
}


def _texts(code: str) -> dict[str, list[str]]:
    return tomllib.loads((_FILES / f"{code}.toml").read_text(encoding="utf-8"))


def test_no_language_of_the_wire_falls_back_to_english() -> None:
    for code in LANGUAGES:
        first = scaffold.cards(3, code, "")[0]
        assert code.startswith("en") or plain(first.title) != "Why it matters", code


@pytest.mark.parametrize("code", scaffold.languages())
def test_a_language_has_every_card_with_its_title_and_two_prompts(code: str) -> None:
    slots = _texts(code)
    assert list(slots) == list(_texts("en"))
    assert all(len(texts) == 3 and all(texts) for texts in slots.values())
    titles = [texts[0] for texts in slots.values()]
    assert len(set(titles)) == len(titles)
    assert [name for name, texts in slots.items() if "{n}" in "".join(texts)] == ["point"]
    for text in (text for texts in slots.values() for text in texts):
        assert not _FLAWS.search(text), text
        assert text == unicodedata.normalize("NFC", text), text


@pytest.mark.parametrize("code", scaffold.languages())
def test_a_language_is_written_in_its_own_letters(code: str) -> None:
    wanted = _SCRIPTS.get(code, ("LATIN",))
    for text in (text.replace("{n}", "1") for texts in _texts(code).values() for text in texts):
        letters = [letter for letter in text if letter.isalpha()]
        assert letters
        assert not [one for one in letters if not unicodedata.name(one).startswith(wanted)], text


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_deck_of_a_bare_topic_has_the_topic_the_prompts_and_the_warning(code: str) -> None:
    found = write(Brief("Solar power", mode="generate", cards=5, language=tag(code)))
    slots = scaffold.cards(4, code, "Solar power")
    assert plain(found.deck.cards[0].title) == "Solar power"
    assert found.deck.cards[1:] == tuple(slots)
    assert all(card.notes for card in slots)
    assert SCAFFOLD in found.warnings
