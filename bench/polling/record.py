"""Record how long generations of a server of this checkout take, for the simulator.

    python bench/polling/record.py [--decks 200] [--at-once 20]

Decks of 5, 10, 20 and 40 cards, half of them with a PDF, so many under way at a time that most of what they take is
waiting for their turn. Writes durations.json beside this file: cards, kind of pictures, whether there is an export, and
the seconds from the answer to the POST to the end, as the server's database has them.
"""

import argparse
import json
import sqlite3
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "tests/support")]

from servers import REPORT, running

TARGET: Final = Path(__file__).with_name("durations.json")
CARDS: Final = (5, 10, 20, 40)
WHERE: Final = "built-in writer, SQLite, one render process, 2 cores shared with other work"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--decks", type=int, default=200)
    parser.add_argument("--at-once", type=int, default=20)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cardwright-bench-") as folder, running(Path(folder)) as server:

        def one(number: int) -> tuple[str, dict[str, Any]]:
            cards, export = CARDS[number % len(CARDS)], number // len(CARDS) % 2 == 0
            body: dict[str, Any] = {"inputText": REPORT, "textMode": "generate", "numCards": cards}
            body |= {"imageOptions": {"source": "noImages"}} | ({"exportAs": "pdf"} if export else {})
            id_ = server.generate(**body)
            while server.status(id_)["status"] == "pending":
                time.sleep(0.5)
            return id_, {"cards": cards, "images": "none", "export": export}

        with ThreadPoolExecutor(wanted.at_once) as pool:
            made = list(pool.map(one, range(wanted.decks)))
        with sqlite3.connect(server.folder / "data/cardwright.db") as database:
            took = dict(database.execute("SELECT id, finished_at - created_at FROM generations"))
    rows = [{**features, "seconds": round(took[id_], 2)} for id_, features in made]
    head = {"recorded": time.strftime("%Y-%m-%d"), "where": WHERE, "atOnce": wanted.at_once}
    lines = ",\n".join(f"  {json.dumps(row)}" for row in rows)
    TARGET.write_text(f'{json.dumps(head)[:-1]}, "durations": [\n{lines}\n]}}\n', "utf-8")
    print(f"{len(rows)} durations, {min(took.values()):.1f} to {max(took.values()):.1f} s, are in {TARGET}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
