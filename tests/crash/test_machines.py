"""Two API processes and two workers on one PostgreSQL database, each killed at random moments, and the database now and then.

`--kills` makes it as long as one likes.
"""

import os
from pathlib import Path

import pytest
from killing import Clients, faults, many, storm

TEXT = "# Tides of bay {n}\n\nBay {n} fills twice a day.\n\n## Birds\n\n- knots\n- dunlins\n\n## Count\n\nWe counted the birds of bay {n}."
CHARGE = 6


@pytest.mark.crash
@pytest.mark.timeout(3600)
def test_nothing_accepted_is_lost_or_paid_twice_whoever_is_killed(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if os.environ.get("TEST_PG_URL"):
        pytest.skip("a server that is named is not ours to stop")
    kills: int = request.config.getoption("--kills")
    with many(tmp_path, {}, every=4) as site:
        clients = Clients(site.doors, body, 4 * kills, at_once=4, seconds=3000)
        storm(site, clients, seed=20261126, pause=(0.2, 1.2), kills=kills)
        assert len(clients.accepted) >= kills
        assert faults(site, clients, charge=CHARGE) == []


def body(number: int) -> dict[str, object]:
    return {"inputText": TEXT.format(n=number), "textMode": "preserve", "numCards": 3, "exportAs": "pdf"}
