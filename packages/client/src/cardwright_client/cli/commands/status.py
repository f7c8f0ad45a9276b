"""`cardwright status`: one request each, no waiting."""

from typing import Any

from cardwright_client.cli.context import current
from cardwright_client.cli.exits import Exit, worst
from cardwright_client.cli.following import row, status_for
from cardwright_client.cli.output import show
from cardwright_client.cli.refs import Refs, named


def status(*refs: Refs) -> int:
    """Ask once how far generations are; ends with 8 while one is pending.

    Parameters
    ----------
    refs
        Ids or tokens; `-` reads them from standard input.
    """
    rows, statuses = list[dict[str, Any]](), list[Exit]()
    with current().client() as client:
        for ref in named(refs):
            generation = client.generations.attach(ref)
            found = generation.refresh()
            rows.append(row(generation, found))
            statuses.append(status_for(found, None))
    show(rows, main="status", many=len(rows) > 1, columns=("id", "status", "url", "error") if len(rows) > 1 else ())
    return worst(statuses)
