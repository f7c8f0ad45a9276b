"""API keys: who they let in, and that nothing stored or listed tells them."""

import hashlib
from pathlib import Path

import pytest
import sqlalchemy as sa
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


def test_a_limited_key_says_what_it_is_limited_to(keys: Keys) -> None:
    key, row = keys.create(DEFAULT_ID, "kiosk", scopes=("read", "export"))
    full, _ = keys.create(DEFAULT_ID, "laptop")
    limit = frozenset({"read", "export"})
    assert keys.verify(key) == Caller(row.id, DEFAULT_ID, scopes=limit)
    assert keys.verify(full) == Caller(keys.all()[1].id, DEFAULT_ID)
    assert [found.scopes for found in keys.all()] == [limit, None]
    assert keys.is_met(key)


def test_a_key_that_is_limited_to_nothing_may_do_nothing(keys: Keys) -> None:
    key, _ = keys.create(DEFAULT_ID, "nothing", scopes=())
    caller = keys.verify(key)
    assert caller is not None
    assert caller.scopes == frozenset()


def test_scopes_of_a_later_version_let_nobody_do_more(keys: Keys, database: Database) -> None:
    key, row = keys.create(DEFAULT_ID, "later", scopes=("read",))
    change = sa.text("UPDATE api_keys SET scopes = 'read telepathy' WHERE id = :id")
    database.write_now(lambda connection: connection.execute(change, {"id": row.id}) and None)
    caller = keys.verify(key)
    assert caller is not None
    assert caller.scopes == frozenset({"read", "telepathy"})


def test_a_version_that_knows_no_limits_refuses_limited_keys(keys: Keys, database: Database) -> None:
    """What it looks up is the hash of schema 0015; found there, the key would be let in for everything."""

    def found_by_old_code(key: str) -> int:
        digest = hashlib.blake2b(key.encode(), key=PEPPER, digest_size=32).digest()
        return len(database.all("SELECT id FROM api_keys WHERE hash = ? AND revoked_at IS NULL", (digest,)))

    assert found_by_old_code(keys.create(DEFAULT_ID, "kiosk", scopes=("read",))[0]) == 0
    assert found_by_old_code(keys.create(DEFAULT_ID, "laptop")[0]) == 1


def test_a_key_whose_limit_was_wiped_out_lets_nobody_in(keys: Keys, database: Database) -> None:
    key, row = keys.create(DEFAULT_ID, "kiosk", scopes=("read",))
    change = sa.text("UPDATE api_keys SET scopes = NULL WHERE id = :id")
    database.write_now(lambda connection: connection.execute(change, {"id": row.id}) and None)
    assert keys.verify(key) is None


def test_a_key_of_an_older_version_may_do_everything(keys: Keys, database: Database) -> None:
    digest = hashlib.blake2b(b"sk-gamma-old", key=PEPPER, digest_size=32).digest()
    insert = sa.text(
        "INSERT INTO api_keys (id, workspace_id, name, prefix, hash, created_at) VALUES ('k', :workspace, 'old', 'sk', :hash, 0)"
    )
    values = {"workspace": DEFAULT_ID, "hash": digest}
    database.write_now(lambda connection: connection.execute(insert, values) and None)
    assert keys.verify("sk-gamma-old") == Caller("k", DEFAULT_ID)


def test_the_database_holds_no_key_and_no_hash_without_the_secret(
    keys: Keys, database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    key, _ = keys.create(DEFAULT_ID, "laptop")
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("cardwright.db*"))
    stored += repr(database.all("SELECT * FROM api_keys")).encode()
    assert key[:13].encode() in stored
    assert key[9:].encode() not in stored
    assert Keys(database, b"q" * 32, clock).verify(key) is None
