"""Signed paths, seals and tokens: whatever is asked for, only what was signed opens anything, and nothing raises."""

import pytest
from cardwright.store.links import Links, Opened, Seal
from clocks import MIDNIGHT
from hypothesis import example, given
from hypothesis import strategies as st

LINKS = Links(b"s" * 32)
SHA = "0123456789abcdef" * 4
PATH = LINKS.path("Gen_1-x", "plan.pdf", MIDNIGHT)
SEAL = LINKS.picture(SHA, Seal("doc1", "link1")).rpartition("/")[2]
SIGNED = PATH.rpartition("/")[0] + "/"
ids = st.text("abcXYZ019_-", min_size=1, max_size=64)
edits = st.lists(
    st.tuples(st.sampled_from(["put", "drop", "add"]), st.integers(0, 200), st.characters()), min_size=1, max_size=4
)


def edited(text: str, changes: list[tuple[str, int, str]]) -> str:
    for how, at, sign in changes:
        at %= len(text) + 1
        text = text[:at] + ("" if how == "drop" else sign) + text[at + (how != "add") :]
    return text


@given(st.text() | st.text("/exports0123456789abcdef-").map("/exports/".__add__))
@example("/exports/" + "a/" * 10_000)
@example("/exports/x/" + "9" * 5_000 + "-" + "0" * 40 + "/a")
@example("/exports/x/٣-" + "0" * 40 + "/a")
def test_any_path_is_forged(path: str) -> None:
    assert LINKS.open(path, MIDNIGHT) == Opened("", "forged")


@given(edits)
def test_a_changed_path_is_forged_unless_its_name_alone_was_changed(changes: list[tuple[str, int, str]]) -> None:
    path = edited(PATH, changes)
    found = LINKS.open(path, MIDNIGHT)
    if path.startswith(SIGNED) and "/" not in path[len(SIGNED) :] and len(path) > len(SIGNED):
        assert found.state == "valid"
    else:
        assert found == Opened("", "forged")


@given(ids, st.text(max_size=60), st.integers(0, 10**12 - 1), st.integers(0, 10**12))
def test_what_is_signed_opens_that_until_then(generation_id: str, name: str, until: int, now: int) -> None:
    path = LINKS.path(generation_id, name.replace("/", "") + ".pdf", until)
    assert LINKS.open(path, now) == Opened(generation_id, "valid" if now <= until else "expired")
    assert Links(b"s" * 32, lambda: "word").open(path, now).state == "forged"


@given(st.text() | edits.map(lambda changes: edited(SEAL, changes)))
@example("--" + "0" * 40)
def test_no_other_seal_fits(text: str) -> None:
    found = LINKS.unseal(SHA, text)
    assert found == (Seal("doc1", "link1") if text == SEAL else None)


@pytest.mark.parametrize("other", [Seal(), Seal("doc1"), Seal("link1", "doc1"), Seal("doc1link1"), Seal("", "link1")])
def test_a_seal_is_of_one_page_one_guest_and_one_picture(other: Seal) -> None:
    assert LINKS.picture(SHA, other) != LINKS.picture(SHA, Seal("doc1", "link1"))
    assert LINKS.unseal(SHA[::-1], SEAL) is None
