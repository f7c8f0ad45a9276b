"""`cardwright keys`, `settings` and `serve` as an operator types them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cardwright.main.house import locked
from cardwright.server.settings import HELP
from typed import Command

DATABASE_PASSWORD = "hunter2secret"


def test_a_key_is_made_listed_and_revoked(command: Command) -> None:
    status, out, err = command("keys", "create", "laptop", "--data", "d")
    key, id_line = out.splitlines()
    assert (status, err) == (0, "")
    assert re.fullmatch(r"sk-gamma-[A-Za-z0-9]{32}", key)
    key_id = id_line.removeprefix("id ")

    listed = command("keys", "list", "--data", "d")[1]
    assert re.fullmatch(
        rf"{key_id}  {key[:13]}…  active   \d{{4}}-\d\d-\d\d  default/owner@localhost  all  laptop\n", listed
    )
    assert key not in listed

    assert command("keys", "revoke", key_id, "--data", "d")[0] == 0
    assert " revoked " in command("keys", "list", "--data", "d")[1]


def test_a_key_is_limited_to_what_it_is_for(command: Command) -> None:
    status, out, _ = command("keys", "create", "kiosk", "--scope", "read", "--scope", "export", "--data", "d")
    assert status == 0
    assert "  default/owner@localhost  export,read  kiosk\n" in command("keys", "list", "--data", "d")[1]
    status, _, err = command("keys", "create", "kiosk", "--scope", "everything", "--data", "d")
    assert status == 2
    assert "generate" in err  # what there is
    assert command("keys", "list", "--data", "d")[1].count("\n") == 1
    assert out.startswith("sk-gamma-")


def test_a_key_that_is_not_there_cannot_be_revoked(command: Command) -> None:
    status, _, err = command("keys", "revoke", "nothing", "--data", "d")
    assert status == 1
    assert err == "error: there is no key nothing\n\nhint: `cardwright keys list` names them\n"


def test_settings_names_every_setting_and_its_origin(command: Command, tmp_path: Path) -> None:
    (tmp_path / "cardwright.toml").write_text("port = 9000\n")
    status, out, _ = command("settings")
    assert status == 0
    assert [line.split()[0] for line in out.splitlines()[: len(HELP)]] == list(HELP)
    assert re.search(r"^port +9000 +\S*cardwright\.toml ", out, re.MULTILINE)


def test_settings_shows_no_secret(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARDWRIGHT_API_KEY", "sk-gamma-mine-abcd")
    assert "sk-gamma-mine" not in command("settings")[1]
    rows = {row["name"]: row for row in json.loads(command("settings", "--json")[1])}
    assert rows["api_key"]["value"] == "…abcd"
    assert rows["api_key"]["origin"] == rows["api_key"]["variable"] == "CARDWRIGHT_API_KEY"


def test_settings_shows_nothing_of_a_short_secret(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARDWRIGHT_MODEL_API_KEY", "hunter2")
    monkeypatch.setenv("CARDWRIGHT_MODEL_FALLBACK_API_KEY", "sk-fallback-0123456789")
    rows = {row["name"]: row["value"] for row in json.loads(command("settings", "--json")[1])}
    assert (rows["model_api_key"], rows["model_fallback_api_key"]) == ("…", "…6789")


@pytest.mark.parametrize(
    ("settings", "complaint", "hint"),
    [
        ({"MODEL": "gpt"}, "model: 'gpt' names no model", "PROVIDER:MODEL"),
        (
            {"MODEL": "openai-compatible:x"},
            "model: openai-compatible:x cannot be used as it is set up",
            "model_base_url",
        ),
        ({"MODEL": "ollama:x", "MODEL_FALLBACK": "x"}, "model_fallback: 'x' names no model", "PROVIDER:MODEL"),
        ({"MODEL_FALLBACK": "ollama:x"}, "model_fallback: there is no model that it could stand in for", "set model"),
    ],
)
def test_a_model_that_cannot_be_is_named_before_anything_is_made(
    settings: dict[str, str],
    complaint: str,
    hint: str,
    command: Command,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"CARDWRIGHT_{name}", value)
    status, out, err = command("serve")
    assert (status, out) == (1, "")
    assert err.startswith(f"error: {complaint}") and hint in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [("settings",), ("serve",), ("keys", "list")], ids=" ".join)
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
    assert {"settings", "generate", "keys", "serve"} <= set(out.split())
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*\n", command("--version")[1])


def test_a_command_there_is_not_is_an_error(command: Command) -> None:
    status, _, err = command("generat")
    assert status == 2
    assert "generate" in err


@pytest.mark.parametrize(
    "url", [f"postgresql://u:{DATABASE_PASSWORD}@h/d", f"postgresql://h/d?password={DATABASE_PASSWORD}"]
)
def test_the_list_of_settings_shows_no_password(command: Command, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("CARDWRIGHT_DATABASE_URL", url)
    for words in (("settings",), ("settings", "--json")):
        code, told, _ = command(*words)
        assert code == 0
        assert DATABASE_PASSWORD not in told
    (row,) = [one for one in json.loads(told) if one["name"] == "database_url"]
    assert row["value"] == "postgresql://…@h:5432/d"


def test_a_command_that_cannot_reach_its_database_says_so_in_a_line(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARDWRIGHT_DATABASE_URL", f"postgresql://u:{DATABASE_PASSWORD}@127.0.0.1:1/db")
    code, told, complaint = command("keys", "list")
    assert (code, told) == (1, "")
    assert complaint.startswith("error: database_url: 127.0.0.1:1/db cannot be reached: ")
    assert DATABASE_PASSWORD not in complaint
    assert "hint: " in complaint


def test_who_stops_reading_early_gets_no_complaint() -> None:
    command = [sys.executable, "-m", "cardwright", "themes", "list"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        complaint = process.stderr.read()
    assert complaint == b""
    assert process.returncode == 141
