"""`/v1.0/webhooks`: who is told when a generation ends, and how that went; an addition of ours."""

from collections.abc import Sequence
from typing import cast

from cardwright_wire import messages
from cardwright_wire.files import timestamp
from cardwright_wire.listing import page, parse_newest
from cardwright_wire.webhooks import (
    MOST_WEBHOOKS,
    Delivery,
    DeliveryStatus,
    NewWebhook,
    Webhook,
    WebhookDeleted,
    WebhookSecret,
    parse_webhook,
)
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright import ids
from cardwright.db import deliveries, webhooks
from cardwright.db.deliveries import Delivery as DeliveryRow
from cardwright.db.webhooks import Webhook as Row
from cardwright.errors import InvalidInput, NotFound
from cardwright.hooks import secret as secret_text
from cardwright.server.receivers import allowed
from cardwright.server.reply import read, refusal, reply
from cardwright.server.services import Services


def routes(services: Services) -> Sequence[BaseRoute]:
    database, settings = services.database, services.settings

    async def create(request: Request) -> Response:
        caller = request.scope["caller"]
        asked = parse_webhook(await read(request), private=settings.webhook_private)
        url = allowed("url", asked.url, settings)
        new = Row(ids.webhook_id(), caller.workspace_id, caller.user_id, url, asked.events, services.clock.now())
        if not await database.write(lambda connection: webhooks.insert(connection, new, MOST_WEBHOOKS)):
            msg = f"There are {MOST_WEBHOOKS} webhooks already; delete one first"
            raise InvalidInput(msg)
        told = secret_text.shown(services.secrets.of_webhook(new.id))
        return reply(NewWebhook(new.id, url, new.events, timestamp(new.created_at), False, told))

    async def all_of_them(request: Request) -> Response:
        caller, wanted = request.scope["caller"], parse_newest(request.query_params)
        found = webhooks.listed(database, caller.workspace_id, caller.user_id, wanted.after, wanted.limit + 1)
        return reply(page([((str(one.created_at), one.id), _webhook(one)) for one in found], wanted.limit))

    async def secret(request: Request) -> Response:
        of_key = services.secrets.of_key(request.scope["caller"].key_id)
        return reply(WebhookSecret(secret_text.shown(of_key)))

    async def delete(request: Request) -> Response:
        webhook = _opened(services, request)
        await database.write(lambda connection: webhooks.delete(connection, webhook.id))
        return reply(WebhookDeleted(webhook.id))

    async def delivered(request: Request) -> Response:
        webhook, wanted = _opened(services, request), parse_newest(request.query_params)
        found = deliveries.listed(database, webhook.id, wanted.after, wanted.limit + 1)
        return reply(page([((str(one.created_at), one.id), _delivery(one)) for one in found], wanted.limit))

    async def redeliver(request: Request) -> Response:
        webhook = _opened(services, request)
        delivery = _delivery_of(services, webhook, request.path_params["delivery"])
        if webhook.disabled_at is not None:
            return refusal(409, messages.WEBHOOK_DISABLED)
        now = services.clock.now()
        await database.write(lambda connection: deliveries.renew(connection, delivery.id, now))
        services.alarm.ring()
        return reply(_delivery(_delivery_of(services, webhook, delivery.id)))

    path = "/v1.0/webhooks"
    return [
        Route(path, create, methods=["POST"]),
        Route(path, all_of_them, methods=["GET"]),
        Route(f"{path}/secret", secret, methods=["GET"]),
        Route(f"{path}/{{id}}", delete, methods=["DELETE"]),
        Route(f"{path}/{{id}}/deliveries", delivered, methods=["GET"]),
        Route(f"{path}/{{id}}/deliveries/{{delivery}}/redeliver", redeliver, methods=["POST"]),
    ]


def _opened(services: Services, request: Request) -> Row:
    """The webhook of a request's path.

    Raises:
        NotFound: the caller has no such one.
    """
    caller, webhook_id = request.scope["caller"], request.path_params["id"]
    found = webhooks.find(services.database, webhook_id, caller.workspace_id, caller.user_id)
    if found is None:
        raise NotFound(messages.webhook_not_found(webhook_id[:128]))
    return found


def _delivery_of(services: Services, webhook: Row, delivery_id: str) -> DeliveryRow:
    found = deliveries.find(services.database, delivery_id, webhook.id)
    if found is None:
        raise NotFound(messages.delivery_not_found(delivery_id[:128]))
    return found


def _webhook(row: Row) -> Webhook:
    return Webhook(row.id, row.url, row.events, timestamp(row.created_at), row.disabled_at is not None)


def _delivery(row: DeliveryRow) -> Delivery:
    return Delivery(
        id=row.id,
        event=row.event,
        generation_id=row.generation_id,
        status=cast("DeliveryStatus", row.status),
        attempts=row.attempts,
        last_status_code=row.last_status_code,
        last_error=row.last_error,
        next_attempt_time=timestamp(row.next_attempt_at) if row.next_attempt_at is not None else None,
        created_time=timestamp(row.created_at),
    )
