"""Compares Cardwright with floors and peers in one run; prints medians and ratios.

    python bench/run.py [SECTION ...]

Figures of two runs, or of two machines, are not comparable; the ratios within one run are.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "tests" / "support")]

import exports
import generation
import growth
import machines
import memory
import office
import peer
import status
import watchers
import writing

SECTIONS: dict[str, Callable[[], list[str]]] = {
    "status": status.measure,
    "generation": generation.measure,
    "exports": exports.measure,
    "peer": peer.measure,
    "growth": growth.measure,
    "machines": machines.measure,
    "memory": memory.measure,
    "office": office.measure,
    "watchers": watchers.measure,
    "writing": writing.measure,
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in SECTIONS]
    if unknown:
        print(f"no section {', '.join(unknown)}; there are: {', '.join(SECTIONS)}", file=sys.stderr)
        return 2
    for name in names or SECTIONS:
        began = time.perf_counter()
        print(f"\n{name}", flush=True)
        for line in SECTIONS[name]():
            print(f"  {line}", flush=True)
        print(f"  ({time.perf_counter() - began:.0f} s)", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
