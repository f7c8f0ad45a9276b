"""`cardwright admin`: workspaces, their members, folders and credits, jobs and backups, also while they are served."""

from pathlib import Path
from typing import Annotated, Literal

import sqlalchemy as sa
from cyclopts import App, Parameter

from cardwright.accounts import folders as folders_of
from cardwright.accounts import people, workspaces
from cardwright.accounts.access import Level
from cardwright.accounts.people import Role
from cardwright.accounts.workspaces import DEFAULT_ID
from cardwright.clock import SYSTEM
from cardwright.db import gammas, personal_links
from cardwright.db import invitations as invitation_rows
from cardwright.errors import NotFound
from cardwright.main.backup import backup, restore
from cardwright.main.data import Data, database_at
from cardwright.main.jobs import jobs_app
from cardwright.main.links import personal_url
from cardwright.main.listing import Json, listed, told
from cardwright.main.purging import purge
from cardwright.store import rotation

Base = Annotated[
    str | None, Parameter(help="URL under which clients reach the server, as `cardwright serve` was told.")
]
Where = Annotated[str, Parameter(help="Id of the workspace.")]
Plan = Literal["pro", "ultra", "teams", "business"]

admin = App(
    name="admin", help="Manage workspaces, members, folders, templates, credits and jobs; back up, restore, purge."
)
workspaces_app = App(name="workspaces", help="Workspaces: who shares files and pays together.")
members_app = App(name="members", help="Members of a workspace.")
folders_app = App(name="folders", help="Folders of a workspace.")
templates_app = App(name="templates", help="Files that others are made from.")
links_app = App(name="links", help="Signed links to files and pictures.")
for app in (workspaces_app, members_app, folders_app, templates_app, jobs_app, links_app):
    admin.command(app)
for command in (backup, restore, purge):
    admin.command(command)


