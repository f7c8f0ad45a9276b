"""What a user may do with a file, as a ladder of levels.

Owners and workspace admins may do everything. Other members have what the file
gives to its workspace, or what they were invited to, whichever is more; people
from outside have nothing over the API, and by their personal link what they
were invited to.
"""

from typing import Final, Literal, Protocol

from cardwright.accounts import people
from cardwright.accounts.keys import Caller
from cardwright.db import Database
from cardwright.db.gammas import invitation

Level = Literal["noAccess", "view", "comment", "edit", "fullAccess"]
LADDER: Final[tuple[Level, ...]] = ("noAccess", "view", "comment", "edit", "fullAccess")


class File(Protocol):
    """What decides who may do what with a file."""

    @property
    def id(self) -> str: ...
    @property
    def workspace_id(self) -> str: ...
    @property
    def owner_id(self) -> str: ...
    @property
    def workspace_access(self) -> str: ...


def level(database: Database, gamma: File, workspace_id: str, user_id: str) -> Level:
    """The level a user has on a file when asking from a workspace."""
    if gamma.workspace_id != workspace_id:
        return "noAccess"
    role = people.role(database, workspace_id, user_id)
    if role is None:
        return "noAccess"
    if role == "admin" or gamma.owner_id == user_id:
        return "fullAccess"
    user = people.find(database, user_id)
    invited = invitation(database, gamma.id, user.email) if user else None
    return LADDER[max(_rung(gamma.workspace_access), _rung(invited or "noAccess"))]


def personal_level(database: Database, gamma: File, user: people.User) -> Level:
    """The level that a person has on a file wherever they come from: as a member, else by invitation."""
    if people.role(database, gamma.workspace_id, user.id) is not None:
        return level(database, gamma, gamma.workspace_id, user.id)
    return LADDER[_rung(invitation(database, gamma.id, user.email) or "noAccess")]


def may(database: Database, gamma: File, caller: Caller, need: Level) -> bool:
    """Whether a caller may do that much with a file."""
    return reaches(level(database, gamma, caller.workspace_id, caller.user_id), need)


def reaches(have: Level, need: Level) -> bool:
    """Whether a level is as high as another."""
    return LADDER.index(have) >= LADDER.index(need)


def _rung(name: str) -> int:
    return next((at for at, level in enumerate(LADDER) if level == name), 0)
