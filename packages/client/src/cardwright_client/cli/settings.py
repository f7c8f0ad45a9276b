"""Settings of the command line: flags, then variables, then `./cardwright.toml`, then the user's file, then defaults.

Both files hold them in the table `[client]`, beside what a server of one's own
reads there. A profile is a table `[client.profiles.NAME]` with settings of its
own. No file holds a key.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from cardwright_client.cli.options import Usage

PREFIX: Final = "CARDWRIGHT_"
HELP: Final[Mapping[str, str]] = {
    "base_url": "address of the service",
    "profile": "name of the profile in force",
    "timeout": "seconds one request may take",
    "deadline": "how long to wait for a generation, such as 10m; empty: as long as such ones usually need, and more",
    "in_flight": "generations of a batch that are under way at a time",
    "output": "folder for files",
}
DEFAULTS: Final[Mapping[str, Any]] = {
    "base_url": "",
    "profile": "",
    "timeout": 30.0,
    "deadline": "",
    "in_flight": 20,
    "output": ".",
}
_NUMBERS: Final = {"timeout": float, "in_flight": int}


@dataclass(frozen=True, slots=True)
class Setting:
    """A value, and in words where it comes from."""

    value: Any
    origin: str = "default"


def user_file(environment: Mapping[str, str]) -> Path:
    """Where a user's settings lie."""
    home = environment.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "cardwright" / "config.toml"


def project_file() -> Path:
    """Where those of the folder lie in which the command runs."""
    return Path("cardwright.toml")


def load(flags: Mapping[str, Any], environment: Mapping[str, str]) -> dict[str, Setting]:
    """Every setting and where it comes from.

    Raises:
        Usage: a file cannot be read, a setting does not exist, or a profile.
    """
    found = {name: Setting(value) for name, value in DEFAULTS.items()}
    tables: dict[str, Mapping[str, Any]] = {}
    profiles: dict[str, tuple[Mapping[str, Any], str]] = {}
    for file in (user_file(environment), project_file()):
        table = _table(file)
        tables[str(file)] = table
        profiles |= {name: (said, f"{file}, profile {name}") for name, said in table.get("profiles", {}).items()}
    stated: list[tuple[Mapping[str, Any], str | None]] = [(table, file) for file, table in tables.items()]
    variables = {name: environment[PREFIX + name.upper()] for name in HELP if environment.get(PREFIX + name.upper())}
    for said, origin in stated:
        _take(found, said, origin)
    profile = flags.get("profile") or variables.get("profile") or found["profile"].value
    if profile:
        if profile not in profiles:
            known = ", ".join(sorted(profiles)) or "none"
            msg = f"there is no profile {profile}; there are: {known}"
            raise Usage(msg, f"cardwright config set base_url URL --of {profile}")
        _take(found, *profiles[profile])
    _take(found, variables, None)
    for name, value in flags.items():
        if value is not None:
            found[name] = Setting(checked(name, value), f"--{name.replace('_', '-')}")
    if flags.get("profile") and not flags.get("base_url"):  # a profile that was asked for goes before a variable
        _take(found, *profiles[str(profile)])
    return found


def chosen(flags: Mapping[str, Any], environment: Mapping[str, str]) -> str | None:
    """The service that was chosen, by its address or by a profile; None when there is none."""
    try:
        return load(flags, environment)["base_url"].value or None
    except Usage:
        return ""  # the command that asks again says it


def _take(found: dict[str, Setting], said: Mapping[str, Any], origin: str | None) -> None:
    for name, value in said.items():
        if name == "profiles":
            continue
        if name not in HELP:
            msg = f"{origin}: unknown setting {name} of [client]; there are: {', '.join(HELP)}"
            raise Usage(msg)
        found[name] = Setting(checked(name, value), origin or PREFIX + name.upper())


def checked(name: str, value: Any) -> Any:
    """A value of a setting as it is used.

    Raises:
        Usage: it is none of that setting.
    """
    kind = _NUMBERS.get(name)
    if name == "base_url":
        return _address(str(value))
    if kind is None:
        return str(value)
    try:
        number = kind(value)
    except ValueError:
        number = 0
    if number <= 0:
        msg = f"{name} must be a number above 0, not {value}"
        raise Usage(msg)
    return number


def _address(text: str) -> str:
    """The address of a service, without a slash at its end; empty stands for the usual one."""
    try:
        parts = urlsplit(text)
        right = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # such as a port that is no number
        right = False
    if text and not right:
        msg = f"base_url must be an address such as https://decks.example, not {text}"
        raise Usage(msg)
    return text.rstrip("/")


def _table(file: Path) -> Mapping[str, Any]:
    if not file.is_file():
        return {}
    import tomllib  # most calls have no file

    try:
        return tomllib.loads(file.read_text("utf-8")).get("client", {})
    except (OSError, ValueError) as error:
        msg = f"{file}: {error}"
        raise Usage(msg) from error


# changing a file


def write(file: Path, table: str, name: str, value: Any) -> None:
    """Set one value of a table, or take it out with None; all else in the file stays as it was written.

    Raises:
        Usage: the file says it in a way that cannot be changed line by line.
    """
    import tomllib

    text = file.read_text("utf-8") if file.exists() else ""
    changed = _edited(text.splitlines(), f"[{table}]", name, None if value is None else f"{name} = {_literal(value)}")
    try:
        found: Any = tomllib.loads(changed)
        for part in table.split("."):
            found = found.get(part, {})
        right = found.get(name) == value
    except ValueError:
        right = False
    if not right:
        msg = f"{file} cannot be changed line by line"
        raise Usage(msg, "cardwright config edit")
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(file.name + ".part")
    part.write_text(changed, "utf-8")
    os.replace(part, file)


def _edited(lines: list[str], head: str, name: str, line: str | None) -> str:
    try:
        begin = next(number for number, found in enumerate(lines) if found.strip() == head) + 1
    except StopIteration:
        lines += ([""] if lines else []) + [head]
        begin = len(lines)
    end = next((number for number in range(begin, len(lines)) if lines[number].lstrip().startswith("[")), len(lines))
    same = [number for number in range(begin, end) if re.match(rf"\s*{re.escape(name)}\s*=", lines[number])]
    for number in reversed(same):
        del lines[number]
    if line is not None:
        lines.insert(same[0] if same else begin, line)
    return "\n".join(lines) + "\n"


def _literal(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
