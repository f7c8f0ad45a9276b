"""The command line as typed: `tests/unit/main/conftest.py` runs it."""

from typing import Protocol


class Command(Protocol):
    """Runs `cardwright …`; answers its exit status, its output and its complaints."""

    def __call__(self, *words: str, stdin: bytes = b"") -> tuple[int, str, str]: ...
