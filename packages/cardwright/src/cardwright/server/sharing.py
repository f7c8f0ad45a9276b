"""What of a request's sharing wishes a workspace's admins allow, and whether its theme and folders are there."""

from cardwright_wire import GenerationRequest, messages
from msgspec.structs import replace

from cardwright.accounts import folders
from cardwright.accounts.keys import Caller
from cardwright.accounts.workspaces import Workspace
from cardwright.db import Database
from cardwright.errors import InvalidInput
from cardwright.theme import all_themes


def allowed(request: GenerationRequest, workspace: Workspace) -> tuple[GenerationRequest, list[str]]:
    """The request without the wishes an admin does not leave to others, and a warning for each."""
    wishes, warnings = request.sharing_options, list[str]()
    if wishes.workspace_access and workspace.sharing_restricted:
        warnings.append(messages.WORKSPACE_ACCESS_IGNORED)
        wishes = replace(wishes, workspace_access=None)
    if wishes.external_access and workspace.links_disabled:
        warnings.append(messages.EXTERNAL_ACCESS_IGNORED)
        wishes = replace(wishes, external_access=None)
    return replace(request, sharing_options=wishes), warnings


def check_theme(theme_id: str | None) -> None:
    """Refuse a theme that is not there.

    Raises:
        InvalidInput: names it.
    """
    if theme_id is not None and theme_id not in all_themes():
        msg = messages.invalid_input([f"themeId {theme_id[:64]} does not exist"])
        raise InvalidInput(msg)


def check_folders(database: Database, caller: Caller, wanted: tuple[str, ...]) -> None:
    """Refuse folders that are not there for the caller.

    Raises:
        InvalidInput: names each of them.
    """
    unknown = folders.unknown(database, caller.workspace_id, caller.user_id, wanted) if wanted else []
    if unknown:
        msg = messages.invalid_input(f"folderIds {folder_id[:64]} does not exist" for folder_id in unknown)
        raise InvalidInput(msg)
