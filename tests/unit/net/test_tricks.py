"""Sixty-odd ways to talk a fetcher into reaching a machine inside; none of them opens a connection to it."""

import anyio
import httpcore2
import pytest
from cardwright.errors import FetchRefused
from cardwright.images.fetch import FetchLimits, GuardedFetcher
from cardwright.net.guard import GuardedBackend, is_public

TRICKS = [
    # IPv4 by other spellings
    "https://127.0.0.1/", "https://127.1/", "https://127.0.1/", "https://2130706433/", "https://0x7f000001/",
    "https://0x7f.0.0.1/", "https://0177.0.0.1/", "https://017700000001/", "https://0x7f.1/", "https://127.0.0.1./",
    "https://0/", "https://0.0.0.0/", "https://00.0.0.0/", "https://127.255.255.254/", "https://012.0.0.1/",
    # ranges inside, and where clouds keep secrets
    "https://10.0.0.1/", "https://172.16.0.1/", "https://192.168.0.1/", "https://169.254.169.254/latest/meta-data/",
    "https://2852039166/", "https://0xa9fea9fe/", "https://100.100.100.200/", "https://100.64.0.1/",
    "https://192.0.0.192/", "https://198.18.0.1/", "https://255.255.255.255/", "https://224.0.0.1/",
    # IPv6, and IPv4 within it
    "https://[::]/", "https://[::1]/", "https://[0:0:0:0:0:0:0:1]/", "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/", "https://[::127.0.0.1]/", "https://[64:ff9b::7f00:1]/", "https://[64:ff9b:1::a00:1]/",
    "https://[2002:7f00:1::]/", "https://[2001:0:4136:e378:8000:63bf:80ff:fffe]/", "https://[fe80::1]/",
    "https://[fe80::1%25lo]/", "https://[fe80::1%lo]/", "https://[fd00:ec2::254]/", "https://[ff02::1]/",
    "https://[::ffff:0:127.0.0.1]/",
    # names
    "https://localhost/", "https://LOCALHOST./", "https://localhost:8443/", "https://\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3/",
    "https://127\u30020\u30020\u30021/", "https://\uff11\uff12\uff17.0.0.1/", "https://\u2460\u2461\u2466.0.0.1/",
    "https://127\uff0e0\uff0e0\uff0e1/", "https://loc\u00adalhost/",
    # what is a host, and what is not
    "https://user@127.0.0.1/", "https://example.com@127.0.0.1/", "https://example.com:443@127.0.0.1/",
    "https://127.0.0.1\\@example.com/", "https://127.0.0.1#@example.com/", "https://127.0.0.1?@example.com/",
    "https://example.com\\.127.0.0.1/", "https:127.0.0.1/", "https:///127.0.0.1/", "https:\\\\127.0.0.1/",
    "https://127.0.0.1%00.example.com/", "https://127.0.0.1%2f.example.com/", "https://[::1]%2f@example.com/",
    "https://127.0.0.1\r\nhost: example.com/", "https://127.0.0.1\t/", " https://127.0.0.1/", "https://%31%32%37.0.0.1/",
    # other schemes
    "http://example.com/", "file:///etc/passwd", "gopher://127.0.0.1:6379/_INFO", "ftp://127.0.0.1/", "dict://127.0.0.1:11211/",
    "data:text/plain,x", "jar:https://127.0.0.1!/", "unix:///var/run/docker.sock", "//127.0.0.1/", "HTTPS+unix://x/",
]  # fmt: skip


class Watched(httpcore2.AsyncMockBackend):
    """A network that notes which addresses are reached."""

    def __init__(self, answers: list[bytes]) -> None:
        super().__init__(answers)
        self.reached: list[str] = []

    async def connect_tcp(self, host: str, *args: object, **options: object) -> httpcore2.AsyncNetworkStream:
        self.reached.append(host)
        return await super().connect_tcp(host, 443)


def refused(url: str, network: Watched, schemes: tuple[str, ...] = ("https",)) -> None:
    async def attempt() -> None:
        async with GuardedFetcher(FetchLimits(seconds=5), backend=GuardedBackend(network), schemes=schemes) as fetch:
            await fetch(url)

    with pytest.raises(FetchRefused):
        anyio.run(attempt)


@pytest.fixture(autouse=True)
def _no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers and this machine's own names resolve as ever; other names are nowhere, for tests ask no server."""
    real = anyio.getaddrinfo

    async def lookup(host: str, *args: object, **options: object) -> object:
        if host.endswith(("example.com", ".")):
            raise OSError("no such name")
        return await real(host, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("anyio.getaddrinfo", lookup)


def test_there_are_as_many_as_promised() -> None:
    assert len(set(TRICKS)) >= 60


@pytest.mark.parametrize("url", TRICKS)
def test_no_trick_reaches_inside(url: str) -> None:
    network = Watched([b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nsecret"])
    refused(url, network)
    assert network.reached == []


@pytest.mark.parametrize("url", [trick for trick in TRICKS if trick.startswith("https")])
def test_no_trick_reaches_inside_by_a_redirect(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = anyio.getaddrinfo

    async def lookup(host: str, *args: object, **options: object) -> object:
        if host == "outside.test":
            return [(0, 0, 0, "", ("1.1.1.1", 80))]
        return await real(host, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("anyio.getaddrinfo", lookup)
    target = url.replace("https", "http", 1).encode("utf-8")
    network = Watched([b"HTTP/1.1 302 Found\r\nlocation: " + target + b"\r\ncontent-length: 0\r\n\r\n"])
    refused("http://outside.test/a.png", network, ("http",))
    assert all(map(is_public, network.reached))


@pytest.mark.parametrize("second", ["127.0.0.1", "169.254.169.254", "::1"])
def test_a_name_that_changes_its_address_is_held_to_the_first(second: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [["1.1.1.1"], [second], [second]]

    async def lookup(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", (address, 80)) for address in answers.pop(0)]

    monkeypatch.setattr("anyio.getaddrinfo", lookup)
    network = Watched([b"HTTP/1.1 302 Found\r\nlocation: /again\r\nconnection: close\r\n\r\n"])
    refused("http://changing.test/a.png", network, ("http",))
    assert network.reached == ["1.1.1.1"]


def test_one_inner_address_among_outer_ones_refuses_them_all(monkeypatch: pytest.MonkeyPatch) -> None:
    async def lookup(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", (address, 80)) for address in ("1.1.1.1", "10.0.0.1")]

    monkeypatch.setattr("anyio.getaddrinfo", lookup)
    network = Watched([])
    refused("http://both.test/a.png", network, ("http",))
    assert network.reached == []
