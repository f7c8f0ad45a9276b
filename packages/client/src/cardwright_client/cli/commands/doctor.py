"""`cardwright doctor`: what lies between here and the service, or makes a server unsafe, looked at piece by piece."""

import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from cardwright_client.cli import keys, memory, ring, settings
from cardwright_client.cli.context import Context, current
from cardwright_client.cli.exits import Exit, status_of
from cardwright_client.cli.options import Usage
from cardwright_client.cli.output import paint, show
from cardwright_client.cli.tree import Complaint, offers
from cardwright_client.errors import APIError, AuthenticationError, CardwrightError, NotFound

if TYPE_CHECKING:
    from cardwright_client._sync.client import Client

Verdict = Literal["ok", "warning", "error"]
_COLORS = {"ok": "32", "warning": "33", "error": "31"}
_SKEW = 120.0  # seconds; signatures of events are refused beyond 300


def doctor(
    *,
    durations: Annotated[bool, Parameter(negative="", help="Show what was learned of how long decks take.")] = False,
    security: Annotated[
        bool, Parameter(negative="", help="Look at the settings and files of a server of your own, here where it runs.")
    ] = False,
    data: Annotated[Path | None, Parameter(help="With --security, that server's data folder.")] = None,
    config: Annotated[
        Path | None, Parameter(help="With --security, its settings file, if not in a usual place.")
    ] = None,
) -> int:
    """Find out what is wrong between here and the service; ends with the status of the first error."""
    context = current()
    if durations and security:
        msg = "--durations and --security are two questions"
        raise Usage(msg, "ask one after the other")
    if not security and (data or config):
        msg = f"--{'data' if data else 'config'} goes with --security"
        raise Usage(msg, "cardwright doctor --security looks at a server's settings and files")
    if durations:
        return _durations(context)
    return _told(context, _security(config, data) if security else _findings(context))


Finding = tuple[str, Verdict, str, Exit]


def _told(context: Context, findings: Iterator[Finding]) -> int:
    """Print findings, for people as they come; the status of the first error."""
    rows: list[dict[str, Any]] = []
    ended = Exit.DONE
    for name, verdict, text, status in findings:
        rows.append({"check": name, "verdict": verdict, "finding": text})
        ended = ended or status
        if not context.shared.for_programs:
            print(f"{paint(f'{verdict:<8}', _COLORS[verdict])}{name:<10} {text}")
    if context.shared.for_programs:
        show(rows, main="finding", many=True)
    return ended


def _security(config: Path | None, data: Path | None) -> Iterator[Finding]:
    looks = next((offer.security for offer in offers() if offer.security), None)
    if looks is None:
        msg = "--security looks at a server, whose package is not installed here"
        raise Usage(msg, "run it where the server runs, or: pip install cardwright")
    found: list[Complaint] = resolve_name(looks)(config, data)
    for one in found:
        wrong = one.level == "wrong"
        yield one.about, "error" if wrong else "warning", one.message, Exit.FAILED if wrong else Exit.DONE
    if not found:
        yield "security", "ok", "nothing to complain of", Exit.DONE


def _findings(context: Context) -> Iterator[Finding]:
    yield "python", "ok", f"{platform.python_version()} at {sys.executable}", Exit.DONE
    yield "packages", "ok", ", ".join(_packages()), Exit.DONE
    for file in (settings.user_file(os.environ), settings.project_file()):
        if file.exists():
            yield "settings", "ok", f"{file} is read", Exit.DONE
    origin = context.settings["base_url"].origin
    yield (
        "service",
        "ok",
        f"{context.base} ({origin if context.get('base_url') else 'nothing chooses another'})",
        Exit.DONE,
    )
    yield _ring()
    try:
        found = keys.find(context.base, origin, os.environ)
    except AuthenticationError as error:
        yield "key", "error", f"{error.message}; {error.hint}", Exit.NOT_AUTHENTICATED
        return
    if found is None:
        yield "key", "error", f"none for {context.base}; cardwright auth login", Exit.NOT_AUTHENTICATED
        return
    yield "key", "ok", f"from {found.origin}", Exit.DONE
    with context.client() as client:
        yield from _reached(client)


def _ring() -> Finding:
    try:
        return "keyring", "ok", ring.backend(), Exit.DONE
    except ring.NoKeyring:
        return "keyring", "warning", "none; keys are kept in a file that only you can read", Exit.DONE
    except AuthenticationError as error:
        return "keyring", "warning", f"{error.message}; {error.hint}", Exit.DONE


def _reached(client: "Client") -> Iterator[Finding]:
    began = time.perf_counter()
    try:
        answer = client.raw.get("/v1.0/themes", limit=1)
    except CardwrightError as error:
        yield "answer", "error", str(error), status_of(error)
        return
    yield "answer", "ok", f"in {(time.perf_counter() - began) * 1000:.0f} ms, the key is right", Exit.DONE
    if date := answer.headers.get("date"):
        skew = time.time() - parsedate_to_datetime(date).timestamp()
        fine = abs(skew) < _SKEW
        said = f"{abs(skew):.0f} s {'behind' if skew < 0 else 'ahead'}; events of webhooks are refused beyond 300 s"
        yield "clock", "ok" if fine else "warning", "right" if fine else said, Exit.DONE
    if not client.windows:
        yield "limits", "warning", "the service tells none", Exit.DONE
    for name, window in client.windows.items():
        short = window.remaining < window.limit // 10
        said = f"{name}: {window.remaining} of {window.limit} requests left"
        yield "limits", "warning" if short else "ok", said, Exit.DONE
    yield _asked("credits", lambda: f"{client.workspace.credits().remaining} left")


def _asked(name: str, ask: Callable[[], str]) -> Finding:
    try:
        return name, "ok", ask(), Exit.DONE
    except NotFound:
        return name, "ok", "told with generations that have ended", Exit.DONE
    except APIError as error:
        return name, "warning", str(error), Exit.DONE


def _packages() -> Iterator[str]:
    for name in ("cardwright", "cardwright-client", "httpx2", "msgspec", "cyclopts", "rich", "keyring"):
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            continue


def _durations(context: Context) -> int:
    from cardwright_client._core.durations import Features

    model = memory.recalled(context.base)
    rows: list[dict[str, Any]] = []
    for bucket, (weight, _, _) in sorted(model.state().items()):
        images, size = bucket.split("/")
        cards = (5, 10, 20, 40)[int(size)]
        expected = model.expect(Features(cards, images))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        rows.append(
            {
                "pictures": images,
                "cards": cards,
                "half": round(expected.quantile(0.5), 1),
                "nearlyAll": round(expected.quantile(0.95), 1),
                "seen": round(weight, 1),
            }
        )
    if not rows:
        context.note(f"nothing was learned of {context.base} yet; {memory.place()} will hold it")
    show(rows, main="pictures", many=True, columns=("pictures", "cards", "half", "nearlyAll", "seen"))
    return 0
