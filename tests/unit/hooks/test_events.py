"""Who is told that a generation ended: everybody who asked, once, if the end is committed."""

import json

import pytest
import sqlalchemy as sa
from cardwright.accounts import people, workspaces
from cardwright.accounts.people import OWNER_ID
from cardwright.accounts.workspaces import DEFAULT_ID
from cardwright.db import Database, deliveries, webhooks
from cardwright.db.deliveries import Delivery
from cardwright.hooks.events import body
from clocks import MIDNIGHT
from hooking import URL, begun, delivery, end, ended, registered


def told(database: Database) -> list[tuple[str | None, str]]:
    query = "SELECT webhook_id, event FROM deliveries ORDER BY webhook_id IS NULL, webhook_id"
    return database.all(query)  # pyright: ignore[reportReturnType]


def test_every_webhook_of_the_user_and_the_one_of_the_request_is_told(database: Database) -> None:
    one, two = registered(database), registered(database)
    generation_id = ended(database, MIDNIGHT, "https://named.example/x")
    assert told(database) == [(webhook_id, "generation.completed") for webhook_id in (*sorted((one.id, two.id)), None)]
    found = delivery(database, one)
    assert (found.generation_id, found.key_id, found.host) == (generation_id, "key", "receiver.example")
    assert (found.status, found.attempts, found.next_attempt_at) == ("pending", 0, MIDNIGHT)


def test_only_what_was_asked_for_is_told(database: Database) -> None:
    wants = registered(database, events=("generation.failed",))
    ended(database, MIDNIGHT)
    assert told(database) == []
    ended(database, MIDNIGHT, error="no text")
    assert told(database) == [(wants.id, "generation.failed")]


def test_others_and_the_disabled_are_told_nothing(database: Database) -> None:
    elsewhere = workspaces.create(database, "Elsewhere", "pro", 0, 0).id
    registered(database, workspace=elsewhere)
    registered(database, user=people.add(database, DEFAULT_ID, "bob@example.org", "Bob", "member", 0).id)
    off = registered(database)
    database.write_now(lambda connection: webhooks.disable(connection, off.id, MIDNIGHT))
    ended(database, MIDNIGHT)
    assert told(database) == []


def test_an_end_that_is_not_committed_is_not_told(database: Database) -> None:
    registered(database)
    generation_id = begun(database, MIDNIGHT)

    def killed(connection: sa.Connection) -> None:
        end(connection, generation_id, MIDNIGHT)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        database.write_now(killed)
    assert told(database) == []


def test_a_page_of_several_is_not_told_but_the_whole(database: Database) -> None:
    registered(database)
    generation_id = begun(database, MIDNIGHT)
    database.write_now(
        lambda c: (
            c.execute(sa.text("UPDATE generations SET parent_id = 'whole' WHERE id = :id"), {"id": generation_id})
            and None
        )
    )
    database.write_now(lambda connection: end(connection, generation_id, MIDNIGHT))
    assert told(database) == []


def test_an_event_holds_the_status_letter_by_letter() -> None:
    found = Delivery("msg_1", None, DEFAULT_ID, "key", "g", "generation.completed", URL, "h", MIDNIGHT + 0.25, None)
    said = body(found, b'{"generationId": "g",  "status":"completed"}')
    assert b'"data":{"generationId": "g",  "status":"completed"}}' in said
    assert json.loads(said) == {
        "type": "generation.completed",
        "timestamp": "2025-06-16T00:00:00.250Z",
        "data": {"generationId": "g", "status": "completed"},
    }


def test_a_webhook_goes_with_its_deliveries(database: Database) -> None:
    webhook = registered(database)
    ended(database, MIDNIGHT)
    database.write_now(lambda connection: webhooks.delete(connection, webhook.id))
    assert told(database) == []
    assert webhooks.find(database, webhook.id, DEFAULT_ID, OWNER_ID) is None


def test_there_is_a_most_of_webhooks(database: Database) -> None:
    one = registered(database)
    assert not database.write_now(lambda connection: webhooks.insert(connection, one, 1))


def test_deliveries_are_listed_newest_first_in_pages(database: Database) -> None:
    webhook = registered(database)
    made = [ended(database, MIDNIGHT + at // 2) for at in range(5)]  # two at the same moment
    first = deliveries.listed(database, webhook.id, None, 3)
    rest = deliveries.listed(database, webhook.id, (first[-1].created_at, first[-1].id), 3)
    assert sorted(one.generation_id for one in (*first, *rest)) == sorted(made)
    assert first[0].generation_id == made[-1]
