"""Generations seen through to their end: waited for, told of, fetched."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cardwright_client._runtime._sync import Listeners
from cardwright_client.cli import memory
from cardwright_client.cli.context import Context
from cardwright_client.cli.exits import Exit, status_of
from cardwright_client.cli.output import event
from cardwright_client.cli.progress import Progress, bar
from cardwright_client.errors import CardwrightError, WaitTimeout

if TYPE_CHECKING:
    from cardwright_client._sync._handles import Generation
    from cardwright_client._sync.client import Client
    from cardwright_client.models import Status

_LOOK = 1.0  # seconds after which Ctrl-C is noticed at the latest


def row(generation: "Generation", status: "Status | None" = None, error: str = "") -> dict[str, Any]:
    """What is told of a generation; its status is None when asking for it failed before one was seen."""
    credits = status.credits if status is not None else None
    state = status.status if status is not None else None if error else "pending"
    if not error and status is not None and status.error is not None:
        error = f"{status.error.status_code} {status.error.message}"
    return {
        "id": generation.id,
        "ref": generation.ref,
        "status": state,
        "url": status.url if status is not None else None,
        "exportUrl": status.export_url if status is not None else None,
        "credits": None if credits is None else {"deducted": credits.deducted, "remaining": credits.remaining},
        "warnings": generation.warnings or (status.warnings if status is not None else None),
        "error": error or None,
        "files": [],
    }


def settled(context: Context, client: "Client", generation: "Generation", deadline: float | None) -> "Status":
    """The end of one generation, with progress; what was learned is kept.

    Raises:
        WaitTimeout: it is still pending. KeyboardInterrupt: somebody gave up; how to go on was told.
    """
    try:
        with Progress(context, lambda: bar(generation.expected, generation.age)):
            found = generation.wait(deadline)
    except KeyboardInterrupt:
        context.note(f"\nIt goes on without you. To go on waiting: cardwright wait {generation.id}")
        raise
    finally:
        memory.remember(context.base, client.durations)
    tell(row(generation, found))
    return found


def tell(told: dict[str, Any]) -> None:
    """With `--jsonl`, an event for the row of a generation: done, failed, pending, or an error of asking for it."""
    event(
        {"completed": "done", None: "error"}.get(told["status"]) or told["status"],
        id=told["id"],
        url=told["url"],
        credits=told["credits"],
        error=told["error"],
    )


def all_settled(
    context: Context, client: "Client", generations: Sequence["Generation"], deadline: float | None
) -> Iterator[tuple["Generation", "Status | None", CardwrightError | None]]:
    """Several, in the order in which they end; each with its end or what came between."""
    if len(generations) == 1:
        yield generations[0], *_tried(lambda: settled(context, client, generations[0], deadline))
        return
    listeners: Listeners[Status] = Listeners()
    named = {str(number): each for number, each in enumerate(generations)}
    for name, each in named.items():
        listeners.start(name, lambda each=each: each.wait(deadline))
    try:
        with Progress(context, lambda: f"{len(generations) - len(listeners)} of {len(generations)} ended"):
            while len(listeners):
                for name, outcome in listeners.heard(_LOOK):
                    if isinstance(outcome, CardwrightError):
                        yield named[name], None, outcome
                    elif isinstance(outcome, BaseException):
                        raise outcome
                    else:
                        tell(row(named[name], outcome))
                        yield named[name], outcome, None
    finally:
        memory.remember(context.base, client.durations)


def _tried(work: Any) -> tuple["Status | None", CardwrightError | None]:
    try:
        return work(), None
    except CardwrightError as error:
        return None, error


def fetched(
    context: Context, generation: "Generation", target: Path, name: str, *, overwrite: bool, further: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """The files of a generation that has ended, in a folder or under a name; each with its digest.

    Raises:
        DownloadError: one cannot be fetched.
    """
    status = generation.status
    if status is None or not status.export_url:
        return []
    kind = kind_of(status.export_url)
    single = target.suffix.lower() == kind
    found: list[dict[str, Any]] = []
    for export in ("", *further):
        suffix = f".{export}" if export else kind
        place = target.with_suffix(suffix) if single else target / f"{name or generation.id}{suffix}"
        with Progress(context, lambda place=place: f"fetching {place}"):
            got = generation.download(place, overwrite=overwrite, export=export)
        event("downloaded", id=generation.id, file=str(got.path), sha256=got.sha256)
        found.append({"path": str(got.path), "sha256": got.sha256, "bytes": got.bytes})
    return found


def kind_of(url: str) -> str:
    """The ending of a file, from the link to it."""
    from urllib.parse import urlsplit

    suffix = Path(urlsplit(url).path).suffix.lower()
    return suffix if suffix in {".pdf", ".pptx", ".png", ".zip", ".html"} else ".pdf"


def status_for(status: "Status | None", error: CardwrightError | None) -> Exit:
    """The exit status of one generation."""
    if isinstance(error, WaitTimeout):
        return Exit.PENDING
    if error is not None:
        return status_of(error)
    if status is None or not status.is_terminal:
        return Exit.PENDING
    return Exit.DONE if status.status == "completed" else Exit.FAILED
