"""The client against a scripted service: what it sends, repeats, refuses, and never does."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from cardwright_client import (
    AsyncClient,
    CardwrightError,
    Client,
    ConnectionFailed,
    CreateOutcomeUnknown,
    Forbidden,
    GenerationFailed,
    NotFound,
    OutOfCredits,
    RateLimited,
    RefError,
    UnexpectedAnswer,
    WaitTimeout,
)

ID = "bTIWj8PsYbrnYVlHV1Siz"
KEY = "sk-gamma-secret-value"
Handler = Callable[[httpx2.Request], httpx2.Response]


class Time:
    """A clock that only moves when somebody sleeps."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> float:
        return self.passed

    def wall(self) -> float:
        return 1_750_000_000 + self.passed

    def jitter(self) -> float:
        return 0.0

    def sleep(self, seconds: float) -> None:
        self.passed += seconds


class AsyncTime(Time):
    async def sleep(self, seconds: float) -> None:  # type: ignore[override]
        self.passed += seconds


def client(handler: Handler, time: Time | None = None, **options: Any) -> Client:
    return Client(KEY, "https://api.test/", transport=httpx2.MockTransport(handler), clock=time or Time(), **options)


def status(state: str, headers: dict[str, str] | None = None, **more: object) -> httpx2.Response:
    return httpx2.Response(200, json={"generationId": ID, "status": state, **more}, headers=headers)


def started(**headers: str) -> httpx2.Response:
    return httpx2.Response(200, json={"generationId": ID, "warnings": None}, headers=headers)


def script(*answers: httpx2.Response | Exception) -> tuple[Handler, list[httpx2.Request]]:
    queue, seen = list(answers), list[httpx2.Request]()

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        answer = queue.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return handler, seen


def test_a_deck_is_started_waited_for_and_told_in_full() -> None:
    done = status(
        "completed", gammaUrl="https://x/docs/a", credits={"deducted": 15, "remaining": 485, "kind": "new"}, later=1
    )
    handler, seen = script(httpx2.Response(201, json={"generationId": ID}), status("pending"), status("queued?"), done)
    time = Time()
    found = client(handler, time).generate("Four uses", num_cards=4, text_options={"tone": "dry"})
    assert found.status is not None and found.status.url == "https://x/docs/a"
    assert found.status.credits is not None and found.status.credits.remaining == 485
    assert found.status.extra == {"later": 1}
    assert found.status.raw["later"] == 1
    assert found.status.credits.extra == {"kind": "new"}
    assert found.polls == 3
    assert time.passed >= 15
    assert seen[0].headers["x-api-key"] == KEY
    assert httpx2.Response(200, content=seen[0].content).json() == {
        "textMode": "generate", "numCards": 4, "textOptions": {"tone": "dry"}, "inputText": "Four uses",
    }  # fmt: skip
    with pytest.raises(AttributeError):
        found.status.status = "pending"  # type: ignore[misc]


def test_the_asynchronous_client_does_the_same_for_several_at_once() -> None:
    asked: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        if request.method == "POST":
            return httpx2.Response(200, json={"generationId": f"id{len(asked)}"})
        asked.append(request.url.path)
        return status("completed" if len(asked) > 6 else "pending")

    async def run() -> list[str | None]:
        async with AsyncClient(
            KEY, "https://api.test", transport=httpx2.MockTransport(handler), clock=AsyncTime()
        ) as one:
            return [
                deck.status and deck.status.status
                for deck in await asyncio.gather(*(one.generate(f"text {number}") for number in range(3)))
            ]

    assert asyncio.run(run()) == ["completed"] * 3


def test_an_unknown_name_is_a_type_error_before_anything_is_sent() -> None:
    handler, seen = script()
    with pytest.raises(TypeError, match="num_card'"):
        client(handler).generations.create(input_text="x", num_card=3)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="tune"):
        client(handler).generations.create(input_text="x", text_options={"tune": "dry"})  # type: ignore[typeddict-item]
    assert not seen


@pytest.mark.parametrize("trouble", [httpx2.ReadTimeout("slow"), httpx2.WriteError("cut"), httpx2.Response(502)])
def test_a_post_that_may_have_arrived_is_sent_again_only_where_repetitions_are_known(trouble: Any) -> None:
    handler, seen = script(trouble, started())
    with pytest.raises(CreateOutcomeUnknown) as caught:
        client(handler).generations.create(input_text="x")
    assert caught.value.idempotency_key == seen[0].headers["idempotency-key"]
    assert len(seen) == 1

    handler, seen = script(started(**{"idempotency-status": "stored"}), trouble, started())
    one = client(handler)
    one.generations.create(input_text="x")
    one.generations.create(input_text="y")
    keys = [request.headers["idempotency-key"] for request in seen]
    assert keys[0] != keys[1] == keys[2]


def test_a_post_that_never_left_or_was_refused_for_now_is_sent_again_under_its_key() -> None:
    time = Time()
    handler, seen = script(httpx2.ConnectError("no"), httpx2.Response(429, headers={"retry-after": "9"}), started())
    assert client(handler, time).generations.create(input_text="x").id == ID
    assert len({request.headers["idempotency-key"] for request in seen}) == 1
    assert time.passed >= 9
    handler, seen = script(*[httpx2.ConnectError("no")] * 9)
    with pytest.raises(ConnectionFailed):
        client(handler).generations.create(input_text="x")
    assert len(seen) == 3


