"""Webhooks end to end: registered, signed, delivered whatever fails, and nobody else's business."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from cardwright.accounts import people, workspaces
from cardwright.accounts.keys import Keys
from cardwright.store import secret
from receiving import Message, Receiver, verify
from rows import database_of
from serving import Server, envelope, free_port

TEXT = "# River ecology\n\nShort notes about a river.\n\n## Threats\n\n- runoff\n- dams"
BODY = {"inputText": TEXT, "textMode": "preserve", "numCards": 1}
EMPTY = {"inputText": " \n ", "textMode": "preserve"}  # fails, for nothing can be made of it
HOOKS = "/v1.0/webhooks"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = {"webhook_private": "true", "webhook_first_retry_seconds": "2"}
    running = Server(tmp_path_factory.mktemp("webhooks"), settings).start()
    yield running
    running.stop()
    log = running.log()
    assert "whsec_" not in log
    assert "/told" not in log


@pytest.fixture
def receiver() -> Receiver:
    return Receiver(free_port())


@contextmanager
def registered(house: Server, receiver: Receiver, **options: Any) -> Iterator[dict[str, Any]]:
    answer = house.ask("POST", HOOKS, json={"url": receiver.url, **options})
    assert answer.status_code == 200, answer.text
    yield answer.json()
    house.ask("DELETE", f"{HOOKS}/{answer.json()['id']}")


def deliveries(house: Server, webhook: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = house.ask("GET", f"{HOOKS}/{webhook['id']}/deliveries").json()["data"]
    return found


def until(look: Callable[[], list[dict[str, Any]]], count: int) -> list[dict[str, Any]]:
    """What is seen, once it is so many."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        found = look()
        if len(found) == count:
            return found
        time.sleep(0.02)
    raise AssertionError(look())


def settled(house: Server, webhook: dict[str, Any], count: int, status: str) -> list[dict[str, Any]]:
    """The deliveries in a state, once there are so many."""
    return until(lambda: [one for one in deliveries(house, webhook) if one["status"] == status], count)


def hurried(house: Server, webhook: dict[str, Any]) -> list[dict[str, Any]]:
    """Those that were delivered; those that would wait for minutes, because this machine is slow, are asked for anew."""
    found = deliveries(house, webhook)
    for one in found:
        if one["status"] == "pending" and one["attempts"] > 1:
            house.ask("POST", f"{HOOKS}/{webhook['id']}/deliveries/{one['id']}/redeliver")
    return [one for one in found if one["status"] == "delivered"]


def post(house: Server, url: str, **headers: str) -> Any:
    return house.ask("POST", "/v1.0/generations", json=BODY, headers={"x-cardwright-webhook": url, **headers})


def test_a_webhook_is_made_listed_and_deleted_and_its_secret_told_once(house: Server, receiver: Receiver) -> None:
    with registered(house, receiver, events=["generation.failed"]) as made, registered(house, receiver) as other:
        assert list(made) == ["id", "url", "events", "createdTime", "disabled", "secret"]
        assert (made["url"], made["events"], made["disabled"]) == (receiver.url, ["generation.failed"], False)
        assert made["secret"].startswith("whsec_")
        assert made["secret"] != other["secret"]
        first = house.ask("GET", f"{HOOKS}?limit=1").json()
        assert (first["data"][0]["id"], first["hasMore"]) == (other["id"], True)
        rest = house.ask("GET", f"{HOOKS}?after={first['nextCursor']}").json()
        assert rest["data"] == [{name: value for name, value in made.items() if name != "secret"}]
    assert house.ask("GET", HOOKS).json() == {"data": [], "hasMore": False, "nextCursor": None}


@pytest.mark.parametrize("body", [{}, {"url": "receiver"}, {"url": "ftp://x"}, {"url": "http://x", "events": ["all"]}])
def test_a_receiver_must_be_one(house: Server, body: dict[str, Any]) -> None:
    answer = house.ask("POST", HOOKS, json=body)
    assert answer.status_code == 400
    envelope(answer)


