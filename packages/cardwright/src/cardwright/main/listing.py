"""What commands say: a line for each thing for people, or JSON for programs."""

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any

import msgspec
from cyclopts import Parameter

Json = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON.")]


def listed(rows: Iterable[Mapping[str, Any]], line: Callable[[Mapping[str, Any]], str], *, as_json: bool) -> None:
    """Print rows, which `line` sets for people."""
    if as_json:
        print_json(list(rows))
        return
    for row in rows:
        print(line(row))


def told(body: Mapping[str, Any], line: str, *, as_json: bool) -> None:
    """Print what a command did: `line` for people, `body` for programs."""
    if as_json:
        print_json(body)
    else:
        print(line)


def print_json(body: Any) -> None:
    """Print it so that people can read it too."""
    print(msgspec.json.format(msgspec.json.encode(body), indent=2).decode())
