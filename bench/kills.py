"""Thousands of decks while API processes, workers and the database are killed again and again: what is lost, paid twice or asked twice.

Every second deck is written by a scripted language model, of which every question is counted.
"""

import re
import tempfile
import time
from argparse import Namespace
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from pathlib import Path
from statistics import quantiles

import auditing
import forking
from killing import Clients, Kill, Questions, Site, alone, faults, many, storm
from oracle import oracle

AT_ONCE = 12
PAUSE_S = (0.5, 12.0)
CHARGE = 6
TEXT = (
    "# Tides of bay {n}\n\nBay {n} fills twice a day, and the birds of bay {n} know when.\n\n## Birds of bay {n}\n\n"
    "- knots\n- dunlins\n\n## Count\n\nWe counted the birds of bay {n} in spring."
)


def measure(wanted: Namespace) -> list[str]:
    forking.preload(forking.MODEL)
    kinds = ("sqlite", "postgresql") if wanted.database == "both" else (wanted.database,)
    return [line for kind in kinds for line in _measured(kind, wanted)]


def _measured(kind: str, wanted: Namespace) -> list[str]:
    questions = Questions(lambda text: int((re.findall(r"(?i)\bbay (\d+)", text) or ["0"])[0]))
    began = time.monotonic()
    with _site(kind, questions) as site:
        clients = Clients(site.doors, _body, wanted.generations, AT_ONCE, wanted.minutes * 60)
        kills = storm(site, clients, seed=wanted.seed, pause=PAUSE_S)
        under_fire = time.monotonic() - began
        wrong = faults(site, clients, charge=CHARGE)
        with site.rows() as database:
            audit = auditing.entries(database)
            retaken = database.one("SELECT SUM(attempt) - COUNT(*), MAX(attempt) FROM generations")
    repeated, in_flight = questions.again(clients, audit)
    wrong += repeated
    told = [
        f"{len([kill for kill in kills if kill.what == what])} {what}" for what in sorted({one.what for one in kills})
    ]
    lines = [
        f"{kind}: {len(clients.accepted)} generations, {len(kills)} kills ({', '.join(told)}), {under_fire:.0f} s",
        f"  jobs taken up again {retaken}, clients tried again {dict(clients.tried_again)}",
        f"  {len(questions.heard)} questions to the model; finished ones asked again {len(repeated)}, ones under way {in_flight}",
        *_recovery(kills, audit),
        *(f"  WRONG: {one}" for one in wrong[:20]),
        f"  {len(wrong)} faults",
    ]
    if wrong:
        print("\n".join(lines))
        raise SystemExit(1)
    return lines


@contextmanager
def _site(kind: str, questions: Questions) -> Generator[Site]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cardwright-kills-")))
        model = stack.enter_context(oracle())
        model.answer = questions
        settings = {"model": "openai-compatible:scripted", "model_base_url": model.v1}
        yield stack.enter_context(alone(folder, settings) if kind == "sqlite" else many(folder, settings, every=10))


def _body(number: int) -> dict[str, object]:
    mode = "condense" if number % 2 else "preserve"
    return {"inputText": TEXT.format(n=number), "textMode": mode, "numCards": 3, "exportAs": "pdf"}


def _recovery(kills: Sequence[Kill], audit: dict[str, list[auditing.Entry]]) -> list[str]:
    ends = sorted(entry.at for entry in audit["end"])
    lines: list[str] = []
    for what in sorted({kill.what for kill in kills}):
        waits = [_next(ends, kill.at) for kill in kills if kill.what == what]
        lines.append(f"  from the end of a {what} to the next deck that is done: {_spread(waits)}")
    retaken = [wait for kill in kills for wait in _retaken(kill, audit["claim"])]
    lines.append(f"  to when a job that it ran was taken up again: {_spread(retaken)}")
    return lines


def _next(moments: Sequence[float], at: float) -> float | None:
    return next((moment - at for moment in moments if moment > at), None)


def _retaken(kill: Kill, claims: Sequence[auditing.Entry]) -> list[float]:
    """Seconds until each job that a victim ran at its end was claimed again."""
    if kill.what not in {"server", "worker"}:
        return []
    jobs: dict[str, list[auditing.Entry]] = {}
    for claim in claims:
        jobs.setdefault(claim.generation_id, []).append(claim)
    pairs = [pair for of_job in jobs.values() for pair in pairwise(of_job)]
    return [
        later.at - kill.at
        for earlier, later in pairs
        if earlier.at <= kill.at < later.at and kill.victim in {"", earlier.word}
    ]


def _spread(waits: Sequence[float | None]) -> str:
    known = sorted(wait for wait in waits if wait is not None)
    if len(known) < 2:  # noqa: PLR2004
        return f"{len(known)} times"
    cuts = quantiles(known, n=100, method="inclusive")
    return f"p50 {cuts[49]:.1f} s, p99 {cuts[98]:.1f} s, {len(known)} times"
