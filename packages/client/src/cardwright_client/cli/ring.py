"""The keyring of this machine, asked for a bounded time; what goes wrong with it is told in words that hold no secret."""

import sys
import threading
from collections.abc import Callable
from typing import Any, Final, TypeVar

from cardwright_client.errors import AuthenticationError

_SERVICE: Final = "cardwright"
_LIMIT: Final = 3.0  # seconds; keyrings without a desktop are known to hang
_WHY: Final = {  # by the name of the library's class, so that it need not be loaded
    "KeyringLocked": "is locked",
    "InitError": "cannot be opened",
    "PasswordSetError": "does not take the key",
    "PasswordDeleteError": "does not give the key up",
}
_WAYS_OUT: Final = "unlock it, or set CARDWRIGHT_API_KEY, or keep the key in a file: cardwright auth login --file"
T = TypeVar("T")


class NoKeyring(Exception):
    """This machine has none."""


def get(name: str) -> str | None:
    """The secret of that name.

    Raises:
        NoKeyring: there is nothing to ask. AuthenticationError: it is locked, broken, or does not answer.
    """
    return _asked(lambda: _keyring().get_password(_SERVICE, name))


def put(name: str, value: str) -> None:
    """Keep a secret under that name. Raises as `get` does."""
    _asked(lambda: _keyring().set_password(_SERVICE, name, value))


def remove(name: str) -> bool:
    """Forget the secret of that name; whether there was one. Raises as `get` does."""

    def work() -> bool:
        ring = _keyring()
        if not ring.get_password(_SERVICE, name):
            return False
        ring.delete_password(_SERVICE, name)
        return True

    return _asked(work, "unlock it and log out again: it may hold a key")


def backend() -> str:
    """Which one it is, as its module is called. Raises as `get` does."""
    return _asked(lambda: str(type(_keyring().get_keyring()).__module__))


def _keyring() -> Any:
    keyring, fail, null = _library()
    if isinstance(keyring.get_keyring(), fail.Keyring | null.Keyring):  # null is one that somebody has turned off
        raise NoKeyring
    return keyring


def _library() -> tuple[Any, Any, Any]:
    try:
        import keyring
        from keyring.backends import fail, null
    except ImportError as error:
        raise NoKeyring from error
    return keyring, fail, null


def _asked(work: Callable[[], T], hint: str = _WAYS_OUT) -> T:
    """What a keyring answers, if it does in time."""
    _library()  # loading it takes a while on a busy machine, and is not what hangs
    answers: list[T] = []
    errors: list[BaseException] = []

    def ask() -> None:
        try:
            answers.append(work())
        except BaseException as error:  # noqa: BLE001 - whatever it is, this thread must not tell of it
            errors.append(error)

    echoes_again = _terminal()
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(_LIMIT)
    if answers:
        return answers[0]
    if not errors:
        echoes_again()
        msg = f"the keyring does not answer within {_LIMIT:g} s; it may wait to be unlocked"
    elif isinstance(errors[0], NoKeyring) or type(errors[0]).__name__ == "NoKeyringError":
        raise NoKeyring from errors[0]
    else:
        msg = f"the keyring {_reason(errors[0])}"
    raise AuthenticationError(401, msg, hint=hint) from None  # a backend's own words may quote what it was given


def _reason(error: BaseException) -> str:
    known = (_WHY[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in _WHY)
    return next(known, f"is broken ({type(error).__name__})")


def _terminal() -> Callable[[], None]:
    """What undoes to the terminal what a backend did that asked for a password and was given up."""
    try:
        import termios
    except ImportError:  # Windows
        return lambda: None
    try:
        found = sys.stdin.fileno()
        before = termios.tcgetattr(found)
    except (OSError, ValueError, termios.error):  # no terminal
        return lambda: None
    return lambda: termios.tcsetattr(found, termios.TCSADRAIN, before)
