"""Personal links for commands: the same that the server makes of the same data folder."""

from pathlib import Path

from cardwright.accounts import people
from cardwright.accounts.access import personal_level
from cardwright.audience.personal import PersonalLinks
from cardwright.db import Database
from cardwright.db.gammas import Gamma, invitation
from cardwright.errors import NotFound
from cardwright.main.data import secret_at
from cardwright.server.settings import from_system


def personal_url(database: Database, folder: Path, gamma: Gamma, email: str, public_base: str | None = None) -> str:
    """The file's address for one person; its beginning is the setting `public_base` unless one is given.

    Raises:
        NotFound: that person may not view the file.
    """
    from cardwright.server.services import view_url  # noqa: PLC0415 - it brings the whole pipeline along

    user = people.found(database, email)
    level = personal_level(database, gamma, user) if user else invitation(database, gamma.id, email)
    if level in {None, "noAccess"}:
        msg = f"{email} may not view {gamma.id}"
        raise NotFound(msg, "share it with that mail address, or `cardwright admin members add`")
    links = PersonalLinks(database, secret_at(folder))
    token = database.write_now(lambda connection: links.issue(connection, gamma.id, email))
    settings, _ = from_system({"public_base": public_base})
    return view_url(settings.base, gamma.title, gamma.doc_id, token)