def test_an_end_is_told_signed_and_as_the_status_says_it(house: Server, receiver: Receiver) -> None:
    with receiver.up(), registered(house, receiver) as webhook:
        done, failed = house.generate(**BODY), house.generate(**EMPTY)
        messages = {message.event["data"]["generationId"]: message for message in receiver.wait_for(2)}
        for generation_id, event in ((done, "generation.completed"), (failed, "generation.failed")):
            message = messages[generation_id]
            verify(message.headers, message.body, webhook["secret"], time.time())
            assert message.headers["content-type"] == "application/json"
            assert list(message.event) == ["type", "timestamp", "data"]
            assert message.event["type"] == event
            assert message.event["timestamp"].endswith("Z")
            assert message.event["data"] == house.status(generation_id)
        found = settled(house, webhook, 2, "delivered")
        assert {one["id"] for one in found} == {message.id for message in messages.values()}
        assert [one["generationId"] for one in found if one["event"] == "generation.failed"] == [failed]
        assert all((one["attempts"], one["lastStatusCode"], one["nextAttemptTime"]) == (1, 200, None) for one in found)


def test_a_cancelled_generation_is_told_as_failed(house: Server, receiver: Receiver) -> None:
    with receiver.up(), registered(house, receiver):
        held = house.generate(inputText="The river rose, and 120 came. " * 9000, textMode="preserve", numCards=60)
        assert house.ask("DELETE", f"/v1.0/generations/{held}").status_code == 200
        (message,) = receiver.wait_for(1)
        assert message.event["data"] == house.status(held)
        assert message.event["data"]["error"]["statusCode"] == 499


def test_several_pages_are_told_once_when_the_last_has_ended(house: Server, receiver: Receiver) -> None:
    pages = [{"inputText": TEXT, "textMode": "preserve", "numCards": 1}, EMPTY]
    with receiver.up(), registered(house, receiver) as webhook:
        made = house.generate(pages=pages)
        (message,) = receiver.wait_for(1)
        assert message.event["data"] == house.status(made)
        assert len(message.event["data"]["pages"]) == 2
        assert len(deliveries(house, webhook)) == 1


def test_only_the_events_asked_for_are_told(house: Server, receiver: Receiver) -> None:
    with receiver.up(), registered(house, receiver, events=["generation.failed"]) as webhook:
        house.finished(house.generate(**BODY))
        failed = house.generate(**EMPTY)
        (message,) = receiver.wait_for(1)
        assert message.event["data"]["generationId"] == failed
        assert len(deliveries(house, webhook)) == 1


def test_a_receiver_that_was_down_gets_every_event_exactly_once(house: Server, receiver: Receiver) -> None:
    with registered(house, receiver) as webhook:
        made = [house.generate(**EMPTY) for _ in range(4)]
        for generation_id in made:
            house.finished(generation_id)
        until(lambda: [one for one in deliveries(house, webhook) if one["attempts"]], 4)
        with receiver.up():
            until(lambda: hurried(house, webhook), 4)
            messages = receiver.wait_for(4)
        told = deliveries(house, webhook)
        assert sorted(message.id for message in messages) == sorted(one["id"] for one in told)
        assert sorted(message.event["data"]["generationId"] for message in messages) == sorted(made)
        assert len(receiver.messages) == 4


def test_a_receiver_that_is_gone_is_disabled(house: Server, receiver: Receiver) -> None:
    receiver.answer = lambda _: 410
    with receiver.up(), registered(house, receiver) as webhook:
        house.finished(house.generate(**EMPTY))
        (gone,) = settled(house, webhook, 1, "failed")
        assert (gone["lastStatusCode"], gone["lastError"]) == (410, "answered 410")
        assert house.ask("GET", HOOKS).json()["data"][0]["disabled"] is True
        house.finished(house.generate(**EMPTY))
        assert deliveries(house, webhook) == [gone]
        answer = house.ask("POST", f"{HOOKS}/{webhook['id']}/deliveries/{gone['id']}/redeliver")
        assert answer.status_code == 409
        envelope(answer)


