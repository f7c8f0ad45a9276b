"""The scan for secrets finds each kind of them, and takes neither words nor what it was told of for one."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def scan() -> ModuleType:
    place = Path(__file__).parents[2] / "tools" / "secrets_scan.py"
    spec = importlib.util.spec_from_file_location("secrets_scan", place)
    assert spec and spec.loader
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


RANDOM = "q7Zk2vXb9LmT4wRc8YnH5sJd1FgP6aUe"  # split in use, so that the scan of this file finds nothing


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("-----BEGIN " + "RSA PRIVATE KEY-----", "a private key"),
        ("id = AKIA" + "Q7ZK2VXB9LMT4WRC", "a key of Amazon's"),
        ("ghp" + "_" + RANDOM + "abcd", "a token of GitHub's"),
        ("sk-gamma" + "-" + RANDOM, "a key of our own"),
        ("sk-ant" + "-" + RANDOM * 2, "a key of a language model"),
        ("postgresql://app:" + RANDOM + "@db.example.org/x", "a password in a URL"),
        ("secret_key = '" + RANDOM + "'", "a random value for a secret"),
        ('"apiKey": "' + RANDOM + '"', "a random value for a secret"),
    ],
)
def test_each_kind_is_found(scan: ModuleType, line: str, what: str) -> None:
    assert what in list(scan.secrets_of(line))


@pytest.mark.parametrize(
    "line",
    [
        "sk-gamma-tests-0123456789abcdef", "secret_key = 'the-same-for-all-processes'", "smtps://user:password@mail.example.org",
        "api_key: str = ''", "sha256 = '" + "0123456789abcdef" * 4 + "'", "secret = secrets_of(line, everything_there_is_to_know)",
    ],
)  # fmt: skip
def test_what_is_none_is_left_alone(scan: ModuleType, line: str) -> None:
    assert list(scan.secrets_of(line)) == []


def test_a_place_is_named_without_its_secret(scan: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "a.env").write_text("x=1\nsk-gamma" + f"-{RANDOM}\n")
    assert list(scan.complaints_of(tmp_path / "a.env", "a.env")) == ["a.env:2: a key of our own"]
    (tmp_path / "b.bin").write_bytes(b"\0" + b"sk-gamma" + f"-{RANDOM}".encode())
    assert list(scan.complaints_of(tmp_path / "b.bin", "b.bin")) == []
