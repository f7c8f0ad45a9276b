"""Anonymous viewers: told apart within a day, on one file, by a hash that nobody can compute again afterwards.

The hash is keyed with the server's secret and a random salt of the day. When
the day is over, in UTC, its salt is wiped; from then on neither the operator
nor a thief of everything there is can tell which address a hash was made of.
An address itself is never stored.
"""

import hashlib
import hmac
import ipaddress
from datetime import UTC, datetime

from cardwright import ids
from cardwright.clock import SYSTEM, Clock
from cardwright.db import Database, salts

PREFIX = "anon_"  # of what such a viewer is called
_HOME_BITS = 64  # of an IPv6 address: the rest is one device's, and changes


def day_of(seconds: float) -> str:
    """The day of a moment (seconds since 1970), in UTC, as `2026-11-25`."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d}"


def home(address: str) -> str:
    """What of a client's address tells one viewer from another: IPv4 whole, of IPv6 the network."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:  # of a socket, or of a proxy that says something else
        return address
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network((found, _HOME_BITS), strict=False).network_address)
    return str(found)


class Anonymous:
    """Names of viewers that nobody knows by name."""

    def __init__(self, database: Database, secret: bytes, clock: Clock = SYSTEM) -> None:
        self._database = database
        self._secret = secret
        self._clock = clock
        self._day: str = ""
        self._key: bytes = b""

    async def named(self, address: str, user_agent: str, gamma_id: str) -> str:
        """What a viewer of a file is called today."""
        await self.turn()
        seen = "\n".join((gamma_id, home(address), user_agent)).encode("utf-8", "surrogatepass")
        return PREFIX + hmac.new(self._key, seen, hashlib.sha256).hexdigest()[:32]

    async def turn(self) -> None:
        """Begin a new day if there is one: take its salt and wipe those before it."""
        today = day_of(self._clock.now())
        if today == self._day:
            return
        fresh = ids.secret_bytes()
        salt = await self._database.write(lambda connection: salts.of_day(connection, today, fresh))
        self._key = hmac.digest(self._secret, b"viewers of a day " + salt, hashlib.sha256)
        self._day = today
