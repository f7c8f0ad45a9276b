"""Client and server killed, connections cut, requests refused, links expired: every deck is made once and arrives whole."""

from pathlib import Path

import pytest
from chaos import charged, storm

pytestmark = pytest.mark.crash


def test_every_item_is_done_exactly_once(tmp_path: Path) -> None:
    found = storm(tmp_path, items=10, client_kills=2, server_kills=1)
    log = (tmp_path / "client.log").read_text()[-2000:]
    assert dict(found.states) == {"downloaded": 10}, log
    assert found.made == charged(tmp_path) == 10
    assert found.wrong_files == []
    assert found.server_kills == 1
    assert sum(found.weather.values()) > 0
