"""Bodies: bounded in size and in time."""

from collections.abc import Callable

import anyio
import pytest
from cardwright.errors import InvalidInput, LimitExceeded, TooLate
from cardwright.server import reply
from starlette.requests import Request
from starlette.types import Message


def read(next_part: Callable[[int], Message | None], most: int = 100) -> bytes:
    """The body whose parts a function gives by their number; None never comes."""
    numbers = iter(range(10_000))

    async def receive() -> Message:
        part = next_part(next(numbers))
        if part is None:
            await anyio.sleep_forever()
        assert part is not None
        return part

    async def whole() -> bytes:
        return await reply.read(Request({"type": "http", "method": "POST", "headers": []}, receive), most)

    return anyio.run(whole)


def part(body: bytes, *, more: bool = True) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_body_is_read_to_its_end() -> None:
    assert read(lambda at: part(b"ab", more=at < 2)) == b"ababab"


def test_a_body_larger_than_it_may_be_is_not_read_further() -> None:
    with pytest.raises(LimitExceeded):
        read(lambda at: part(b"a" * 60) if at < 2 else None)


def test_a_body_that_does_not_end_in_time_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reply, "PATIENCE_S", 0.05)
    with pytest.raises(TooLate, match="in time"):
        read(lambda at: part(b"a") if at < 3 else None)


def test_who_goes_away_is_not_waited_for() -> None:
    with pytest.raises(InvalidInput):
        read(lambda _: {"type": "http.disconnect"})
