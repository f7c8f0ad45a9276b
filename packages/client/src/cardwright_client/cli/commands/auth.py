"""`cardwright auth`: the key for a service."""

import getpass
import os
import sys
from typing import Annotated

from cyclopts import App, Parameter

from cardwright_client.cli import keys
from cardwright_client.cli.context import Context, current
from cardwright_client.cli.options import Usage
from cardwright_client.cli.output import done, show
from cardwright_client.errors import AuthenticationError

auth = App(name="auth", help="Log in and out.", result_action="return_value")


@auth.command
def login(
    *,
    with_token: Annotated[bool, Parameter(negative="", help="Read the key from standard input.")] = False,
    file: Annotated[
        bool, Parameter(negative="", help="Keep it in a file that only you can read, and ask no keyring.")
    ] = False,
) -> int:
    """Keep the key for a service, after one request has shown that it is right."""
    context = current()
    key = _typed(context) if not with_token else sys.stdin.readline().strip()
    if not key:
        msg = "no key was given"
        raise Usage(msg)
    _check(context, key)
    kept = keys.keep(context.base, key, os.environ, in_file=file)
    beside = "" if kept is None or file else "; this machine has no keyring, so a file that only you can read has it"
    context.note(f"logged in to {context.base}: the key is kept in {kept or 'the keyring'}{beside}")
    if os.environ.get(keys.VARIABLE):
        context.warn(f"{keys.VARIABLE} is set and is used instead")
    done({"service": context.base, "keptIn": str(kept or "keyring")})
    return 0


@auth.command
def status() -> int:
    """Tell where the key for the service was found, and whether it is right."""
    context = current()
    found = keys.find(context.base, context.settings["base_url"].origin, os.environ)
    if found is None:
        msg = f"there is no key for {context.base}"
        raise AuthenticationError(401, msg, hint="cardwright auth login")
    _check(context, found.value)
    tail = found.value[-4:] if len(found.value) > 8 else ""
    show([{"service": context.base, "key": f"…{tail}", "from": found.origin}], main="service")
    return 0


@auth.command
def logout() -> int:
    """Forget the key for the service."""
    context = current()
    had = keys.drop(context.base, os.environ)
    if not had:
        context.note(f"there was no key for {context.base}")
    if os.environ.get(keys.VARIABLE):
        context.warn(f"{keys.VARIABLE} is still set")
    done({"service": context.base, "forgotten": had})
    return 0


def _typed(context: Context) -> str:
    if not context.shared.asks or not sys.stdin.isatty():
        msg = "nobody can be asked for the key"
        raise Usage(msg, "cardwright auth login --with-token < FILE")
    try:
        return getpass.getpass(f"Key for {context.base}: ").strip()
    except EOFError:  # Ctrl-D
        return ""
    except KeyboardInterrupt:
        print(file=sys.stderr)  # the prompt has left its line open
        raise


def _check(context: Context, key: str) -> None:
    """One cheap request."""
    from cardwright_client._sync.client import Client

    with Client(key, context.base, timeout=context.get("timeout")) as client:
        client.themes.list(limit=1).first()
