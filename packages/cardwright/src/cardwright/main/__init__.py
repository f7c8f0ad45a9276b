"""The `cardwright` command: the tree is the client's, this package adds `commands/`, one file per command."""


def main() -> None:
    """Run the command line."""
    from cardwright_client.cli import main as whole  # noqa: PLC0415 - whoever reads the table of commands needs none of it

    whole()
