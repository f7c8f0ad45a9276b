"""`/v1.0/themes`: the looks there are, by name; those of a workspace's own are brought and taken away, which is ours."""

from collections.abc import Sequence
from typing import Final

import msgspec
from anyio import to_thread
from cardwright_wire import messages
from cardwright_wire.files import ThemeItem
from cardwright_wire.listing import THEME_TYPES, Cursor, page, parse_listing
from cardwright_wire.themes import MAX_FILE, NewTheme, ThemeDeleted, ThemeNote, parse_upload
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright.accounts import people
from cardwright.accounts.keys import Caller
from cardwright.brand.report import Report
from cardwright.db import themes
from cardwright.db.themes import CustomTheme
from cardwright.errors import Forbidden, InvalidInput, NotFound
from cardwright.server.own_themes import MOST_THEMES, kept
from cardwright.server.reply import read, reply
from cardwright.server.services import Services
from cardwright.theme import all_themes

_TOO_MANY: Final = f"There are {MOST_THEMES} themes of the workspace's own already; delete one first"


def routes(services: Services) -> Sequence[BaseRoute]:
    database = services.database

    async def listed(request: Request) -> Response:
        caller, wanted = request.scope["caller"], parse_listing(request.query_params, THEME_TYPES)
        found = [*_standard(), *(_custom(row) for row in themes.of(database, caller.workspace_id))]
        shown: list[tuple[Cursor, ThemeItem]] = sorted(
            (
                ((item.name, item.id), item)
                for item in found
                if wanted.query.casefold() in item.name.casefold() and wanted.type in {None, item.type}
            ),
            key=lambda entry: entry[0],
        )
        after = wanted.after or ("", "")
        return reply(page([entry for entry in shown if entry[0] > after][: wanted.limit + 1], wanted.limit))

    async def create(request: Request) -> Response:
        caller = request.scope["caller"]
        _demand_admin(services, caller)
        asked = parse_upload(request.query_params)
        data = await read(request, MAX_FILE)
        design, report = await services.themed(data, asked.file_name, asked.name)
        row = await to_thread.run_sync(
            kept, services.store, design, report, caller.workspace_id, caller.user_id, services.clock.now()
        )
        if not await database.write(lambda connection: themes.insert(connection, row, MOST_THEMES)):
            raise InvalidInput(_TOO_MANY)
        item = _custom(row)
        return reply(NewTheme(item.id, item.name, "custom", item.color_keywords, item.tone_keywords, _told(report)))

    async def delete(request: Request) -> Response:
        caller, theme_id = request.scope["caller"], request.path_params["id"]
        _demand_admin(services, caller)
        if not await database.write(lambda connection: themes.delete(connection, theme_id, caller.workspace_id)):
            raise NotFound(messages.theme_not_found(theme_id[:128]))
        return reply(ThemeDeleted(theme_id))

    path = "/v1.0/themes"
    return [
        Route(path, listed, methods=["GET"]),
        Route(path, create, methods=["POST"]),
        Route(f"{path}/{{id}}", delete, methods=["DELETE"]),
    ]


def _demand_admin(services: Services, caller: Caller) -> None:
    if people.role(services.database, caller.workspace_id, caller.user_id) != "admin":
        raise Forbidden(messages.ADMIN_REQUIRED)


def _standard() -> list[ThemeItem]:
    return [
        ThemeItem(theme.id, theme.name, "standard", theme.color_keywords, theme.tone_keywords)
        for theme in all_themes().values()
    ]


def _custom(row: CustomTheme) -> ThemeItem:
    return ThemeItem(row.id, row.name, "custom", row.color_keywords, row.tone_keywords)


def _told(report: Report) -> tuple[ThemeNote, ...]:
    return tuple(msgspec.convert(msgspec.to_builtins(note), ThemeNote) for note in report.notes)
