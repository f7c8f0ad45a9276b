"""Transcripts: who speaks is told from what is said; cards are named by the matter."""

import pytest
from cardwright.deck import Deck, plain, words
from cardwright.deck.blocks.list import List
from cardwright.write import transcript
from cardwright.write.brief import Brief
from cardwright.write.builtin import write

ENGLISH = """Harbour meeting

Present: Anna, Tom, Mia

ANNA: Good morning everyone.
TOM: The crane repair costs 48,000 euros, which is 12,000 more than planned.
ANNA: Can we take that from reserves?
TOM: Yes. The reserve fund holds 90,000 euros. It was filled over ten years. Nobody has touched it since the storm.
ANNA: Then we decided: the crane is repaired in March.
MIA: I write to the supplier.
"""
STAMPED = """Anna Berg  0:12
Welcome to the garden meeting.
We have two points.

Tom Weir  0:30
The fence costs 900 pounds.

Anna Berg  1:02
We agreed to build it in April.
"""


def said(deck: Deck) -> str:
    return "\n".join(words(card) for card in deck.cards)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (ENGLISH, {"ANNA", "TOM", "MIA"}),
        (STAMPED, {"Anna Berg", "Tom Weir"}),
        ("[00:12:03] Tom Weir: We looked\n[00:12:40] Ruth Hale: At it\n[00:13:05] Tom Weir: Twice", {"Tom Weir", "Ruth Hale"}),
        ("Speaker 1 (12:03): Hi\nSpeaker 2 (12:10): Hello\nSpeaker 1 (12:20): Bye", {"Speaker 1", "Speaker 2"}),
        ("Anne : Bonjour.\nLuc : La toiture coûte 12 000 euros.\nAnne : Très bien.\nLuc : Oui.", {"Anne", "Luc"}),
        ("ANKE: Guten Abend.\nOLE: Die Theke kostet 8.400 Euro.\nANKE: Wir kaufen sie.", {"ANKE", "OLE"}),
        ("佐藤：おはようございます。\n田中：予算は300万円です。\n佐藤：決定しました。", {"佐藤", "田中"}),
        ("هدى: صباح الخير.\nسامر: تكلفة السقف 5000 دولار.\nهدى: متى نبدأ؟", {"هدى", "سامر"}),
        ("Анна: Добрый день.\nОлег: Ремонт стоит 50 000 рублей.\nАнна: Начнём в мае.", {"Анна", "Олег"}),
        ("**Ana:** Hola.\n**Luis:** El puente cuesta 3 millones.\n**Ana:** Bien.", {"Ana", "Luis"}),
    ],
)  # fmt: skip
def test_speakers_are_found(text: str, names: set[str]) -> None:
    assert transcript.speakers(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Name: Harbour Bridge\nBuilt: 1932\nLength: 1,149 m\nMaterial: Steel",
        "Name: Anna\nAge: 34\n\nName: Tom\nAge: 51\n\nName: Mia\nAge: 28",
        "09:00 Coffee: in the hall\n09:30 Talk: bridges\n11:00 Walk: the harbour",
        "From: Ines\nTo: Per\n\nRoof leaks.\n\nFrom: Per\nTo: Ines\n\nI know.",
        "- Anna: writes the letter.\n- Tom: calls Leeds.\n- Anna: pays.",
        "The plan has one aim: to save.\nIt has one risk: rain.\nIt has one cost: time.",
    ],
)
def test_other_texts_have_none(text: str) -> None:
    assert not transcript.speakers(text)


def test_preserving_makes_every_turn_an_item_with_its_speaker_in_bold() -> None:
    deck = write(Brief(STAMPED, "preserve", cards=1)).deck
    (turns,) = (block for block in deck.cards[0].blocks if isinstance(block, List))
    assert [plain(item.text) for item in turns.items] == [
        "Anna Berg 0:12: Welcome to the garden meeting. We have two points.",
        "Tom Weir 0:30: The fence costs 900 pounds.",
        "Anna Berg 1:02: We agreed to build it in April.",
    ]
    assert [item.text[0].text for item in turns.items if item.text[0].bold] == ["Anna Berg", "Tom Weir", "Anna Berg"]


