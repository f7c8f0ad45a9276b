"""`GET /v1.0/themes`: the looks there are, by name."""

from collections.abc import Sequence

from cardwright_wire.files import ThemeItem
from cardwright_wire.listing import THEME_TYPES, Cursor, page, parse_listing
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright.server.reply import reply
from cardwright.server.services import Services
from cardwright.theme import all_themes


def routes(services: Services) -> Sequence[BaseRoute]:
    async def themes(request: Request) -> Response:
        wanted = parse_listing(request.query_params, THEME_TYPES)
        shown: list[tuple[Cursor, ThemeItem]] = sorted(
            (
                (
                    (theme.name, theme.id),
                    ThemeItem(theme.id, theme.name, "standard", theme.color_keywords, theme.tone_keywords),
                )
                for theme in all_themes().values()
                if wanted.query.casefold() in theme.name.casefold() and wanted.type != "custom"
            ),
            key=lambda entry: entry[0],
        )
        after = wanted.after or ("", "")
        return reply(page([entry for entry in shown if entry[0] > after][: wanted.limit + 1], wanted.limit))

    return [Route("/v1.0/themes", themes)]
