"""A batch of many decks while client and server are killed and the way between them is bad; prints what came of it.

python bench/chaos.py [--items 500] [--client-kills 50] [--server-kills 10]
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests/support"))

from chaos import charged, storm


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--items", type=int, default=500)
    parser.add_argument("--client-kills", type=int, default=50)
    parser.add_argument("--server-kills", type=int, default=10)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = storm(
            Path(folder), items=wanted.items, client_kills=wanted.client_kills, server_kills=wanted.server_kills
        )
        paid = charged(Path(folder))
    print(f"{wanted.items} items: {dict(found.states)}; {found.made} generations at the server, {paid} completed")
    print(f"{len(found.wrong_files)} files differ from the server's; {found.seconds:.0f} s")
    print(f"client killed {found.client_kills} times, server {found.server_kills}; {dict(found.weather)}")
    right = (
        found.states == {"downloaded": wanted.items} and found.made == paid == wanted.items and not found.wrong_files
    )
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
