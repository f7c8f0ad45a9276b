"""Which language a tag means, and the order of the faces it brings."""

import pytest
from cardwright.language import EMOJI, language, scripts


@pytest.mark.parametrize(
    ("tag", "known", "script"),
    [
        ("en", "en", "Latn"),
        ("en-AU", "en", "Latn"),
        ("pt-pt", "pt-PT", "Latn"),
        ("pt_BR", "pt", "Latn"),
        ("zh", "zh", "Hans"),
        ("zh-Hant-TW", "zh-TW", "Hant"),
        ("zh-HK", "zh-TW", "Hant"),
        ("no", "nb", "Latn"),
        ("iw", "he", "Hebr"),
        ("AR", "ar", "Arab"),
    ],
)
def test_a_tag_means_the_nearest_language(tag: str, known: str, script: str) -> None:
    assert (language(tag).tag, language(tag).script.name) == (known, script)


@pytest.mark.parametrize(
    ("tag", "script"), [("ps", "Arab"), ("yi", "Hebr"), ("ne", "Deva"), ("xx-YY", "Latn"), ("", "Latn")]
)
def test_a_language_beyond_the_table_takes_its_script(tag: str, script: str) -> None:
    assert language(tag).script.name == script
    assert language(tag).locale == (tag or "en-US")


def test_other_scripts_follow_the_own_one_and_emoji_come_last() -> None:
    for tag in ("en", "ar", "zh", "zh-TW", "ja", "ko", "th"):
        faces = language(tag).faces
        assert faces[-1] == EMOJI
        assert set(faces) == {one.face for one in scripts().values() if one.face} | {EMOJI}
        assert len(faces) == len(set(faces))


def test_han_letters_come_from_the_faces_of_the_language_that_writes_them() -> None:
    assert language("zh").faces[0] == "Noto Sans SC"
    assert language("zh-TW").faces[:2] == ("Noto Sans TC", "Noto Sans SC")
    assert language("ko").faces[0] == "Noto Sans KR"
    assert language("en").faces.index("Noto Sans JP") < language("en").faces.index("Noto Sans SC")
