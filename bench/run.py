"""Compares Cardwright with floors and peers in one run; prints medians and ratios.

    python bench/run.py [SECTION ...]
    python bench/run.py kills [--generations 1000] [--database sqlite] [--minutes 14] [--seed 1]
    python bench/run.py soak [--minutes 30]
    python bench/run.py machines [--jobs 100] [--rounds 5] [--delay 2]
    python bench/run.py backlog [--queue 10000]

Without a section, those run that take minutes; the others must be named.
Figures of two runs, or of two machines, are not comparable; the ratios within one run are.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "tests" / "support")]

import backlog
import crowd
import exports
import generation
import growth
import kills
import limiter
import machines
import memory
import office
import peer
import soak
import status
import watchers
import writing

SECTIONS: dict[str, Callable[[], list[str]]] = {
    "status": status.measure,
    "generation": generation.measure,
    "exports": exports.measure,
    "peer": peer.measure,
    "growth": growth.measure,
    "limiter": limiter.measure,
    "memory": memory.measure,
    "office": office.measure,
    "watchers": watchers.measure,
    "writing": writing.measure,
}
# These take long, and what is typed says how long.
LONG: dict[str, Callable[[argparse.Namespace], list[str]]] = {
    "backlog": backlog.measure,
    "crowd": lambda _: crowd.measure(),
    "kills": kills.measure,
    "machines": machines.measure,
    "soak": soak.measure,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join([*SECTIONS, *LONG]))
    parser.add_argument("--generations", type=int, default=1000, help="of kills, on each database")
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both", help="of kills")
    parser.add_argument(
        "--minutes", type=float, default=14, help="that soak takes, and after which kills accepts no more"
    )
    parser.add_argument("--seed", type=int, default=1, help="of kills: what is killed when")
    parser.add_argument("--jobs", type=int, default=100, help="of machines, for each worker")
    parser.add_argument("--rounds", type=int, default=5, help="of machines, each with all counts of workers")
    parser.add_argument("--delay", type=float, default=2, help="of machines, the seconds of a model's answer")
    parser.add_argument("--queue", type=int, default=10_000, help="of backlog, how many are queued at once")
    wanted = parser.parse_args()
    if unknown := [name for name in wanted.sections if name not in {**SECTIONS, **LONG}]:
        parser.error(f"no section {', '.join(unknown)}; there are: {', '.join([*SECTIONS, *LONG])}")
    for name in wanted.sections or SECTIONS:
        began = time.perf_counter()
        print(f"\n{name}", flush=True)
        for line in LONG[name](wanted) if name in LONG else SECTIONS[name]():
            print(f"  {line}", flush=True)
        print(f"  ({time.perf_counter() - began:.0f} s)", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
