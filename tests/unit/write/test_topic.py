"""A request for a deck is not its title; what the deck is to be about is."""

import pytest
from cardwright.write.brief import Brief
from cardwright.write.builtin import write
from cardwright.write.topic import topic_of


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("Create a presentation about renewable energy", "Renewable energy"),
        ("please make me a short 10-slide pitch deck on vertical farming.", "Vertical farming"),
        ("a report about the river Velm", "The river Velm"),
        ("Write a web page titled 'Our harbour'", "Our harbour"),
        ("Erstelle eine Präsentation über Windkraft", "Windkraft"),
        ("Créez une présentation sur le vélo en ville", "Le vélo en ville"),
        ("Crea una presentación sobre el agua", "El agua"),
    ],
)
def test_the_topic_is_named_without_the_request(asked: str, topic: str) -> None:
    assert topic_of(asked) == topic


@pytest.mark.parametrize(
    "said",
    [
        "Renewable energy",
        "Deck building for beginners",
        "Post offices of the north",
        "再生可能エネルギー",
        "Make a deck about ",
    ],
)
def test_what_asks_for_nothing_stays(said: str) -> None:
    assert topic_of(said) == said.strip()


def test_the_cover_carries_the_topic() -> None:
    deck = write(Brief("Create a presentation about renewable energy", mode="generate", cards=8)).deck
    assert deck.title == "Renewable energy"
    assert len(deck.cards) == 8
