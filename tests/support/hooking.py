"""Generations that end, and receivers that want to know: rows for tests of webhooks."""

import sqlalchemy as sa
from cardwright import ids
from cardwright.accounts.people import OWNER_ID
from cardwright.accounts.workspaces import DEFAULT_ID
from cardwright.db import Database, generations, webhooks
from cardwright.db.deliveries import Delivery, listed
from cardwright.db.generations import NewGeneration, Outcome
from cardwright.db.webhooks import Webhook
from cardwright.hooks.events import announce

BOTH = ("generation.completed", "generation.failed")
URL = "https://receiver.example/told?token=secret"


def registered(
    database: Database,
    url: str = URL,
    events: tuple[str, ...] = BOTH,
    workspace: str = DEFAULT_ID,
    user: str = OWNER_ID,
) -> Webhook:
    webhook = Webhook(ids.webhook_id(), workspace, user, url, events, 0)
    assert database.write_now(lambda connection: webhooks.insert(connection, webhook, 1000))
    return webhook


def begun(database: Database, at: float, webhook_url: str | None = None) -> str:
    new = NewGeneration(
        ids.generation_id(), DEFAULT_ID, "key", OWNER_ID, b"{}", b"{}", None, ids.gamma_id(), ids.doc_id(), at, webhook_url
    )  # fmt: skip
    database.write_now(lambda connection: generations.insert(connection, new))
    return new.id


def end(connection: sa.Connection, generation_id: str, at: float, error: str | None = None) -> None:
    """End a generation and tell, in one transaction."""
    attempt = generations.claim(connection, generation_id, at)
    assert attempt is not None
    outcome = Outcome(0, 0, at, error, 500 if error else None)
    assert generations.finish(connection, generation_id, attempt, outcome)
    announce(connection, generation_id)


def ended(database: Database, at: float, webhook_url: str | None = None, error: str | None = None) -> str:
    generation_id = begun(database, at, webhook_url)
    database.write_now(lambda connection: end(connection, generation_id, at, error))
    return generation_id


def delivery(database: Database, webhook: Webhook) -> Delivery:
    """The one delivery of a webhook."""
    (found,) = listed(database, webhook.id, None, 10)
    return found
