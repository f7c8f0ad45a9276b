"""`cardwright wait`: generations to their end, in this process or started by another."""

from typing import Annotated, Any

from cyclopts import Parameter

from cardwright_client.cli.commands.generate import Deadline, finish
from cardwright_client.cli.context import current, seconds
from cardwright_client.cli.exits import Exit, worst
from cardwright_client.cli.following import all_settled, row, status_for, tell
from cardwright_client.cli.output import show
from cardwright_client.cli.refs import Refs, named
from cardwright_client.errors import WaitTimeout


def wait(
    *refs: Refs,
    any_: Annotated[bool, Parameter(name="--any", negative="--all", help="Until one has ended, not all.")] = False,
    deadline: Deadline = "",
) -> int:
    """Wait for generations to end; ends with 8 when one is pending at the deadline, with 1 when one failed.

    Parameters
    ----------
    refs
        Ids or tokens; `-` reads them from standard input.
    """
    context, rows, statuses = current(), list[dict[str, Any]](), list[Exit]()
    with context.client() as client:
        generations = [client.generations.attach(ref) for ref in named(refs)]
        limit = seconds(deadline or context.get("deadline"))
        for generation, status, error in all_settled(context, client, generations, limit):
            if error is not None and not isinstance(error, WaitTimeout) and len(generations) == 1:
                raise error
            rows.append(row(generation, status or generation.status, str(error) if error else ""))
            if error is not None:
                tell(rows[-1])
            statuses.append(status_for(status, error))
            if any_:
                break
    if len(generations) == 1 and statuses[0] is not Exit.PENDING:
        finish(rows[0])
    elif not context.shared.lines:
        show(rows, main="url", many=len(generations) > 1, columns=("id", "status", "url", "error"))
    return worst(statuses)
