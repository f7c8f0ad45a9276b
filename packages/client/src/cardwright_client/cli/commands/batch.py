"""`cardwright batch`: many decks from a folder, JSONL or CSV. Its journal makes a second run go on where the first was."""

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import App, Parameter
from cyclopts.validators import Number

from cardwright_client._async.batch import HELD_BY_HAND
from cardwright_client._core.durations import DurationModel
from cardwright_client._values import as_object
from cardwright_client.cli import memory
from cardwright_client.cli.context import Context, current, seconds
from cardwright_client.cli.exits import Exit, worst
from cardwright_client.cli.options import Usage
from cardwright_client.cli.output import event, paint, show
from cardwright_client.cli.patience import Patience
from cardwright_client.cli.progress import Progress
from cardwright_client.cli.sources import entries
from cardwright_client.cli.wishes import Wishes, merged
from cardwright_client.errors import ConnectionFailed
from cardwright_client.journal import Journal, Row, look

if TYPE_CHECKING:
    from cardwright_client._outcome import Item
    from cardwright_client._sync.client import Client

batch = App(name="batch", help="Make many decks; run it again and it goes on.", result_action="return_value")

_STATUSES = {"failed": Exit.FAILED, "unknown": Exit.UNKNOWN, "held": Exit.NO_CREDITS}
JournalOf = Annotated[Path, Parameter(help="The batch's journal, or the folder or file it is of.")]
Keys = Annotated[str, Parameter(help="Names of items; all that can be meant if none is given.")]


@batch.command
def run(
    source: Path,
    *,
    wishes: Wishes | None = None,
    journal: Annotated[Path | None, Parameter(help="Where the batch is remembered; beside the source else.")] = None,
    in_flight: Annotated[
        int | None, Parameter(help="How many are under way at a time.", validator=Number(gte=1))
    ] = None,
    limit: Annotated[
        int | None, Parameter(help="Only the first so many that are not done.", validator=Number(gte=0))
    ] = None,
    output: Annotated[Path | None, Parameter(alias="-o", help="Folder for files.")] = None,
    floor: Annotated[int, Parameter(help="Credits to leave over.")] = 0,
    max_credits: Annotated[int | None, Parameter(help="Most credits to spend in this run.")] = None,
    credits: Annotated[int | None, Parameter(help="Credits there are, if you know.")] = None,  # noqa: A002
    patience: Annotated[str, Parameter(help="How long a service may be away before the run ends.")] = "10m",
    dry_run: Annotated[bool, Parameter(negative="", help="Count and estimate; send nothing.")] = False,
) -> int:
    """Make a deck of every text. Run again, it goes on; what is done costs nothing, what has changed is made anew.

    Parameters
    ----------
    source
        Folder with .md and .txt files, or a .jsonl or .csv file with a line per deck: `key`, `text`, and whatever
        options and requests have.
    """
    from cardwright_client._outcome import Credits

    context, wishes = current(), wishes or Wishes()
    wanted = bodies(source, wishes)
    if dry_run:
        return _dry(wanted)
    money = Credits(floor, max_credits, credits)
    place = journal or _beside(source)
    folder = output or Path(context.get("output"))
    _distinct(key for key, body in wanted if body.get("exportAs"))
    work = _Run(
        context, place, folder, in_flight or context.get("in_flight"), money, Patience(seconds(patience) or 0.0)
    )
    with Journal(place) as opened:
        ids = [opened.add(key, body) for key, body in wanted]
        done = {row.id for row in opened.rows() if row.state == "downloaded" or _is_over(row)}
    if limit is not None:
        fresh = [name for name in ids if name not in done][:limit]
        ids = [name for name in ids if name in done or name in fresh]
    return work.through(ids)


def _is_over(row: Row) -> bool:
    return row.state == "done" and not as_object(row.status).get("exportUrl")


