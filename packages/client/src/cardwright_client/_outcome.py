"""What becomes of the items of a batch, and what it may cost."""

from dataclasses import dataclass
from pathlib import Path

from cardwright_client._core.states import State
from cardwright_client.models import Status


@dataclass(frozen=True, slots=True)
class Credits:
    """What a batch leaves over (`floor`), the most it spends (`cap`), and what there is, if it is known."""

    floor: int = 0
    cap: int | None = None
    known: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """How one item ended: `done` or `downloaded` with its status, else `failed`, `unknown` or `held` with the reason.

    `error` of one that is `done` says why its file could not be fetched. `generation_id` is None unless it was posted.
    """

    id: str
    key: str
    state: State
    status: Status | None = None
    file: Path | None = None
    error: str = ""
    generation_id: str | None = None
