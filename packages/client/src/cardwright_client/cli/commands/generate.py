"""`cardwright generate`: a text becomes a deck of a service."""

import json as _json
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from cardwright_client.cli import memory
from cardwright_client.cli.context import Context, current, seconds
from cardwright_client.cli.exits import Exit
from cardwright_client.cli.following import fetched, row, settled, status_for
from cardwright_client.cli.options import Usage
from cardwright_client.cli.output import event, show
from cardwright_client.cli.sources import text_of
from cardwright_client.cli.wishes import Wishes, merged
from cardwright_client.errors import CardwrightError

if TYPE_CHECKING:
    from cardwright_client._sync._handles import Generation
    from cardwright_client._sync.client import Client

Wait = Annotated[bool, Parameter(help="Wait until it has ended; without it, print a token to take it up by.")]
Deadline = Annotated[str, Parameter(help="How long to wait, such as 90s or 10m.")]
Output = Annotated[Path | None, Parameter(alias="-o", help="Folder for its files, or the name of the one file.")]
Overwrite = Annotated[bool, Parameter(negative="", help="Write over files that exist, not beside them.")]
DryRun = Annotated[bool, Parameter(negative="", help="Show the request, what it may cost and how long; send nothing.")]
MostCredits = Annotated[int | None, Parameter(name="--max-credits", help="Refuse what may cost more.")]
Open = Annotated[bool, Parameter(name="--open", negative="", help="Open it in the browser.")]


def generate(
    text: Annotated[str | None, Parameter(allow_leading_hyphen=True)] = None,
    *,
    wishes: Wishes | None = None,
    wait: Wait = True,
    deadline: Deadline = "",
    output: Output = None,
    overwrite: Overwrite = False,
    dry_run: DryRun = False,
    max_credits: MostCredits = None,
    open_: Open = False,
) -> int:
    """Turn a text into a deck; prints its address, or the files that were asked for.

    Parameters
    ----------
    text
        The text, or a file, or @FILE; `-` reads standard input.
    """
    wishes = wishes or Wishes()
    body = wishes.request()
    name = ""
    if text is not None:
        said, name = text_of(text)
        body = merged(body, {"inputText": said})
    if "inputText" not in body and "pages" not in body:
        msg = "there is no text"
        raise Usage(msg, "cardwright generate 'Q3 results', or a file, or - for standard input")
    body.setdefault("textMode", "generate")
    order = Order(body, name or _named(body), wishes.further_exports, output, overwrite, wait, deadline, open_)
    if dry_run:
        return order.dry(current())
    return order.run(current(), max_credits)


class Order:
    """One generation from its request to its files; what `generate` and `template` share."""

    def __init__(
        self,
        body: dict[str, Any],
        name: str,
        further: str,
        output: Path | None,
        overwrite: bool,
        wait: bool,
        deadline: str,
        opens: bool,
    ) -> None:
        self.body, self.name, self.further = body, name, further
        self.output, self.overwrite, self.waits, self.opens = output, overwrite, wait, opens
        self.deadline = deadline

    def dry(self, context: Context) -> int:
        """What would be sent, what it may cost, how long such ones take."""
        from cardwright_client._core.credits import most_credits
        from cardwright_client._core.durations import features_of
        from cardwright_client._core.prices import IMAGE_CREDITS

        expected = memory.recalled(context.base).expect(features_of(self.body, IMAGE_CREDITS))
        path = "generations/from-template" if "gammaId" in self.body else "generations"
        told: dict[str, Any] = {
            "request": f"POST {context.base}/v1.0/{path}",
            "body": self.body,
            "mostCredits": most_credits(self.body),
            "seconds": {"half": round(expected.quantile(0.5)), "nearlyAll": round(expected.quantile(0.95))},
        }
        if context.shared.for_programs:
            show([told], main="request")
            return Exit.DONE
        print(_json.dumps(self.body, indent=2, ensure_ascii=False))
        context.note(
            f"{told['request']}: at most {told['mostCredits']} credits, "
            f"half of such decks take {told['seconds']['half']} s, nearly all {told['seconds']['nearlyAll']} s; nothing was sent"
        )
        return Exit.DONE

    def run(self, context: Context, max_credits: int | None = None) -> int:
        """Start it and see it through.

        Raises:
            CardwrightError: it could not be started, or not be waited for.
        """
        self._affordable(max_credits)
        with context.client() as client:
            generation = client.generations.post(self.body, exports=self.further)
            event("posted", id=generation.id, ref=generation.ref)
            if generation.warnings:
                context.warn(generation.warnings)
            if not self.waits:
                show([row(generation)], main="ref")
                context.note(f"To fetch it later: cardwright wait {generation.id}")
                return Exit.DONE
            return self._end(context, client, generation)

    def _affordable(self, most: int | None) -> None:
        from cardwright_client._core.credits import most_credits
        from cardwright_client.errors import OutOfCredits

        if most is not None and (cost := most_credits(self.body)) > most:
            msg = f"it may cost {cost} credits, --max-credits is {most}"
            raise OutOfCredits(402, msg, hint="ask for fewer cards, or a cheaper model of pictures")

    def _end(self, context: Context, client: "Client", generation: "Generation") -> int:
        told = row(generation)
        try:
            status = settled(context, client, generation, seconds(self.deadline or context.get("deadline")))
            told = row(generation, status)
            if status.status == "completed":
                told["files"] = self._files(context, generation)
        except (CardwrightError, OSError) as error:
            _interrupted(told, error)
            raise
        if status.status == "completed" and self.opens and status.url:
            webbrowser.open(status.url)
        finish(told)
        return status_for(status, None)

    def _files(self, context: Context, generation: "Generation") -> list[dict[str, Any]]:
        place = self.output or Path(context.get("output"))
        further = [part.strip() for part in self.further.split(",") if part.strip()]
        return fetched(context, generation, place, self.name, overwrite=self.overwrite, further=further)


def _interrupted(told: dict[str, Any], error: Exception) -> None:
    """Tell a program of the generation all the same: it has begun, and costs what it costs."""
    told["error"] = str(error)
    event("pending" if told["status"] == "pending" else "error", id=told["id"], ref=told["ref"], error=told["error"])
    if current().shared.fields is not None:
        show([told], main="url")


def finish(told: dict[str, Any]) -> None:
    """Print how a generation ended: the files where there are some, else its address."""
    import sys

    if told["error"] and not current().shared.for_programs:
        print(f"error: generation {told['id']} failed: {told['error']}", file=sys.stderr)
        return
    if told["files"] and not current().shared.for_programs and not sys.stdout.isatty():
        for file in told["files"]:
            print(file["path"])
        return
    if not current().shared.lines:
        show([told if current().shared.for_programs else _for_people(told)], main="url")


def _for_people(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "url": told["url"],
        "files": [file["path"] for file in told["files"]],
        "credits": told["credits"],
        "id": told["id"],
    }


def _named(body: dict[str, Any]) -> str:
    """A name for files of a text that came without one."""
    first = str(body.get("title") or body.get("inputText") or "").strip().partition("\n")[0]
    words = "".join(letter if letter.isalnum() else " " for letter in first).split()
    return "-".join(words)[:60].strip("-") or "deck"