def test_a_delivery_is_sent_again_under_the_same_id(house: Server, receiver: Receiver) -> None:
    with receiver.up(), registered(house, receiver) as webhook:
        house.generate(**EMPTY)
        first = receiver.wait_for(1)[0]
        settled(house, webhook, 1, "delivered")
        answer = house.ask("POST", f"{HOOKS}/{webhook['id']}/deliveries/{first.id}/redeliver")
        assert (answer.status_code, answer.json()["id"]) == (200, first.id)
        second = receiver.wait_for(2)[1]
        assert (second.id, second.body) == (first.id, first.body)
        assert house.ask("POST", f"{HOOKS}/{webhook['id']}/deliveries/msg_nothing/redeliver").status_code == 404


class TestHeader:
    """A receiver for one generation."""

    def test_it_is_told_signed_with_the_secret_of_the_key(self, house: Server, receiver: Receiver) -> None:
        with receiver.up():
            made = post(house, receiver.url).json()["generationId"]
            (message,) = receiver.wait_for(1)
        told = house.ask("GET", f"{HOOKS}/secret").json()["secret"]
        assert told == house.ask("GET", f"{HOOKS}/secret").json()["secret"]
        verify(message.headers, message.body, told, time.time())
        assert message.event["data"] == house.status(made)

    @pytest.mark.parametrize("url", ["receiver", "ftp://receiver.example/", "http://u:p@receiver.example/", ""])
    def test_a_url_that_is_none_is_a_400_and_costs_nothing(self, house: Server, url: str) -> None:
        before = house.ask("GET", "/v1.0/credits").json()
        answer = post(house, url)
        assert answer.status_code == 400
        assert "X-Cardwright-Webhook must be a URL address" in envelope(answer)["message"]
        assert house.ask("GET", "/v1.0/credits").json() == before

    def test_another_receiver_is_another_request(self, house: Server, receiver: Receiver) -> None:
        key = {"idempotency-key": "told-1"}
        with receiver.up():
            assert post(house, receiver.url, **key).json() == post(house, receiver.url, **key).json()
            assert post(house, receiver.url + "/other", **key).status_code == 422
            receiver.wait_for(1)


def test_webhooks_of_others_are_not_there(house: Server, receiver: Receiver) -> None:
    with database_of(house.folder / "data") as database:
        elsewhere = workspaces.create(database, "Elsewhere", "pro", 100, 0).id
        keys = Keys(database, secret.load(house.folder / "data" / "secret.key"))
        outsider, member = (
            keys.create(where, name, user_id=people.add(database, where, f"{name}@example.org", name, "admin", 0).id)[0]
            for where, name in ((elsewhere, "eve"), ("default", "bob"))
        )
    with receiver.up(), registered(house, receiver) as webhook:
        house.generate(**EMPTY)
        (message,) = receiver.wait_for(1)
        path = f"{HOOKS}/{webhook['id']}"
        for key in (outsider, member):
            assert house.ask("GET", HOOKS, key=key).json()["data"] == []
            asked = [
                ("DELETE", path),
                ("GET", f"{path}/deliveries"),
                ("POST", f"{path}/deliveries/{message.id}/redeliver"),
            ]
            for method, of in asked:
                answer = house.ask(method, of, key=key)
                assert answer.status_code == 404
                assert envelope(answer)["message"] == f"Webhook not found. webhookId: {webhook['id']}"
        house.ask("POST", "/v1.0/generations", json=EMPTY, key=outsider)
        assert house.ask("GET", HOOKS).json()["data"][0]["id"] == webhook["id"]
        assert len(deliveries(house, webhook)) == 1
        assert house.ask("GET", f"{HOOKS}/secret", key=member).json() != house.ask("GET", f"{HOOKS}/secret").json()


def test_what_a_killed_server_had_not_delivered_it_delivers_when_it_is_back(house: Server, receiver: Receiver) -> None:
    killed = threading.Event()

    def hang(_: Message) -> int:
        killed.wait(20)
        return 200

    receiver.answer = hang
    with receiver.up(), registered(house, receiver) as webhook:
        made = house.generate(**EMPTY)
        receiver.wait_for(1)  # committed, and not yet delivered
        house.kill()
        killed.set()
        house.start()
        first, second = receiver.wait_for(2)
        assert first.id == second.id
        verify(second.headers, second.body, webhook["secret"], time.time())
        assert second.event["data"] == house.status(made)
        (found,) = settled(house, webhook, 1, "delivered")
        assert (found["id"], found["attempts"]) == (second.id, 1)
