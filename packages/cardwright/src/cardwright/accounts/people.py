"""Users, and which workspaces they are members of."""

from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from cardwright import ids
from cardwright.db import Database, facts, personal_links
from cardwright.errors import InvalidInput, NotFound

OWNER_ID = "usr_owner"  # made with the database; holds keys that name nobody else
Role = Literal["admin", "member"]


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may be a member and hold keys, or who was sent a personal link."""

    id: str
    email: str
    name: str


@dataclass(frozen=True, slots=True)
class Member:
    """A user with a role in one workspace."""

    user: User
    role: Role


def find(database: Database, user_id: str) -> User | None:
    """The user with an id."""
    row = database.one("SELECT id, email, name FROM users WHERE id = ?", (user_id,))
    return User(*row) if row else None


def found(database: Database, email: str) -> User | None:
    """The user with a mail address, whatever its case."""
    row = database.one("SELECT id, email, name FROM users WHERE email = ?", (email.casefold(),))
    return User(*row) if row else None


def by_email(database: Database, email: str) -> User:
    """The same where there must be one.

    Raises:
        NotFound: there is none.
    """
    user = found(database, email)
    if user is None:
        msg = f"there is no user {email}"
        raise NotFound(msg, "`cardwright admin members add` makes one")
    return user


def role(database: Database, workspace_id: str, user_id: str) -> Role | None:
    """A user's role in a workspace; None for outsiders."""
    row = database.one("SELECT role FROM members WHERE workspace_id = ? AND user_id = ?", (workspace_id, user_id))
    return row[0] if row else None


def members(database: Database, workspace_id: str) -> list[Member]:
    """The members of a workspace by mail address."""
    rows = database.all(
        "SELECT u.id, u.email, u.name, m.role FROM members m JOIN users u ON u.id = m.user_id "
        "WHERE m.workspace_id = ? ORDER BY u.email",
        (workspace_id,),
    )
    return [Member(User(*row[:3]), row[3]) for row in rows]


def add(database: Database, workspace_id: str, email: str, name: str, chosen: Role, now: float) -> User:
    """Make somebody a member, or change a member's role; a new mail address becomes a new user.

    Raises:
        InvalidInput: that is no mail address.
    """
    email = email.strip().casefold()
    if "@" not in email.strip("@"):
        msg = f"{email or 'nothing'} is no mail address"
        raise InvalidInput(msg)

    def work(connection: sa.Connection) -> None:
        connection.execute(
            sa.text(
                "INSERT INTO users (id, email, name, created_at) VALUES (:id, :email, :name, :now) "
                "ON CONFLICT (email) DO UPDATE SET name = CASE WHEN :name = '' THEN users.name ELSE :name END"
            ),
            {"id": f"usr_{ids.row_id()}", "email": email, "name": name, "now": now},
        )
        connection.execute(
            sa.text(
                "INSERT INTO members (workspace_id, user_id, role) SELECT :workspace, id, :role FROM users WHERE email = :email "
                "ON CONFLICT (workspace_id, user_id) DO UPDATE SET role = :role"
            ),
            {"workspace": workspace_id, "email": email, "role": chosen},
        )

    database.write_now(work)
    return by_email(database, email)


def meet(connection: sa.Connection, email: str, now: float) -> str:
    """The id of the user with a mail address, who is no member of anything when there was none before."""
    who = {"id": f"usr_{ids.row_id()}", "email": email.casefold(), "now": now}
    connection.execute(
        sa.text(
            "INSERT INTO users (id, email, name, created_at) VALUES (:id, :email, '', :now) ON CONFLICT (email) DO NOTHING"
        ),
        who,
    )
    return str(connection.execute(sa.text("SELECT id FROM users WHERE email = :email"), who).scalar_one())


def remove(database: Database, workspace_id: str, email: str, now: float) -> None:
    """End somebody's membership, and revoke the keys and personal links they hold there.

    Raises:
        NotFound: there is no such member.
    """
    user = by_email(database, email)

    def work(connection: sa.Connection) -> int:
        who = {"workspace": workspace_id, "user": user.id, "now": now}
        connection.execute(
            sa.text(
                "DELETE FROM folder_members WHERE user_id = :user AND folder_id IN "
                "(SELECT id FROM folders WHERE workspace_id = :workspace)"
            ),
            who,
        )
        connection.execute(
            sa.text(
                "UPDATE api_keys SET revoked_at = COALESCE(revoked_at, :now) WHERE user_id = :user AND workspace_id = :workspace"
            ),
            who,
        )
        facts.change(connection, facts.KEYS, ids.row_id())
        personal_links.revoke_of_member(connection, workspace_id, user.id)
        return connection.execute(
            sa.text("DELETE FROM members WHERE workspace_id = :workspace AND user_id = :user"), who
        ).rowcount

    if not database.write_now(work):
        msg = f"{email} is no member of {workspace_id}"
        raise NotFound(msg)
