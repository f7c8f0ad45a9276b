"""What a command runs with: the options of all commands, the settings, the client; begun once, for one run."""

import os
import sys
from typing import TYPE_CHECKING, Any

from cardwright_client.cli import settings
from cardwright_client.cli.options import Shared, Usage

if TYPE_CHECKING:
    from cardwright_client._sync.client import Client

SERVICE = "https://public-api.gamma.app"


class Context:
    """One run."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.settings = settings.load(shared.flags, os.environ)

    def get(self, name: str) -> Any:
        """The value of a setting."""
        return self.settings[name].value

    @property
    def base(self) -> str:
        """The address of the service, without a slash at its end."""
        return str(self.get("base_url") or SERVICE)

    def client(self) -> "Client":
        """A client of the service, with its key.

        Raises:
            AuthenticationError: there is no key for it.
        """
        from cardwright_client._sync.client import Client
        from cardwright_client.cli import keys, memory
        from cardwright_client.errors import AuthenticationError

        found = keys.find(self.base, self.settings["base_url"].origin, os.environ)
        if found is None:
            msg = f"there is no key for {self.base}"
            raise AuthenticationError(401, msg, hint="cardwright auth login, or set CARDWRIGHT_API_KEY")
        made = Client(found.value, self.base, timeout=self.get("timeout"), durations=memory.recalled(self.base))
        if self.shared.verbose:
            made.hooks.on_response = _tell_request
            made.hooks.on_sleep = _tell_sleep
        return made

    def note(self, text: str) -> None:
        """Say something beside the data."""
        if not self.shared.quiet:
            print(text, file=sys.stderr)

    def warn(self, text: str) -> None:
        """Say something that went otherwise than asked, also when all else is quiet."""
        print(f"warning: {text}", file=sys.stderr)


def _tell_request(method: str, path: str, status: int, seconds: float) -> None:
    print(f"{method} {path} {status} {seconds * 1000:.0f} ms", file=sys.stderr)


def _tell_sleep(seconds: float) -> None:
    print(f"waiting {seconds:.1f} s before the next request", file=sys.stderr)


_now: Context | None = None
_shared = Shared()


def begin(shared: Shared) -> None:
    """What the run was asked for; settings are read when a command needs them."""
    global _shared  # noqa: PLW0603
    _shared = shared


def forget() -> None:
    """The run is over."""
    global _now, _shared  # noqa: PLW0603
    _now, _shared = None, Shared()


def current() -> Context:
    """The run that is under way."""
    global _now  # noqa: PLW0603
    if _now is None:
        _now = Context(_shared)
    return _now


def seconds(text: str) -> float | None:
    """A time such as 90, 90s, 10m or 2h; None when it is empty.

    Raises:
        Usage: it is no time.
    """
    if not text:
        return None
    number, factor = (text[:-1], {"s": 1, "m": 60, "h": 3600}[text[-1]]) if text[-1] in "smh" else (text, 1)
    try:
        found = float(number) * factor
    except ValueError:
        found = -1.0
    if not 0 <= found < float("inf"):
        msg = f"{text} is no time"
        raise Usage(msg, "write 90, 90s, 10m or 2h")
    return found