@pytest.mark.parametrize(
    ("code", "message", "kind"),
    [
        (402, "Insufficient credits", OutOfCredits),
        (403, "Insufficient credits remaining", OutOfCredits),
        (403, "Forbidden", Forbidden),
        (404, "Gamma not found. gammaId: g_1", NotFound),
        (307, "", UnexpectedAnswer),
    ],
)
def test_refusals_are_told_apart_and_never_repeated(code: int, message: str, kind: type[CardwrightError]) -> None:
    refusal = httpx2.Response(
        code, json={"message": message}, headers={"x-request-id": "req_1", "location": "https://evil.test"}
    )
    handler, seen = script(refusal)
    with pytest.raises(kind, match=f"{code} .*req_1"):
        client(handler).generations.create(input_text="x")
    assert [request.url.host for request in seen] == ["api.test"]


def test_questions_are_repeated_after_any_trouble_but_not_for_ever() -> None:
    handler, _ = script(
        httpx2.ReadError("cut"), httpx2.Response(503, text="<html>"), httpx2.Response(200, json={"email": "a@b.c"})
    )
    assert client(handler).workspace.me().email == "a@b.c"
    handler, _ = script(*[httpx2.Response(429, headers={"retry-after": "1"})] * 3)
    with pytest.raises(RateLimited) as caught:
        client(handler).workspace.me()
    assert caught.value.retry_after == 1
    handler, _ = script(httpx2.Response(200, text="<html>a proxy's page"))
    with pytest.raises(UnexpectedAnswer):
        client(handler).workspace.me()


def test_a_failed_generation_is_given_by_wait_and_raised_by_result() -> None:
    failed = status("failed", error={"message": "Failed to generate text.", "statusCode": 422})
    handler, _ = script(started(), failed)
    generation = client(handler).generations.create(input_text="x")
    assert generation.wait().status == "failed"
    with pytest.raises(GenerationFailed, match="422 Failed to generate text"):
        generation.result()


def test_waiting_survives_lost_polls_and_an_id_not_yet_known_and_ends_at_the_deadline() -> None:
    time = Time()
    lost = [httpx2.Response(404), httpx2.ReadError("cut"), httpx2.Response(502, text="<html>")]
    handler, _ = script(started(), *lost, *[status("pending")] * 100)
    generation = client(handler, time).generations.create(
        input_text="x", num_cards=1, image_options={"source": "noImages"}
    )
    with pytest.raises(WaitTimeout, match=ID) as caught:
        generation.wait(deadline=90)
    assert time.passed == pytest.approx(90, abs=0.1)
    assert caught.value.generation is generation
    assert caught.value.polls == generation.polls >= 4


def test_a_generation_is_taken_up_elsewhere_by_a_token_without_a_secret() -> None:
    handler, seen = script(started(), status("completed"))
    generation = client(handler).generations.create(input_text="the text", export_as="pdf")
    token = generation.ref
    again = client(handler).generations.attach(token)
    assert again.id == ID
    assert again.ref == token
    assert again.result().status == "completed"
    assert len(seen) == 2
    for text in (token, repr(client(handler)), repr(generation), repr(generation._sender)):  # noqa: SLF001
        assert "secret" not in text
    for wrong in ("cw1.e30", "no id!", "cw1." + "eyJ2Ijo5fQ"):
        with pytest.raises(RefError):
            client(handler).generations.attach(wrong)
    with pytest.raises(RefError, match=r"of https://api\.test"):
        Client(KEY, "https://other.test").generations.attach(token)


def test_within_the_interval_a_check_costs_no_request() -> None:
    time = Time()
    handler, seen = script(started(), status("pending"), status("completed"))
    generation = client(handler, time).generations.create(input_text="x")
    assert generation.check() is generation.check()
    time.sleep(6)
    assert generation.check().status == "completed"
    assert generation.check().status == "completed"
    assert len(seen) == 3


def test_events_are_used_where_a_service_shows_that_it_may_have_them_and_polls_after_them() -> None:
    done = f'{{"generationId":"{ID}","status":"completed"}}'
    said = f"id: 1\nevent: stage\ndata: {{}}\n\nid: 5\nevent: completed\ndata: {done}\n\n"
    events = httpx2.Response(200, text=said, headers={"content-type": "text/event-stream"})
    known = {"idempotency-status": "stored"}
    handler, seen = script(started(**known), events)
    assert client(handler).generate("x").polls == 0
    assert len(seen) == 2
    for broken in (httpx2.Response(404), httpx2.ReadError("cut"), httpx2.Response(200, text="id: 1\n\n")):
        handler, seen = script(started(**known), broken, status("completed"))
        assert client(handler).generate("x").polls == 1


def test_a_service_that_holds_polls_back_is_asked_again_at_once() -> None:
    time = Time()
    held = status("pending", {"preference-applied": "wait=20"})
    handler, seen = script(started(), held, held, status("completed"))
    client(handler, time).generate("x", image_options={"source": "noImages"}, num_cards=1)
    assert seen[1].headers["prefer"] == "wait=20"
    assert time.passed < 15


def test_lists_are_read_page_by_page_and_ids_cannot_lead_elsewhere() -> None:
    pages = [
        {"data": [{"id": "a", "name": "A"}, {"id": "b"}], "hasMore": True, "nextCursor": "c2"},
        {"data": [{"id": "c"}], "hasMore": False},
    ]
    handler, seen = script(*(httpx2.Response(200, json=page) for page in pages), httpx2.Response(404))
    one = client(handler)
    assert [theme.id for theme in one.themes.list(query="a", limit=2)] == ["a", "b", "c"]
    assert dict(seen[1].url.params) == {"query": "a", "limit": "2", "after": "c2"}
    with pytest.raises(NotFound):
        one.gammas.get("../me?x=")
    assert seen[2].url.raw_path == b"/v1.0/gammas/..%2Fme%3Fx%3D"
    with pytest.raises(ValueError, match="one slash"):
        one.raw.get("//evil.test/")
