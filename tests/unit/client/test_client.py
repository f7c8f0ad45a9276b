"""The client against a scripted service: what it sends, repeats, refuses, and never does."""

from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest
from cardwright_client import (
    Client,
    ConnectionFailed,
    CreateOutcomeUnknown,
    DownloadFailed,
    GenerationFailed,
    OutOfCredits,
    Status,
    WaitTimeout,
)

ID = "bTIWj8PsYbrnYVlHV1Siz"
Handler = Callable[[httpx2.Request], httpx2.Response]


class Time:
    """A clock that only moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.naps: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds


def client(handler: Handler, time: Time | None = None) -> Client:
    time = time or Time()
    return Client(
        "sk-gamma-secret",
        "https://api.test",
        transport=httpx2.MockTransport(handler),
        sleep=time.sleep,
        clock=lambda: time.now,
    )


def status(state: str, **more: object) -> httpx2.Response:
    return httpx2.Response(200, json={"generationId": ID, "status": state, **more})


def script(*answers: httpx2.Response | Exception) -> tuple[Handler, list[httpx2.Request]]:
    queue, seen = list(answers), list[httpx2.Request]()

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        answer = queue.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return handler, seen


def test_generate_polls_every_five_seconds_until_completed() -> None:
    time = Time()
    done = status("completed", gammaUrl="https://x/docs/a", credits={"deducted": 15, "remaining": 485})
    handler, seen = script(httpx2.Response(200, json={"generationId": ID}), status("pending"), status("pending"), done)
    result = client(handler, time).generate(inputText="Four uses", textMode="generate")
    assert result.gamma_url == "https://x/docs/a"
    assert result.credits is not None and result.credits.remaining == 485
    assert time.naps == [5, 5, 5]
    assert seen[0].headers["x-api-key"] == "sk-gamma-secret"


def test_a_pace_that_runs_out_of_burst_slows_down_and_retry_after_is_obeyed() -> None:
    time = Time()
    low = {"x-ratelimit-limit-burst": "10000", "x-ratelimit-remaining-burst": "99"}
    handler, _ = script(
        httpx2.Response(200, json={"generationId": ID, "status": "pending"}, headers=low),
        httpx2.Response(200, json={"generationId": ID, "status": "pending"}, headers={"retry-after": "7"}),
        httpx2.Response(429, json={"message": "Too many requests", "statusCode": 429}),
        httpx2.Response(429, json={"message": "Too many requests", "statusCode": 429}),
        status("completed"),
    )
    client(handler, time).wait(ID)
    assert time.naps == [5, 15, 7, 30, 60]


def test_a_failed_generation_raises_with_its_reason() -> None:
    failed = status("failed", error={"message": "Failed to generate text.", "statusCode": 422})
    handler, _ = script(httpx2.Response(201, json={"generationId": ID, "warnings": None}), failed)
    with pytest.raises(GenerationFailed, match="422 Failed to generate text"):
        client(handler).generate(inputText="x")


@pytest.mark.parametrize("code", [402, 403])
def test_both_documented_statuses_mean_out_of_credits(code: int) -> None:
    handler, _ = script(httpx2.Response(code, json={"message": "Insufficient credits remaining", "statusCode": code}))
    with pytest.raises(OutOfCredits):
        client(handler).create(inputText="x")


@pytest.mark.parametrize(
    "trouble", [httpx2.ReadTimeout("slow"), httpx2.RemoteProtocolError("cut"), httpx2.Response(502)]
)
def test_a_post_that_may_have_arrived_is_never_sent_again(trouble: httpx2.Response | Exception) -> None:
    handler, seen = script(trouble, httpx2.Response(200, json={"generationId": ID}))
    with pytest.raises(CreateOutcomeUnknown):
        client(handler).create(inputText="x")
    assert len(seen) == 1


def test_a_post_that_never_left_is_sent_again_and_in_the_end_given_up() -> None:
    handler, seen = script(httpx2.ConnectError("no"), httpx2.Response(200, json={"generationId": ID}))
    assert client(handler).create(inputText="x").generation_id == ID
    assert len(seen) == 2
    handler, _ = script(*[httpx2.ConnectError("no")] * 4)
    with pytest.raises(ConnectionFailed):
        client(handler).create(inputText="x")


def test_waiting_survives_lost_polls_and_ends_at_the_deadline() -> None:
    time = Time()
    handler, _ = script(httpx2.ReadError("cut"), httpx2.Response(502, text="<html>"), *[status("pending")] * 100)
    with pytest.raises(WaitTimeout, match=ID):
        client(handler, time).wait(ID, deadline_s=60)
    assert time.now == 60


def test_the_key_never_leaves_for_another_host(tmp_path: Path) -> None:
    seen: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        if request.url.path == "/export.pdf":
            return httpx2.Response(302, headers={"location": "https://cdn.test/file.pdf"})
        return httpx2.Response(200, content=b"%PDF-1.7 rest")

    done = Status(generation_id=ID, status="completed", export_url="https://files.test/export.pdf")
    path = client(handler).download(done, tmp_path / "deck.pdf")
    assert path.read_bytes() == b"%PDF-1.7 rest"
    assert [request.url.host for request in seen] == ["files.test", "cdn.test"]
    assert not any("x-api-key" in request.headers for request in seen)


def test_a_redirect_of_the_api_is_an_error_not_followed() -> None:
    handler, seen = script(httpx2.Response(307, headers={"location": "https://evil.test/"}))
    with pytest.raises(Exception, match="307"):
        client(handler).status(ID)
    assert len(seen) == 1


def test_an_error_page_does_not_become_a_pdf(tmp_path: Path) -> None:
    handler, _ = script(httpx2.Response(200, text="<html>sorry</html>"))
    done = Status(generation_id=ID, status="completed", export_url="https://files.test/export.pdf")
    with pytest.raises(DownloadFailed):
        client(handler).download(done, tmp_path / "deck.pdf")
    assert not (tmp_path / "deck.pdf").exists()


def test_the_key_is_not_in_the_representation() -> None:
    assert "gamma-secret" not in repr(client(script()[0]))
