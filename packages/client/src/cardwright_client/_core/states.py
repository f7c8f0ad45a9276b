"""The states of an item of a batch, and which may follow which: the table that a journal enforces.

    queued -> intent -> posted -> done -> downloaded
    held, failed and unknown lie beside it

`intent` is written before a POST leaves and `posted` after it was answered, so
that a process that dies in between leaves the one row whose fate is unknown.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

State = Literal["queued", "intent", "posted", "done", "downloaded", "failed", "unknown", "held"]

# From which states each may be reached.
BEFORE: Final[Mapping[State, tuple[State, ...]]] = MappingProxyType(
    {
        # refused for now; admitted again; resolved as never taken on; tried anew
        "queued": ("intent", "held", "unknown", "failed"),
        "intent": ("queued",),
        "posted": ("intent", "unknown"),
        "done": ("posted",),
        "downloaded": ("done",),
        "failed": ("intent", "posted"),
        "unknown": ("intent",),
        "held": ("queued",),
    }
)


def after_crash(state: State, *, dedups: bool) -> State:
    """What a row that another process left means: an intent may be sent again only where repetitions are known."""
    if state == "intent":
        return "intent" if dedups else "unknown"
    return "queued" if state == "held" else state
