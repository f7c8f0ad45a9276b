"""Where a key for a service is found and kept: a variable first, then the keyring, then a file only its owner reads.

A kept key belongs to the address it was given for and is used for no other.
A key in the environment goes wherever the caller says, but never to an address
that merely stands in the folder the command runs in: that file may be anybody's.
"""

import json
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from cardwright_client.cli.settings import project_file, user_file
from cardwright_client.errors import AuthenticationError

VARIABLE: Final = "CARDWRIGHT_API_KEY"
_SERVICE: Final = "cardwright"
_LIMIT: Final = 3.0  # seconds; keyrings without a desktop are known to hang
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Key:
    """A key, and in words where it was found."""

    value: str = field(repr=False)
    origin: str


class NoKeyring(Exception):
    """This machine has none."""


def find(base: str, base_origin: str, environment: Mapping[str, str]) -> Key | None:
    """The key for a service; with a variable set, no keyring is asked.

    Raises:
        AuthenticationError: the variable's key would go to an address that a file in this folder names, or the
            keyring is locked.
    """
    if value := environment.get(VARIABLE):
        if base_origin.startswith(str(project_file())):
            msg = f"{VARIABLE} is not sent to {base}, which {project_file()} in this folder names"
            hint = "set CARDWRIGHT_BASE_URL if you trust it, or log in to it: cardwright auth login"
            raise AuthenticationError(401, msg, hint=hint)
        return Key(value, VARIABLE)
    file = key_file(environment)
    if (value := _kept(file).get(base)) is not None:
        return Key(value, str(file))
    try:
        found = _asked(lambda: _keyring().get_password(_SERVICE, base))
    except NoKeyring:
        return None
    return Key(found, "keyring") if found else None


def keep(base: str, value: str, environment: Mapping[str, str]) -> str:
    """Keep a key for a service; tells where.

    Raises:
        AuthenticationError: the keyring is locked or does not answer.
    """
    try:
        _asked(lambda: _keyring().set_password(_SERVICE, base, value))
    except NoKeyring:
        file = key_file(environment)
        _write(file, _kept(file) | {base: value})
        return str(file)
    return "the keyring"


def drop(base: str, environment: Mapping[str, str]) -> bool:
    """Forget the key of a service; whether there was one."""
    file = key_file(environment)
    kept = _kept(file)
    if base in kept:
        _write(file, {name: value for name, value in kept.items() if name != base})
        return True
    try:
        ring = _keyring()
        if not _asked(lambda: ring.get_password(_SERVICE, base)):
            return False
        _asked(lambda: ring.delete_password(_SERVICE, base))
    except NoKeyring:
        return False
    return True


def key_file(environment: Mapping[str, str]) -> Path:
    """The file for machines without a keyring."""
    return user_file(environment).with_name("keys.json")


def backend() -> str:
    """The keyring of this machine in words."""
    try:
        return str(type(_keyring().get_keyring()).__module__)
    except NoKeyring:
        return "none"


def _keyring() -> Any:
    try:
        import keyring
        from keyring.backends.fail import Keyring as Missing
    except ImportError as error:
        raise NoKeyring from error
    if isinstance(keyring.get_keyring(), Missing):
        raise NoKeyring
    return keyring


def _asked(work: Callable[[], T]) -> T:
    """What a keyring answers, if it does in time."""
    answers: list[T] = []
    errors: list[Exception] = []

    def ask() -> None:
        try:
            answers.append(work())
        except Exception as error:
            errors.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(_LIMIT)
    if answers:
        return answers[0]
    if errors and (isinstance(errors[0], NoKeyring) or type(errors[0]).__name__ == "NoKeyringError"):
        raise NoKeyring from errors[0]
    why = f"says {type(errors[0]).__name__}" if errors else f"does not answer within {_LIMIT:.0f} s"
    msg = f"the keyring {why}"
    raise AuthenticationError(401, msg, hint=f"unlock it, or set {VARIABLE}")


def _kept(file: Path) -> dict[str, str]:
    try:
        found: Any = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}  # pyright: ignore[reportUnknownVariableType]


def _write(file: Path, keys: Mapping[str, str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.{os.getpid()}")
    opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8") as out:
        json.dump(keys, out)
        out.flush()
        os.fsync(out.fileno())
    os.replace(part, file)
