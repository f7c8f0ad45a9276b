"""`/v1.0/gammas/{id}/analytics`: who looked at a file and for how long, as its pages told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cardwright_wire import analytics as wire
from cardwright_wire import messages
from cardwright_wire.analytics import DAYS, MOST_VIEWERS, parse_viewers, viewers_cursor
from cardwright_wire.files import timestamp
from cardwright_wire.listing import page
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright.accounts.access import may
from cardwright.db import editors, views
from cardwright.db.views import Viewer
from cardwright.errors import NotFound
from cardwright.server.cards import FileCard
from cardwright.server.reply import reply
from cardwright.server.routes.gammas import opened
from cardwright.server.services import Services


@dataclass(frozen=True, slots=True)
class Told:
    """A file, and about whose views its caller is told: `only` is the caller, None when it is everybody's."""

    gamma_id: str
    scope: wire.Scope
    only: str | None
    editors: int
    cards: Sequence[FileCard]


def routes(services: Services) -> Sequence[BaseRoute]:
    database = services.database

    async def told(request: Request) -> Told:
        """Raises: InvalidInput, NotFound, Forbidden; see `opened`."""
        caller, gamma = request.scope["caller"], opened(services, request, "edit")
        edited, cards = editors.of_gamma(database, gamma.id), await services.cards.of(gamma.id)
        if may(database, gamma, caller, "fullAccess"):
            return Told(gamma.id, "all", None, len(edited), cards)
        return Told(gamma.id, "self", caller.user_id, int(caller.user_id in edited), cards)

    async def whole(request: Request) -> Response:
        of = await told(request)
        found = views.summary(database, of.gamma_id, of.only)
        days = _days(services.clock.now())
        daily = views.daily(database, of.gamma_id, days[0], of.only)
        return reply(
            wire.GammaAnalytics(
                of.scope, of.gamma_id, found.views, found.viewers, of.editors, len(of.cards),
                None if found.last_opened is None else timestamp(found.last_opened),
                wire.DailyViews(DAYS, "UTC", [wire.ViewDay(day, daily.get(day, 0)) for day in days]),
            )
        )  # fmt: skip

    async def cards(request: Request) -> Response:
        of = await told(request)
        viewers = views.summary(database, of.gamma_id, of.only).viewers
        spent = views.cards(database, of.gamma_id, of.only)
        listed = [_card(card, *spent.get(card.id, (0.0, 0)), viewers) for card in of.cards]
        return reply(wire.GammaCardAnalytics(of.scope, of.gamma_id, viewers, of.editors, len(of.cards), listed))

    async def viewers(request: Request) -> Response:
        wanted, of = parse_viewers(request.query_params), await told(request)
        room = min(wanted.limit, max(0, MOST_VIEWERS - wanted.listed))
        more = int(wanted.listed + room < MOST_VIEWERS)
        if of.only is None:
            found = views.viewers(database, of.gamma_id, wanted.after, room + more, descending=wanted.descending)
        else:
            own = None if wanted.after else views.viewer(database, of.gamma_id, of.only)
            found = [own] if own else []
        seen = _seen(services, of, found)
        keyed = [
            (viewers_cursor(one.last_opened, one.id, wanted.listed + at), _viewer(one, seen))
            for at, one in enumerate(found, 1)
        ]
        part = page(keyed, room)
        return reply(wire.GammaViewers(of.scope, of.gamma_id, part.data, part.has_more, part.next_cursor))

    async def viewer(request: Request) -> Response:
        of, user_id = await told(request), request.path_params["userId"]
        found = views.viewer(database, of.gamma_id, user_id) if of.only in {None, user_id} else None
        if found is None:
            raise NotFound(messages.viewer_not_found(user_id[:128]))
        spent = {card: seconds for card, (seconds, _) in views.cards(database, of.gamma_id, found.id).items()}
        total = sum(spent.get(card.id, 0.0) for card in of.cards)
        times = [
            wire.CardTime(card.id, card.name, card.position, _percent(spent.get(card.id, 0.0), total))
            for card in of.cards
        ]
        return reply(
            wire.GammaViewer(
                of.scope, of.gamma_id, found.id, _name(found) or "", found.email, timestamp(found.last_opened),
                sum(card.id in spent for card in of.cards), len(of.cards), times,
            )
        )  # fmt: skip

    path = "/v1.0/gammas/{id}/analytics"
    return [
        Route(path, whole, methods=["GET"]),
        Route(f"{path}/cards", cards, methods=["GET"]),
        Route(f"{path}/viewers", viewers, methods=["GET"]),
        Route(f"{path}/viewers/{{userId}}", viewer, methods=["GET"]),
    ]


def _days(now: float) -> list[str]:
    """The last days in UTC, as `2026-11-25`, today the last."""
    today = datetime.fromtimestamp(now, UTC).date()
    return [(today - timedelta(days=back)).isoformat() for back in range(DAYS - 1, -1, -1)]


def _card(card: FileCard, seconds: float, count: int, viewers: int) -> wire.CardViews:
    return wire.CardViews(card.id, card.name, card.position, round(seconds, 1), _percent(count, viewers))


def _seen(services: Services, of: Told, found: Sequence[Viewer]) -> Mapping[str, int]:
    return views.seen(services.database, of.gamma_id, [one.id for one in found], [card.id for card in of.cards])


def _viewer(one: Viewer, seen: Mapping[str, int]) -> wire.Viewer:
    return wire.Viewer(one.id, _name(one), one.email, timestamp(one.last_opened), seen.get(one.id, 0))


def _name(one: Viewer) -> str | None:
    """The name, or the mail address of who has none; None when the viewer is anonymous."""
    return one.name or one.email


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
