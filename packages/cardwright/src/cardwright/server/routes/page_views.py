"""`POST /docs/{doc}/views`: where a page tells what of it was looked at. Public, and so bounded in every way.

Nothing is counted for browsers that ask not to be tracked (`DNT`, `Sec-GPC`), and nothing is said about why a
report was not counted: the answer is 204, or 400 to what no page of ours sends.
"""

from collections.abc import Sequence
from typing import Annotated, Final

import msgspec
from cardwright_wire.content import MOST_CARDS
from msgspec import Meta
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright.audience.anonymous import home
from cardwright.errors import CardwrightError
from cardwright.server.pages import Opened, viewed
from cardwright.server.reply import read, refusal
from cardwright.server.services import Services

MOST_BYTES: Final = 32 * 1024
LONGEST_AGENT: Final = 512  # characters of a user agent that tell viewers apart
Seconds = Annotated[float, Meta(ge=0, le=1e9)]
CardId = Annotated[str, Meta(min_length=1, max_length=64)]


class Report(msgspec.Struct, frozen=True, rename={"token": "for"}):
    """What a page says: a name that it drew for this view of it, and seconds by card since it was opened."""

    view: Annotated[str, Meta(pattern="^[A-Za-z0-9_-]{16,64}$")]
    seconds: Annotated[dict[CardId, Seconds], Meta(max_length=MOST_CARDS)] = {}
    token: Annotated[str, Meta(max_length=200)] = ""


def routes(services: Services) -> Sequence[BaseRoute]:
    audience = services.audience

    async def views(request: Request) -> Response:
        try:
            report = msgspec.json.decode(await read(request, MOST_BYTES), type=Report)
        except (CardwrightError, msgspec.MsgspecError, ValueError, RecursionError):
            return refusal(400, "That is no report of a page view")
        if services.settings.analytics == "on" and not _unwilling(request):
            found = viewed(services, request.path_params["doc"], report.token)
            if found is not None:
                await count(request, report, found)
        return Response(status_code=204)

    async def count(request: Request, report: Report, found: Opened) -> None:
        gamma_id, address = found.gamma.id, request.client.host if request.client else ""
        where = f"{gamma_id} {home(address)}"
        if not audience.reports.allows(where):
            return
        if not audience.views.known(gamma_id, report.view) and not audience.begun.allows(where):
            return
        if found.guest:
            viewer = found.guest.user.id
        else:
            agent = request.headers.get("user-agent", "")[:LONGEST_AGENT]
            viewer = await audience.anonymous.named(address, agent, gamma_id)
        cards = {card.id for card in await services.cards.of(gamma_id)}
        spent = {card: seconds for card, seconds in report.seconds.items() if card in cards}
        audience.views.report(gamma_id, report.view, viewer, spent)

    return [Route("/docs/{doc}/views", views, methods=["POST"])]


def _unwilling(request: Request) -> bool:
    return request.headers.get("dnt") == "1" or request.headers.get("sec-gpc") == "1"
