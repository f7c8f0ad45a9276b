"""Signed links: whole, they open one file for a while; changed in any part, nothing."""

import pytest
from cardwright.store.links import LIFETIME_S, Links, Opened
from clocks import MIDNIGHT

LINKS = Links(b"s" * 32)
PATH = LINKS.path("Gen_1-x", "River plan.pdf", MIDNIGHT + LIFETIME_S)


def test_a_link_ends_in_its_files_name() -> None:
    assert PATH.endswith("/River%20plan.pdf")


@pytest.mark.parametrize(
    ("name", "end"),
    [("ปลา.pdf", "%E0%B8%9B%E0%B8%A5%E0%B8%B2.pdf"), ("a?b#c.pdf", "a%3Fb%23c.pdf"), ('"\r\n.pdf', "%22%0D%0A.pdf")],
)
def test_names_of_any_kind_stay_one_piece_of_a_path(name: str, end: str) -> None:
    path = LINKS.path("g", name, MIDNIGHT)
    assert path.endswith("/" + end)
    assert LINKS.open(path, MIDNIGHT).state == "valid"


def test_it_opens_until_its_last_second() -> None:
    assert LINKS.open(PATH, MIDNIGHT) == Opened("Gen_1-x", "valid")
    assert LINKS.open(PATH, MIDNIGHT + LIFETIME_S) == Opened("Gen_1-x", "valid")
    assert LINKS.open(PATH, MIDNIGHT + LIFETIME_S + 1) == Opened("Gen_1-x", "expired")


def test_the_name_is_for_people() -> None:
    assert LINKS.open(PATH.rpartition("/")[0] + "/deck.pdf", MIDNIGHT).state == "valid"


def test_a_change_of_any_character_of_what_is_signed_forges_it() -> None:
    signed = PATH.rpartition("/")[0]
    for at in range(len("/exports/"), len(signed)):
        other = "0" if signed[at] != "0" else "1"
        changed = f"{signed[:at]}{other}{signed[at + 1 :]}/deck.pdf"
        assert LINKS.open(changed, MIDNIGHT) == Opened("", "forged"), changed


@pytest.mark.parametrize(
    "path",
    [
        "", "/exports/", PATH + "/more", PATH.rpartition("/")[0], PATH.replace("/exports/", "/docs/"), PATH.upper(), "/x" + PATH,
        PATH.replace("Gen_1-x", "../Gen_1-x"), PATH.replace("Gen_1-x", "Gen_1-x\n"), PATH.replace("-", "--", 1),
    ],
)  # fmt: skip
def test_other_paths_are_forged(path: str) -> None:
    assert LINKS.open(path, MIDNIGHT) == Opened("", "forged")


def test_another_servers_links_are_forged() -> None:
    assert Links(b"t" * 32).open(PATH, MIDNIGHT).state == "forged"
