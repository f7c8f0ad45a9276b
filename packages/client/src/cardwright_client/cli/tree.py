"""Which commands there are, as a table, so that they can be listed without loading one of them.

Another package adds its own by an entry point of the group `cardwright.commands`,
which names an `Offer`. A command of the same name takes the place of ours as
long as no service is chosen: then everything happens in this process.
"""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol

GROUP: Final = "cardwright.commands"
WIDTH: Final = 100
_HERE: Final = "cardwright_client.cli.commands"
_OURS: Final[Mapping[str, str]] = {
    "generate": "Turn a text into a deck.",
    "template": "Make a deck from another one.",
    "status": "Ask once how far generations are.",
    "wait": "Wait for generations to end.",
    "download": "Fetch the files of generations.",
    "batch": "Make many decks from a folder, JSONL or CSV; run it again and it goes on.",
    "watch": "See how far a batch is, without a request.",
    "themes": "List looks to choose from.",
    "folders": "List folders to put decks into.",
    "credits": "Tell what is left to spend, or what a batch can cost.",
    "auth": "Log in and out.",
    "config": "Show and change settings of this command line.",
    "api": "Send any request.",
    "webhook": "Check events, or take them to a program on this machine.",
    "doctor": "Find out what is wrong between here and the service.",
    "completion": "Complete commands by the tab key.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A failure in words, and the exit status it comes to."""

    message: str
    hint: str
    status: int


@dataclass(frozen=True, slots=True)
class Command:
    """`target` is where it lies, `module:function`; `shared` says whether it heeds the options of all commands."""

    target: str
    summary: str
    shared: bool = True


class Complaint(Protocol):
    """What makes a server less safe: `wrong` lets somebody in or read along, `note` is worth a thought."""

    @property
    def level(self) -> Literal["wrong", "note"]: ...
    @property
    def about(self) -> str: ...
    @property
    def message(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Offer:
    """What another package adds: its commands, and how it tells of its own failures; None for those of others.

    `security` names a function, `module:function`, that takes a settings file and a data folder, None for the usual
    ones, and gives a `Complaint` for each thing that is not safe about that server.
    """

    commands: Mapping[str, Command] = field(default_factory=dict[str, Command])
    told: Callable[[BaseException], Told | None] = lambda _: None
    security: str = ""


def offers() -> list[Offer]:
    """What other packages add."""
    from importlib.metadata import entry_points  # slow to load

    return [found.load() for found in entry_points(group=GROUP)]


def commands(offered: list[Offer], *, remote: bool) -> dict[str, Command]:
    """All commands by name; with a service chosen, ours come before others of the same name."""
    ours = {name: Command(f"{_HERE}.{name}:{name}", summary) for name, summary in _OURS.items()}
    theirs = {name: command for offer in offered for name, command in offer.commands.items()}
    return theirs | ours if remote else ours | theirs


def overview() -> str:
    """The help of the whole, made without any library."""
    from cardwright_client.cli.options import HELP
    from cardwright_client.cli.settings import chosen

    offered = offers()
    remote = chosen({}, os.environ) is not None
    found = commands(offered, remote=remote)
    wide = max(map(len, found))
    strong, plain = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() and "NO_COLOR" not in os.environ else ("", "")
    lines = ["Text in, finished decks out: PDF, PPTX, PNG and web pages.", "", "Usage: cardwright COMMAND …", ""]
    lines += [f"{strong}Commands{plain}"]
    lines += [f"  {strong}{name:<{wide}}{plain}  {command.summary}" for name, command in sorted(found.items())]
    lines += ["", f"{strong}Options of all commands{plain}"]
    lines += [f"  {name:<{max(map(len, HELP))}}  {text}" for name, text in HELP.items()]
    lines += ["", "cardwright COMMAND --help tells more."]
    if offered and not remote:
        lines += ["No service is chosen: decks are made in this process. --base-url or --profile choose one."]
    return "\n".join(lines)
