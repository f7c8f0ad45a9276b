"""One run of the command line: options of all commands, the command, what its failures come to."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cyclopts import App, CycloptsError

from cardwright_client.cli import context
from cardwright_client.cli.options import Usage, split
from cardwright_client.cli.settings import chosen
from cardwright_client.cli.tree import Command, Offer, Told, commands, offers

if TYPE_CHECKING:
    from cardwright_client.errors import CardwrightError

_USAGE, _PIPE, _INTERRUPTED = 2, 141, 130


def build(found: dict[str, Command]) -> App:
    """The command tree."""
    app = App(
        name="cardwright",
        help="Text in, finished decks out: PDF, PPTX, PNG and web pages.",
        version=_version,
        version_flags=["--version"],
        result_action="return_value",
    )
    for name, command in found.items():
        app.command(command.target, name=name, help=command.summary)
    app.register_install_completion_command()  # pyright: ignore[reportUnknownMemberType]
    return app


def run(words: list[str]) -> int:
    """The exit status of a command line."""
    offered = offers()
    try:
        return _guarded(lambda: _run(words, offered), offered)
    finally:
        context.forget()


def _run(words: list[str], offered: list[Offer]) -> int:
    shared, left = split(words)
    found = commands(offered, remote=chosen(shared.flags, os.environ) is not None)
    name = next((word for word in left if not word.startswith("-")), "")
    if name in found and not found[name].shared:
        left = words  # it may have options of the same names
    context.begin(shared)
    if left and left[0] == name and name not in found:
        from difflib import get_close_matches  # asking the library would load every command

        near = [one for one in found if one.startswith(name)] or get_close_matches(name, found, 1)
        msg = f"there is no command {name}"
        raise Usage(msg, f"did you mean {near[0]}?" if near else "cardwright --help lists them")
    if left and left[0] == "--help":
        from cardwright_client.cli.tree import overview

        print(overview())
        return 0
    app = build(found)
    if shared.for_programs:
        _no_group(app, left)
    answer: Any = app(left, exit_on_error=False)
    return answer if isinstance(answer, int) else 0


def _no_group(app: App, words: list[str]) -> None:
    """Help is for people: to programs, a group without one of its commands is a mistake.

    Raises:
        Usage: the words name a group.
    """
    chain, apps, left = app.parse_commands(words)
    if left or apps[-1].default_command is not None:
        return
    missing = f"{' '.join(chain)} needs a command" if chain else "there is no command"
    raise Usage(missing, f"cardwright {' '.join((*chain, '--help'))} lists them")


def _guarded(work: Callable[[], int], offered: list[Offer]) -> int:
    from cardwright_client.errors import CardwrightError

    try:
        try:
            return work()
        finally:
            sys.stdout.flush()
    except CycloptsError:  # which has shown itself
        return _USAGE
    except Usage as error:
        return _complain(Told(error.message, error.hint, _USAGE))
    except CardwrightError as error:
        return _complain(_told(error))
    except BrokenPipeError:  # whoever read what is printed has seen enough, such as `head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains once more at its end
        return _PIPE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:  # of files; those of the network have other names here
        return _complain(
            Told(": ".join(str(part) for part in (error.filename, error.strerror or error) if part), "", 1)
        )
    except Exception as error:
        told = next((told for offer in offered if (told := offer.told(error)) is not None), None)
        if told is None:
            raise
        return _complain(told)


def _told(error: "CardwrightError") -> Told:
    from cardwright_client.cli.exits import status_of
    from cardwright_client.errors import APIError

    if isinstance(error, APIError) and error.body is None:  # our own word
        return Told(error.message, error.hint, status_of(error))
    bare = str(error).removesuffix(f". hint: {error.hint}") if error.hint else str(error)
    return Told(bare, error.hint, status_of(error))


def _complain(told: Told) -> int:
    print(f"error: {told.message}", file=sys.stderr)
    if told.hint:
        print(f"\nhint: {told.hint}", file=sys.stderr)
    return told.status


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    for package in ("cardwright", "cardwright-client"):
        try:
            return version(package)
        except PackageNotFoundError:
            continue
    return "unknown"
