"""Generations as they are named on the command line."""

import sys
from collections.abc import Sequence
from typing import Annotated

from cyclopts import Parameter

from cardwright_client.cli.options import Usage

Refs = Annotated[str, Parameter(allow_leading_hyphen=True)]


def named(words: Sequence[str]) -> list[str]:
    """The ids or tokens that were given; `-` stands for the lines of standard input.

    Raises:
        Usage: there is none.
    """
    found: list[str] = []
    for word in words:
        found += sys.stdin.read().split() if word == "-" else [word]
    if not found:
        msg = "no generation is named"
        raise Usage(msg, "give an id, or a token that `cardwright generate --no-wait` printed")
    return found
