"""Wishes about form in the instructions: understood, carried out, or named as not followed."""

import pytest
from cardwright.deck import Deck, plain
from cardwright.deck.blocks.agenda import Agenda
from cardwright.deck.blocks.funnel import Funnel
from cardwright.deck.blocks.list import List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.steps import Steps
from cardwright.write.brief import Brief
from cardwright.write.builtin import write
from cardwright.write.forms import formed
from cardwright.write.wishes import Shape, Wishes, best, wishes

TEXT = """# Rivers

How they got their room back

## Floods

Levees stand back today. The meadows take the water. The town stays dry in most years.

## Hiring plan

- Engineers first
- Then two diggers
- A clerk at last

## Money

- The state pays half of every metre of levee
- Towns pay the rest over ten years
- Gifts pay for trees

## Fish

Salmon came back in the second year. Nobody had expected that many of them.
"""


@pytest.mark.parametrize(
    ("instructions", "expected"),
    [
        ("Use bullet points instead of paragraphs. End with a summary card.", Wishes("bullets", summary=True)),
        ("Bullets instead of paragraphs", Wishes("bullets")),
        ("Avoid bullet points; write full sentences", Wishes("paragraphs")),
        ("paragraphs instead of bullets", Wishes("paragraphs")),
        ("Text on the left, images on the right.", Wishes(text_side="left")),
        ("Bilder links", Wishes(text_side="right")),
        ("Start with an agenda. Add key takeaways at the end", Wishes(summary=True, agenda=True)),
        ("Texte à gauche. Terminer par un résumé", Wishes(summary=True, text_side="left")),
        ("Füge am Ende eine Zusammenfassung hinzu", Wishes(summary=True)),
        ("A pie chart of revenue", Wishes()),
        ("", Wishes()),
        ("Keep it funny. Mention our CEO", Wishes(unread=("Keep it funny", "Mention our CEO"))),
    ],
)
def test_what_is_understood(instructions: str, expected: Wishes) -> None:
    assert wishes(instructions) == expected


@pytest.mark.parametrize(
    ("sentence", "form", "about"),
    [
        ("Show the hiring plan as steps", "steps", {"hiring", "plan"}),
        ("Turn the sales numbers into a funnel", "funnel", {"sales", "numbers"}),
        ("Zeige den Ablauf als Schritte", "steps", {"ablauf"}),
        ("Muestra el plan como pasos", "steps", {"plan"}),
        ("Présentez nos valeurs sous forme de pyramide", "pyramid", {"valeurs"}),
    ],
)
def test_a_topic_in_a_form(sentence: str, form: str, about: set[str]) -> None:
    (shape,) = wishes(sentence).shapes
    assert (shape.form, shape.about) == (form, about)


def test_a_wish_is_for_the_topic_it_shares_most_words_with() -> None:
    shape = Shape("steps", frozenset({"hiring", "plan"}))
    assert best(shape, ["Our plan", "The hiring plan for spring", "Money"]) == 1
    assert best(shape, ["Money"]) is None


def made(instructions: str, cards: int | None = 8, mode: str = "preserve") -> Deck:
    return write(Brief(TEXT, mode=mode, cards=cards, instructions=instructions)).deck  # pyright: ignore[reportArgumentType]


def titles(deck: Deck) -> list[str]:
    return [plain(card.title) for card in deck.cards]


def test_paragraphs_become_bullets_and_bullets_paragraphs() -> None:
    bulleted = [block for card in made("Use bullets instead of paragraphs", 5).cards for block in card.blocks]
    assert sum(isinstance(block, List) for block in bulleted) >= 4
    flowing = [block for card in made("No bullets", 5).cards for block in card.blocks]
    assert not any(isinstance(block, List) for block in flowing)
    assert any(
        "Then two diggers. A clerk at last." in plain(block.text) for block in flowing if isinstance(block, Paragraph)
    )


@pytest.mark.parametrize("cards", [6, 7, 8])
def test_agenda_and_summary_are_counted(cards: int) -> None:
    deck = made("Begin with an agenda and end with a summary", cards)
    assert len(deck.cards) == cards
    assert titles(deck)[1] == "Agenda"
    assert titles(deck)[-1] == "In short"
    (agenda,) = deck.cards[1].blocks
    assert isinstance(agenda, Agenda)
    topics = " ".join(plain(topic) for topic in agenda.topics)
    assert "Floods" in topics and "Money" in topics
    (summary,) = deck.cards[-1].blocks
    assert isinstance(summary, List)
    assert 2 <= len(summary.items) <= 5


def test_few_cards_are_for_the_text_alone() -> None:
    assert "Agenda" not in titles(made("Begin with an agenda", 3))


def test_a_bare_topic_gets_no_summary_of_prompts() -> None:
    deck = write(Brief("Solar power", cards=6, instructions="End with a summary")).deck
    assert len(deck.cards) == 6
    assert "In short" not in titles(deck)


def test_forms_that_were_asked_for() -> None:
    deck = made("", 5)
    assert not any(isinstance(block, Steps) for card in formed(deck).cards for block in card.blocks)
    asked = formed(deck, wishes("Show the hiring plan as steps. Present the money as a funnel").shapes)
    blocks = [block for card in asked.cards for block in card.blocks]
    assert any(isinstance(block, Steps) and "diggers" in str(block) for block in blocks)
    assert any(isinstance(block, Funnel) for block in blocks)


def test_what_was_not_followed_is_said() -> None:
    warnings = write(Brief(TEXT, mode="preserve", instructions="End with a summary. Keep it funny.")).warnings
    assert any("“Keep it funny”" in warning and "summary" not in warning for warning in warnings)
    assert not write(Brief(TEXT, mode="preserve", instructions="End with a summary.")).warnings
