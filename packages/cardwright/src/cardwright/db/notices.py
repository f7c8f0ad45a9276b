"""Words between the processes on one PostgreSQL database, by its LISTEN and NOTIFY.

A word says only "look": what there is to see stands in the tables. So one that is lost costs a little time, and
nothing waits for one to be said.
"""

import logging
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Final

import psycopg

log = logging.getLogger(__name__)
CHANNEL: Final = "cardwright"
_AGAIN_S: Final = 1.0  # after a vain attempt to connect
_LOOK_S: Final = 1.0  # how often a listener looks whether it is to end
_SAY: Final = f"SELECT pg_notify('{CHANNEL}', said) FROM unnest(%s::text[]) said"  # noqa: S608
_MOST: Final = 500  # words of one statement


class Notices:
    """One connection that says, one that listens; both are made when they are first needed, and again when they break."""

    def __init__(self, connect: Callable[[], psycopg.Connection]) -> None:
        self._connect = connect
        self._words: SimpleQueue[str | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._starting = threading.Lock()
        self._speaks = False
        self._ended = threading.Event()

    def tell(self, word: str) -> None:
        """Say a word soon."""
        if not self._speaks:
            with self._starting:
                if not self._speaks:
                    self._speaks = True
                    self._begin(self._speak)
        self._words.put(word)

    def listen(self, heard: Callable[[str], None]) -> None:
        """Hear what is said from now on; `""` after each time that something may have been missed."""
        self._begin(lambda: self._hear(heard))

    def close(self) -> None:
        """Say what is left, and end."""
        self._ended.set()
        self._words.put(None)
        for thread in self._threads:
            thread.join(timeout=5)

    def _begin(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, name="db-notices", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _speak(self) -> None:
        connection: psycopg.Connection | None = None
        while words := self._next():
            try:
                connection = connection or self._connect()
                connection.execute(_SAY, (words,))
            except psycopg.OperationalError as error:
                log.debug("not said: %s", error)
                connection = None
                self._ended.wait(_AGAIN_S)
        if connection is not None:
            connection.close()

    def _next(self) -> list[str]:
        """What is to be said, each word once; nothing at the end."""
        found = [self._words.get()]
        try:
            while len(found) < _MOST:
                found.append(self._words.get_nowait())
        except Empty:
            pass
        return list(dict.fromkeys(word for word in found if word is not None))

    def _hear(self, heard: Callable[[str], None]) -> None:
        while not self._ended.is_set():
            try:
                with self._connect() as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    heard("")
                    while not self._ended.is_set():
                        for notice in connection.notifies(timeout=_LOOK_S):
                            heard(notice.payload)
            except psycopg.OperationalError as error:
                log.debug("cannot listen: %s", error)
                self._ended.wait(_AGAIN_S)
