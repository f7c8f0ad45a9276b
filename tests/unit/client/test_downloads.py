"""Files fetched from a scripted host: resumed, renewed, checked; without the key, and never from where they must not be."""

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

import httpx2
import pytest
from cardwright_client import Client, Download, DownloadError, ExportDamaged, ExportExpired

ID = "bTIWj8PsYbrnYVlHV1Siz"
KEY = "sk-gamma-secret-value"
FILE = b"%PDF-1.7 " + bytes(range(256)) * 40
ETAG = '"v1"'


class Time:
    passed = 0.0

    def now(self) -> float:
        return self.passed

    def wall(self) -> float:
        return 1e9 + self.passed

    def jitter(self) -> float:
        return 0.0

    def sleep(self, seconds: float) -> None:
        self.passed += seconds


class Host:
    """Serves `FILE` by signed links; what it does wrong is told by its fields."""

    def __init__(self, base: str = "https://api.test", **wrongs: Any) -> None:
        self.base = base
        self.cuts: list[int] = wrongs.get("cuts", [])
        self.expired: int = wrongs.get("expired", 0)
        self.etag: str = wrongs.get("etag", ETAG)
        self.link: str = wrongs.get("link", "https://files.test/export.pdf?sig={}")
        self.answers: dict[str, httpx2.Response] = wrongs.get("answers", {})
        self.seen: list[httpx2.Request] = []
        self.signature = 0

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.seen.append(request)
        if request.url.path.startswith("/v1.0/"):
            assert request.headers["x-api-key"] == KEY
            self.signature += 1
            url = self.link.format(self.signature)
            return httpx2.Response(200, json={"generationId": ID, "status": "completed", "exportUrl": url})
        if found := self.answers.get(request.url.host):
            return found
        if self.expired > 0 and int(request.url.params["sig"]) <= self.expired:
            return httpx2.Response(403, text="<Error>expired</Error>")
        begin = 0
        if request.headers.get("if-range") == self.etag and (
            asked := re.match(r"bytes=(\d+)-", request.headers["range"])
        ):
            begin = int(asked[1])
        headers = {"etag": self.etag, "content-length": str(len(FILE) - begin)}
        if begin:
            headers["content-range"] = f"bytes {begin}-{len(FILE) - 1}/{len(FILE)}"
        end = self.cuts.pop(0) if self.cuts else len(FILE)
        return httpx2.Response(206 if begin else 200, headers=headers, stream=Cut(FILE[begin:end], cut=end < len(FILE)))


class Cut(httpx2.SyncByteStream):
    def __init__(self, data: bytes, *, cut: bool) -> None:
        self.data, self.cut = data, cut

    def __iter__(self) -> Any:
        yield self.data
        if self.cut:
            raise httpx2.ReadError("cut")


def fetch(host: Host, target: Path, **options: Any) -> Download:
    client = Client(KEY, host.base, transport=httpx2.MockTransport(host), clock=Time())
    return client.generations.attach(ID).download(target, **options)


def test_a_download_goes_on_where_it_was_cut_and_through_a_link_that_expired(tmp_path: Path) -> None:
    host = Host(cuts=[3000, 7000], expired=1)
    found = fetch(host, tmp_path / "deck.pdf")
    assert found.path.read_bytes() == FILE
    assert (found.bytes, found.sha256) == (len(FILE), hashlib.sha256(FILE).hexdigest())
    ranges = [request.headers.get("range") for request in host.seen if request.url.host == "files.test"]
    assert ranges == [None, None, "bytes=3000-", "bytes=7000-"]
    assert not any("x-api-key" in request.headers for request in host.seen if request.url.host == "files.test")
    assert [path.name for path in tmp_path.iterdir()] == ["deck.pdf"]


def test_what_an_earlier_process_fetched_is_used_by_the_next(tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="does not arrive"):
        fetch(Host(cuts=[3000] * 20), tmp_path / "deck.pdf")
    assert (tmp_path / ".deck.pdf.part").stat().st_size == 3000
    host = Host()
    assert fetch(host, tmp_path / "deck.pdf").path.read_bytes() == FILE
    assert host.seen[-1].headers["range"] == "bytes=3000-"


def test_without_a_strong_tag_a_cut_download_begins_anew(tmp_path: Path) -> None:
    host = Host(cuts=[3000], etag='W/"v1"')
    assert fetch(host, tmp_path / "deck.pdf").path.read_bytes() == FILE
    assert not any("range" in request.headers for request in host.seen)


def test_an_existing_file_is_kept_unless_it_may_be_replaced(tmp_path: Path) -> None:
    target = tmp_path / "deck.pdf"
    target.write_text("mine")
    assert fetch(Host(), target).path.name == "deck-2.pdf"
    assert target.read_text() == "mine"
    assert fetch(Host(), target, overwrite=True).path == target
    assert target.read_bytes() == FILE


def test_a_link_that_stays_refused_is_said_to_have_expired(tmp_path: Path) -> None:
    host = Host(expired=99)
    with pytest.raises(ExportExpired):
        fetch(host, tmp_path / "deck.pdf")
    assert host.signature == 4


@pytest.mark.parametrize(
    "answer",
    [
        httpx2.Response(200, stream=Cut(b"<html>sorry</html>", cut=False)),
        httpx2.Response(
            200,
            stream=Cut(FILE, cut=False),
            headers={"repr-digest": f"sha-256=:{base64.b64encode(bytes(32)).decode()}:"},
        ),
    ],
)
def test_what_is_not_the_file_does_not_become_it(answer: httpx2.Response, tmp_path: Path) -> None:
    with pytest.raises(ExportDamaged):
        fetch(Host(answers={"files.test": answer}), tmp_path / "deck.pdf")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "link",
    ["http://files.test/a.pdf", "https://169.254.169.254/a.pdf", "https://localhost/a.pdf", "file:///etc/passwd"],
)
def test_a_link_into_ones_own_network_is_not_followed_unless_the_service_is_there(link: str, tmp_path: Path) -> None:
    host = Host(link=link)
    with pytest.raises(DownloadError, match="open internet"):
        fetch(host, tmp_path / "deck.pdf")
    redirect = httpx2.Response(302, headers={"location": link})
    with pytest.raises(DownloadError, match="open internet"):
        fetch(Host(answers={"files.test": redirect}), tmp_path / "deck.pdf")
    assert len(host.seen) == 1
    own = Host("http://127.0.0.1:8000", link="http://127.0.0.1:8000/export.pdf?sig={}")
    assert fetch(own, tmp_path / "deck.pdf").bytes == len(FILE)


def test_a_redirect_is_followed_without_the_key(tmp_path: Path) -> None:
    moved = httpx2.Response(302, headers={"location": "https://cdn.test/export.pdf?sig=1"})
    host = Host(answers={"files.test": moved})
    assert fetch(host, tmp_path / "deck.pdf").bytes == len(FILE)
    assert [request.url.host for request in host.seen] == ["api.test", "files.test", "cdn.test"]
    assert not any("x-api-key" in request.headers for request in host.seen[1:])
