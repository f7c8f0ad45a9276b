"""How soon a client knows that a generation has ended, and by how many requests, against a real server.

python bench/detection.py [--generations 40]
"""

import argparse
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from statistics import fmean, median

sys.path.insert(0, str(Path(__file__).parents[1] / "tests/support"))

from cardwright_client import Client
from serving import KEY, Server


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--generations", type=int, default=40)
    count = parser.parse_args().generations
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        server.start()
        try:
            seen, requests = _run(server, count)
            with sqlite3.connect(server.folder / "data/cardwright.db") as opened:
                ended = dict(opened.execute("SELECT id, finished_at FROM generations").fetchall())
        finally:
            server.kill()
    late = [(at - ended[name]) * 1000 for name, at in seen.items()]
    print(f"{count} generations: known {fmean(late):.1f} ms after the end on average, median {median(late):.1f}, "
          f"worst {max(late):.1f} (goal 50); {requests / count:.2f} requests each (goal 3)")  # fmt: skip
    return 0


def _run(server: Server, count: int) -> tuple[dict[str, float], int]:
    requests = [0]

    def counted(*_: object) -> None:
        requests[0] += 1

    seen: dict[str, float] = {}
    with Client(KEY, server.base) as client:
        client.hooks.on_request = counted
        for number in range(count):
            deck = client.generate(f"# River {number}\n\nIt is long.", text_mode="preserve", num_cards=1)
            seen[deck.id] = time.time()
    return seen, requests[0]


if __name__ == "__main__":
    sys.exit(main())
