"""A client that is killed, connections cut, requests refused, links expired: every deck is made once and arrives whole; bench/chaos.py kills the server too."""

from pathlib import Path

import pytest
from chaos import charged, storm

pytestmark = pytest.mark.crash


def test_every_item_is_done_exactly_once(tmp_path: Path) -> None:
    found = storm(tmp_path, items=8, client_kills=2, server_kills=0)
    log = (tmp_path / "client.log").read_text()[-2000:]
    assert dict(found.states) == {"downloaded": 8}, log
    assert found.made == charged(tmp_path) == 8
    assert found.wrong_files == []
    assert sum(found.weather.values()) > 0