@dataclass
class _Run:
    """One run, over all interruptions of the service."""

    context: Context
    journal: Path
    folder: Path
    in_flight: int
    credits: Any
    patience: Patience
    ended: dict[str, "Item"] = field(default_factory=dict[str, "Item"])
    changed: set[str] = field(default_factory=set[str])
    total: int = 0

    def through(self, ids: list[str]) -> int:
        """Every item to its end, or as far as can be."""
        self.total = len(ids)
        try:
            with Progress(self.context, self._line):
                while True:
                    try:
                        self._once(frozenset(ids))
                        break
                    except ConnectionFailed:
                        rest = self.patience.rest(time.monotonic())
                        if rest is None:
                            raise
                        self._pause(rest, "the service is not reached")
                        time.sleep(rest)
        except KeyboardInterrupt:
            self.context.note(
                "\nstopped; what was started goes on at the service. To go on, run the same command again"
            )
            raise
        return self._sum()

    def _once(self, only: frozenset[str]) -> None:
        with (
            self.context.client() as client,
            client.batch(
                self.journal, in_flight=self.in_flight, credits=self.credits, download_to=self.folder
            ) as opened,
        ):
            opened.only = only
            opened.on_change = self._change
            opened.on_pause = lambda rest: self._pause(rest, "the service refuses more requests")
            self._hear(client)
            for item in opened.as_done():
                if item.id not in self.ended:
                    self._tell(item)
                self.ended[item.id] = item
            memory.remember(self.context.base, client.durations)

    def _hear(self, client: "Client") -> None:
        """An answer shows that the service is there, unless it is one of a gateway before it."""
        told = client.hooks.on_response

        def heard(method: str, path: str, status: int, seconds: float) -> None:
            if status < 500:
                self.patience.answered()
            if told is not None:
                told(method, path, status, seconds)

        client.hooks.on_response = heard

    def _line(self) -> str:
        counts = Counter(item.state for item in list(self.ended.values()))
        told = ", ".join(f"{number} {state}" for state, number in counts.items())
        return f"{len(self.ended)} of {self.total} ended{f': {told}' if told else ''}"

    def _pause(self, rest: float, why: str) -> None:
        event("paused", seconds=round(rest, 1), error=why)
        self.context.note(f"{why}; again in {rest:.0f} s")

    def _change(self, item: "Item") -> None:
        """With `--jsonl`, tell a state when it is reached, not only that an item has ended."""
        self.changed.add(item.id)
        row = told(item)
        name = "not_downloaded" if row.pop("state") == "done" and item.error else item.state
        event(name, **row)

    def _tell(self, item: "Item") -> None:
        """Tell how an item ended, in this run or in one before."""
        if item.id not in self.changed:
            self._change(item)
        row = told(item)
        if self.context.shared.for_programs:
            return
        if sys.stdout.isatty():
            sys.stderr.write("\r\x1b[2K")
            print(f"{_colored(item.state)}  {item.key}  {row['file'] or row['url'] or row['error'] or ''}")
        elif row["file"] or row["url"]:
            print(row["file"] or row["url"], flush=True)

    def _sum(self) -> int:
        items = list(self.ended.values())
        if self.context.shared.fields is not None:
            show([told(item) for item in items], main="key", many=True)
        for why in sorted({item.error for item in items if item.error}):
            names = [item.key for item in items if item.error == why]
            self.context.warn(f"{why}: {', '.join(names[:5])}{' …' if len(names) > 5 else ''}")
        self.context.note(self._line())
        if any(item.state == "unknown" for item in items):
            self.context.note(
                "\nhint: whether the unknown ones were started is for you to find out: cardwright batch resolve"
            )
        return worst([_status(item) for item in items])


def _status(item: "Item") -> Exit:
    if item.error == HELD_BY_HAND:
        return Exit.PENDING
    return _STATUSES.get(item.state, Exit.FAILED if item.error else Exit.DONE)


@batch.command
def status(journal: JournalOf) -> int:
    """Tell how far every item is; no request. Ends with 8 while some are pending, else as the run did."""
    rows, _ = look(found_journal(journal))
    shown = [of_row(row) for row in rows]
    show(shown, main="key", many=True, columns=("key", "state", "id", "file", "error"))
    current().note(", ".join(f"{number} {state}" for state, number in Counter(row.state for row in rows).items()))
    pending = {"queued": Exit.PENDING, "intent": Exit.PENDING, "posted": Exit.PENDING}
    return worst([(_STATUSES | pending).get(row.state, Exit.DONE) for row in rows])


@batch.command
def retry(journal: JournalOf, *keys: Keys) -> int:
    """Queue items that failed, or were held, once more; the next run starts them."""
    return _each(journal, keys, {"failed": _again, "held": _release})


@batch.command
def hold(journal: JournalOf, *keys: Keys) -> int:
    """Keep items that were not started yet from being started, until `retry` lets them."""
    return _each(journal, keys, {"queued": _hold})


@batch.command
def resolve(
    journal: JournalOf,
    key: str,
    *,
    lost: Annotated[bool, Parameter(negative="", help="It was never started.")] = False,
    is_: Annotated[str | None, Parameter(name="--is", help="It is this generation.")] = None,
) -> int:
    """Say what became of an item whose start has an unknown outcome.

    Parameters
    ----------
    key
        Its name.
    """
    if lost == (is_ is not None):
        msg = "say one of two"
        raise Usage(msg, "--lost, or --is GENERATION_ID")

    def settle(book: Journal, row: Row) -> None:
        if is_ is None:
            book.move(row.id, "queued", error=None)
        else:
            book.move(row.id, "posted", generation_id=is_, posted_at=time.time(), error=None)

    return _each(journal, (key,), {"unknown": settle})


