"""What pytest finds by itself where this package is installed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cardwright_client.testing.service import FakeService


@pytest.fixture
def cardwright_service(monkeypatch: pytest.MonkeyPatch) -> "Iterator[FakeService]":
    """A fake service on loopback; clients that are made without address and key speak to it."""
    from cardwright_client.testing.service import FakeService

    service = FakeService(era="cardwright")
    with service.served() as base:
        monkeypatch.setenv("CARDWRIGHT_BASE_URL", base)
        monkeypatch.setenv("CARDWRIGHT_API_KEY", service.key)
        yield service
