"""The client: start a generation, wait for it with the fewest requests, fetch its file."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Self

import httpx2
import msgspec

from cardwright_client._core.answers import Started, Status, error_for
from cardwright_client._core.pacing import Pace, retry_after
from cardwright_client.errors import (
    ConnectionFailed,
    CreateOutcomeUnknown,
    DownloadFailed,
    GenerationFailed,
    WaitTimeout,
)

OFFICIAL = "https://public-api.gamma.app"
# Errors after which a request provably never reached the service.
_NEVER_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
_MAGIC = {".pdf": b"%PDF-", ".pptx": b"PK\x03\x04", ".zip": b"PK\x03\x04"}


class Client:
    """Talks to one service with one key. Thread-safe; close it or use it as a context manager.

    `api_key` and `base_url` default to `CARDWRIGHT_API_KEY` and
    `CARDWRIGHT_BASE_URL`, then to the official service. The key is sent to
    `base_url` only, never along a redirect and never to a download link.
    """

    def __init__(
        self,
        api_key: str | None = None,
        base_url: str | None = None,
        *,
        timeout_s: float = 30.0,
        max_retries: int = 3,
        transport: httpx2.BaseTransport | None = None,
        sleep: Callable[[float], None] = sleep,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._key = api_key or os.environ.get("CARDWRIGHT_API_KEY", "")
        base = base_url or os.environ.get("CARDWRIGHT_BASE_URL") or OFFICIAL
        self._api = httpx2.Client(
            base_url=base,
            timeout=timeout_s,
            transport=transport,
            headers={"x-api-key": self._key},
            follow_redirects=False,
        )
        self._files = httpx2.Client(
            timeout=timeout_s, transport=transport, headers={"accept-encoding": "identity"}, follow_redirects=True
        )
        self._max_retries = max_retries
        self._sleep = sleep
        self._clock = clock

    def __repr__(self) -> str:
        return f"Client({str(self._api.base_url)!r}, key …{self._key[-4:]})"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._api.close()
        self._files.close()

    def create(self, **parameters: Any) -> Started:
        """Start a generation; parameters in the wire's names (`inputText`, `textMode`, `exportAs` …).

        Sent at most once, unless it provably never arrived or was refused with 429.

        Raises:
            APIError: refused. CreateOutcomeUnknown: it may be running; it is not sent again.
        """
        body = msgspec.json.encode(parameters)
        for attempt in range(self._max_retries + 1):
            try:
                answer = self._api.post("/v1.0/generations", content=body, headers={"content-type": "application/json"})
            except _NEVER_SENT as error:
                self._pause_or_raise(attempt, error)
                continue
            except httpx2.TransportError as error:
                msg = "the connection broke after the request had left"
                raise CreateOutcomeUnknown(msg, "look whether it runs before you start it again") from error
            if answer.status_code == 429 and attempt < self._max_retries:
                self._sleep(Pace(strikes=attempt).after(429, _lower(answer)).wait_s)
                continue
            if answer.status_code >= 500:
                msg = f"the service answered {answer.status_code} to a request it may have accepted"
                raise CreateOutcomeUnknown(msg, "look whether it runs before you start it again")
            return msgspec.json.decode(_checked(answer), type=Started)
        raise AssertionError  # the last attempt returned or raised

    def status(self, generation_id: str) -> Status:
        """The state now; one request, repeated only after lost connections."""
        return self._ask(generation_id)[0]

    def wait(self, generation_id: str, deadline_s: float = 300.0) -> Status:
        """The terminal state, completed or failed; polls at the documented pace.

        Raises:
            WaitTimeout: still pending after `deadline_s` seconds.
        """
        began = self._clock()
        pace = Pace()
        while True:
            self._sleep(min(pace.wait_s, max(0.0, began + deadline_s - self._clock())))
            found, status_code, headers = self._poll(generation_id)
            if found is not None and found.is_terminal:
                return found
            pace = pace.after(status_code, headers)
            waited = self._clock() - began
            if waited >= deadline_s:
                raise WaitTimeout(generation_id, waited)

    def generate(self, deadline_s: float = 300.0, **parameters: Any) -> Status:
        """Start, wait, and return the completed state.

        Raises:
            GenerationFailed: the service ended it as failed.
        """
        started = self.create(**parameters)
        ended = self.wait(started.generation_id, deadline_s)
        if ended.status == "failed":
            code, message = (ended.error.status_code, ended.error.message) if ended.error else (500, "no reason given")
            raise GenerationFailed(started.generation_id, code, message)
        return ended

    def download(self, status: Status, target: Path | str) -> Path:
        """Write the export to `target`, whole or not at all; the key is not sent.

        Raises:
            DownloadFailed: no export was asked for, the link fails, or what arrives is another kind of file.
        """
        if not status.export_url:
            msg = f"generation {status.generation_id} has no export"
            raise DownloadFailed(msg, "ask for one with exportAs")
        path = Path(target)
        part = path.with_name(path.name + ".part")
        try:
            with self._files.stream("GET", status.export_url) as answer, part.open("wb") as file:
                if answer.status_code != 200:
                    msg = f"the export answered {answer.status_code}"
                    raise DownloadFailed(msg, "ask for the status again: it carries a fresh link")
                for chunk in answer.iter_bytes():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
        except httpx2.TransportError as error:
            msg = "the export did not arrive whole"
            raise DownloadFailed(msg) from error
        magic = _MAGIC.get(Path(httpx2.URL(status.export_url).path).suffix, b"")
        with part.open("rb") as file:
            if not file.read(8).startswith(magic):
                msg = f"what arrived is not a {path.suffix or 'file of that kind'}"
                raise DownloadFailed(msg)
        part.replace(path)
        return path

    def _poll(self, generation_id: str) -> tuple[Status | None, int, Mapping[str, str]]:
        """One poll of a wait: trouble that may pass is a poll without news."""
        try:
            answer = self._api.get(f"/v1.0/generations/{generation_id}")
        except httpx2.TransportError:
            return None, 0, {}
        if answer.status_code == 429 or answer.status_code >= 500:
            return None, answer.status_code, _lower(answer)
        return msgspec.json.decode(_checked(answer), type=Status), answer.status_code, _lower(answer)

    def _ask(self, generation_id: str) -> tuple[Status, Mapping[str, str]]:
        for attempt in range(self._max_retries + 1):
            try:
                answer = self._api.get(f"/v1.0/generations/{generation_id}")
            except httpx2.TransportError as error:
                self._pause_or_raise(attempt, error)
                continue
            if answer.status_code in {429, 502, 503, 504} and attempt < self._max_retries:
                self._sleep(retry_after(_lower(answer), 2.0**attempt))
                continue
            return msgspec.json.decode(_checked(answer), type=Status), _lower(answer)
        raise AssertionError  # the last attempt returned or raised

    def _pause_or_raise(self, attempt: int, error: Exception) -> None:
        if attempt >= self._max_retries:
            msg = f"{self._api.base_url.host} cannot be reached"
            raise ConnectionFailed(msg, "is the base URL right, and is the server running?") from error
        self._sleep(0.5 * 2.0**attempt)


def _lower(answer: httpx2.Response) -> Mapping[str, str]:
    return {name.lower(): value for name, value in answer.headers.items()}


def _checked(answer: httpx2.Response) -> bytes:
    """The body of a 2xx answer; redirects are errors, for they would carry the key elsewhere."""
    if answer.status_code >= 300:
        raise error_for(answer.status_code, _lower(answer), answer.content)
    return answer.content
