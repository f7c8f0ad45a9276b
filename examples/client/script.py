"""A deck from a text, its file beside you.

CARDWRIGHT_BASE_URL=http://127.0.0.1:8000 CARDWRIGHT_API_KEY=… python script.py "Q3 results"
"""

import sys
from pathlib import Path

from cardwright_client import CardwrightError, Client


def deck(text: str, folder: Path) -> Path:
    """The PDF of a deck on a text."""
    with Client() as client:
        found = client.generate(text, num_cards=8, export_as="pdf")
        return found.download(folder / "deck.pdf").path


if __name__ == "__main__":
    try:
        print(deck(sys.argv[1], Path()))
    except CardwrightError as error:
        sys.exit(f"error: {error}")
