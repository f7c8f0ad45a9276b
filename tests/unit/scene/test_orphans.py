"""The last two words of a running text stay on one line; nothing else of the text changes."""

import pytest
from cardwright.scene import Look, Run
from cardwright.scene.orphans import kept_together
from hypothesis import given
from hypothesis import strategies as st

BODY = Look("body", 20.0, 1.4, 400, "text", "body")
SENTENCE = "A ramp of boulders now lets fish pass."


def joined(text: str, width: float = 800.0) -> str:
    return "".join(run.text for run in kept_together([Run(text)], BODY, width))


def test_the_last_two_words_stay_together() -> None:
    assert joined(SENTENCE) == "A ramp of boulders now lets fish\u00a0pass."


def test_bold_ends_are_bound_too() -> None:
    found = kept_together([Run("A ramp of boulders now lets fish "), Run("pass.", bold=True)], BODY, 800.0)
    assert [run.text for run in found] == ["A ramp of boulders now lets fish\u00a0", "pass."]
    assert found[1].bold


@pytest.mark.parametrize(
    "text",
    ["What did not work", "word", "", "one two three four incomprehensibilities", "a b c d e\nf", "水が流れる。今日は"],
)
def test_labels_long_words_and_lines_stay_as_they_are(text: str) -> None:
    assert joined(text) == text


def test_a_narrow_place_keeps_its_breaks() -> None:
    assert joined(SENTENCE, width=90.0) == SENTENCE


@given(st.lists(st.text("ab \n\u00a0", max_size=12), max_size=4), st.floats(10, 900))
def test_only_one_space_ever_changes(texts: list[str], width: float) -> None:
    runs = [Run(text) for text in texts]
    found = kept_together(runs, BODY, width)
    before, after = "".join(texts), "".join(run.text for run in found)
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert changed in ([], [(" ", "\u00a0")])


def test_large_words_end_in_two_also_where_they_fill_a_line() -> None:
    title = Look("heading", 40.0, 1.2, 700, "text", "heading")
    found = kept_together([Run("Where the trust stands")], title, 420.0)
    assert found[0].text == "Where the trust\u00a0stands"
