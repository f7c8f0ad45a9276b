"""Where a key for a service is found and kept: a variable first, then a file only its owner reads, then the keyring.

A kept key belongs to the address it was given for and is used for no other.
A key in the environment goes wherever the caller says, but never to an address
that merely stands in the folder the command runs in: that file may be anybody's.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from cardwright_client.cli import ring
from cardwright_client.cli.settings import project_file, user_file
from cardwright_client.errors import AuthenticationError, CardwrightError

VARIABLE: Final = "CARDWRIGHT_API_KEY"


@dataclass(frozen=True, slots=True)
class Key:
    """A key, and in words where it was found."""

    value: str = field(repr=False)
    origin: str


def find(base: str, base_origin: str, environment: Mapping[str, str]) -> Key | None:
    """The key for a service; with a variable set or a file that has it, no keyring is asked.

    Raises:
        AuthenticationError: the variable's key would go to an address that a file in this folder names, or the
            keyring is locked, broken, or does not answer.
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
        found = ring.get(base)
    except ring.NoKeyring:
        return None
    return Key(found, "keyring") if found else None


def keep(base: str, value: str, environment: Mapping[str, str], *, in_file: bool = False) -> Path | None:
    """Keep a key for a service: in the keyring, then None is given, or in the file, when asked to or there is none.

    Raises:
        AuthenticationError: the keyring is locked, broken, or does not answer. CardwrightError: the file cannot be
            written.
    """
    file = key_file(environment)
    kept = _kept(file)
    if not in_file:
        try:
            ring.put(base, value)
        except ring.NoKeyring:
            pass
        else:
            if base in kept:  # or it would be found before the new one
                _write(file, _without(kept, base))
            return None
    _write(file, kept | {base: value})
    return file


def drop(base: str, environment: Mapping[str, str]) -> bool:
    """Forget the key of a service, wherever it is kept; whether there was one.

    Raises:
        AuthenticationError: the keyring, which may hold one, is locked, broken, or does not answer.
    """
    file = key_file(environment)
    kept = _kept(file)
    if base in kept:
        _write(file, _without(kept, base))
    try:
        return ring.remove(base) or base in kept
    except ring.NoKeyring:
        return base in kept


def key_file(environment: Mapping[str, str]) -> Path:
    """The file for machines without a keyring, and for who wants none."""
    return user_file(environment).with_name("keys.json")


def _kept(file: Path) -> dict[str, str]:
    try:
        found: Any = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}  # pyright: ignore[reportUnknownVariableType]


def _without(keys: Mapping[str, str], base: str) -> dict[str, str]:
    return {name: value for name, value in keys.items() if name != base}


def _write(file: Path, keys: Mapping[str, str]) -> None:
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8") as out:
            json.dump(keys, out)
            out.flush()
            os.fsync(out.fileno())
        os.replace(part, file)
    except OSError as error:
        msg = f"{file} cannot be written: {error.strerror}"
        raise CardwrightError(msg, hint=f"make its folder writable, or set {VARIABLE}") from error
