"""What is asked in one turn of an event loop is answered by one call, and each by its own answer."""

import asyncio
from collections.abc import Sequence

import pytest
from cardwright.db.together import Together
from cardwright.errors import Unavailable


def test_what_is_asked_in_one_turn_is_answered_by_one_call() -> None:
    calls: list[Sequence[int]] = []

    def squares(numbers: Sequence[int]) -> list[int]:
        calls.append(numbers)
        return [number * number for number in numbers]

    async def ask() -> list[int]:
        together = Together(squares)
        first = await asyncio.gather(*(together.ask(number) for number in (3, 1, 3)))
        return [*first, await together.ask(5)]

    assert asyncio.run(ask()) == [9, 1, 9, 25]
    assert calls == [[3, 1, 3], [5]]


def test_each_is_told_when_there_is_no_answer_and_later_ones_are_answered() -> None:
    broken = [True]

    def answer(asked: Sequence[str]) -> list[str]:
        if broken[0]:
            raise Unavailable("away")
        return list(asked)

    async def ask() -> None:
        together = Together(answer)
        found = await asyncio.gather(together.ask("a"), together.ask("b"), return_exceptions=True)
        assert [type(one) for one in found] == [Unavailable, Unavailable]
        broken[0] = False
        assert await together.ask("c") == "c"

    asyncio.run(ask())


def test_who_goes_before_the_answer_takes_none_from_others() -> None:
    async def ask() -> None:
        together = Together(lambda asked: [one.upper() for one in asked])
        gone, stays = asyncio.ensure_future(together.ask("a")), asyncio.ensure_future(together.ask("b"))
        await asyncio.sleep(0)
        gone.cancel()
        assert await stays == "B"
        with pytest.raises(asyncio.CancelledError):
            await gone

    asyncio.run(ask())
