"""Where keys are kept and found, and what is said when the keyring is locked, broken, or does not answer."""

import getpass
import io
import json
import os
import pty
import sys
import termios
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from cardwright_client.cli import keys, ring
from cardwright_client.cli.commands import auth
from cardwright_client.cli.run import run
from cardwright_client.testing import FakeService
from keyring.backend import KeyringBackend
from keyring.backends import null
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordDeleteError, PasswordSetError
from typed import Command

Use = Callable[[KeyringBackend], None]
REAL = ring._keyring  # the fixture `typed` has a machine without one


class Ring(KeyringBackend):
    """Keeps secrets, or fails as it is told; its words then hold what it was given, as those of a real one may."""

    priority = 1.0

    def __init__(self, **fails: type[BaseException]) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.fails = fails

    def _do(self, what: str, *given: str) -> None:
        if error := self.fails.get(what) or self.fails.get("all"):
            raise error(f"cannot {what} {given} in {self.kept}")

    def get_password(self, service: str, username: str) -> str | None:
        self._do("get", username)
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._do("set", username, password)
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._do("delete", username)
        del self.kept[service, username]


@pytest.fixture
def use(typed: Command, monkeypatch: pytest.MonkeyPatch) -> Iterator[Use]:
    """Have the machine that keyring, and no key in the environment."""
    monkeypatch.delenv("CARDWRIGHT_API_KEY")
    monkeypatch.setattr(ring, "_keyring", REAL)
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


@pytest.fixture
def login(typed: Command, cardwright_service: FakeService) -> Callable[..., tuple[int, str, str]]:
    return lambda *words: typed("auth", "login", "--with-token", *words, stdin=f"{cardwright_service.key}\n".encode())


def test_a_key_is_checked_kept_and_forgotten(
    typed: Command, cardwright_service: FakeService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CARDWRIGHT_API_KEY")
    assert typed("auth", "status")[0] == 4
    assert typed("auth", "login", "--with-token", stdin=b"wrong\n")[0] == 4
    assert typed("auth", "login")[0] == 2  # nobody to ask
    status, out, err = typed("auth", "login", "--with-token", stdin=f"{cardwright_service.key}\n".encode())
    assert (status, out) == (0, "")
    assert "no keyring" in err
    file = tmp_path / "config/cardwright/keys.json"
    assert file.stat().st_mode & 0o777 == 0o600
    assert json.loads(typed("auth", "status", "--json")[1])["from"] == str(file)
    assert typed("themes", "--query", "night")[1] == "night\tcustom\tNight\tblack\n"
    assert typed("themes", "--base-url", "http://127.0.0.1:9")[0] == 4  # the key is of one address
    assert typed("auth", "logout")[0] == 0
    assert typed("auth", "status")[0] == 4


def test_a_key_never_goes_to_an_address_that_lies_in_the_folder(
    typed: Command, cardwright_service: FakeService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cardwright.toml").write_text(f'[client]\nbase_url = "{os.environ["CARDWRIGHT_BASE_URL"]}"\n')
    monkeypatch.delenv("CARDWRIGHT_BASE_URL")
    status, _, err = typed("themes")
    assert status == 4
    assert "is not sent to" in err
    assert cardwright_service.requests == []


def test_who_is_asked_for_a_key_may_say_none(typed: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_: str) -> str:
        raise EOFError

    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(getpass, "getpass", nothing)
    monkeypatch.setattr(auth.sys, "stdin", Screen())
    assert run(["auth", "login"]) == 2


# the keyring


def test_the_keyring_keeps_a_key_until_it_is_forgotten(typed: Command, use: Use, login: Command) -> None:
    mine = Ring()
    use(mine)
    assert login()[2].endswith("the key is kept in the keyring\n")
    assert len(mine.kept) == 1
    assert json.loads(typed("auth", "status", "--json")[1])["from"] == "keyring"
    assert (typed("auth", "logout")[0], mine.kept) == (0, {})
    assert "there was no key" in typed("auth", "logout")[2]


def test_a_key_is_in_one_place(
    typed: Command, use: Use, login: Command, cardwright_service: FakeService, tmp_path: Path
) -> None:
    """A file is looked into first: one that kept a key from before would hide the newer one of the keyring."""
    use(Ring())
    file = tmp_path / "config/cardwright/keys.json"
    assert login("--file")[2].endswith(f"the key is kept in {file}\n")
    assert list(json.loads(file.read_text()).values()) == [cardwright_service.key]
    login()
    assert json.loads(typed("auth", "status", "--json")[1])["from"] == "keyring"
    login("--file")
    assert typed("auth", "logout")[0] == 0
    assert typed("auth", "status")[0] == 4


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (KeyringLocked, "the keyring is locked"),
        (InitError, "the keyring cannot be opened"),
        (PasswordSetError, "the keyring does not take the key"),
        (PermissionError, "the keyring is broken (PermissionError)"),
        (SystemExit, "the keyring is broken (SystemExit)"),
    ],
)
def test_a_keyring_that_fails_says_why_and_what_else_there_is(
    typed: Command, use: Use, login: Command, error: type[BaseException], words: str
) -> None:
    use(Ring(all=error))
    hint = "hint: unlock it, or set CARDWRIGHT_API_KEY, or keep the key in a file: cardwright auth login --file"
    for status, out, err in (login(), typed("auth", "status"), typed("themes"), typed("generate", "x")):
        assert (status, out, err) == (4, "", f"error: {words}\n\n{hint}\n")
    assert login("--file")[0] == typed("auth", "status")[0] == typed("themes")[0] == 0  # it is not asked any more
    status, _, err = typed("auth", "logout")
    assert (status, err) == (4, f"error: {words}\n\nhint: unlock it and log out again: it may hold a key\n")
    assert typed("auth", "status")[0] == 4