def test_what_stands_before_the_first_turn_stays_there() -> None:
    deck = write(Brief(ENGLISH, "preserve", cards=1)).deck
    assert deck.title == "Harbour meeting"
    assert words(deck.cards[0]).index("Present: Anna, Tom, Mia") < words(deck.cards[0]).index("ANNA: Good morning")


@pytest.mark.parametrize("mode", ["preserve", "condense"])
@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("ANNA: Good morning.\nTOM: The crane repair costs 48,000 euros.\nANNA: Fine.", "The crane repair costs 48,000 euros"),
        ("Анна: Добрый день.\nОлег: Ремонт крана стоит 50 000 рублей.\nАнна: Хорошо.", "Ремонт крана стоит 50 000 рублей"),
        ("Anne : Bonjour.\nLuc : La toiture coûte 12 000 euros.\nAnne : Bien.", "La toiture coûte 12 000 euros"),
        ("هدى: صباح الخير.\nسامر: تكلفة السقف 5000 دولار.\nهدى: حسنا.", "تكلفة السقف 5000 دولار"),
    ],
)  # fmt: skip
def test_a_card_is_named_by_the_matter_and_not_by_a_speaker(text: str, title: str, mode: str) -> None:
    deck = write(Brief(text, mode, cards=1)).deck  # type: ignore[arg-type]
    assert plain(deck.cards[0].title) == title
    assert deck.title == title


def test_what_announces_a_decision_is_no_title() -> None:
    text = "ANNA: Hello.\nTOM: Then we agreed: pump 4 goes first of all, in March.\nANNA: Yes."
    assert plain(write(Brief(text, "preserve", cards=1)).deck.cards[0].title).startswith("Pump 4 goes first")


def test_a_name_does_not_stand_alone_however_many_cards_there_are() -> None:
    text = (
        "ANNA: Hello, all of you.\nTOM: The crane, which is old, costs 48,000 euros, and more.\nANNA: Fine, let us pay."
    )
    for card in write(Brief(text, "preserve", cards=7)).deck.cards:
        assert words(card).strip(" :\n") not in {"ANNA", "TOM"}


def test_condensing_keeps_figures_and_decisions_with_who_said_them() -> None:
    found = said(
        write(Brief(ENGLISH.partition("\n\n")[2].partition("\n\n")[2], "condense", cards=1, amount="medium")).deck
    )
    assert "TOM: The crane repair costs 48,000 euros" in found
    assert "ANNA: Then we decided: the crane is repaired in March" in found
    assert "Good morning" not in found


TALK = """Release meeting

Meera: Good morning everyone. Let us start with where 3.2 stands.

Rosa: Yes, hi. The feature work is finished. On the staging data a query takes 240 ms, and in 3.1 it took 90 ms.

Meera: Thanks.

Rosa: Can I have the bigger machine? It costs 480 dollars for the two weeks.

Meera: Approved. Have a good week, everybody.
"""


def test_condensing_drops_small_talk_and_turns_of_nothing_else() -> None:
    found = said(write(Brief(TALK, "condense", cards=3)).deck)
    assert not any(words in found for words in ("Good morning", "hi.", "Thanks", "good week", "Let us start"))
    assert "Rosa: The feature work is finished" in found
    assert "Meera: Approved." in found


def test_preserving_keeps_small_talk_but_takes_no_title_from_it() -> None:
    deck = write(Brief(TALK, "preserve", cards=4)).deck
    assert "Good morning everyone" in said(deck)
    assert not any("good week" in plain(card.title) for card in deck.cards)


def test_what_was_said_before_a_time_stays_with_its_turn() -> None:
    text = "[09:00] Ann: Hello. The fence costs 900 pounds.\n[09:01] Tom: Who pays?\n[09:02] Ann: The club pays half.\n[09:03] Tom: Fine by me."
    assert "09:00" in said(write(Brief(text, "condense", cards=1)).deck)
