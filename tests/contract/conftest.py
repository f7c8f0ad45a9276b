"""One server for all contract tests."""

from collections.abc import Iterator

import pytest
from serving import Server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = {"plan": "pro", "public_base": "https://decks.example", "fetch_images": "true"}
    running = Server(tmp_path_factory.mktemp("server"), settings)
    running.start()
    yield running
    running.stop()
