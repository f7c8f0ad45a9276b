"""Exit statuses, the same for all commands, and which error comes to which."""

from enum import IntEnum

from cardwright_client.errors import (
    AuthenticationError,
    CardwrightError,
    ConnectionFailed,
    CreateOutcomeUnknown,
    OutOfCredits,
    RateLimited,
    RefError,
    WaitTimeout,
)


class Exit(IntEnum):
    """What a process ends with."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    NOT_REACHED = 3
    NOT_AUTHENTICATED = 4
    NO_CREDITS = 5
    RATE_LIMITED = 6
    SOME_FAILED = 7
    PENDING = 8
    UNKNOWN = 9
    INTERRUPTED = 130
    PIPE = 141


_STATUSES: tuple[tuple[type[CardwrightError], Exit], ...] = (
    (RefError, Exit.USAGE),
    (ConnectionFailed, Exit.NOT_REACHED),
    (AuthenticationError, Exit.NOT_AUTHENTICATED),
    (OutOfCredits, Exit.NO_CREDITS),
    (RateLimited, Exit.RATE_LIMITED),
    (WaitTimeout, Exit.PENDING),
    (CreateOutcomeUnknown, Exit.UNKNOWN),
)


def status_of(error: CardwrightError) -> Exit:
    """The exit status of an error that ends a command."""
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), Exit.FAILED)


def worst(statuses: list[Exit]) -> Exit:
    """The one status of several things; some failed is told apart from all failed."""
    bad = [status for status in statuses if status]
    if not bad:
        return Exit.DONE
    for status in (Exit.UNKNOWN, Exit.NO_CREDITS, Exit.NOT_AUTHENTICATED, Exit.PENDING):
        if status in bad:
            return status
    if len(set(bad)) == 1 and len(bad) == len(statuses):
        return bad[0]
    return Exit.SOME_FAILED if len(bad) < len(statuses) else Exit.FAILED
