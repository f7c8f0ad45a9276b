"""The `cardwright` command: one file per command in `commands/`, loaded only when it runs."""

import os
import pkgutil
import sys
from pathlib import Path

from cyclopts import App, CycloptsError

from cardwright.errors import CardwrightError

EXIT_USAGE = 2
EXIT_PIPE = 141  # as a shell tells the signal SIGPIPE


def build() -> App:
    """The command tree; a file `commands/x.py` with a function `x` is the command `cardwright x`."""
    app = App(
        name="cardwright",
        help="Turn text into finished decks: PDF, PPTX, PNG and web pages.",
        version_flags=["--version"],
    )
    folder = Path(__file__).with_name("commands")
    for name in sorted(found.name for found in pkgutil.iter_modules([str(folder)])):
        app.command(f"{__name__}.commands.{name}:{name}", name=name)
    return app


def main() -> None:
    """Run the command line; failures of ours become one clear line on stderr."""
    try:
        try:
            build()(sys.argv[1:], exit_on_error=False)
        finally:
            sys.stdout.flush()
    except CycloptsError:  # which has shown itself
        sys.exit(EXIT_USAGE)
    except CardwrightError as error:
        print(f"error: {error.message}", file=sys.stderr)
        if error.hint:
            print(f"\nhint: {error.hint}", file=sys.stderr)
        sys.exit(EXIT_USAGE if error.status == 400 else 1)
    except BrokenPipeError:  # whoever read what is printed has seen enough, such as `head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains once more at its end
        sys.exit(EXIT_PIPE)
    except KeyboardInterrupt:
        sys.exit(130)
