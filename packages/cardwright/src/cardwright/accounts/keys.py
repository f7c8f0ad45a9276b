"""API keys: shown once, stored as a keyed hash, checked in constant time."""

import hashlib
import hmac
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from cardwright_wire.scopes import Scope

from cardwright import ids
from cardwright.accounts.people import OWNER_ID
from cardwright.clock import SYSTEM, Clock
from cardwright.db import Database, facts
from cardwright.errors import NotFound

PREFIX_LENGTH = 13  # of what is kept readable to tell keys apart: `sk-gamma-` and four characters
_CACHE = 10_000
_LOOKED_S = 1.0  # after which it is looked whether any key was revoked,
_KNOWN_S = 30.0  # and a key itself, for what happens to its row otherwise
_LONGEST = 200  # characters of what may be a key


@dataclass(frozen=True, slots=True)
class Caller:
    """Who a valid key speaks for, and what the key is limited to; None when it may do what its owner may."""

    key_id: str
    workspace_id: str
    user_id: str = OWNER_ID
    scopes: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key as it may be listed."""

    id: str
    workspace_id: str
    name: str
    prefix: str
    created_at: float
    revoked_at: float | None
    user_id: str = OWNER_ID
    scopes: frozenset[str] | None = None


class Keys:
    """The keys of one database. `pepper` is the secret that hashes are keyed with."""

    def __init__(self, database: Database, pepper: bytes, clock: Clock = SYSTEM) -> None:
        self._database = database
        self._pepper = pepper
        self._clock = clock
        self._known: dict[bytes, tuple[Caller, float]] = {}
        self._revision: str = ""
        self._looked_until = float("-inf")

    def verify(self, presented: str) -> Caller | None:
        """The caller behind a key, None when there is no such key or it was revoked.

        What is compared are keyed hashes, so neither a timing nor a copy of
        the table tells a key. A revocation is seen within two seconds: one
        look a second says whether there was any, of whichever key.
        """
        if not presented or len(presented) > _LONGEST:
            return None
        digest = self._hash(presented)
        now = self._clock.monotonic()
        if now >= self._looked_until:
            self._look(now)
        cached = self._known.get(digest)
        if cached is not None and cached[1] > now:
            return cached[0]
        limited = self._hash(presented, limited=True)
        row = self._database.one(
            "SELECT id, workspace_id, hash, user_id, scopes FROM api_keys WHERE hash IN (?, ?) AND revoked_at IS NULL",
            (digest, limited),
        )
        if row is None or not hmac.compare_digest(bytes(row[2]), digest if row[4] is None else limited):
            self._known.pop(digest, None)
            return None
        if len(self._known) >= _CACHE:
            self._known.clear()
        caller = Caller(row[0], row[1], row[3], _limit(row[4]))
        self._known[digest] = (caller, now + _KNOWN_S)
        return caller

    def _look(self, now: float) -> None:
        """Forget all keys when one was revoked since the last look."""
        revision = facts.known(self._database, facts.KEYS)
        if revision != self._revision:
            self._known.clear()
        self._revision, self._looked_until = revision, now + _LOOKED_S

    def is_met(self, presented: str) -> bool:
        """Whether a key let somebody in before, of late; it may have been revoked since."""
        return bool(presented) and len(presented) <= _LONGEST and self._hash(presented) in self._known

    def create(
        self,
        workspace_id: str,
        name: str,
        key: str | None = None,
        user_id: str = OWNER_ID,
        scopes: Collection[Scope] | None = None,
    ) -> tuple[str, KeyRow]:
        """A new key (or the one given) of a user and its row. The key itself cannot be read again.

        A given key that was revoked stays revoked. With `scopes` it is limited to them, for good.
        """
        key, limit = key or ids.api_key(), None if scopes is None else frozenset[str](scopes)
        row = KeyRow(ids.row_id(), workspace_id, name, key[:PREFIX_LENGTH], self._clock.now(), None, user_id, limit)

        def work(connection: sa.Connection) -> None:
            connection.execute(
                sa.text(
                    "INSERT INTO api_keys (id, workspace_id, name, prefix, hash, created_at, user_id, scopes) "
                    "VALUES (:id, :workspace, :name, :prefix, :hash, :now, :user, :scopes) "
                    "ON CONFLICT (hash) DO NOTHING"
                ),
                {
                    "id": row.id, "workspace": workspace_id, "name": name, "prefix": row.prefix,
                    "hash": self._hash(key, limited=limit is not None), "now": row.created_at, "user": user_id,
                    "scopes": None if limit is None else " ".join(sorted(limit)),
                },
            )  # fmt: skip

        self._database.write_now(work)
        return key, row

    def all(self) -> list[KeyRow]:
        """Every key, oldest first, revoked ones too."""
        rows = self._database.all(
            "SELECT id, workspace_id, name, prefix, created_at, revoked_at, user_id, scopes FROM api_keys "
            "ORDER BY created_at"
        )
        return [KeyRow(*known, scopes=_limit(scopes)) for *known, scopes in rows]

    def revoke(self, key_id: str) -> None:
        """End a key for good.

        Raises:
            NotFound: there is no such key.
        """

        def work(connection: sa.Connection) -> int:
            facts.change(connection, facts.KEYS, ids.row_id())
            statement = sa.text("UPDATE api_keys SET revoked_at = COALESCE(revoked_at, :now) WHERE id = :id")
            return connection.execute(statement, {"id": key_id, "now": self._clock.now()}).rowcount

        if not self._database.write_now(work):
            msg = f"there is no key {key_id}"
            raise NotFound(msg, "`cardwright keys list` names them")
        self._known.clear()

    def _hash(self, key: str, *, limited: bool = False) -> bytes:
        """What a key is looked up by. That of a limited key is another one, which versions of this program that know
        nothing of limits do not find: they refuse it, where they would otherwise let it do everything.
        """
        person = b"limited" if limited else b""
        text = key.encode("utf-8", "surrogatepass")
        return hashlib.blake2b(text, key=self._pepper, digest_size=32, person=person).digest()


def _limit(scopes: str | None) -> frozenset[str] | None:
    return None if scopes is None else frozenset(scopes.split())
