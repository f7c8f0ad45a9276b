"""What is said out of courtesy is told from what is to be kept."""

import pytest
from cardwright.write.courtesy import polite, small_talk


@pytest.mark.parametrize("text", ["Dear all,", "Kind regards", "Viele Grüße", "مساء الخير جميعًا،"])
def test_greetings_are_polite(text: str) -> None:
    assert polite(text)


def test_what_says_something_is_not_polite() -> None:
    assert not polite("The roof leaks.")
    assert not polite("Best of all, the club has money left for a new roof")


@pytest.mark.parametrize(
    "sentence",
    [
        "Good morning everyone, can you all hear me?", "Yes, hi.", "Have a good week, everybody.", "Let us start with where 3.2 stands.",
        "Anything else?", "Guten Morgen zusammen.", "Schönes Wochenende!", "Beginnen wir mit dem Dach.", "Bonjour à tous, merci d'être venus malgré la grève.",
        "On commence par la date.", "Buenas tardes a todos.", "¿Me oyen bien?", "Bom dia, pessoal.", "Grazie a tutti.", "Goedemorgen allemaal.",
        "Добрый день, коллеги!", "Dzień dobry państwu.", "Merhaba arkadaşlar.", "صباح الخير جميعا.", "בוקר טוב לכולם.", "नमस्ते।",
        "皆さん、お忙しいところありがとうございます。", "発表会の日程から決めましょう。", "今日は暑い中ありがとうございました。", "大家好。", "안녕하세요, 여러분.",
    ],
)  # fmt: skip
def test_small_talk(sentence: str) -> None:
    assert small_talk(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Thanks to the levy that leaves 400 euros.", "The launch moves to Thursday.", "Good mornings are rare in this office.", "Hidden costs are the problem.",
        "Wir brauchen mehr Platz.", "Merci Consulting a rendu son rapport en 2019.", "会場は7月12日なら空いています。", "谢谢是第一课的主题，共24课。",
    ],
)  # fmt: skip
def test_what_says_something_is_no_small_talk(sentence: str) -> None:
    assert not small_talk(sentence)
