"""`cardwright keys`, `config` and `serve` as an operator types them."""

import json
import re
from pathlib import Path

import pytest
from cardwright.main.commands.serve import locked
from cardwright.server.settings import HELP
from typed import Command


def test_a_key_is_made_listed_and_revoked(command: Command) -> None:
    status, out, err = command("keys", "create", "laptop", "--data", "d")
    key, id_line = out.splitlines()
    assert (status, err) == (0, "")
    assert re.fullmatch(r"sk-gamma-[A-Za-z0-9]{32}", key)
    key_id = id_line.removeprefix("id ")

    listed = command("keys", "list", "--data", "d")[1]
    assert re.fullmatch(
        rf"{key_id}  {key[:13]}…  active   \d{{4}}-\d\d-\d\d  default/owner@localhost  laptop\n", listed
    )
    assert key not in listed

    assert command("keys", "revoke", key_id, "--data", "d")[0] == 0
    assert " revoked " in command("keys", "list", "--data", "d")[1]


def test_a_key_that_is_not_there_cannot_be_revoked(command: Command) -> None:
    status, _, err = command("keys", "revoke", "nothing", "--data", "d")
    assert status == 1
    assert err == "error: there is no key nothing\n\nhint: `cardwright keys list` names them\n"


def test_config_names_every_setting_and_its_origin(command: Command, tmp_path: Path) -> None:
    (tmp_path / "cardwright.toml").write_text("port = 9000\n")
    status, out, _ = command("config")
    assert status == 0
    assert [line.split()[0] for line in out.splitlines()[: len(HELP)]] == list(HELP)
    assert re.search(r"^port +9000 +\S*cardwright\.toml ", out, re.MULTILINE)


def test_config_shows_no_secret(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARDWRIGHT_API_KEY", "sk-gamma-mine-abcd")
    assert "sk-gamma-mine" not in command("config")[1]
    rows = {row["name"]: row for row in json.loads(command("config", "--json")[1])}
    assert rows["api_key"]["value"] == "…abcd"
    assert rows["api_key"]["origin"] == rows["api_key"]["variable"] == "CARDWRIGHT_API_KEY"


@pytest.mark.parametrize("words", [("config",), ("serve",), ("keys", "list")], ids=" ".join)
def test_a_bad_setting_is_named_before_anything_is_made(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("CARDWRIGHT_PORT", "http")
    status, out, err = command(*words)
    assert (status, out) == (1, "")
    assert err.startswith("error: port (set by CARDWRIGHT_PORT): ")
    assert list(tmp_path.iterdir()) == []


def test_a_data_folder_serves_one_server_at_a_time(command: Command, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    with locked(tmp_path / "d"):
        status, _, err = command("serve", "--data", "d", "--port", "0")
    assert status == 1
    assert err.startswith("error: data: d is in use by another process\n\nhint: give each server a folder of its own")


def test_help_and_version_are_there(command: Command) -> None:
    status, out, _ = command("--help")
    assert status == 0
    assert {"config", "generate", "keys", "serve"} <= set(out.split())
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*\n", command("--version")[1])


def test_a_command_there_is_not_is_an_error(command: Command) -> None:
    status, _, err = command("generat")
    assert status == 2
    assert "generate" in err
