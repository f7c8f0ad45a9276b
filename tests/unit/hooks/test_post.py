"""One attempt: what is sent, what is made of the answer, and what never leaves the machine."""

import asyncio

import anyio
import httpcore2
import pytest
from cardwright.hooks.post import LARGEST_BODY, Answer, Poster

URL = "http://receiver.test/told?token=secret"


class Wire(httpcore2.AsyncMockBackend):
    """A network on which every host sends the same bytes; keeps what it was sent."""

    def __init__(self, answer: bytes, error: Exception | None = None, seconds: float = 0) -> None:
        super().__init__([])
        self.answer, self.error, self.seconds = answer, error, seconds
        self.sent = b""
        self.hosts: list[str] = []

    async def connect_tcp(self, host: str, *_: object, **__: object) -> httpcore2.AsyncNetworkStream:
        wire = self
        wire.hosts.append(host)

        class Stream(httpcore2.AsyncMockStream):
            async def write(self, buffer: bytes, timeout: float | None = None) -> None:
                wire.sent += buffer

            async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
                await anyio.sleep(wire.seconds)
                return await super().read(max_bytes, timeout)

        if self.error:
            raise self.error
        return Stream([self.answer])


def post(wire: Wire, body: bytes = b"{}", url: str = URL, *, private: bool = True, seconds: float = 5) -> Answer:
    poster = Poster(private=private, seconds=seconds, backend=wire)
    return asyncio.run(poster(url, {"webhook-id": "msg_1"}, body))


def test_the_body_is_sent_as_it_is_with_what_a_receiver_needs() -> None:
    wire = Wire(b"HTTP/1.1 204 No Content\r\n\r\n")
    assert post(wire, b'{"a":1}') == Answer(204)
    head, _, body = wire.sent.partition(b"\r\n\r\n")
    lines = head.decode().lower().split("\r\n")
    assert lines[0] == "post /told?token=secret http/1.1"
    assert {"host: receiver.test", "content-type: application/json", "content-length: 7", "webhook-id: msg_1"} < set(
        lines
    )
    assert body == b'{"a":1}'


def test_a_redirect_is_an_answer_and_not_followed() -> None:
    wire = Wire(b"HTTP/1.1 302 Found\r\nlocation: http://other.test/\r\ncontent-length: 0\r\n\r\n")
    assert post(wire) == Answer(302, "answered 302")
    assert wire.hosts == ["receiver.test"]


def test_what_a_receiver_asks_for_is_kept() -> None:
    wire = Wire(b"HTTP/1.1 503 Busy\r\nRetry-After: 17\r\ncontent-length: 0\r\n\r\n")
    assert post(wire) == Answer(503, "answered 503", "17")


def test_an_answer_without_an_end_is_not_read() -> None:
    assert post(Wire(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 10_000)) == Answer(200)


@pytest.mark.parametrize(
    "error", [OSError("no route"), httpcore2.ConnectError("refused"), httpcore2.ConnectTimeout("late")]
)
def test_a_receiver_that_is_not_there_is_an_answer_without_a_status(error: Exception) -> None:
    assert post(Wire(b"", error)) == Answer(error="could not be reached")


@pytest.mark.parametrize("answer", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200"])
def test_what_is_no_http_is_an_answer_without_a_status(answer: bytes) -> None:
    assert post(Wire(answer)) == Answer(error="could not be reached")


def test_a_receiver_that_hangs_is_left() -> None:
    assert post(Wire(b"HTTP/1.1 200 OK\r\n\r\n", seconds=5), seconds=0.05) == Answer(
        error="did not answer within 0.05 s"
    )


def test_an_event_too_large_is_not_sent() -> None:
    wire = Wire(b"HTTP/1.1 200 OK\r\n\r\n")
    assert post(wire, b"x" * (LARGEST_BODY + 1)).status is None
    assert wire.hosts == []


@pytest.mark.parametrize(
    "url", ["http://receiver.test/", "https://127.0.0.1/", "https://localhost/", "https://[::1]/", "https://10.0.0.1/"]
)
def test_nothing_is_sent_inside_unless_that_is_wanted(url: str) -> None:
    answer = asyncio.run(Poster(seconds=5)(url, {}, b"{}"))
    assert answer.status is None
    assert "open internet" in str(answer.error) or "only https" in str(answer.error)


def test_no_answer_tells_more_of_a_url_than_its_host() -> None:
    for wire in (Wire(b"", OSError()), Wire(b"HTTP/1.1 500 No\r\n\r\n"), Wire(b"x")):
        assert "token" not in str(post(wire))
