"""The command line as typed, against a service that is played."""

import io
import sys
from pathlib import Path
from typing import Any

import pytest
from cardwright_client.cli import ring
from cardwright_client.cli.run import run
from cardwright_client.testing import FakeService
from typed import Command


@pytest.fixture
def typed(
    cardwright_service: FakeService,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Command:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(ring, "_keyring", _no_keyring)

    def type_(*words: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = run(list(words))
        told = capsys.readouterr()
        assert cardwright_service.key not in told.out + told.err
        return int(status), told.out, told.err

    return type_


def _no_keyring() -> Any:
    raise ring.NoKeyring
