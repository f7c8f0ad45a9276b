"""`cardwright settings`: every setting of a server, its value, where it came from."""

import json
from pathlib import Path
from typing import Annotated, Any, Final

from cyclopts import Parameter

from cardwright.db import address
from cardwright.server.settings import HELP, PREFIX, SECRET, from_system

_LONG: Final = 16  # characters


def settings(*, as_json: Annotated[bool, Parameter(name="--json")] = False, config: Path | None = None) -> None:
    """List all settings with their values and where each was set.

    Parameters
    ----------
    as_json
        Print JSON.
    config
        Settings file to read instead of the usual places.
    """
    found, origin = from_system(config=config)
    rows = [_row(name, getattr(found, name), origin[name]) for name in HELP]
    if as_json:
        print(json.dumps(rows, indent=2))
        return
    for row in rows:
        print(f"{row['name']:<22} {row['value']!s:<28} {row['origin']:<28} {row['help']}")
    print(
        f"\nSet one by its variable ({PREFIX}PORT=9000), in cardwright.toml (port = 9000), or by a flag of `cardwright serve`."
    )


def _shown(name: str, value: Any) -> Any:
    """A value as far as everybody may see it."""
    if name not in SECRET or not value:
        return value
    return address.shown(value) if name == "database_url" else _hidden(str(value))


def _row(name: str, value: Any, origin: str) -> dict[str, Any]:
    return {
        "name": name,
        "value": _shown(name, value),
        "origin": origin,
        "help": HELP[name],
        "variable": PREFIX + name.upper(),
    }


def _hidden(secret: str) -> str:
    """Enough of a secret to tell it from another one, nothing of a short one."""
    return "…" + (secret[-4:] if len(secret) >= _LONG else "")
