"""Server-sent events, line by line (WHATWG HTML 9.2): only what a status stream needs."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Event:
    name: str
    data: str
    id: str = ""


@dataclass(slots=True)
class EventReader:
    """Feed it lines without their ends; an empty one completes an event."""

    _name: str = ""
    _data: list[str] = field(default_factory=list[str])
    _id: str = ""

    def feed(self, line: str) -> Event | None:
        """The event that this line completes."""
        if not line:
            event = Event(self._name or "message", "\n".join(self._data), self._id) if self._data else None
            self._name, self._data = "", []
            return event
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "event":
            self._name = value
        elif name == "data":
            self._data.append(value)
        elif name == "id":
            self._id = value
        return None
