"""The service itself: a function from requests to answers, in memory, by a clock that may be fake.

What differs between versions of the service in the wild is its `Era`, named by
the month from which on it was documented; `cardwright` is a server of one's own.
"""

import hashlib
import json
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import parse_qsl, urlsplit

from cardwright_client._core.durations import cards_of
from cardwright_client._core.windows import HEADERS, LENGTHS
from cardwright_client._values import as_list, as_object
from cardwright_client.testing.clock import AsyncFakeClock, FakeClock
from cardwright_client.testing.faults import Fault

if TYPE_CHECKING:
    from cardwright_client._async.client import AsyncClient
    from cardwright_client._sync.client import Client

Era = Literal["2025-11", "2026-02", "2026-07", "cardwright"]
KEY: Final = "sk-gamma-fake-0123456789"
_CREDITS_PER_CARD: Final = 2
_STARTS: Final = {"pdf": b"%PDF-1.7\n", "pptx": b"PK\x03\x04", "png": b"\x89PNG\r\n\x1a\n"}
_MEDIA: Final = {
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "png": "image/png",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; with `cut_at`, the connection breaks after so many bytes of the body, with -1 before any."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    cut_at: int | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A generation that was accepted: it was asked for in these words, under this idempotency key, at this time."""

    id: str
    body: Mapping[str, Any]
    key: str
    at: float
    credits: int


@dataclass
class FakeService:
    """A service with one key and one workspace.

    `seconds` is how long generations take, or a function of the request's
    body. `credits` is what the workspace has; two are taken per card. `limits`
    are requests per minute, hour and day. `fails` says of a body why its
    generation is to fail, or None. `faults` are taken in their order. What
    happened is in `made` and `requests`.
    """

    era: Era = "2026-02"
    seconds: float | Callable[[Mapping[str, Any]], float] = 0.0
    credits: int = 10_000
    limits: tuple[int, int, int] = (10_000, 40_000, 200_000)
    key: str = field(default=KEY, repr=False)
    fails: Callable[[Mapping[str, Any]], str | None] = lambda _: None
    faults: list[Fault] = field(default_factory=list[Fault])
    clock: FakeClock | AsyncFakeClock | None = None
    base: str = "https://fake.test"
    file_bytes: int = 2_000
    made: list[Made] = field(default_factory=list[Made], init=False)
    requests: list[tuple[str, str, int]] = field(default_factory=list[tuple[str, str, int]], init=False)

    def __post_init__(self) -> None:
        self._time: Any = self.clock or FakeClock()
        self._lock = threading.Lock()
        self._windows: dict[str, deque[float]] = {name: deque() for name in LENGTHS}

    # clients

    def client(self, **options: Any) -> "Client":
        """A client of this service whose time passes when it waits."""
        import httpx2

        from cardwright_client._sync.client import Client

        transport = httpx2.MockTransport(self._mocked)
        return Client(self.key, self.base, transport=transport, clock=self._time, **options)

    def async_client(self, **options: Any) -> "AsyncClient":
        """The same for asyncio; a service has clients of one kind."""
        import httpx2

        from cardwright_client._async.client import AsyncClient

        if isinstance(self._time, FakeClock):
            self._time = AsyncFakeClock()
        transport = httpx2.MockTransport(self._mocked)
        return AsyncClient(self.key, self.base, transport=transport, clock=self._time, **options)

    @contextmanager
    def served(self) -> Generator[str, None, None]:
        """The service on loopback, by the real clock, for programs of their own; gives its address."""
        from cardwright_client._runtime._sync import SystemClock
        from cardwright_client.testing.loopback import serving

        if self.clock is None:
            self._time = SystemClock()
        with serving(self.answer) as base:
            self.base = base
            yield base

    def _mocked(self, request: Any) -> Any:
        import httpx2

        path = request.url.raw_path.decode()
        reply = self.answer(request.method, path, dict(request.headers), request.content)
        if reply.cut_at == -1:
            msg = "the connection broke"
            raise httpx2.ReadError(msg, request=request)

        class Stream(_Stream, httpx2.SyncByteStream, httpx2.AsyncByteStream):
            """What the library takes for a body."""

        headers = {**reply.headers, "content-length": str(len(reply.body))}
        return httpx2.Response(reply.status, headers=headers, stream=Stream(reply))

    # the service

    def answer(self, method: str, target: str, headers: Mapping[str, str], content: bytes) -> Reply:
        """What a request comes to; names of headers may be in any case."""
        parts = urlsplit(target)
        said = {name.lower(): value for name, value in headers.items()}
        with self._lock:
            fault = next((one for one in self.faults if one.takes(method, parts.path)), None)
            if fault is None:
                reply = self._answered(method, parts.path, dict(parse_qsl(parts.query)), said, content)
            else:
                reply = self._broken(fault, method, parts.path, said, content)
            self.requests.append((method, parts.path, reply.status))
            return reply

    def file(self, generation_id: str, kind: str) -> bytes:
        """The bytes of an export, for comparing."""
        seed = hashlib.sha256(f"{generation_id}.{kind}".encode()).digest()
        body = _STARTS.get(kind, b"") + seed * (self.file_bytes // len(seed) + 1)
        return body[: max(self.file_bytes, 16)]

    def _broken(self, fault: Fault, method: str, path: str, headers: Mapping[str, str], content: bytes) -> Reply:
        effect = self._answered(method, path, {}, headers, content) if fault.after or fault.cut_at is not None else None
        if fault.cut_at is not None and effect is not None:
            return Reply(effect.status, effect.headers, effect.body, fault.cut_at)
        if not fault.status:
            return Reply(0, {}, cut_at=-1)
        more = {} if fault.retry_after is None else {"retry-after": f"{fault.retry_after:g}"}
        return _refused(fault.status, "Too many requests" if fault.status == 429 else "Something went wrong", more)

    def _answered(
        self, method: str, path: str, query: Mapping[str, str], headers: Mapping[str, str], content: bytes
    ) -> Reply:
        if path.startswith("/files/"):
            return self._file(path.removeprefix("/files/"), headers)
        limited, told = self._counted()
        if headers.get("x-api-key") != self.key:
            reply = _refused(401, "Invalid API key.")
        elif limited:
            reply = _refused(429, "Too many requests")
        else:
            reply = self._routed(method, path.removeprefix("/v1.0"), query, headers, content)
        number = {"x-request-id": f"fake-{len(self.requests) + 1}"}
        shown = {} if self.era == "2025-11" else told
        return Reply(reply.status, {**reply.headers, **shown, **number}, reply.body)

    def _routed(
        self, method: str, path: str, query: Mapping[str, str], headers: Mapping[str, str], content: bytes
    ) -> Reply:
        match method, path.strip("/").split("/"):
            case "POST", ["generations"] | ["generations", "from-template"]:
                return self._post(headers, content)
            case "GET", ["generations", id_]:
                made = next((one for one in self.made if one.id == id_), None)
                return (
                    _refused(404, f"Generation ID not found. generationId: {id_}")
                    if made is None
                    else self._status(made)
                )
            case "GET", ["generations", id_, "events"] if self.era == "cardwright":
                made = next((one for one in self.made if one.id == id_), None)
                return _refused(404, "Not Found") if made is None else self._events(made)
            case "GET", ["generations"] if self.era == "cardwright":
                found = [json.loads(self._status(one).body) for one in reversed(self.made)]
                return _json({"data": found, "hasMore": False, "nextCursor": None})
            case "GET", ["themes"]:
                word = query.get("query", "").lower()
                themes = [theme for theme in _THEMES if word in theme["name"].lower()]
                return _json({"data": themes, "hasMore": False, "nextCursor": None})
            case "GET", ["folders"]:
                return _json({"data": [{"id": "folder1", "name": "Reports"}], "hasMore": False, "nextCursor": None})
            case "GET", ["credits"] if self.era == "cardwright":
                return _json({"remaining": self._left(), "reserved": 0})
            case _:
                return _refused(404, f"Cannot {method} /v1.0{path}")

    def _post(self, headers: Mapping[str, str], content: bytes) -> Reply:
        try:
            body = as_object(json.loads(content))
        except ValueError:
            return _refused(400, "Request body is not valid JSON")
        if wrong := self._wrong(body):
            return _refused(400, f"Input validation errors: 1. {wrong}")
        key = headers.get("idempotency-key", "")
        dedups = self.era == "cardwright" and bool(key)
        known = next((one for one in self.made if one.key == key), None) if dedups else None
        if known is not None and known.body != body:
            return _refused(422, "The idempotency key was used for another request")
        if known is None:
            cost = _CREDITS_PER_CARD * cards_of(body)
            if self._left() < cost:
                return self._unpaid()
            known = Made(f"fake{len(self.made) + 1:04}", body, key, self._time.now(), cost)
            self.made.append(known)
            status = "stored"
        else:
            status = "replayed"
        return _json({"generationId": known.id}, {"idempotency-status": status} if dedups else {})

    def _wrong(self, body: Mapping[str, Any]) -> str:
        """The first rule that a body breaks."""
        kinds = ["pdf", "pptx"] if self.era == "2025-11" else ["pdf", "pptx", "png"]
        if not any(body.get(name) for name in ("inputText", "prompt", "pages")):
            return "inputText should not be empty"
        if (kind := body.get("exportAs")) is not None and kind not in kinds:
            return f"exportAs must be one of the following values: {', '.join(kinds)}"
        if not 1 <= int(body.get("numCards") or 1) <= 75:
            return "numCards must not be greater than 75"
        if self.era == "2026-07" and "stylePreset" in as_object(body.get("imageOptions")):
            return "imageOptions.property stylePreset should not exist"
        if self.era == "2026-07" and len(as_list(body.get("folderIds"))) > 1:
            return "folderIds must contain no more than 1 elements"
        return ""

    def _unpaid(self) -> Reply:
        if self.era == "2025-11":
            return _refused(403, "Forbidden")
        return _refused(402 if self.era == "2026-07" else 403, "Insufficient credits remaining")

    def _takes(self, made: Made) -> float:
        return self.seconds(made.body) if callable(self.seconds) else self.seconds

    def _over(self, made: Made) -> bool:
        return self._time.now() >= made.at + self._takes(made)

    def _left(self) -> int:
        """Credits that no generation has been charged or has set aside; one that failed costs nothing."""
        return self.credits - sum(one.credits for one in self.made if not (self._over(one) and self.fails(one.body)))

    def _status(self, made: Made) -> Reply:
        return _json(self._state(made))

    def _state(self, made: Made) -> dict[str, Any]:
        found: dict[str, Any] = {"generationId": made.id, "status": "pending"}
        if not self._over(made):
            return found
        why = self.fails(made.body)
        if why:
            credits = {"deducted": 0, "remaining": self._left()}
            return found | {"status": "failed", "error": {"message": why, "statusCode": 500}, "credits": credits}
        found |= {"status": "completed", "gammaUrl": f"{self.base}/docs/{made.id}"}
        if self.era != "2025-11":
            found["gammaId"] = f"g_{made.id}"
        if kind := made.body.get("exportAs"):
            found["exportUrl"] = f"{self.base}/files/{made.id}.{kind}?signature={len(self.requests)}"
        return found | {"credits": {"deducted": made.credits, "remaining": self._left()}}

    def _events(self, made: Made) -> Reply:
        """A stream that is held until the generation has ended, as far as one answer can be."""
        left = made.at + self._takes(made) - self._time.now()
        if left > 0:
            self._pass(left)
        state = self._state(made)
        text = f"event: {state['status']}\ndata: {json.dumps(state)}\n\n"
        return Reply(200, {"content-type": "text/event-stream"}, text.encode())

    def _pass(self, seconds: float) -> None:
        """Let time pass; in real time, others are served meanwhile."""
        if isinstance(self._time, FakeClock | AsyncFakeClock):
            self._time.advance(seconds)
            return
        self._lock.release()
        try:
            self._time.sleep(seconds)
        finally:
            self._lock.acquire()

    def _file(self, name: str, headers: Mapping[str, str]) -> Reply:
        generation_id, _, kind = name.partition(".")
        if not any(one.id == generation_id for one in self.made):
            return _refused(404, "Not Found")
        body = self.file(generation_id, kind)
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        sent = {"content-type": _MEDIA.get(kind, "application/octet-stream"), "etag": tag, "accept-ranges": "bytes"}
        wanted = headers.get("range", "")
        if wanted.startswith("bytes=") and wanted.endswith("-") and headers.get("if-range") == tag:
            begin = int(wanted[6:-1])
            if begin >= len(body):
                return Reply(416, {"content-range": f"bytes */{len(body)}"})
            sent["content-range"] = f"bytes {begin}-{len(body) - 1}/{len(body)}"
            return Reply(206, sent, body[begin:])
        return Reply(200, sent, body)

    def _counted(self) -> tuple[bool, dict[str, str]]:
        """Whether a limit is passed, and the six headers."""
        now = self._time.now()
        for name, times in self._windows.items():
            while times and times[0] <= now - LENGTHS[name]:
                times.popleft()
        limits = dict(zip(self._windows, self.limits, strict=True))
        limited = any(len(times) >= limits[name] for name, times in self._windows.items())
        told: dict[str, str] = {}
        for name, times in self._windows.items():
            if not limited:
                times.append(now)
            limit, remaining = HEADERS[name]
            told |= {limit: str(limits[name]), remaining: str(limits[name] - len(times))}
        return limited, told


class _Stream:
    """A body that may break off, for both kinds of clients."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    def __iter__(self) -> Iterator[bytes]:
        yield self._sent()
        self._break()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._sent()
        self._break()

    def _sent(self) -> bytes:
        return self._reply.body if self._reply.cut_at is None else self._reply.body[: self._reply.cut_at]

    def _break(self) -> None:
        if self._reply.cut_at is not None:
            import httpx2

            msg = "the connection broke"
            raise httpx2.ReadError(msg)


_THEMES: Final[list[dict[str, Any]]] = [
    {"id": "plain", "name": "Plain", "type": "standard", "colorKeywords": ["white"], "toneKeywords": ["calm"]},
    {"id": "night", "name": "Night", "type": "custom", "colorKeywords": ["black"], "toneKeywords": ["bold"]},
]


def _json(values: Any, headers: Mapping[str, str] | None = None) -> Reply:
    return Reply(200, {"content-type": "application/json", **(headers or {})}, json.dumps(values).encode())


def _refused(status: int, message: str, headers: Mapping[str, str] | None = None) -> Reply:
    body = json.dumps({"message": message, "statusCode": status}).encode()
    return Reply(status, {"content-type": "application/json", **(headers or {})}, body)
