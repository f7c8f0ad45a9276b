"""Nothing inside is fetched, nothing too large, and what is outside as browsers do."""

import anyio
import httpcore2
import pytest
from cardwright.errors import FetchRefused
from cardwright.images.fetch import FetchLimits, GuardedFetcher
from cardwright.net.guard import GuardedBackend


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/a.png", "file:///etc/passwd", "ftp://example.com/a.png", "https://user:pw@example.com/a.png",
        "https:///a.png", "gopher://x/", "//example.com/a.png", "https://127.0.0.1/a.png", "https://[::1]/a.png",
        "https://localhost/a.png", "https://2130706433/a.png", "https://0x7f.1/a.png",
    ],
)  # fmt: skip
def test_urls_that_lead_inside_are_refused_before_a_connection(url: str) -> None:
    async def attempt() -> None:
        async with GuardedFetcher(FetchLimits(seconds=5)) as fetch:
            await fetch(url)

    with pytest.raises(FetchRefused):
        anyio.run(attempt)


def answering(response: bytes) -> httpcore2.AsyncNetworkBackend:
    """A network on which every host sends the same bytes."""
    return httpcore2.AsyncMockBackend([response])


def test_a_body_larger_than_the_limit_is_refused_although_undeclared() -> None:
    async def attempt() -> None:
        backend = answering(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n" + b"x" * 5000)
        async with GuardedFetcher(FetchLimits(size=1000), backend=backend, schemes=("http",)) as fetch:
            await fetch("http://pictures.test/a.png")

    with pytest.raises(FetchRefused, match="too large"):
        anyio.run(attempt)


def test_a_redirect_inside_is_refused_like_a_first_request() -> None:
    async def attempt() -> None:
        backend = answering(b"HTTP/1.1 302 Found\r\nlocation: file:///etc/passwd\r\ncontent-length: 0\r\n\r\n")
        async with GuardedFetcher(backend=backend, schemes=("http",)) as fetch:
            await fetch("http://pictures.test/a.png")

    with pytest.raises(FetchRefused, match="only http"):
        anyio.run(attempt)


def test_a_plain_answer_is_returned_whole() -> None:
    async def attempt() -> bytes:
        backend = answering(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello")
        async with GuardedFetcher(backend=backend, schemes=("http",)) as fetch:
            return await fetch("http://pictures.test/a.png")

    assert anyio.run(attempt) == b"hello"


def test_an_address_that_does_not_answer_leaves_the_others_to_try(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    class HalfBroken(httpcore2.AsyncMockBackend):
        async def connect_tcp(self, host: str, *args: object, **options: object) -> httpcore2.AsyncNetworkStream:
            tried.append(host)
            if ":" in host:
                raise httpcore2.ConnectError("no route")
            return await super().connect_tcp(host, 80)

    async def two(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", ("2606:4700:4700::1111", 80)), (0, 0, 0, "", ("1.1.1.1", 80))]

    async def attempt() -> bytes:
        backend = GuardedBackend(HalfBroken([b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello"]))
        async with GuardedFetcher(backend=backend, schemes=("http",)) as fetch:
            return await fetch("http://pictures.test/a.png")

    monkeypatch.setattr("anyio.getaddrinfo", two)
    assert anyio.run(attempt) == b"hello"
    assert tried == ["2606:4700:4700::1111", "1.1.1.1"]


def test_a_path_in_any_script_is_asked_for_as_browsers_do() -> None:
    sent: list[bytes] = []

    class Listening(httpcore2.AsyncMockStream):
        async def write(self, buffer: bytes, timeout: float | None = None) -> None:
            sent.append(buffer)

    class Backend(httpcore2.AsyncMockBackend):
        async def connect_tcp(self, *_: object, **__: object) -> httpcore2.AsyncNetworkStream:
            return Listening([b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello"])

    async def attempt() -> bytes:
        async with GuardedFetcher(backend=Backend([]), schemes=("http",)) as fetch:
            return await fetch("http://bücher.test/für uns/%C3%A4.png?q=ü")

    assert anyio.run(attempt) == b"hello"
    assert b"".join(sent).startswith(b"GET /f%C3%BCr%20uns/%C3%A4.png?q=%C3%BC HTTP/1.1\r\n")
    assert b"host: xn--bcher-kva.test\r\n" in b"".join(sent).lower()
