"""An event loop goes on while a file is read or written."""

import ast
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import anyio
import cardwright
import pytest
from cardwright.store.aside import Aside

LONGEST_S = 10.0


class Slow(Aside):
    """A store that answers when it is released."""

    def __init__(self) -> None:
        self.released = threading.Event()

    def put_now(self, data: bytes) -> str:
        return "in time" if self.released.wait(LONGEST_S) else "too late"

    def get_now(self, sha256: str) -> bytes:
        return b"in time" if self.released.wait(LONGEST_S) else b"too late"


@pytest.mark.parametrize("ask", [lambda slow: slow.put(b"deck"), lambda slow: slow.get("0" * 64)], ids=["put", "get"])
def test_others_go_on_while_a_store_is_slow(ask: Callable[[Slow], Awaitable[str | bytes]]) -> None:
    slow, answers = Slow(), list[str | bytes]()

    async def use() -> None:
        answers.append(await ask(slow))

    async def both() -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(use)
            await anyio.sleep(0.01)
            slow.released.set()

    anyio.run(both)
    assert answers in (["in time"], [b"in time"])


def test_nothing_waits_for_a_store_on_an_event_loop() -> None:
    found = [
        f"{path.name}:{node.lineno}"
        for path in Path(cardwright.__file__).parent.rglob("*.py")
        if path.name != "aside.py"
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and node.attr in {"put_now", "get_now"}
    ]
    assert not found
