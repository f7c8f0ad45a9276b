"""Heads of requests that do not end: by time or by size."""

from collections.abc import Callable, Coroutine
from typing import Any
from unittest.mock import MagicMock

import pytest
from cardwright.main.commands.serve import _http
from cardwright.server.connection import HEAD_S, MOST_HEAD, Connection
from cardwright.server.settings import Settings
from cardwright_client import PollPolicy
from uvicorn import Config
from uvicorn.server import ServerState


class Loop:
    """Keeps what is to be called later, and calls it when told to."""

    def __init__(self) -> None:
        self.due: list[tuple[float, Callable[[], Any], MagicMock]] = []

    def call_later(self, seconds: float, work: Callable[..., Any], *args: Any) -> MagicMock:
        handle = MagicMock()
        self.due.append((seconds, lambda: work(*args), handle))
        return handle

    def create_task(self, work: Coroutine[Any, Any, None]) -> MagicMock:
        work.close()
        return MagicMock()

    def open_heads(self) -> list[Callable[[], Any]]:
        return [work for seconds, work, handle in self.due if seconds == HEAD_S and not handle.cancel.called]


@pytest.fixture
def loop() -> Loop:
    return Loop()


@pytest.fixture
def line() -> MagicMock:
    found = MagicMock()
    found.is_closing.return_value = False
    found.get_extra_info.return_value = None
    return found


@pytest.fixture
def connection(loop: Loop, line: MagicMock) -> Connection:
    config = Config(MagicMock(), log_config=None, lifespan="off", interface="asgi3")
    config.load()
    made = Connection(config, ServerState(), {}, loop)  # pyright: ignore[reportArgumentType]
    made.connection_made(line)
    return made


def said(line: MagicMock) -> list[bytes]:
    return [call.args[0].split(b"\r\n")[0] for call in line.write.call_args_list]


def test_who_says_nothing_is_not_waited_for(connection: Connection, loop: Loop, line: MagicMock) -> None:
    (late,) = loop.open_heads()
    late()
    assert said(line) == [b"HTTP/1.1 408 Request Timeout"]
    line.close.assert_called_once()


def test_a_byte_now_and_then_gains_no_time(connection: Connection, loop: Loop, line: MagicMock) -> None:
    for byte in b"GET / HTTP/1.1\r\nhost":
        connection.data_received(bytes([byte]))
    assert len(loop.open_heads()) == 1


def test_a_whole_head_ends_the_wait_and_the_next_begins_it_anew(connection: Connection, loop: Loop) -> None:
    connection.data_received(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
    assert loop.open_heads() == []
    connection.data_received(b"GET / HT")
    assert len(loop.open_heads()) == 1
    connection.data_received(b"TP/1.1\r\nhost: x\r\n\r\n")
    assert loop.open_heads() == []


def test_a_head_without_an_end_is_cut(connection: Connection, line: MagicMock) -> None:
    connection.data_received(b"GET / HTTP/1.1\r\nx: ")
    for _ in range(MOST_HEAD // 1024):
        assert said(line) == []
        connection.data_received(b"a" * 1024)
    assert said(line) == [b"HTTP/1.1 431 Request Header Fields Too Large"]
    line.close.assert_called_once()


def test_a_long_body_is_no_head(connection: Connection, line: MagicMock) -> None:
    connection.data_received(b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 999999\r\n\r\n")
    for _ in range(3):
        connection.data_received(b"a" * MOST_HEAD)
    assert said(line) == []


def test_a_line_that_was_cut_is_not_waited_for(connection: Connection, loop: Loop) -> None:
    connection.connection_lost(None)
    assert loop.open_heads() == []


def test_a_connection_is_kept_for_longer_than_anybody_who_polls_is_silent() -> None:
    kept = _http(Settings(), MagicMock()).timeout_keep_alive
    assert kept > PollPolicy().cap  # and than the 60 seconds of common proxies
