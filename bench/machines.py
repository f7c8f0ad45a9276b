"""How much faster 1, 2 and 4 workers on one PostgreSQL database drain a queue; by hand, since it takes minutes.

Work of the processor: each worker has a core of its own, and the database and the API share the workers' cores, so that two
workers are two cores' worth and nothing is for nothing. More workers than there are cores are not measured.

Work of a model: each worker asks for as many generations at a time as it takes; the model needs a while for each answer and
can answer everybody. Answers take differently long, as those of models do: were they alike, the jobs that began together would
stay in step, and all would want the cores in the same moments. Nobody is kept to a core, for cores are not what is short.

Each round measures all counts of workers anew, every second one the other way round, so that a machine's good and bad moments
meet all of them alike. On a virtual machine single rounds differ by a fifth and more: believe the median of five or more.
"""

import os
from argparse import Namespace
from collections.abc import Callable, Sequence
from statistics import median

import forking
from cardwright.jobs.engines.dbos import CONCURRENCY
from crew import Drained, crew
from filling import MARK
from oracle import oracle
from scribe import Scribe

SPREAD = 0.5
GOALS = {2: 1.8, 4: 3.5}  # of the rate of one worker
TEXT = f"# Tides of {MARK}\n\nThe bay fills twice a day.\n\n## Birds\n\n- knots\n- dunlins\n\n## Count\n\nWe counted the birds of {MARK}."
SHOWN = {"inputText": TEXT, "textMode": "preserve", "numCards": 3, "exportAs": "pdf"}
ASKED = {"inputText": TEXT, "textMode": "condense", "numCards": 3}


def measure(wanted: Namespace) -> list[str]:
    forking.preload(forking.MODEL)
    cores = os.cpu_count() or 1
    counts = [count for count in (1, 2, 4) if count <= cores]
    return [
        f"work of the processor: {wanted.jobs} generations of 3 cards with a PDF for each worker, {cores} cores",
        *_compared(counts, wanted.rounds, lambda count: _rendering(count, wanted.jobs)),
        f"work of a model that takes {wanted.delay:g} s ± {SPREAD:.0%} for an answer: {CONCURRENCY} generations at a time",
        *_compared((1, 2, 4), wanted.rounds, lambda count: _asking(count, wanted.jobs, wanted.delay)),
    ]


def _compared(counts: Sequence[int], rounds: int, measured: Callable[[int], Drained]) -> list[str]:
    """What is found by how many workers, and the rates as shares of the rate of one."""
    orders = (tuple(counts), tuple(reversed(counts)))
    found = [{count: measured(count) for count in orders[at % 2]} for at in range(rounds)]
    return [
        f"  {count} workers: {median(one[count].rate for one in found):6.2f} generations/s, "
        f"{median(one[count].rate / one[1].rate for one in found):.2f} of one worker's"
        + (f" (goal {GOALS[count]})" if count > 1 else "")
        + f"; each takes {median(one[count].workers_ms for one in found):.0f} ms of processor time of the workers and "
        f"{median(one[count].others_ms for one in found):.0f} ms of all else"
        for count in counts
    ]


def _rendering(workers: int, jobs: int) -> Drained:
    with crew() as hired:
        hired.fill(workers * jobs, SHOWN)
        hired.hire(workers, pinned=True)
        found = hired.drain()
        hired.audit(workers * jobs)
    return found


def _asking(workers: int, jobs: int, delay: float) -> Drained:
    with oracle() as model:
        model.answer, model.delay, model.spread = Scribe(), delay, SPREAD
        with crew({"model": "openai-compatible:scripted", "model_base_url": model.v1}) as hired:
            hired.fill(workers * jobs, ASKED)
            hired.hire(workers, pinned=False)
            found = hired.drain()
            hired.audit(workers * jobs)
    return found
