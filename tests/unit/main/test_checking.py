"""Each thing that makes a server less safe is complained of, and what is as it should be is not."""

import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from cardwright.main import checking
from cardwright.main.checking import Subject, check
from cardwright.main.data import database_at
from cardwright.server.settings import load
from typed import Command

SAFE: dict[str, Any] = {"host": "0.0.0.0", "public_base": "https://decks.example", "trusted_proxies": "10.0.0.7"}  # noqa: S104


PASSWORD = "correct-horse-battery"
SAFE_URL = f"postgresql://cardwright:{PASSWORD}@db.example/cardwright?sslmode=verify-full"


def found(
    folder: Path, user: int = 1000, environment: Mapping[str, str] = MappingProxyType({}), **given: Any
) -> list[tuple[str, str]]:
    settings, origin = load({}, None, {**SAFE, "data": str(folder), **given})
    return [(one.level, one.about) for one in check(Subject(settings, origin, folder, user, environment))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    made.mkdir(mode=0o700)
    (made / "secret.key").write_bytes(b"s" * 32)
    (made / "secret.key").chmod(0o600)
    return made


def test_a_server_as_it_should_be_has_nothing_wrong(folder: Path) -> None:
    assert found(folder) == []
    assert found(folder, host="127.0.0.1", public_base="", trusted_proxies="") == []
    local = {"model_base_url": "http://localhost:11434", "object_store_endpoint": "http://127.0.0.1:9000"}
    assert found(folder, **local) == []
    assert found(folder, database_url=SAFE_URL, secret_key=secrets.token_hex(16)) == []
    assert found(folder, metrics_port=9000, log_level="debug", log_format="json") == []
    assert found(folder, traces_endpoint="http://127.0.0.1:4318", searxng_url="http://localhost:8888") == []


@pytest.mark.parametrize(
    ("given", "level", "about"),
    [
        ({"api_key": "letmein"}, "wrong", "api_key"),
        ({"public_base": "", "trusted_proxies": ""}, "wrong", "public_base"),
        ({"public_base": "http://decks.example"}, "wrong", "public_base"),
        ({"model_base_url": "http://models.example/v1"}, "wrong", "model_base_url"),
        ({"image_base_url": "http://models.example/v1"}, "wrong", "image_base_url"),
        ({"object_store_endpoint": "http://store.example"}, "wrong", "object_store_endpoint"),
        ({"trusted_proxies": "0.0.0.0/0"}, "wrong", "trusted_proxies"),
        ({"trusted_proxies": "::/0"}, "wrong", "trusted_proxies"),
        ({"trusted_proxies": ""}, "note", "trusted_proxies"),
        ({"webhook_private": True}, "wrong", "webhook_private"),
        ({"smtp_url": "smtp://user:word@mail.example", "mail_from": "a@b.example"}, "note", "smtp_url"),
        ({"pexels_url": "http://pictures.example/v1"}, "wrong", "pexels_url"),
        ({"giphy_url": "http://pictures.example/v1"}, "wrong", "giphy_url"),
        ({"searxng_url": "http://search.example"}, "note", "searxng_url"),
        ({"openverse_url": "http://search.example"}, "note", "openverse_url"),
        ({"traces_endpoint": "http://collector.example:4318"}, "note", "traces_endpoint"),
        ({"secret_key": "0" * 32}, "wrong", "secret_key"),
        ({"secret_key": "changeme" * 4}, "wrong", "secret_key"),
        ({"metrics_port": 9000, "metrics_host": "0.0.0.0"}, "note", "metrics_host"),
        ({"log_level": "debug"}, "note", "log_level"),
        ({"user": 0}, "note", "user"),
    ],
)
def test_what_is_set_unwisely_is_named(folder: Path, given: dict[str, Any], level: str, about: str) -> None:
    assert found(folder, **given) == [(level, about)]


@pytest.mark.parametrize(
    ("url", "level"),
    [
        (SAFE_URL.replace("verify-full", "verify-ca"), ""),
        (SAFE_URL.replace("verify-full", "require"), "note"),
        (SAFE_URL.replace("verify-full", "prefer"), "wrong"),
        (SAFE_URL.replace("verify-full", "disable"), "wrong"),
        (SAFE_URL.partition("?")[0], "wrong"),
        (SAFE_URL.replace("db.example", "127.0.0.1,db.example").replace("verify-full", "allow"), "wrong"),
        (SAFE_URL.replace(PASSWORD, "cardwright"), "wrong"),
        ("postgresql://cardwright:word@localhost/cardwright", ""),
        ("postgresql:///cardwright?host=/var/run/postgresql", ""),
        ("postgresql://cardwright@db.example/cardwright?sslmode=verify-full", ""),
    ],
)
def test_rows_of_a_database_elsewhere_travel_unread(folder: Path, url: str, level: str) -> None:
    assert found(folder, database_url=url) == ([(level, "database_url")] if level else [])


def test_what_libraries_read_by_themselves_counts(folder: Path) -> None:
    url = SAFE_URL.partition("?")[0]
    assert found(folder, environment={"PGSSLMODE": "verify-full"}, database_url=url) == []
    weaker = f"{url}?sslmode=disable"
    assert found(folder, environment={"PGSSLMODE": "verify-full"}, database_url=weaker) == [("wrong", "database_url")]


def test_no_secret_is_repeated(folder: Path) -> None:
    given = {"database_url": "postgresql://u:short@db.example/c", "secret_key": "hunter2." * 4, "api_key": "letmein"}
    settings, origin = load({}, None, {**SAFE, "data": str(folder), **given})
    told = repr(check(Subject(settings, origin, folder, 1000)))
    assert "wrong" in told
    assert not [word for word in ("short@", "hunter2", "letmein") if word in told]


def test_rows_that_others_may_read_are_named(folder: Path) -> None:
    rows = folder / "cardwright.db"
    rows.touch(0o644)
    assert found(folder) == []  # nobody else gets to it
    folder.chmod(0o711)
    assert found(folder) == [("wrong", str(rows))]
    rows.chmod(0o640)
    assert found(folder) == []


def test_a_folder_that_is_made_is_its_owners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # where no settings file is
    with database_at(tmp_path / "made"):
        pass
    assert (tmp_path / "made").stat().st_mode & 0o777 == 0o700


def test_files_that_others_may_read_are_named(folder: Path) -> None:
    (folder / "secret.key").chmod(0o640)
    assert found(folder) == [("wrong", str(folder / "secret.key"))]
    (folder / "secret.key").chmod(0o600)
    folder.chmod(0o755)
    assert found(folder) == [("note", str(folder))]
    folder.chmod(0o703)
    assert found(folder) == [("wrong", str(folder))]


def test_a_settings_file_with_secrets_is_for_its_owner(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "cardwright.toml"
    file.write_text('model_api_key = "x"\n')

    def told() -> list[str]:
        settings, origin = load({}, file, {**SAFE, "data": str(folder)})
        return [one.about for one in check(Subject(settings, origin, folder, 1000))]

    file.chmod(0o644)
    assert told() == [str(file)]
    file.chmod(0o600)
    assert told() == []


def test_the_doctor_looks_at_a_server(command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "current_user", lambda: 1000)
    asked = ("doctor", "--security", "--data", str(folder))
    assert command(*asked) == (0, "ok      security   nothing to complain of\n", "")
    monkeypatch.setenv("CARDWRIGHT_API_KEY", "hunter2")
    folder.chmod(0o755)
    status, told, _ = command(*asked)
    assert status == 1
    assert "error   api_key    a key of fewer than 24 characters can be guessed" in told
    assert f"warning {folder} every user of this machine may look into it" in told
    status, told, complaints = command(*asked, "--json")
    assert (status, complaints) == (1, "")
    assert [(row["check"], row["verdict"]) for row in json.loads(told)] == [
        (str(folder), "warning"), ("api_key", "error"),
    ]  # fmt: skip
    assert "hunter2" not in told


def test_the_doctor_reads_the_settings_that_the_server_reads(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "current_user", lambda: 1000)
    file = folder / "server.toml"
    file.write_text(f'webhook_private = true\ndata = "{folder}"\n')
    asked = ("doctor", "--security", "--config", str(file), "--json=check")
    assert (command(*asked)[0], json.loads(command(*asked)[1])) == (1, [{"check": "webhook_private"}])
    file.write_text("colour = 1\n")
    status, told, complaints = command(*asked)
    assert (status, told) == (1, "")
    assert "unknown setting colour" in complaints
