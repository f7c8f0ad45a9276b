"""`cardwright credits`: what there is to spend, and what a batch can cost."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from cardwright_client.cli.context import current
from cardwright_client.cli.output import show
from cardwright_client.cli.wishes import Wishes


def credits(  # noqa: A001 - the command's name
    *,
    estimate: Annotated[Path | None, Parameter(help="Folder, JSONL or CSV of a batch; no request is sent.")] = None,
    wishes: Wishes | None = None,
) -> int:
    """Tell what is left to spend; with --estimate, what a batch can cost at most."""
    if estimate is not None:
        return _estimated(estimate, wishes or Wishes())
    from cardwright_client.errors import CardwrightError, NotFound

    with current().client() as client:
        try:
            found = client.workspace.credits()
        except NotFound as error:
            msg = f"{current().base} tells its credits only with generations that have ended"
            raise CardwrightError(msg, hint="cardwright status ID --json=credits") from error
    show([{"remaining": found.remaining, "reserved": found.reserved}], main="remaining")
    return 0


def _estimated(source: Path, wishes: Wishes) -> int:
    from cardwright_client._core.credits import most_credits
    from cardwright_client.cli.commands.batch import bodies

    costs = [most_credits(body) for _, body in bodies(source, wishes)]
    show([{"mostCredits": sum(costs), "items": len(costs), "dearest": max(costs)}], main="mostCredits")
    return 0
