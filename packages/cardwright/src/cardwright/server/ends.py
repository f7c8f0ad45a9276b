"""What is answered about generations that have ended, in memory: an end cannot change, but its links and its row can."""

from dataclasses import dataclass

from cardwright.server.gate import Status

MOST = 2048  # about a kilobyte each; a client hardly asks for an end again once it has it
FRESH_S = 1.0  # in which an end that was looked up is not looked up again
Name = tuple[str, str]  # a generation's id, and its workspace's, or somebody else would be told


@dataclass(slots=True)
class _End:
    status: Status
    rotation: str
    fresh_until: float = 0.0


class Ends:
    """The latest ends that were asked for, `MOST` of them at the most."""

    def __init__(self) -> None:
        self._known: dict[Name, _End] = {}

    def __len__(self) -> int:
        return len(self._known)

    def fresh(self, name: Name, now: float) -> Status | None:
        """The answer, if its row was looked up within the last second."""
        known = self._known.get(name)
        return known.status if known is not None and now < known.fresh_until else None

    def known(self, name: Name, rotation: str) -> Status | None:
        """The answer, if the links in it are those that hold now."""
        known = self._known.get(name)
        return known.status if known is not None and known.rotation == rotation else None

    def keep(self, name: Name, rotation: str, status: Status) -> None:
        """Keep an answer, and the word of which its links were made."""
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[name] = _End(status, rotation)

    def looked_up(self, name: Name, now: float) -> None:
        """Note that the row is still there."""
        known = self._known.get(name)
        if known is not None:
            known.fresh_until = now + FRESH_S

    def forget(self, name: Name) -> None:
        """Forget an answer whose row is gone."""
        self._known.pop(name, None)
