"""`cardwright download`: the files of generations, by id or out of a batch's journal."""

import time
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from cardwright_client.cli.commands.generate import Deadline, Output, Overwrite
from cardwright_client.cli.context import Context, current, seconds
from cardwright_client.cli.exits import Exit, status_of, worst
from cardwright_client.cli.following import fetched, row, settled
from cardwright_client.cli.options import Usage
from cardwright_client.cli.output import event, show
from cardwright_client.cli.refs import Refs, named
from cardwright_client.errors import CardwrightError, DownloadError

_LINKS_LIVE = 7  # days
_WARNED_FROM = 5


def download(
    *refs: Refs,
    output: Output = None,
    all_: Annotated[bool, Parameter(name="--all", negative="", help="All of a batch that are done.")] = False,
    journal: Annotated[Path, Parameter(help="The batch's journal, or the folder or file it is of; with --all.")] = Path(
        "cardwright.journal"
    ),
    overwrite: Overwrite = False,
    deadline: Deadline = "",
) -> int:
    """Fetch the files of generations: resumed where it was cut, checked, whole or not at all.

    Parameters
    ----------
    refs
        Ids or tokens; `-` reads them from standard input.
    """
    context = current()
    wanted = _of_journal(context, journal) if all_ else [(ref, "") for ref in named(refs)]
    place = output or Path(context.get("output"))
    if len(wanted) > 1 and place.suffix:
        msg = f"{place} is one file, and there are {len(wanted)}"
        raise Usage(msg, "-o FOLDER")
    rows: list[dict[str, Any]] = []
    statuses: list[Exit] = []
    with context.client() as client:
        for ref, name in wanted:
            generation = client.generations.attach(ref)
            told, status = row(generation), Exit.DONE
            try:
                found = settled(context, client, generation, seconds(deadline or context.get("deadline")))
                told = row(generation, found)
                told["files"] = fetched(context, generation, place, name, overwrite=overwrite)
                if not told["files"]:
                    msg = told["error"] or f"generation {generation.id} has no export"
                    raise DownloadError(msg, hint="ask for one with --export-as")
            except CardwrightError as error:
                if len(wanted) == 1:
                    raise
                status, told["error"] = status_of(error), str(error)
                event("error", id=told["id"], error=told["error"])
            rows.append(told)
            statuses.append(status)
    if context.shared.fields is not None:
        show(rows, main="id", many=len(wanted) > 1)
    elif not context.shared.lines:
        for told in rows:
            for file in told["files"]:
                print(file["path"])
            if told["error"]:
                context.warn(f"{told['id']}: {told['error']}")
    return worst(statuses)


def _of_journal(context: Context, journal: Path) -> list[tuple[str, str]]:
    from cardwright_client.cli.commands.batch import found_journal
    from cardwright_client.journal import look

    rows, _ = look(found_journal(journal))
    ready = [found for found in rows if found.state == "done" and found.generation_id]
    ages = [(time.time() - found.posted_at) / 86_400 for found in ready if found.posted_at]
    if ages and max(ages) >= _WARNED_FROM:
        context.warn(f"links live {_LINKS_LIVE} days; the oldest of these is {max(ages):.0f} days old")
    if not ready:
        context.note("everything that is done is here already")
    return [(str(found.generation_id), Path(found.key).stem) for found in ready]
