"""Which key links are signed with: the server's secret and a word of the database, which an operator may change.

A new word ends every signed link there is; API keys, personal links and the secret itself stay.
"""

from typing import Final

from cardwright import ids
from cardwright.clock import SYSTEM, Clock
from cardwright.db import Database, facts

_FACT: Final = "links"
_SEEN_S: Final = 2.0  # within which every process follows
_BYTES: Final = 16


class Rotation:
    """The present word of one database; empty before the first rotation."""

    def __init__(self, database: Database, clock: Clock = SYSTEM) -> None:
        self._database = database
        self._clock = clock
        self._known, self._until = "", float("-inf")

    def __call__(self) -> str:
        """The word, looked up every two seconds."""
        now = self._clock.monotonic()
        if now >= self._until:
            self._known, self._until = facts.known(self._database, _FACT), now + _SEEN_S
        return self._known


def rotate(database: Database) -> None:
    """End every signed link that was made until now."""
    fresh = ids.secret_bytes(_BYTES).hex()
    database.write_now(lambda connection: facts.change(connection, _FACT, fresh))
