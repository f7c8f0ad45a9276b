"""What of a request's sharing wishes a workspace's admins allow, and whether its theme and folders are there."""

from cardwright_wire import GenerationRequest, messages
from cardwright_wire.enums import Dimensions
from msgspec.structs import replace

from cardwright.accounts import folders
from cardwright.accounts.keys import Caller
from cardwright.accounts.workspaces import Workspace
from cardwright.db import Database, themes
from cardwright.db.themes import CustomTheme
from cardwright.errors import InvalidInput
from cardwright.scene.format import FORMATS, fits
from cardwright.theme import all_themes
from cardwright.theme.layouts import CardSize


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


def own_theme(database: Database, caller: Caller, theme_id: str | None) -> CustomTheme | None:
    """The caller's workspace's own theme with an id; None for one that everybody has, or for none at all.

    Raises:
        InvalidInput: there is none; names it.
    """
    if theme_id is None or theme_id in all_themes():
        return None
    found = themes.find(database, theme_id, caller.workspace_id)
    if found is None:
        msg = messages.invalid_input([f"themeId {theme_id[:64]} does not exist"])
        raise InvalidInput(msg)
    return found


def sized(theme: CustomTheme | None, dimensions: Dimensions) -> list[str]:
    """A warning when a theme's slides have a size of their own that is not the one asked for."""
    if theme is None or theme.width is None or theme.height is None:
        return []
    if FORMATS[dimensions].kind != "slide" or fits(dimensions, CardSize(theme.width, theme.height)):
        return []
    return [messages.theme_size_used(dimensions, theme.name)]


def check_folders(database: Database, caller: Caller, wanted: tuple[str, ...]) -> None:
    """Refuse folders that are not there for the caller.

    Raises:
        InvalidInput: names each of them.
    """
    unknown = folders.unknown(database, caller.workspace_id, caller.user_id, wanted) if wanted else []
    if unknown:
        msg = messages.invalid_input(f"folderIds {folder_id[:64]} does not exist" for folder_id in unknown)
        raise InvalidInput(msg)
