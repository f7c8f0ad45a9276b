"""Which sentences are chosen, and what titles keep of figures."""

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
