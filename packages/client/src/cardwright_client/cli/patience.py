"""How a run bears a service that is away: it looks again, ever less often, until it has been away for too long."""

from dataclasses import dataclass
from typing import Final

_FIRST: Final = 1.0
_LONGEST: Final = 10.0


@dataclass(slots=True)
class Patience:
    """`seconds` is how long a service may be away; it is away from the first failure after its last answer on."""

    seconds: float
    _since: float | None = None
    _rest: float = _FIRST

    def answered(self) -> None:
        """The service is there."""
        self._since, self._rest = None, _FIRST

    def rest(self, now: float) -> float | None:
        """The service is not reached: seconds until it is looked for again, None when patience is at its end."""
        if self._since is None:
            self._since = now
        left = self._since + self.seconds - now
        if left <= 0:
            return None
        rest, self._rest = min(self._rest, left), min(_LONGEST, self._rest * 2)
        return rest