def _again(book: Journal, row: Row) -> None:
    book.retry(row.id)


def _hold(book: Journal, row: Row) -> None:
    book.move(row.id, "held", error=HELD_BY_HAND)


def _release(book: Journal, row: Row) -> None:
    book.move(row.id, "queued", error=None)


def _each(journal: Path, keys: Iterable[str], does: dict[str, Callable[[Journal, Row], None]]) -> int:
    """Do something with all items of some states, or with those that are named.

    Raises:
        Usage: one that is named is not there, or in no such state.
    """
    wanted = set(keys)
    place = found_journal(journal)
    with Journal(place) as book:
        rows = [row for row in book.rows() if row.state in does and (not wanted or row.key in wanted)]
        if missing := wanted - {row.key for row in rows}:
            msg = f"{', '.join(sorted(missing))}: not among the items that are {' or '.join(does)}"
            raise Usage(msg, f"cardwright batch status {place}")
        for row in rows:
            does[row.state](book, row)
        moved = {row.id: row.state for row in book.rows()}
    if current().shared.for_programs:
        show([{"key": row.key, "state": moved[row.id]} for row in rows], main="key", many=True)
    current().note(f"{len(rows)} items")
    return Exit.DONE


def told(item: "Item") -> dict[str, Any]:
    """What is told of an item."""
    status = item.status
    return {
        "key": item.key,
        "state": item.state,
        "id": item.generation_id,
        "url": status.url if status is not None else None,
        "file": str(item.file) if item.file is not None else None,
        "credits": status.credits.deducted if status is not None and status.credits is not None else None,
        "error": item.error or None,
    }


def of_row(row: Row) -> dict[str, Any]:
    """What is told of a journal's row."""
    status = as_object(row.status)
    return {
        "key": row.key,
        "state": row.state,
        "id": row.generation_id,
        "url": status.get("gammaUrl"),
        "file": row.file,
        "sha256": row.sha256,
        "credits": as_object(status.get("credits")).get("deducted"),
        "error": row.error or None,
    }


def bodies(source: Path, wishes: Wishes) -> list[tuple[str, dict[str, Any]]]:
    """The items of a batch: names, and bodies with what all have in common; what an item says itself comes first."""
    common = {"textMode": "generate", **wishes.request()}
    return [(entry.key, _joined(common, entry.body)) for entry in entries(source)]


def _joined(common: dict[str, Any], own: Any) -> dict[str, Any]:
    return merged(common, dict(own))


def learned(notes: dict[str, Any]) -> DurationModel:
    """What a batch has learned of how long decks take."""
    return DurationModel.restore(notes.get("durations") or {})


def _dry(wanted: list[tuple[str, dict[str, Any]]]) -> int:
    from cardwright_client._core.credits import most_credits

    rows: list[dict[str, Any]] = [{"key": key, "mostCredits": most_credits(body), "body": body} for key, body in wanted]
    show(rows, main="key", many=True, columns=("key", "mostCredits"))
    current().note(f"{len(rows)} decks, at most {sum(row['mostCredits'] for row in rows)} credits; nothing was sent")
    return Exit.DONE


def _beside(source: Path) -> Path:
    return source / "cardwright.journal" if source.is_dir() else source.with_name(f"{source.name}.journal")


def found_journal(journal: Path) -> Path:
    """The journal that a path means: itself, or that of a folder or file.

    Raises:
        Usage: it is not there.
    """
    place = _beside(journal) if journal.is_dir() or journal.suffix in {".jsonl", ".ndjson", ".csv", ".tsv"} else journal
    if not place.is_file():
        msg = f"there is no journal {place}"
        raise Usage(msg)
    return place


def _distinct(keys: Iterable[str]) -> None:
    """Two items must not write one file."""
    from cardwright_client._async.batch import file_name

    seen: dict[str, str] = {}
    for key in keys:
        name = os.path.normcase(file_name(key))
        if name in seen:
            msg = f"{seen[name]} and {key} would be one file"
            raise Usage(msg, "give them other names")
        seen[name] = key


_COLORS = {"downloaded": "32", "done": "32", "failed": "31", "unknown": "33", "held": "33"}


def _colored(state: str) -> str:
    return paint(f"{state:<10}", _COLORS.get(state, "0"))