def test_a_keyring_that_only_reads_is_told_apart(typed: Command, use: Use, login: Command) -> None:
    mine = Ring(set=PasswordSetError, delete=PasswordDeleteError)
    use(mine)
    assert "the keyring does not take the key" in login()[2]
    mine.kept["cardwright", os.environ["CARDWRIGHT_BASE_URL"]] = "k"
    assert "the keyring does not give the key up" in typed("auth", "logout")[2]


@pytest.mark.parametrize("none", [Ring(all=NoKeyringError), null.Keyring()])
def test_without_a_keyring_and_with_one_that_is_turned_off_the_file_is_used(
    typed: Command, use: Use, login: Command, none: KeyringBackend
) -> None:
    use(none)
    assert "this machine has no keyring" in login()[2]
    assert json.loads(typed("auth", "status", "--json")[1])["from"].endswith("keys.json")


def test_the_doctor_tells_of_a_keyring_that_fails(typed: Command, use: Use) -> None:
    use(Ring(all=KeyringLocked))
    status, out, _ = typed("doctor", "--json")
    found = {row["check"]: row for row in json.loads(out)}
    assert status == 4
    assert found["key"]["verdict"] == "error"
    assert found["key"]["finding"].startswith("the keyring is locked; unlock it, or set CARDWRIGHT_API_KEY")


def test_a_file_of_keys_that_cannot_be_written_is_named(
    typed: Command, login: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CARDWRIGHT_API_KEY")
    (tmp_path / "config").write_text("no folder")
    status, out, err = login()
    assert (status, out) == (1, "")
    assert f"{tmp_path}/config/cardwright/keys.json cannot be written" in err
    assert "or set CARDWRIGHT_API_KEY" in err


class Hanging(Ring):
    """Asks on the terminal for a password that nobody types, and shows nothing of it."""

    def __init__(self, terminal: int | None = None) -> None:
        super().__init__()
        self.asks = threading.Event()
        self.over = threading.Event()
        self.terminal = terminal

    def _do(self, what: str, *given: str) -> None:
        if self.terminal is not None:
            attributes: Any = termios.tcgetattr(self.terminal)
            attributes[3] &= ~termios.ECHO
            termios.tcsetattr(self.terminal, termios.TCSANOW, attributes)
        self.asks.set()
        self.over.wait(60)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ring, "_LIMIT", 0.05)


def test_a_keyring_that_hangs_is_given_up(
    use: Use, impatient: None, tmp_path: Path, cardwright_service: FakeService
) -> None:
    hanging = Hanging()
    use(hanging)
    nowhere = {"XDG_CONFIG_HOME": str(tmp_path)}
    with pytest.raises(keys.AuthenticationError, match=r"does not answer within .* it may wait to be unlocked"):
        keys.find("https://a.test", "default", nowhere)
    hanging.asks.clear()
    found = keys.find("https://a.test", "default", {keys.VARIABLE: "sk-secret-value"})  # and is not asked at all
    assert found is not None and "secret" not in repr(found)
    assert not hanging.asks.is_set()
    hanging.over.set()


def test_the_terminal_shows_again_what_is_typed(use: Use, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen, terminal = pty.openpty()
    hanging = Hanging(terminal)
    use(hanging)

    def given_up(_: threading.Thread, __: float) -> None:
        assert hanging.asks.wait(60)

    with open(terminal) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        monkeypatch.setattr(threading.Thread, "join", given_up)
        with pytest.raises(keys.AuthenticationError, match="does not answer"):
            keys.find("https://a.test", "default", {"XDG_CONFIG_HOME": str(tmp_path)})
        assert termios.tcgetattr(terminal)[3] & termios.ECHO
        hanging.over.set()
    os.close(screen)
