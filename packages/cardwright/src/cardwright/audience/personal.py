"""Personal links: a file's address for one person, who so comes in without a key, a password or a cookie.

The token is the id of a row and an HMAC, by the server's own secret, of that
row: which link, of which file, for whom. So it fits nothing else, and a copy
of the database makes none. It is signed rather than random and kept as a hash
since the same link has to be told again: in a mail that was not taken the
first time, in a list for an operator; a hash could not be told, and a new
token at each telling would end the one before. The row is what makes it
revocable: without it no token is accepted, and the next one for the same
person has another id. What a link is worth is looked up at every use; it is
what that person may do with the file right now, and so nothing once a
membership or an invitation has ended.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass

import sqlalchemy as sa

from cardwright import ids
from cardwright.accounts import people
from cardwright.accounts.access import File, Level, personal_level, reaches
from cardwright.accounts.people import User
from cardwright.clock import SYSTEM, Clock
from cardwright.db import Database, personal_links
from cardwright.db.personal_links import PersonalLink

QUERY = "for"  # the parameter of an address that carries the token
_TOKEN = re.compile(r"([a-z0-9]{15})([0-9a-f]{40})")


@dataclass(frozen=True, slots=True)
class Guest:
    """Who comes by a personal link, and what they may do."""

    user: User
    level: Level
    link_id: str = ""

    def may(self, need: Level) -> bool:
        """Whether they may do that much."""
        return reaches(self.level, need)


class PersonalLinks:
    """The personal links of one server. Tokens are secrets: never log them."""

    def __init__(self, database: Database, secret: bytes, clock: Clock = SYSTEM) -> None:
        self._database = database
        self._secret = secret
        self._clock = clock

    def issue(self, connection: sa.Connection, gamma_id: str, email: str) -> str:
        """The token for a mail address, the same as long as it is not revoked; whose it is becomes a user."""
        now = self._clock.now()
        new = PersonalLink(ids.row_id(), gamma_id, people.meet(connection, email, now))
        link = personal_links.issue(connection, new, now)
        return link.id + self._sign(link)

    def open(self, gamma: File, token: str) -> Guest | None:
        """Who comes to a file with a token; None when it is none, was revoked, or opens nothing any more."""
        match = _TOKEN.fullmatch(token)
        link = personal_links.find(self._database, match[1]) if match else None
        if match is None or link is None or not hmac.compare_digest(self._sign(link), match[2]):
            return None
        return self._guest(gamma, link)

    def still(self, gamma: File, link_id: str) -> Guest | None:
        """Who came to a file by a link, when it would still open it; for what the server has signed itself."""
        link = personal_links.find(self._database, link_id)
        return self._guest(gamma, link) if link else None

    def _guest(self, gamma: File, link: PersonalLink) -> Guest | None:
        if link.gamma_id != gamma.id:
            return None
        user = people.find(self._database, link.user_id)
        level = personal_level(self._database, gamma, user) if user else "noAccess"
        return Guest(user, level, link.id) if user and reaches(level, "view") else None

    def _sign(self, link: PersonalLink) -> str:
        message = f"personal link {link.id} to {link.gamma_id} for {link.user_id}".encode()
        return hmac.new(self._secret, message, hashlib.sha256).hexdigest()[:40]
