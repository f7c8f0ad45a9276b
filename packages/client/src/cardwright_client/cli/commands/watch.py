"""`cardwright watch`: a batch on a screen. It reads the journal alone, so it costs no request while the batch runs."""

import sys
import time
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from cardwright_client._core.durations import features_of
from cardwright_client._core.prices import IMAGE_CREDITS
from cardwright_client._values import as_object
from cardwright_client.cli.commands.batch import JournalOf, found_journal, learned, of_row
from cardwright_client.cli.context import current
from cardwright_client.cli.output import show
from cardwright_client.journal import Row, look

_OVER = {"done", "downloaded", "failed", "unknown", "held"}
_STYLES = {"downloaded": "green", "done": "green", "failed": "red", "unknown": "yellow", "held": "yellow"}
_ROWS = 200


def watch(
    journal: JournalOf = Path("cardwright.journal"),
    *,
    plain: Annotated[
        bool, Parameter(negative="", help="Lines for a log, one per change, instead of a screen.")
    ] = False,
    every: Annotated[float, Parameter(help="Seconds between two looks.")] = 1.0,
    once: Annotated[bool, Parameter(negative="", help="Look once.")] = False,
) -> int:
    """See how far a batch is, until nothing is under way; no requests are sent."""
    place = found_journal(journal)
    shared = current().shared
    if shared.fields is not None:
        rows, notes = look(place)
        show([seen(row, notes, time.time()) for row in rows], main="key", many=True)
        return 0
    if plain or once or shared.lines or not sys.stdout.isatty():
        return _lines(place, every, once=once)
    return _screen(place, every)


def seen(row: Row, notes: dict[str, Any], now: float) -> dict[str, Any]:
    """What is shown of an item; times are seconds."""
    features = features_of(row.body, IMAGE_CREDITS)
    age = now - row.posted_at if row.posted_at and row.state == "posted" else None
    left = None if age is None else max(0.0, learned(notes).expect(features).quantile(0.75) - age)
    due = as_object(as_object(notes.get("plan")).get("due")).get(row.id)
    return of_row(row) | {
        "cards": features.cards,
        "age": None if age is None else round(age, 1),
        "eta": None if left is None else round(left, 1),
        "nextPoll": None if due is None or age is None else round(max(0.0, due - now), 1),
    }


def headline(notes: dict[str, Any], now: float) -> str:
    """Windows, credits and pauses in one line, as the run last noted them."""
    plan = as_object(notes.get("plan"))
    told = [f"{name} {left}/{limit}" for name, (left, limit) in plan.get("windows", {}).items()]
    if plan.get("remaining") is not None:
        told.append(f"{plan['remaining']} credits left")
    if plan.get("spent"):
        told.append(f"{plan['spent']} spent")
    if plan.get("reserved"):
        told.append(f"{plan['reserved']} set aside")
    if (pause := plan.get("paused_until", 0.0) - now) > 0:
        told.append(f"paused for {pause:.0f} s")
    if plan and now - plan["at"] > 10:
        told.append(f"no run has noted anything for {now - plan['at']:.0f} s")
    return " · ".join(told) or "no run has begun"


def _counted(rows: list[Row]) -> str:
    return ", ".join(f"{number} {state}" for state, number in Counter(row.state for row in rows).items())


def _lines(place: Path, every: float, *, once: bool) -> int:
    from cardwright_client.cli.output import event

    told: dict[str, str] = {}
    while True:
        rows, notes = look(place)
        for row in rows:
            if told.get(row.id) != row.state:
                told[row.id] = row.state
                if current().shared.lines:
                    event(row.state, **{name: value for name, value in of_row(row).items() if name != "state"})
                else:
                    print(f"{row.state:<10}  {row.key}  {row.file or row.error or ''}".rstrip(), flush=True)
        if once or all(row.state in _OVER for row in rows):
            current().note(f"{_counted(rows)} · {headline(notes, time.time())}")
            return 0
        time.sleep(every)


def _screen(place: Path, every: float) -> int:
    from rich.live import Live

    with Live(screen=True, auto_refresh=False, transient=True) as live:
        while True:
            rows, notes = look(place)
            live.update(drawn(rows, notes, time.time()), refresh=True)
            if all(row.state in _OVER for row in rows):
                break
            time.sleep(every)
    print(_counted(rows))
    return 0


def drawn(rows: list[Row], notes: dict[str, Any], now: float) -> Any:
    """The screen: what is under way first, then what waits, then what has ended."""
    from rich.console import Group
    from rich.progress_bar import ProgressBar
    from rich.table import Table
    from rich.text import Text

    gauges = Table.grid(padding=(0, 2))
    for name, (left, limit) in as_object(as_object(notes.get("plan")).get("windows")).items():
        gauges.add_row(name, ProgressBar(total=max(1, limit), completed=max(0, left), width=30), f"{left} of {limit}")
    table = Table(expand=True, box=None, header_style="dim")
    for column in ("key", "state", "age", "eta", "next poll", "cards", "file"):
        table.add_column(column, justify="right" if column in {"age", "eta", "next poll", "cards"} else "left")
    order = {"posted": 0, "intent": 1, "queued": 2}
    for row in sorted(rows, key=lambda row: order.get(row.state, 3))[:_ROWS]:
        found = seen(row, notes, now)
        times = [f"{value:.0f} s" if (value := found[name]) is not None else "" for name in ("age", "eta", "nextPoll")]
        state = Text(row.state, style=_STYLES.get(row.state, ""))
        table.add_row(Text(row.key), state, *times, str(found["cards"]), Text(row.file or row.error or ""))
    return Group(Text(f"{_counted(rows)} · {headline(notes, now)}", style="bold"), gauges, table)
