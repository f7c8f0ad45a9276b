"""The door to the network: which addresses may be reached.

Only globally routable unicast addresses pass, for every address a name
resolves to; the connection is then made to exactly the address that was
checked, so a name cannot be pointed elsewhere in between (DNS rebinding).
"""

import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

import anyio
from httpcore2 import AnyIOBackend, AsyncNetworkBackend, AsyncNetworkStream, ConnectError, ConnectTimeout

from cardwright.errors import FetchRefused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Ranges that carry an IPv4 address inside an IPv6 one and would tunnel to it.
_TUNNELS = tuple(
    ipaddress.IPv6Network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")
)

# Protocol assignments, which older Pythons take for global in part; a cloud keeps its instances' secrets there.
_ASSIGNED = ipaddress.IPv4Network("192.0.0.0/24")


def is_public(address: str) -> bool:
    """True for an address on the open internet that is safe to connect to."""
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return False
        if any(ip in net for net in _TUNNELS):
            return False
    if isinstance(ip, ipaddress.IPv4Address) and ip in _ASSIGNED:
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


async def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host, in the resolver's order.

    Raises:
        FetchRefused: the name does not resolve, or one of its addresses is not public.
    """
    try:
        found = await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:  # the latter for labels that no name may have
        msg = f"{host} cannot be resolved"
        raise FetchRefused(msg) from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses or not all(map(is_public, addresses)):
        msg = f"{host} is not on the open internet"
        raise FetchRefused(msg)
    return addresses


class GuardedBackend(AsyncNetworkBackend):
    """Connects only to public addresses; everything else is refused before a packet leaves."""

    def __init__(self, inner: AsyncNetworkBackend | None = None) -> None:
        self._inner = inner or AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> AsyncNetworkStream:
        *others, last = await resolve(host, port)
        for address in others:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (OSError, ConnectError, ConnectTimeout):  # such as a machine with half an IPv6
                continue
        return await self._inner.connect_tcp(last, port, timeout, local_address, socket_options)

    async def connect_unix_socket(self, *args: Any, **kwargs: Any) -> AsyncNetworkStream:
        msg = "unix sockets are not the open internet"
        raise FetchRefused(msg)

    async def sleep(self, seconds: float) -> None:
        await anyio.sleep(seconds)
