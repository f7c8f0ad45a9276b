"""A nightly job: decks of a table, for Airflow, Prefect, or neither.

`make_decks` is a plain function, so that a scheduler's retry runs it again: its
journal knows what was started, and nothing is made or paid twice.
"""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cardwright_client import Client


def make_decks(table: str, journal: str, folder: str) -> dict[str, str]:
    """A PDF for every line of a table with the columns `region` and `text`; gives where each lies.

    Raises:
        RuntimeError: some are not done; running it again goes on with those.
    """
    with Client() as client, client.batch(journal, in_flight=10, download_to=folder) as batch:
        with Path(table).open(newline="", encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                batch.add(row["region"], input_text=row["text"], text_mode="generate", num_cards=5, export_as="pdf")
        items = list(batch.as_done())
    if missing := [f"{item.key}: {item.error}" for item in items if item.state != "downloaded"]:
        raise RuntimeError("; ".join(missing))
    return {item.key: str(item.file) for item in items}


def _decorated() -> Callable[..., Any]:
    try:
        from prefect import task
    except ImportError:
        pass
    else:
        return task(retries=3, retry_delay_seconds=60)(make_decks)
    try:
        from airflow.decorators import task as airflow_task
    except ImportError:
        return make_decks
    return airflow_task(retries=3)(make_decks)


decks = _decorated()
