"""Rows of personal links: one address of a file for one person. What is in it besides is not here, but signed."""

from dataclasses import dataclass

import sqlalchemy as sa

from cardwright.db.database import Database


@dataclass(frozen=True, slots=True)
class PersonalLink:
    """One link; another one for the same person has another id."""

    id: str
    gamma_id: str
    user_id: str


def find(database: Database, link_id: str) -> PersonalLink | None:
    row = database.one("SELECT id, gamma_id, user_id FROM personal_links WHERE id = ?", (link_id,))
    return PersonalLink(*row) if row else None


def issue(connection: sa.Connection, link: PersonalLink, now: float) -> PersonalLink:
    """The link that the person has to the file; `link` if there was none."""
    found = connection.execute(
        sa.text(
            "INSERT INTO personal_links (id, gamma_id, user_id, created_at) VALUES (:id, :gamma, :user, :now) "
            "ON CONFLICT (gamma_id, user_id) DO UPDATE SET user_id = excluded.user_id RETURNING id"
        ),
        {"id": link.id, "gamma": link.gamma_id, "user": link.user_id, "now": now},
    ).one()
    return PersonalLink(str(found[0]), link.gamma_id, link.user_id)


def revoke(connection: sa.Connection, gamma_id: str, user_id: str) -> bool:
    """End a person's link to a file; False when there is none."""
    found = connection.execute(
        sa.text("DELETE FROM personal_links WHERE gamma_id = :gamma AND user_id = :user"),
        {"gamma": gamma_id, "user": user_id},
    )
    return found.rowcount == 1


def revoke_of_member(connection: sa.Connection, workspace_id: str, user_id: str) -> None:
    """End the links of somebody who leaves a workspace, but for those to files that person was invited to by mail."""
    connection.execute(
        sa.text(
            "DELETE FROM personal_links WHERE user_id = :user "
            "AND gamma_id IN (SELECT id FROM gammas WHERE workspace_id = :workspace) "
            "AND gamma_id NOT IN (SELECT i.gamma_id FROM invitations i JOIN users u ON u.email = i.email WHERE u.id = :user)"
        ),
        {"user": user_id, "workspace": workspace_id},
    )
