"""Our own words in every output language."""

import unicodedata

import pytest
from cardwright.deck import rich
from cardwright.language import language
from cardwright.language.headings import all_headings, headings
from cardwright.write.closing import closes
from cardwright.write.language import tag
from cardwright_wire import LANGUAGES

SCRIPTS = {
    "Cyrl": "CYRILLIC", "Grek": "GREEK", "Arab": "ARABIC", "Hebr": "HEBREW", "Deva": "DEVANAGARI", "Hans": "CJK",
    "Hant": "CJK", "Hang": "HANGUL", "Thai": "THAI", "Gujr": "GUJARATI", "Telu": "TELUGU", "Beng": "BENGALI",
    "Taml": "TAMIL", "Knda": "KANNADA", "Mlym": "MALAYALAM", "Jpan": "CJK", "Latn": "LATIN",
}  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_output_language_has_its_own_words_in_its_own_script(code: str) -> None:
    own = headings(tag(code))
    assert tag(code).startswith("en") or own != headings("en")
    for words in (own.agenda, *own.thanks):
        letters = [letter for letter in words if letter.isalpha()]
        script = SCRIPTS[language(tag(code)).script.name]
        kinds = {unicodedata.name(letter).split()[0] for letter in letters}
        assert kinds <= {script, *(["HIRAGANA"] if code.startswith("ja") else [])}, words


def test_a_tag_with_a_country_has_the_words_of_its_language() -> None:
    assert headings("pt-PT") == headings("pt-BR") == headings("pt")
    assert headings("zh-TW") == headings("zh-Hant-HK") != headings("zh-CN")
    assert headings("tlh") == headings("en")


@pytest.mark.parametrize("name", all_headings())
def test_thanks_in_every_language_close_a_deck(name: str) -> None:
    for thanks in all_headings()[name].thanks:
        for title in (thanks, f"{thanks}!", thanks.upper()):
            assert closes(rich(title), ())


@pytest.mark.parametrize(
    "title", ["Tak wygląda plan", "Tacks and nails", "Thankless tasks", "Takk og pris", "Mercier & Co. in Lyon"]
)
def test_words_that_only_begin_alike_do_not(title: str) -> None:
    assert not closes(rich(title), ())
