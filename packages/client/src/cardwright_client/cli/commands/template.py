"""`cardwright template`: a deck made from another one."""

from typing import Annotated

from cyclopts import Parameter

from cardwright_client.cli.commands.generate import (
    Deadline,
    DryRun,
    MostCredits,
    Open,
    Order,
    Output,
    Overwrite,
    Wait,
)
from cardwright_client.cli.context import current
from cardwright_client.cli.sources import pair, text_of
from cardwright_client.cli.wishes import merged


def template(
    gamma_id: str,
    prompt: Annotated[str, Parameter(allow_leading_hyphen=True)],
    *,
    theme: str | None = None,
    title: str | None = None,
    export_as: Annotated[str | None, Parameter(alias="--export")] = None,
    set: Annotated[list[str] | None, Parameter(negative="")] = None,  # noqa: A002 - the option's name
    wait: Wait = True,
    deadline: Deadline = "",
    output: Output = None,
    overwrite: Overwrite = False,
    dry_run: DryRun = False,
    max_credits: MostCredits = None,
    open_: Open = False,
) -> int:
    """Make a deck from another one.

    Parameters
    ----------
    gamma_id
        The deck it is made from.
    prompt
        What is to be different, or a file, or @FILE; `-` reads standard input.
    theme
        Id of another theme.
    title
        Its title.
    export_as
        File format: pdf, pptx, png.
    set
        Any property of the request, such as imageOptions.style=ink.
    """
    said, _ = text_of(prompt)
    wanted = {"gammaId": gamma_id, "prompt": said, "themeId": theme, "title": title, "exportAs": export_as}
    body = merged({}, {name: value for name, value in wanted.items() if value is not None})
    body = merged(body, dict(pair("--set", text) for text in set or ()))
    order = Order(body, title or gamma_id, "", output, overwrite, wait, deadline, open_)
    return order.dry(current()) if dry_run else order.run(current(), max_credits)
