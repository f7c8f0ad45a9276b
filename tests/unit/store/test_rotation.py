"""Rotation: one word changes, and every signed link made before is none."""

import pytest
from cardwright.db import Database
from cardwright.store import rotation
from cardwright.store.links import Links, Seal
from cardwright.store.rotation import Rotation
from clocks import MIDNIGHT, FakeClock

SHA = "a" * 64


@pytest.fixture
def links(database: Database, clock: FakeClock) -> Links:
    return Links(b"s" * 32, Rotation(database, clock))


def test_links_made_before_rotation_was_thought_of_hold(links: Links) -> None:
    assert links.open(Links(b"s" * 32).path("g", "a.pdf", MIDNIGHT), MIDNIGHT).state == "valid"


def test_it_ends_links_and_seals_in_every_process_within_two_seconds(
    links: Links, database: Database, clock: FakeClock
) -> None:
    path, picture = links.path("g", "a.pdf", MIDNIGHT + 100), links.picture(SHA, Seal("doc"))
    other = Links(b"s" * 32, Rotation(database, clock))
    assert other.open(path, MIDNIGHT).state == "valid"
    rotation.rotate(database)
    clock.go(2)
    for one in (links, other):
        assert one.open(path, MIDNIGHT).state == "forged"
        assert one.unseal(SHA, picture.rpartition("/")[2]) is None
    assert other.open(links.path("g", "a.pdf", MIDNIGHT), MIDNIGHT).state == "valid"


def test_each_rotation_is_another(links: Links, database: Database, clock: FakeClock) -> None:
    seen: set[str] = set()
    for _ in range(3):
        rotation.rotate(database)
        clock.go(2)
        seen.add(links.path("g", "a.pdf", MIDNIGHT))
    assert len(seen) == 3


def test_the_word_alone_signs_nothing(links: Links, database: Database, clock: FakeClock) -> None:
    rotation.rotate(database)
    clock.go(2)
    word = Rotation(database, clock)()
    forged = Links(b"", lambda: word).path("g", "a.pdf", MIDNIGHT)
    assert links.open(forged, MIDNIGHT).state == "forged"