@workspaces_app.command(name="create")
def create_workspace(
    name: str,
    *,
    plan: Plan = "ultra",
    credits: int = 1_000_000,  # noqa: A002
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Make a workspace and print its id."""
    with database_at(data) as (database, _):
        made = workspaces.create(database, name, plan, credits, SYSTEM.now()).id
    told({"id": made}, made, as_json=as_json)


@workspaces_app.command(name="list")
def list_workspaces(*, data: Data = None, as_json: Json = False) -> None:
    """List workspaces with plan, credits to spend and credits set aside."""
    with database_at(data) as (database, _):
        rows = [
            {"id": one.id, "plan": one.plan, "credits": one.balance, "reserved": one.reserved, "name": one.name}
            for one in workspaces.every(database)
        ]
    listed(
        rows,
        lambda row: f"{row['id']}  {row['plan']:<8}  {row['credits']:>9}  {row['reserved']:>6}  {row['name']}",
        as_json=as_json,
    )


@workspaces_app.command(name="set")
def set_workspace(
    workspace: Where = DEFAULT_ID,
    *,
    name: str | None = None,
    plan: Plan | None = None,
    workspace_access: Level | None = None,
    external_access: Literal["noAccess", "view", "comment", "edit"] | None = None,
    sharing_restricted: bool | None = None,
    links_disabled: bool | None = None,
    data: Data = None,
) -> None:
    """Change a workspace.

    Parameters
    ----------
    workspace_access
        What its members may do with new files.
    external_access
        What whoever has a new file's link may do.
    sharing_restricted
        Requests may not choose what members may do.
    links_disabled
        Requests may not choose what a link allows.
    """
    with database_at(data) as (database, _):
        workspaces.change(
            database, workspace, name=name, plan=plan, workspace_access=workspace_access,
            external_access=external_access, sharing_restricted=sharing_restricted, links_disabled=links_disabled,
        )  # fmt: skip


@admin.command
def grant(credits: int, *, workspace: Where = DEFAULT_ID, data: Data = None) -> None:  # noqa: A002
    """Add credits to a workspace; a negative number takes some away.

    Parameters
    ----------
    credits
        How many.
    """
    with database_at(data) as (database, _):
        workspaces.grant(database, workspace, credits)


@admin.command
def invitations(
    *, workspace: Where = DEFAULT_ID, public_base: Base = None, data: Data = None, as_json: Json = False
) -> None:
    """List whom files were shared with by mail address, with the personal link of each."""
    with database_at(data) as (database, folder):
        rows = [
            {
                "email": email, "access": access, "gammaId": gamma_id, "title": title,
                "link": personal_url(database, folder, gammas.known(database, gamma_id), email, public_base),
            }
            for email, access, gamma_id, title in gammas.invitations(database, workspace)
        ]  # fmt: skip
    listed(
        rows,
        lambda row: f"{row['email']}  {row['access']:<10}  {row['gammaId']}  {row['link']}  {row['title']}",
        as_json=as_json,
    )


@admin.command
def link(gamma: str, email: str, *, public_base: Base = None, data: Data = None, as_json: Json = False) -> None:
    """Print the personal link of a member or of somebody invited: the file's address for that person alone.

    Parameters
    ----------
    gamma
        The file's id, `g_…`.
    email
        Mail address of whom it is for.
    """
    with database_at(data) as (database, folder):
        url = personal_url(database, folder, gammas.known(database, gamma), email, public_base)
    told({"link": url}, url, as_json=as_json)


@admin.command
def revoke(gamma: str, email: str, *, data: Data = None) -> None:
    """Take back somebody's invitation to a file, and end their personal link to it.

    A member keeps what the file gives to its workspace, and may get another link.

    Parameters
    ----------
    gamma
        The file's id, `g_…`.
    email
        Mail address of the person.
    """
    with database_at(data) as (database, _):
        file, user = gammas.known(database, gamma), people.found(database, email)

        def work(connection: sa.Connection) -> bool:
            ended = user is not None and personal_links.revoke(connection, file.id, user.id)
            return invitation_rows.revoke(connection, file.id, email) or ended

        if not database.write_now(work):
            msg = f"{email} has neither an invitation nor a link to {gamma}"
            raise NotFound(msg)


@links_app.command(name="rotate")
def rotate_links(*, data: Data = None) -> None:
    """End every download link and every address of a picture given out so far; asked for anew, they are other ones.

    Keys and personal links stay.
    """
    with database_at(data) as (database, _):
        rotation.rotate(database)


@members_app.command(name="add")
def add_member(
    email: str,
    *,
    name: str = "",
    role: Role = "member",
    workspace: Where = DEFAULT_ID,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Make somebody a member, or change a member's role; prints the user's id."""
    with database_at(data) as (database, _):
        made = people.add(database, workspaces.known(database, workspace).id, email, name, role, SYSTEM.now()).id
    told({"id": made}, made, as_json=as_json)


@members_app.command(name="remove")
def remove_member(email: str, *, workspace: Where = DEFAULT_ID, data: Data = None) -> None:
    """End somebody's membership and revoke their keys of the workspace."""
    with database_at(data) as (database, _):
        people.remove(database, workspace, email, SYSTEM.now())


@members_app.command(name="list")
def list_members(*, workspace: Where = DEFAULT_ID, data: Data = None, as_json: Json = False) -> None:
    """List the members of a workspace."""
    with database_at(data) as (database, _):
        rows = [
            {"id": one.user.id, "role": one.role, "email": one.user.email, "name": one.user.name}
            for one in people.members(database, workspace)
        ]
    listed(rows, lambda row: f"{row['id']}  {row['role']:<6}  {row['email']}  {row['name']}", as_json=as_json)


@folders_app.command(name="create")
def create_folder(
    name: str,
    *,
    member: str | None = None,
    workspace: Where = DEFAULT_ID,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Make a folder and print its id.

    Parameters
    ----------
    member
        Mail address of its first member; the server's owner when none is given.
    """
    with database_at(data) as (database, _):
        user_id = people.by_email(database, member).id if member else people.OWNER_ID
        made = folders_of.create(database, workspaces.known(database, workspace).id, name, user_id, SYSTEM.now()).id
    told({"id": made}, made, as_json=as_json)


@folders_app.command(name="join")
def join_folder(folder: str, email: str, *, data: Data = None) -> None:
    """Make somebody a member of a folder."""
    with database_at(data) as (database, _):
        folders_of.join(database, folder, people.by_email(database, email).id)


@folders_app.command(name="list")
def list_folders(*, workspace: Where = DEFAULT_ID, data: Data = None, as_json: Json = False) -> None:
    """List the folders of a workspace with their members."""
    with database_at(data) as (database, _):
        rows = [
            {"id": folder.id, "name": folder.name, "members": emails}
            for folder, emails in folders_of.everyone(database, workspace)
        ]
    listed(rows, lambda row: f"{row['id']}  {row['name']}  {', '.join(row['members'])}", as_json=as_json)


@templates_app.command(name="add")
def add_template(gamma: str, *, data: Data = None) -> None:
    """Offer a file as a template of its workspace.

    Parameters
    ----------
    gamma
        The file's id, `g_…`.
    """
    _set_type(data, gamma, "template")


@templates_app.command(name="remove")
def remove_template(gamma: str, *, data: Data = None) -> None:
    """Make a template an ordinary file again.

    Parameters
    ----------
    gamma
        The file's id, `g_…`.
    """
    _set_type(data, gamma, "regular")


def _set_type(data: Path | None, gamma_id: str, type: Literal["template", "regular"]) -> None:  # noqa: A002
    with database_at(data) as (database, _):
        if not database.write_now(lambda connection: gammas.make_template(connection, gamma_id, type)):
            msg = f"there is no file {gamma_id}"
            raise NotFound(msg)
