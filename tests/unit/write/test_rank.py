"""Which sentences are chosen, and what titles keep of figures."""

from cardwright.deck import plain, rich
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.write.brief import Brief
from cardwright.write.builtin import write
from cardwright.write.condense import condensed
from cardwright.write.language import count
from cardwright.write.outline import Section, said
from cardwright.write.pack import Draft
from cardwright.write.rank import Weights, chosen, sentence
from cardwright.write.titles import phrase


def test_figures_with_their_units_weigh_more_than_talk() -> None:
    texts = [
        "The meeting was opened in a friendly mood by everybody there.",
        "The mood in the room was friendly and everybody was glad.",
        "Sales rose by 14 percent to 310,000 euros within 8 months.",
    ]
    found = [sentence(text, 3) for text in texts]
    weights = Weights(found)
    assert max(found, key=weights.score).text == texts[2]


def test_a_sentence_said_twice_is_chosen_once() -> None:
    texts = [
        "The dam was closed in 1998 by the county.",
        "The dam was closed in 1998 by the county.",
        "Trout came back to it.",
    ]
    found = [sentence(text, at) for at, text in enumerate(texts)]
    assert chosen(found, Weights(found), 14, 2) == [0, 2]


def test_a_title_never_ends_in_a_figure_whose_unit_was_cut_off() -> None:
    assert phrase("The offer for the whole big tent is 1,450 euros, and building it costs 300 more.") == (
        "The offer for the whole big tent"
    )


def test_what_was_decided_weighs_more_than_what_was_remarked() -> None:
    texts = ["The council decided to close the old bridge.", "The visitors looked at the old bridge quietly."]
    found = [sentence(text, 2) for text in texts]
    assert max(found, key=Weights(found).score).text == texts[0]


def test_a_sentence_that_says_the_words_of_its_heading_weighs_more() -> None:
    text = "The council looked at the northern bridge again."
    weights = Weights([sentence(text, 2)])
    assert weights.score(sentence(text, 2, frozenset(["bridge"]))) > weights.score(sentence(text, 2))


def test_sections_on_one_card_keep_points_of_their_own_where_there_is_room() -> None:
    def told(name: str) -> tuple[Paragraph]:
        all_new = (" ".join(letter * size for size in range(4, 10)) for letter in "bcdfghjklm")
        return (Paragraph(rich(" ".join(f"The {name} {words}." for words in all_new))),)

    sections = tuple(Section(rich(name.title()), 2, told(name)) for name in ("heron", "otter"))
    (draft,) = condensed([Draft(sections)], "detailed")
    texts = [" ".join(map(said, section.blocks)) for section in draft.sections]
    assert [plain(section.head) for section in draft.sections] == ["Heron", "Otter"]
    assert "heron" in texts[0]
    assert "otter" in texts[1]
    assert all(25 <= count(text) <= 55 for text in texts)  # noqa: PLR2004 - about half of a card's words


def test_an_opening_without_a_heading_goes_under_the_next_one_when_texts_are_shortened() -> None:
    opening, next_one = (Paragraph(rich(text)) for text in ("It took nine months.", "Reports open faster."))
    (draft,) = condensed([Draft((Section((), 0, (opening,)), Section(rich("Reports"), 2, (next_one,))))], "medium")
    assert [plain(section.head) for section in draft.sections] == ["Reports"]
    assert draft.sections[0].blocks == (opening, next_one)


def test_a_card_without_a_heading_is_named_by_the_sentence_that_says_most() -> None:
    text = (
        "The photo hung in the town hall. The number of kingfishers rose from 4 to 11 pairs. Tamarisk grows on the gravel banks again.\n\n"
        "The last weir stands at the old mill, and the mill keeps its water until 2028. A ramp of stones helps until then."
    )
    titles = [plain(card.title) for card in write(Brief(text, "condense", cards=2)).deck.cards]
    assert titles[0] == "The number of kingfishers rose from 4 to 11 pairs"


def test_in_preserved_text_the_first_sentence_stays_first() -> None:
    text = "The photo hung in the town hall. The number of kingfishers rose from 4 to 11 pairs. Tamarisk grows on the banks."
    assert plain(write(Brief(text, "preserve", cards=1)).deck.cards[0].title) == "The photo hung in the town hall"
