"""Files in an S3-compatible store: the same promises as in a folder."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import anyio
import buckets
import obstore
import pytest
from cardwright.clock import SYSTEM
from cardwright.errors import Misconfigured, Unavailable
from cardwright.store import Store, open_store
from cardwright.store.remote import RemoteStore
from obstore.store import from_url


@pytest.fixture(scope="module")
def place() -> Iterator[tuple[str, str]]:
    with pytest.MonkeyPatch.context() as patch, buckets.bucket() as found:
        for name, value in buckets.ENVIRONMENT.items():
            patch.setenv(name, value)
        yield found


@pytest.fixture
def store(place: tuple[str, str], tmp_path: Path) -> Store:
    return open_store(tmp_path / "one", *place)


@pytest.fixture
def elsewhere(place: tuple[str, str], tmp_path: Path) -> Store:
    """The same files on another machine, which has no copies yet."""
    return open_store(tmp_path / "two", *place)


def read(store: Store, name: str, start: int, stop: int) -> bytes:
    async def whole() -> bytes:
        return b"".join([chunk async for chunk in store.chunks(name, start, stop)])

    return anyio.run(whole)


def test_what_one_puts_another_one_gets(store: Store, elsewhere: Store) -> None:
    name = store.put_now(b"deck" * 1000)
    assert elsewhere.has(name)
    assert read(elsewhere, name, 2, 7) == b"ckdec"
    assert elsewhere.get_now(name) == b"deck" * 1000
    assert read(elsewhere, name, 2, 7) == b"ckdec"  # from its copy now


def test_a_copy_that_is_lost_is_fetched_again(store: Store, tmp_path: Path) -> None:
    name = store.put_now(b"page")
    shutil.rmtree(tmp_path / "one" / "copies")
    (tmp_path / "one" / "copies").mkdir()
    assert store.get_now(name) == b"page"


def test_what_was_never_put_is_not_there(store: Store) -> None:
    nothing = "0" * 64
    assert not store.has(nothing)
    with pytest.raises(FileNotFoundError):
        store.get_now(nothing)


def test_a_file_that_was_changed_in_the_store_is_not_handed_out(
    place: tuple[str, str], store: Store, elsewhere: Store
) -> None:
    name = store.put_now(b"true")
    url, endpoint = place
    behind = from_url(url, endpoint=endpoint, client_options={"allow_http": True})
    obstore.put(behind, f"{name[:2]}/{name}", b"false")
    with pytest.raises(Unavailable):
        elsewhere.get_now(name)


def test_only_what_was_put_last_long_ago_is_removed(store: Store) -> None:
    old = store.put_now(b"old page")
    assert old in set(store.older(SYSTEM.now() + 60))
    assert old not in set(store.older(SYSTEM.now() - 60))
    assert not store.remove(old, SYSTEM.now() - 60)
    assert store.has(old)
    assert store.remove(old, SYSTEM.now() + 60)
    assert not store.has(old)


def test_a_store_that_is_away_says_so(place: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cardwright.store.remote._RETRY", {"max_retries": 0})
    store = RemoteStore(place[0], "http://127.0.0.1:1", open_store(tmp_path))  # pyright: ignore[reportArgumentType]
    for ask in (lambda: store.put_now(b"x"), lambda: store.get_now("1" * 64), lambda: store.has("1" * 64)):
        with pytest.raises(Unavailable, match="store of files"):
            ask()


def test_an_address_that_is_none_is_named_by_its_setting(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="object_store_url"):
        open_store(tmp_path, "ftp://files.example/decks")
