"""Lint of whatever comes: broken files, odd boxes, any colours."""

import io
import zipfile
from functools import cache

import pytest
from cardwright.errors import InvalidInput
from cardwright.lint import Subject, judged
from cardwright.lint.canvas import Element, Kind, Paragraph, Role, Run
from cardwright.lint.colors import mixed
from cardwright.lint.examples import deck as subject
from cardwright.lint.examples import slide
from cardwright.lint.geometry import common, gaps
from cardwright.lint.lines import broken
from cardwright.lint.pptx import bounds, read
from cardwright.lint.rule import Flaw
from cardwright.lint.score import combined, grade, of_deck
from cardwright.lint.source import letters, sentences
from cardwright.units import Rect
from foreign import rewritten
from hypothesis import given, settings
from hypothesis import strategies as st
from making import built, every_block
from mutants import packed

places = st.builds(Rect, st.floats(-300, 1200), st.floats(-300, 900), st.floats(0, 1200), st.floats(0, 900))
colors = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
runs = st.builds(
    Run, st.text(max_size=30), st.floats(1, 200), color=colors | st.just(""), font=st.sampled_from(["Inter", "Nothing"]),
    bold=st.booleans(), code=st.booleans(), link=st.sampled_from(["", "https://example.org"]), language=st.sampled_from(["", "en"]),
)  # fmt: skip
paragraphs = st.builds(
    Paragraph, st.lists(runs, max_size=3).map(tuple), st.sampled_from(["start", "center", "end", "justify"])
)
kinds: st.SearchStrategy[Kind] = st.sampled_from(["text", "picture", "table", "chart", "shape"])
roles: st.SearchStrategy[Role] = st.sampled_from(["title", "body", "margin"])
elements = st.builds(
    Element, st.text("abc123", min_size=1, max_size=3), kinds, places, role=roles, z=st.integers(0, 9),
    paragraphs=st.lists(paragraphs, max_size=3).map(tuple), fills=st.lists(colors, max_size=2).map(tuple),
    opacity=st.floats(0, 1), outlined=st.booleans(), alt=st.text(max_size=5), decorative=st.booleans(),
    holder=st.sampled_from(["", "body"]),
)  # fmt: skip


@cache
def whole() -> bytes:
    return built(every_block()).file("pptx")


@cache
def parts() -> tuple[str, ...]:
    with zipfile.ZipFile(io.BytesIO(whole())) as archive:
        return tuple(archive.namelist())


def is_readable(data: bytes) -> bool:
    try:
        canvas = read(data)
    except InvalidInput as error:
        assert error.message
        return False
    assert judged(Subject(canvas)).score >= 0
    return True


@given(st.data())
@settings(max_examples=60)
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    victim = data.draw(st.sampled_from(parts()))
    at = data.draw(st.floats(0, 1))
    junk = data.draw(
        st.sampled_from([b"", b"\x00", b"<", b'"', b"-1", b"99999999999999999999", b"x", b"</p:sp>", b"\xff\xfe"])
    )

    def damaged(name: str, part: bytes) -> bytes | None:
        if name != victim:
            return part
        middle = int(at * len(part))
        return part[:middle] + junk + part[middle + len(junk) :] if junk else None

    is_readable(rewritten(whole(), damaged))


@given(st.floats(0, 1), st.binary(max_size=20))
@settings(max_examples=30)
def test_a_file_that_was_cut_is_read_or_refused(share: float, tail: bytes) -> None:
    is_readable(whole()[: int(share * len(whole()))] + tail)


@pytest.mark.parametrize(
    "change",
    [(b'sz="', b'sz="x'), (b'x="', b'x="1e9'), (b'val="', b'val="%'), (b"<a:ext cx=", b"<a:ext dx="), (b'idx="1"', b'idx="77"'), (b"spTree", b"spTrea")],
)  # fmt: skip
def test_values_that_are_none_are_read_or_refused(change: tuple[bytes, bytes]) -> None:
    is_readable(
        rewritten(whole(), lambda name, part: part.replace(*change) if name.startswith("ppt/slides/") else part)
    )


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7", b"PK\x05\x06" + bytes(18), b"no zip at all" * 100])
def test_what_is_no_file_of_that_kind_is_refused(data: bytes) -> None:
    assert not is_readable(data)


