"""`cardwright status`: one request each, no waiting."""

from typing import Any

from cardwright_client.cli.context import current
from cardwright_client.cli.exits import Exit, worst
from cardwright_client.cli.following import row, status_for
from cardwright_client.cli.output import show
from cardwright_client.cli.refs import Refs, named
from cardwright_client.errors import Forbidden, NotFound


def status(*refs: Refs) -> int:
    """Ask once how far generations are; ends with 8 while one is pending.

    Parameters
    ----------
    refs
        Ids or tokens; `-` reads them from standard input.
    """
    rows, statuses = list[dict[str, Any]](), list[Exit]()
    wanted = named(refs)
    with current().client() as client:
        for ref in wanted:
            generation = client.generations.attach(ref)
            try:
                found = generation.refresh()
            except (NotFound, Forbidden) as error:
                if len(wanted) == 1:
                    raise
                rows.append(row(generation, None, str(error)))
                statuses.append(status_for(None, error))
            else:
                rows.append(row(generation, found))
                statuses.append(status_for(found, None))
    show(rows, main="status", many=len(wanted) > 1, columns=("id", "status", "url", "error") if len(wanted) > 1 else ())
    return worst(statuses)
