"""Ten thousand small generations queued at once, drained by 1, 2 and 4 workers in turn until none is left.

Each stretch of time has so many workers; stretches of all counts follow each other from the full queue to the empty one, so
that the lines of one count show what the depth of the queue costs. At the end each generation must have been completed and
charged once. Workers have a core each, as far as there are cores; the database and the API share these.
"""

import time
from argparse import Namespace
from itertools import cycle

from crew import crew
from filling import MARK

WORKERS = (1, 2, 4)
STRETCH_S = 30.0
SETTLE_S = 3.0  # until all workers of a stretch have as much as they take
BODY = {"inputText": f"# River\n\nA short text of {MARK}.", "textMode": "preserve", "numCards": 1}


def measure(wanted: Namespace) -> list[str]:
    lines: list[str] = []
    with crew() as hired:
        hired.fill(wanted.queue, BODY)
        for count in cycle(WORKERS):
            hired.hire(count, pinned=True)
            time.sleep(SETTLE_S)
            began, depth = time.time(), hired.open()
            while (now := time.time()) < began + STRETCH_S and hired.open():
                time.sleep(0.5)
            if not hired.open():
                break
            ended = sum(began <= at < now for at in hired.ends())
            lines.append(f"{depth:6} open, {count} workers: {ended / (now - began):6.2f} generations/s")
            hired.dismiss()
        lines.append(hired.audit(wanted.queue))
    return lines