def test_bombs_are_refused_before_they_are_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidInput, match="packed more than"):
        read(packed({"ppt/media/image1.png": bytes(8 * 1024 * 1024)}, zipfile.ZIP_DEFLATED))
    monkeypatch.setattr(bounds, "MAX_BYTES", 1000)
    with pytest.raises(InvalidInput, match="MB unpacked"):
        read(whole())
    monkeypatch.setattr(bounds, "MAX_PARTS", 3)
    with pytest.raises(InvalidInput, match="more than 3 parts"):
        read(whole())
    monkeypatch.setattr(bounds, "MAX_PARTS", 10_000)
    monkeypatch.setattr(bounds, "MAX_BYTES", 10**9)
    monkeypatch.setattr(bounds, "MAX_XML", 100)
    with pytest.raises(InvalidInput, match="a part of more than"):
        read(whole())


def test_entities_are_not_expanded_and_nothing_is_loaded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'.encode()

    def hostile(name: str, part: bytes) -> bytes:
        if not name.endswith("slide2.xml"):
            return part
        start = part.index(b"?>") + 2
        return part[:start] + head + part[start:].replace(b"</a:t>", b"&l11;&f;</a:t>", 1)

    data = rewritten(whole(), hostile)
    try:
        canvas = read(data)
    except InvalidInput:
        return
    said = "".join(p.text for page in canvas.pages for one in page.elements for p in one.all_paragraphs)
    assert "hahaha" not in said
    assert "root:" not in said


@given(st.lists(elements, max_size=8), st.booleans())
def test_any_boxes_can_be_judged(boxes: list[Element], rtl: bool) -> None:  # noqa: FBT001
    report = judged(subject(slide(*boxes, rtl=rtl)))
    assert 0 <= report.score <= 1
    assert all(0 <= card <= 1 for card in report.cards)
    assert report == judged(subject(slide(*boxes, rtl=rtl)))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_one_bad_grade_dominates_and_better_grades_never_cost(grades: list[float]) -> None:
    count = len(grades) + 5
    score = combined(grades, count)
    assert 0 <= score <= 1
    assert combined([*grades[1:], 1.0], count) >= score - 1e-9
    assert combined([0.0, *[1.0] * 29], 30) < 0.25 < combined([0.5] * 2, 30)
    assert of_deck([score, 1.0]) <= (score + 1) / 2 + 1e-9


@given(st.floats(0, 1000), st.floats(0, 1000))
def test_errors_cost_more_than_warnings(value: float, limit: float) -> None:
    error, warning, info = (grade(Flaw(1, severity, value, limit, "x")) for severity in ("error", "warning", "info"))
    assert 0 <= error < warning < info < 1


@given(places, places)
def test_what_two_places_share_lies_in_both(one: Rect, other: Rect) -> None:
    both = common(one, other)
    assert both == common(other, one) or not both.width or not both.height
    assert both.width <= min(one.width, other.width) + 1e-6


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)).map(sorted).map(tuple), max_size=6))
def test_gaps_and_spans_make_up_the_whole(spans: list[tuple[float, float]]) -> None:
    found = gaps(spans, 0, 100)
    for low, high in found:
        assert 0 <= low < high <= 100
        assert all(stop <= low or start >= high for start, stop in spans)
    assert found == sorted(found)


@given(colors, colors, st.floats(0, 1))
def test_a_mixture_lies_between_its_colours(over: str, under: str, opacity: float) -> None:
    found = mixed(over, under, opacity)
    for at in (1, 3, 5):
        low, high = sorted((int(over[at : at + 2], 16), int(under[at : at + 2], 16)))
        assert low <= int(found[at : at + 2], 16) <= high


@given(st.text(alphabet=st.sampled_from("abc äß川เ\n-/.，"), max_size=80), st.floats(20, 400))
def test_lines_are_no_wider_than_they_may_be(words: str, width: float) -> None:
    found = broken([Run(words, 20, font="Inter")], width)
    assert found.lines >= 1
    assert found.solid <= width or found.widest >= found.solid - 1e-6
    assert broken([Run(words, 20, font="Inter")], width * 2).lines <= found.lines


@given(st.text(max_size=300))
def test_sentences_say_nothing_the_text_does_not(text: str) -> None:
    for sentence in sentences(text):
        assert sentence.strip()
        assert letters(sentence.split("\n")[0]) in letters(text) or "&" in text
