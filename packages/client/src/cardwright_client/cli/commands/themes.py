"""`cardwright themes` and its neighbours: lists of a service."""

from typing import Annotated, Literal

from cyclopts import App, Parameter

from cardwright_client.cli.context import current
from cardwright_client.cli.output import show

themes = App(name="themes", help="List looks to choose from.", result_action="return_value")

Limit = Annotated[int | None, Parameter(help="Items per request.")]


@themes.default
@themes.command(name="list")
def list_(*, query: str | None = None, type: Literal["standard", "custom"] | None = None, limit: Limit = None) -> int:  # noqa: A002
    """List themes: id, kind, name and words for them.

    Parameters
    ----------
    query
        Part of a name.
    type
        Everybody's or the workspace's own.
    """
    with current().client() as client:
        rows = [dict(theme.raw) for theme in client.themes.list(query=query, type=type, limit=limit)]
    show(rows, main="id", many=True, columns=("id", "type", "name", "colorKeywords"))
    return 0
