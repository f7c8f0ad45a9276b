"""A bare topic gets the order of thought that suits it, in the language asked for."""

import pytest
from cardwright.deck import plain
from cardwright.write import scaffold
from cardwright.write.brief import Brief
from cardwright.write.builtin import SCAFFOLD, write


@pytest.mark.parametrize(
    ("topic", "frame"),
    [
        ("Pitch deck for a bicycle courier startup", "pitch"),
        ("Quarterly results of the Leeds branch", "report"),
        ("Introduction to fractions for year 5", "lesson"),
        ("Proposal to move the archive", "proposal"),
        ("Heat pumps vs gas boilers", "comparison"),
        ("How to prune apple trees", "howto"),
        ("The history of the lighthouse", "history"),
        ("Summer festival of the rowing club", "event"),
        ("A new app for allotment gardens", "product"),
        ("Solar power", "explain"),
        ("Jahresbericht des Sportvereins", "report"),
        ("Die Geschichte der Dampfmaschine", "history"),
        ("Comment préparer un jardin", "howto"),
        ("Propuesta para un huerto escolar", "proposal"),
        ("Introdução à fotografia", "lesson"),
        ("電気自動車とガソリン車の比較", "comparison"),
        ("茶叶的历史", "history"),
        ("تقرير الربع الأول", "report"),
    ],
)
def test_the_words_of_a_topic_choose_the_frame(topic: str, frame: str) -> None:
    assert scaffold.frame(topic) == frame


def test_a_topic_that_tells_nothing_leaves_it_to_the_wishes() -> None:
    assert scaffold.frame("Solar power", "for investors") == "pitch"
    assert scaffold.frame("The history of tea", "for investors") == "history"


def test_every_frame_has_the_cards_asked_for_in_every_language() -> None:
    topics = ["", "pitch", "report", "lesson", "proposal", "compare", "how to", "history", "event", "product"]
    assert {scaffold.frame(topic) for topic in topics} == set(scaffold.frames())
    for code in scaffold.languages():
        for topic in topics:
            for number in (0, 1, 2, 5, 9, 14):
                cards = scaffold.cards(number, code, topic)
                titles = [plain(card.title) for card in cards]
                assert len(cards) == number
                assert len(set(titles)) == number, f"{code} {topic}: {titles}"


def test_cards_tell_the_speaker_what_to_say_and_the_answer_warns() -> None:
    found = write(Brief("Heat pumps vs gas boilers", mode="generate", cards=6))
    assert [plain(card.title) for card in found.deck.cards][:3] == [
        "Heat pumps vs gas boilers",
        "Why it matters",
        "How to judge",
    ]
    assert all(card.notes for card in found.deck.cards[1:])
    assert found.warnings == (SCAFFOLD,)
