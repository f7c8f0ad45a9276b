"""Each thing that makes a server less safe is complained of, and what is as it should be is not."""

from pathlib import Path
from typing import Any

import pytest
from cardwright.main.checking import Subject, check
from cardwright.server.settings import load

SAFE: dict[str, Any] = {"host": "0.0.0.0", "public_base": "https://decks.example", "trusted_proxies": "10.0.0.7"}  # noqa: S104


def found(folder: Path, user: int = 1000, **given: Any) -> list[tuple[str, str]]:
    settings, origin = load({}, None, {**SAFE, "data": str(folder), **given})
    return [(one.level, one.about) for one in check(Subject(settings, origin, folder, user))]


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
        ({"user": 0}, "note", "user"),
    ],
)
def test_what_is_set_unwisely_is_named(folder: Path, given: dict[str, Any], level: str, about: str) -> None:
    assert found(folder, **given) == [(level, about)]


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
