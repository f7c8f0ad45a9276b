"""API keys: who they let in, and that nothing stored or listed tells them."""

from pathlib import Path

import pytest
from cardwright.accounts.keys import Caller, Keys
from cardwright.accounts.workspaces import DEFAULT_ID
from cardwright.db import Database
from cardwright.errors import NotFound
from clocks import FakeClock

PEPPER = b"p" * 32


@pytest.fixture
def keys(database: Database, clock: FakeClock) -> Keys:
    return Keys(database, PEPPER, clock)


def test_a_new_key_lets_its_owner_in(keys: Keys) -> None:
    key, row = keys.create(DEFAULT_ID, "laptop")
    assert key.startswith("sk-gamma-")
    assert keys.verify(key) == Caller(row.id, DEFAULT_ID)
    assert (row.name, row.prefix) == ("laptop", key[:13])


def test_a_key_of_ones_own_is_taken(keys: Keys) -> None:
    key, row = keys.create(DEFAULT_ID, "configured", "sk-gamma-mine")
    assert key == "sk-gamma-mine"
    assert keys.verify("sk-gamma-mine") == Caller(row.id, DEFAULT_ID)


@pytest.mark.parametrize("wrong", ["", "sk-gamma-", "x" * 100_000, "sk-gamma-mine ", "SK-GAMMA-MINE", "\udcff", "'"])
def test_anything_else_lets_nobody_in(keys: Keys, wrong: str) -> None:
    keys.create(DEFAULT_ID, "configured", "sk-gamma-mine")
    assert keys.verify(wrong) is None


def test_a_revoked_key_is_refused_at_once_here_and_within_two_seconds_elsewhere(
    keys: Keys, database: Database, clock: FakeClock
) -> None:
    other = Keys(database, PEPPER, clock)  # another process that serves the same keys
    key, row = keys.create(DEFAULT_ID, "laptop")
    assert other.verify(key) is not None
    keys.revoke(row.id)
    assert keys.verify(key) is None
    clock.go(2.1)
    assert other.verify(key) is None


def test_a_key_is_known_for_seconds_and_then_looked_up_again(keys: Keys, clock: FakeClock) -> None:
    key, _ = keys.create(DEFAULT_ID, "laptop")
    for _ in range(3):
        assert keys.verify(key) is not None
        clock.go(5)


def test_a_revoked_key_stays_revoked(keys: Keys) -> None:
    key, row = keys.create(DEFAULT_ID, "configured", "sk-gamma-mine")
    keys.revoke(row.id)
    keys.create(DEFAULT_ID, "configured", key)  # as at every start while the setting still names it
    assert keys.verify(key) is None
    assert [found.revoked_at is not None for found in keys.all()] == [True]


def test_the_first_revocation_counts(keys: Keys, clock: FakeClock) -> None:
    _, row = keys.create(DEFAULT_ID, "laptop")
    keys.revoke(row.id)
    first = keys.all()[0].revoked_at
    clock.go(60)
    keys.revoke(row.id)
    assert keys.all()[0].revoked_at == first


def test_revoking_a_key_there_is_not_says_so(keys: Keys) -> None:
    with pytest.raises(NotFound, match="there is no key nothing") as caught:
        keys.revoke("nothing")
    assert "cardwright keys list" in caught.value.hint


def test_keys_are_listed_oldest_first(keys: Keys, clock: FakeClock) -> None:
    for name in ("one", "two", "three"):
        keys.create(DEFAULT_ID, name)
        clock.go(1)
    assert [row.name for row in keys.all()] == ["one", "two", "three"]


def test_the_database_holds_no_key_and_no_hash_without_the_secret(
    keys: Keys, database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    key, _ = keys.create(DEFAULT_ID, "laptop")
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("cardwright.db*"))
    stored += repr(database.all("SELECT * FROM api_keys")).encode()
    assert key[:13].encode() in stored
    assert key[9:].encode() not in stored
    assert Keys(database, b"q" * 32, clock).verify(key) is None
