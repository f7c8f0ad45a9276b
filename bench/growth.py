"""What grows with the deck, and what with the generations stored."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from statistics import median

from cardwright.pipeline import rendered
from decks import deck_of, timed
from load import load
from servers import REPORT, UNLIMITED
from serving import KEY, Server

CARDS = (10, 25, 50, 75)
ROWS = (1_000, 1_000_000)
ROUNDS = 3


def measure() -> list[str]:
    return [*_cards(), *_rows()]


def _cards() -> list[str]:
    lines: list[str] = []
    for number in CARDS:
        order, deck, images = deck_of(number)
        took = timed(lambda order=order, deck=deck, images=images: rendered(order, deck, images, ["pdf"]), runs=5)
        lines.append(
            f"pdf of {len(deck.cards):2} cards {took * 1000:7.1f} ms   {took * 1000 / len(deck.cards):5.2f} ms a card"
        )
    return lines


def _rows() -> list[str]:
    with tempfile.TemporaryDirectory(prefix="cardwright-bench-") as folder:
        servers: list[tuple[Server, str]] = []
        try:
            for rows in ROWS:
                servers.append(_filled(Path(folder) / str(rows), rows))
            rounds = [[load(one.port, path, KEY).rate for one, path in servers] for _ in range(ROUNDS)]
        finally:
            for one, _ in servers:
                one.stop()
    few, many = (median(column) for column in zip(*rounds, strict=True))
    return [
        f"status among {ROWS[0]:9,} generations {few:8.0f} answers/s",
        f"status among {ROWS[1]:9,} generations {many:8.0f} answers/s   ratio {many / few:.2f}",
    ]


def _filled(folder: Path, rows: int) -> tuple[Server, str]:
    """A server whose database holds `rows` completed generations, and the path of one of them."""
    folder.mkdir()
    server = Server(folder, dict(UNLIMITED)).start()
    made = server.generate(inputText=REPORT, textMode="preserve", numCards=10, exportAs="pdf")
    server.finished(made)
    server.stop()
    (path,) = (folder / "data").glob("*.db")
    with closing(sqlite3.connect(path)) as connection, connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(generations)")]
        copied = ", ".join(f"'copy-' || n || '-' || {one}" if one in ("id", "doc_id") else one for one in columns)
        connection.execute(
            "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?) "
            f"INSERT INTO generations ({', '.join(columns)}) SELECT {copied} FROM generations, numbers WHERE id = ?",
            (rows - 1, made),
        )
    return server.start(), f"/v1.0/generations/copy-{rows // 2}-{made}"
