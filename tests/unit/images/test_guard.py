"""No address but the open internet's may be reached, by whatever spelling."""

import anyio
import httpcore2
import pytest
from cardwright.errors import FetchRefused
from cardwright.images.fetch import FetchLimits, GuardedFetcher
from cardwright.images.guard import is_public

HOSTILE = [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "fe80::1", "fe80::1%eth0",
    "fc00::1", "fd12:3456::1", "ff02::1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:7f00:1::",
    "2001:db8::1", "not an address", "",
]  # fmt: skip


@pytest.mark.parametrize("address", HOSTILE)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "93.184.216.34", "2606:4700:4700::1111"])
def test_public_addresses_pass(address: str) -> None:
    assert is_public(address)


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
