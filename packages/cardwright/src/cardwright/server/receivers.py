"""Where this server sends events: what a client's URL must be like beyond its form."""

from ipaddress import ip_address

from cardwright_wire import messages
from cardwright_wire.webhooks import HEADER, parse_receiver
from starlette.requests import Request

from cardwright.errors import InvalidInput
from cardwright.net.guard import is_public
from cardwright.net.url import host_of
from cardwright.server.settings import Settings


def named(request: Request, settings: Settings) -> str | None:
    """The receiver that a request's header names for the end of its generation; None when it names none.

    Raises:
        Invalid: it is no URL.
        InvalidInput: nothing may be sent there.
    """
    sent = request.headers.get(HEADER)
    if sent is None:
        return None
    return allowed(HEADER, parse_receiver(sent, private=settings.webhook_private), settings)


def allowed(name: str, url: str, settings: Settings) -> str:
    """The URL, unless it says itself that it leads to a private address; what its name leads to is seen when it is sent.

    Raises:
        InvalidInput: it does.
    """
    if not settings.webhook_private and _is_address(host_of(url)) and not is_public(host_of(url)):
        raise InvalidInput(messages.invalid_input([f"{name} must be on the open internet"]))
    return url


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
