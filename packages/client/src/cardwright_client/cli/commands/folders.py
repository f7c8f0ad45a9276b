"""`cardwright folders`: where decks can lie."""

from cyclopts import App

from cardwright_client.cli.commands.themes import Limit
from cardwright_client.cli.context import current
from cardwright_client.cli.output import show

folders = App(name="folders", help="List folders to put decks into.", result_action="return_value")


@folders.default
@folders.command(name="list")
def list_(*, query: str | None = None, limit: Limit = None) -> int:
    """List folders: id and name.

    Parameters
    ----------
    query
        Part of a name.
    """
    with current().client() as client:
        rows = [dict(folder.raw) for folder in client.folders.list(query=query, limit=limit)]
    show(rows, main="id", many=True, columns=("id", "name"))
    return 0
