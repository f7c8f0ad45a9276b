"""The `cardwright` command: a table of commands, each loaded when it runs; `--help` loads no library."""

import sys


def main() -> None:
    """Run the command line and leave the process with its exit status."""
    words = sys.argv[1:]
    if words in ([], ["-h"], ["--help"]):
        from cardwright_client.cli.tree import overview

        print(overview())
        sys.exit(0)
    try:
        from cardwright_client.cli.run import run
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in {"cyclopts", "rich"}:
            raise
        print(
            "error: the command line needs more than the library\n\nhint: pip install 'cardwright-client[cli]'",
            file=sys.stderr,
        )
        sys.exit(2)
    sys.exit(run(words))
