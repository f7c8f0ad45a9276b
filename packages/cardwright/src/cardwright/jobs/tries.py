"""How often a job's work may be begun."""

from cardwright_wire import messages

from cardwright.errors import TriedTooOften
from cardwright.jobs import MAX_TRIES


def bound(tries: int | None) -> None:
    """Let a job's work be begun a certain number of times; None counts for nothing.

    Raises:
        TriedTooOften: it was begun more often.
    """
    if tries is not None and tries > MAX_TRIES:
        raise TriedTooOften(messages.GENERATION_ERROR)
