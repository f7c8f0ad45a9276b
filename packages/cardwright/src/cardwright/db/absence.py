"""What a loop says of a database that is away: once that it is, and once that it is back."""

import logging
from dataclasses import dataclass


@dataclass(slots=True)
class Absence:
    """Kept by one loop, which says of `what` it waits with, such as "webhooks"."""

    log: logging.Logger
    what: str
    _lasts: bool = False

    def met(self, error: Exception) -> None:
        """The database could not be asked."""
        if not self._lasts:
            self.log.warning("%s; %s wait for it", _said(error), self.what)
        self._lasts = True

    def over(self) -> None:
        """The database could be asked."""
        if self._lasts:
            self.log.warning("the database is back; %s go on", self.what)
        self._lasts = False


def _said(error: Exception) -> str:
    """The first line of what it says; those behind name a statement and its values."""
    return (str(error).splitlines() or [type(error).__name__])[0]
