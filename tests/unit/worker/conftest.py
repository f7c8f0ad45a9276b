"""An accepted generation, and the desk at which it is made."""

from pathlib import Path

import msgspec
import pytest
from cardwright.accounts import credits
from cardwright.accounts.people import OWNER_ID
from cardwright.db import Database, generations
from cardwright.db.generations import NewGeneration
from cardwright.jobs.cells import Cells
from cardwright.pipeline import Order
from cardwright.store import open_store
from cardwright.worker import Desk
from cardwright.write.brief import Brief

JOB = "overtaken-0123456789ab"


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    order = msgspec.json.encode(Order(Brief("Weirs", "preserve")))
    request = b'{"inputText": "Weirs", "textMode": "preserve"}'
    new = NewGeneration(JOB, "default", "k", OWNER_ID, request, order, None, "g_1", "d1", 1000.0)

    def accept(connection: object) -> None:
        generations.insert(connection, new)
        credits.reserve(connection, "default", JOB, 5, 1000.0)

    database.write_now(accept)
    return Desk(database, open_store(tmp_path), Cells(1, 512, 10))
