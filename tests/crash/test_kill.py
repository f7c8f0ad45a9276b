"""kill -9 at random moments loses nothing: every accepted generation ends, is charged once, and can be opened."""

from pathlib import Path

import pytest
from killing import Clients, alone, faults, storm

GENERATIONS = 120
KILLS = 8
CHARGE = 6
TEXT = "# Tides of the bay\n\nThe bay fills twice a day.\n\n## Birds\n\n- knots\n- dunlins\n\n## Count\n\nWe counted {n} birds."


@pytest.mark.crash
@pytest.mark.timeout(600)
def test_more_than_a_hundred_generations_survive_a_server_killed_again_and_again(tmp_path: Path) -> None:
    with alone(tmp_path, {}) as site:
        clients = Clients(site.doors, body, GENERATIONS, at_once=8, seconds=200)
        kills = storm(site, clients, seed=20261123, pause=(0.2, 1.6), kills=KILLS)
        assert len(kills) == KILLS
        assert len(clients.accepted) >= GENERATIONS
        assert faults(site, clients, charge=CHARGE) == []


def body(number: int) -> dict[str, object]:
    return {"inputText": TEXT.format(n=number), "textMode": "preserve", "numCards": 3, "exportAs": "pdf"}
