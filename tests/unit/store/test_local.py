"""Files by what they hold: whole or not there."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cardwright.store import secret
from cardwright.store.local import LocalStore

LATE = 2.0**40


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "files")


def test_what_was_put_is_had_again_by_its_hash(store: LocalStore) -> None:
    name = store.put_now(b"deck")
    assert name == hashlib.sha256(b"deck").hexdigest()
    assert store.get_now(name) == b"deck"
    assert store.path(name).read_bytes() == b"deck"


def test_the_same_bytes_are_kept_once(store: LocalStore, tmp_path: Path) -> None:
    assert store.put_now(b"deck") == store.put_now(b"deck")
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == 1


def test_what_was_never_put_is_not_found(store: LocalStore) -> None:
    with pytest.raises(FileNotFoundError):
        store.get_now("0" * 64)


def test_many_writers_of_the_same_bytes_agree(store: LocalStore, tmp_path: Path) -> None:
    data = b"x" * 1_000_000
    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(store.put_now, [data] * 16))
    assert len(names) == 1
    assert [path.read_bytes() == data for path in tmp_path.rglob("*") if path.is_file()] == [True]


def test_a_write_that_fails_leaves_no_file_of_that_name(store: LocalStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        store.put_now(b"deck")
    monkeypatch.undo()
    name = hashlib.sha256(b"deck").hexdigest()
    assert not store.path(name).exists()
    assert store.sweep(0) == 0  # somebody may still be writing it
    assert store.sweep(LATE) == 1
    assert store.put_now(b"deck") == name


def test_sweeping_spares_whole_files(store: LocalStore) -> None:
    name = store.put_now(b"deck")
    assert store.sweep(LATE) == 0
    assert store.get_now(name) == b"deck"


def test_the_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    made = secret.load(path)
    assert len(made) == 32
    assert secret.load(path) == made
    assert path.stat().st_mode & 0o777 == 0o600
    assert secret.load(tmp_path / "other.key") != made
