"""Settings: who wins, what is refused, and that each has its line of help."""

from pathlib import Path

import pytest
from cardwright.errors import Misconfigured
from cardwright.server.settings import HELP, Settings, find_file, load


def written(folder: Path, text: str) -> Path:
    path = folder / "cardwright.toml"
    path.write_text(text)
    return path


def test_flags_win_over_variables_over_the_file_over_defaults(tmp_path: Path) -> None:
    file = written(tmp_path, 'host = "::"\nport = 1\ncredits = 1\n')
    environment = {"CARDWRIGHT_PORT": "2", "CARDWRIGHT_HOST": "0.0.0.0", "HOME": "/root"}
    settings, origin = load(environment, file, {"port": 3, "data": None})
    assert (settings.host, settings.port, settings.credits, settings.plan) == ("0.0.0.0", 3, 1, "ultra")
    told = {"host": "CARDWRIGHT_HOST", "port": "--port", "credits": str(file), "data": "default"}
    assert {name: origin[name] for name in told} == told


def test_every_setting_can_be_set_by_its_variable_and_has_a_line_of_help() -> None:
    assert set(HELP) == set(Settings.__struct_fields__)
    for name in HELP:
        value = getattr(Settings(), name)
        given = str(value).lower() if isinstance(value, bool) else str(value)
        _, origin = load({f"CARDWRIGHT_{name.upper()}": given})
        assert origin[name] == f"CARDWRIGHT_{name.upper()}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "70000"), ("port", "http"), ("port", "-1"), ("plan", "free"), ("credits", "-1"),
        ("out_of_credits_status", "500"), ("rate_hour", "0"), ("render_memory_mb", "16"), ("fetch_images", "maybe"),
        ("log_level", "loud"), ("analytics", "yes"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_named_with_its_origin(name: str, value: str) -> None:
    with pytest.raises(Misconfigured) as caught:
        load({f"CARDWRIGHT_{name.upper()}": value})
    assert caught.value.message.startswith(f"{name} (set by CARDWRIGHT_{name.upper()}): ")
    assert "cardwright settings" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("colour = 1\nport = 2", "unknown setting colour"),
        ("port = ", "cardwright.toml: "),
        ("\x00", "cardwright.toml: "),
    ],
    ids=["unknown", "broken", "binary"],
)
def test_a_bad_file_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(Misconfigured, match=complaint):
        load({}, written(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=r"nowhere\.toml: "):
        load({}, tmp_path / "nowhere.toml")


def test_a_value_of_the_file_is_named_with_the_file(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=r"port \(set by .*cardwright\.toml\)"):
        load({}, written(tmp_path, 'port = "a"'))


def test_the_file_named_by_the_variable_comes_first_then_the_folder_then_the_user(tmp_path: Path) -> None:
    home = tmp_path / "config"
    (home / "cardwright").mkdir(parents=True)
    environment = {"XDG_CONFIG_HOME": str(home)}
    assert find_file(environment, tmp_path) is None
    (home / "cardwright" / "config.toml").write_text("")
    assert find_file(environment, tmp_path) == home / "cardwright" / "config.toml"
    here = written(tmp_path, "")
    assert find_file(environment, tmp_path) == here
    assert find_file({**environment, "CARDWRIGHT_CONFIG": "/etc/x.toml"}, tmp_path) == Path("/etc/x.toml")


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"host": "0.0.0.0", "port": 80}, "http://127.0.0.1:80"),
        ({"host": "::"}, "http://127.0.0.1:8000"),
        ({"host": "fe80::1"}, "http://[fe80::1]:8000"),
        ({"public_base": "https://decks.example/"}, "https://decks.example"),
        ({"public_base": "https://decks.example/a/b//"}, "https://decks.example/a/b"),
    ],
)
def test_links_begin_with_the_public_base(given: dict[str, object], base: str) -> None:
    assert Settings(**given).base == base  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("text", "proxies"),
    [
        ("", []),
        ("10.0.0.7", ["10.0.0.7"]),
        (" 10.0.0.0/24 , fd00::/8,", ["10.0.0.0/24", "fd00::/8"]),
    ],
)
def test_trusted_proxies_are_addresses_and_networks(text: str, proxies: list[str]) -> None:
    assert load({"CARDWRIGHT_TRUSTED_PROXIES": text})[0].proxies == proxies


@pytest.mark.parametrize("text", ["*", "proxy.example", "10.0.0.7/24", "10.0.0.7 10.0.0.8"])
def test_whatever_else_is_trusted_is_named(text: str) -> None:
    with pytest.raises(Misconfigured, match=r"trusted_proxies: .* is neither an IP address nor a network"):
        load({"CARDWRIGHT_TRUSTED_PROXIES": text})
