"""Events: which there are, who gets them, and what they say."""

import sqlalchemy as sa
from cardwright_wire.files import timestamp
from cardwright_wire.webhooks import Event

from cardwright import ids
from cardwright.db import deliveries, webhooks
from cardwright.db.deliveries import Delivery
from cardwright.net.url import host_of


def announce(connection: sa.Connection, generation_id: str) -> None:
    """Write a delivery for everybody who is to know that a generation ended, in the transaction that ends it."""
    ending = webhooks.ending(connection, generation_id)
    if ending is None:
        return
    event: Event = "generation.completed" if ending.status == "completed" else "generation.failed"
    receivers = [(webhook.id, webhook.url) for webhook in ending.webhooks if event in webhook.events]
    named = [(None, ending.webhook_url)] if ending.webhook_url else []
    for webhook_id, url in (*receivers, *named):
        new = Delivery(
            ids.message_id(), webhook_id, ending.workspace_id, ending.key_id, generation_id, event, url, host_of(url),
            ending.finished_at, ending.finished_at,
        )  # fmt: skip
        deliveries.insert(connection, new)


def body(delivery: Delivery, status: bytes) -> bytes:
    """What a delivery says: `status` is the generation's status body, letter by letter as the API answers it."""
    head = f'{{"type":"{delivery.event}","timestamp":"{timestamp(delivery.created_at)}","data":'
    return head.encode() + status + b"}"
