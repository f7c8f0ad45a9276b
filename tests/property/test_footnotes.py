"""Whatever refers to notes: none of their words is lost, their numbers count as they are read, and all have a place."""

from cardwright.deck import all_words
from cardwright.layout.footnotes import apart, notes, referred
from cardwright.write.brief import Brief
from cardwright.write.builtin import write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import built

LINES = [
    "The weir was opened{}.", "- A point{}", "- **Label**: said{}", "1. First{}", "## Head{}", "| a{} | 5 |\n|---|---|\n| b | 7{} |",
    "> Quoted{}", "“Said”{} — Ann", "Length: 5 km{}", "2019: opened{}", "**Bold**{}", "---", "Two{} in{} one. More.{} End.",
    "水が流れる。{}", "عادت الأسماك{}", "![a](https://example.org/a.png){}", "", "Label{}:", "Short. {} Next one follows.",
]  # fmt: skip
LABELS = ["1", "2", "note", "ß", "x-y"]
texts = st.lists(
    st.tuples(st.sampled_from(LINES), st.lists(st.sampled_from(LABELS), max_size=4)), min_size=1, max_size=14
)


def written(lines: list[tuple[str, list[str]]]) -> str:
    parts: list[str] = []
    for line, labels in lines:
        marks = iter([*(f"[^{label}]" for label in labels), "", "", "", ""])
        parts.append(line.format(*(next(marks) for _ in range(line.count("{}")))))
    defined = "\n".join(f"[^{label}]: Noteword{at}" for at, label in enumerate(LABELS))
    return "\n\n".join(parts) + f"\n\n{defined}\n"


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, st.none() | st.integers(1, 4))
def test_no_word_of_a_note_is_lost(lines: list[tuple[str, list[str]]], cards: int | None) -> None:
    said = all_words(write(Brief(written(lines), "preserve", cards=cards)).deck)
    assert all(f"Noteword{at}" in said for at in range(len(LABELS)))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, st.sampled_from(["16x9", "a4"]))
def test_numbers_count_as_they_are_read(lines: list[tuple[str, list[str]]], format: str) -> None:
    laid = built(write(Brief(written(lines), "preserve", cards=None)).deck, format).laid
    bodies = [apart(page.card.root) for page in laid.pages]
    found = dict.fromkeys(number for body, _ in bodies for number in referred([body]))
    assert list(found) == list(range(1, len(found) + 1))
    assert all(set(notes(foot)) == set(referred([body])) for body, foot in bodies)
