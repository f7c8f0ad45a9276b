"""`cardwright config`: the settings of the command line."""

import os
import shlex
import subprocess
from typing import Annotated, Any

from cyclopts import App, Parameter

from cardwright_client.cli import settings
from cardwright_client.cli.context import current
from cardwright_client.cli.exits import Exit
from cardwright_client.cli.options import Usage
from cardwright_client.cli.output import done, show

config = App(name="config", help="Show and change settings of this command line.", result_action="return_value")

ForProfile = Annotated[str, Parameter(name="--of", help="Of this profile.")]


@config.command(name="list")
def list_(*, origin: Annotated[bool, Parameter(negative="", help="Tell what set each.")] = False) -> int:
    """List all settings and their values."""
    found = current().settings
    rows = [
        {"name": name, "value": said.value, "origin": said.origin, "help": settings.HELP[name]}
        for name, said in found.items()
    ]
    show(rows, main="name", many=True, columns=("name", "value", *(("origin",) if origin else ("help",))))
    return 0


@config.command
def get(name: str) -> int:
    """Print the value of one."""
    said = current().settings[_known(name)]
    show([{"value": said.value, "origin": said.origin}], main="value")
    return 0


@config.command(name="set")
def set_(name: str, value: str, *, of: ForProfile = "") -> int:
    """Set one in your own file."""
    checked = settings.checked(_known(name), value)
    return _write(of, name, checked)


@config.command
def unset(name: str, *, of: ForProfile = "") -> int:
    """Take one out of your own file."""
    return _write(of, _known(name), None)


@config.command
def path() -> int:
    """Print where your own file lies."""
    show([{"path": str(settings.user_file(os.environ))}], main="path")
    return 0


@config.command
def edit() -> int:
    """Open your own file in $EDITOR."""
    file = settings.user_file(os.environ)
    file.parent.mkdir(parents=True, exist_ok=True)
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        ended = subprocess.run([*shlex.split(editor), str(file)], check=False).returncode
    except (OSError, ValueError) as error:
        msg = f"{editor} cannot be started: {error.strerror if isinstance(error, OSError) else error}"
        raise Usage(msg, "set EDITOR to a program that edits texts") from error
    if ended:
        current().warn(f"{editor} ended with {ended}")
        return Exit.FAILED
    done({"file": str(file)})
    return 0


def _write(profile: str, name: str, value: Any) -> int:
    file = settings.user_file(os.environ)
    settings.write(file, _table(profile), name, value)
    done({"name": name, "value": value, "file": str(file)})
    return 0


def _known(name: str) -> str:
    if name not in settings.HELP:
        msg = f"there is no setting {name}; there are: {', '.join(settings.HELP)}"
        raise Usage(msg)
    return name


def _table(profile: str) -> str:
    if not profile:
        return "client"
    if not profile.replace("-", "").replace("_", "").isalnum():
        msg = f"{profile} is no name for a profile"
        raise Usage(msg, "letters, digits, - and _")
    return f"client.profiles.{profile}"
