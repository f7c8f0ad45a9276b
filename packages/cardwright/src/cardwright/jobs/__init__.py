"""Jobs: how far a generation is, as a table of states; who may move it.

A job is pending until it is completed or failed; those two are final. Each
claim raises `attempt`, which is the fence: only its holder may finish.
"""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class State(StrEnum):
    PENDING = "pending"
    COMPLETED = "completed"
    FAILED = "failed"


class Event(StrEnum):
    CLAIM = "claim"
    FINISH = "finish"
    GIVE_UP = "give up"


TERMINAL: Final = frozenset({State.COMPLETED, State.FAILED})
TABLE: Final = MappingProxyType(
    {
        (State.PENDING, Event.CLAIM): State.PENDING,
        (State.PENDING, Event.FINISH): State.COMPLETED,
        (State.PENDING, Event.GIVE_UP): State.FAILED,
    }
)
# Tries after which a job is given up: it may be what crashes its worker. A claim is a try from when the job's own work
# begins. High, because a crash meets all that is under way, also the innocent; CPU work crashes only its own process.
MAX_TRIES: Final = 25


@dataclass(frozen=True, slots=True)
class Job:
    """`attempt` counts claims; it is the fencing token workers must show."""

    state: State = State.PENDING
    attempt: int = 0


def step(job: Job, event: Event, attempt: int) -> Job:
    """The job after `event` from the holder of claim `attempt`.

    An event that does not apply changes nothing, so replaying or duplicating
    one is always safe; nor does one from a worker whose claim is not the newest.
    """
    if event is not Event.CLAIM and attempt != job.attempt:
        return job
    after = TABLE.get((job.state, event))
    if after is None:
        return job
    return Job(after, job.attempt + (event is Event.CLAIM))
