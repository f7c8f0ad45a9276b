"""The client: one service, one key, one plan for all that is under way."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self, Unpack

from cardwright_client._async import _resources
from cardwright_client._async._download import AsyncDownloader
from cardwright_client._async._handles import AsyncGeneration
from cardwright_client._async._sender import AsyncSender
from cardwright_client._core.durations import DurationModel
from cardwright_client._core.scheduler import PollPolicy, Scheduler
from cardwright_client._core.windows import Window
from cardwright_client._outcome import Credits
from cardwright_client._runtime._async import AsyncClock, AsyncSystemClock
from cardwright_client._traits import Hooks
from cardwright_client.errors import AuthenticationError
from cardwright_client.params import GenerateParams

if TYPE_CHECKING:
    from httpx2 import AsyncBaseTransport

    from cardwright_client._async.batch import AsyncBatch

OFFICIAL = "https://public-api.gamma.app"


class AsyncClient:
    """Speaks to one service with one key; close it or use it as a context manager.

    `api_key` and `base_url` default to `CARDWRIGHT_API_KEY` and
    `CARDWRIGHT_BASE_URL`, then to the official service. The key is sent to
    `base_url` only, never along a redirect and never to a download link.
    `timeout` is seconds for one request, `max_retries` counts per call, and
    each wait has its own `deadline`. `idempotent_create` says whether a POST
    may be repeated under its key; "auto" learns it from the service.

    Raises:
        AuthenticationError: the key cannot be one.
    """

    def __init__(
        self,
        api_key: str | None = None,
        base_url: str | None = None,
        *,
        timeout: float = 30.0,
        max_retries: int = 2,
        polling: PollPolicy | None = None,
        durations: DurationModel | None = None,
        idempotent_create: bool | Literal["auto"] = "auto",
        transport: "AsyncBaseTransport | None" = None,
        clock: AsyncClock | None = None,
    ) -> None:
        from cardwright_client._async._http import AsyncHTTP  # slow to load

        key = api_key or os.environ.get("CARDWRIGHT_API_KEY", "")
        if not (key.isascii() and key.isprintable()):
            msg = "the key has letters or control characters that no key has"
            raise AuthenticationError(401, msg, hint="copy it again: it was cut, or more than it was copied")
        base = (base_url or os.environ.get("CARDWRIGHT_BASE_URL") or OFFICIAL).rstrip("/")
        clock = clock or AsyncSystemClock()
        plan = Scheduler(polling or PollPolicy(), durations or DurationModel(), clock.jitter)
        self.hooks = Hooks()
        self._tail = key[-4:] if len(key) > 8 else ""
        self._api = AsyncHTTP({"x-api-key": key}, timeout, transport)
        self._files = AsyncHTTP({}, timeout, transport)
        self._sender = AsyncSender(base, self._api, plan, clock, max_retries, idempotent_create, self.hooks)
        self._downloader = AsyncDownloader(self._files, clock, base)
        parts = self._sender, self._downloader
        self.generations = _resources.AsyncGenerations(*parts)
        self.gammas = _resources.AsyncGammas(*parts)
        self.comments = _resources.AsyncComments(*parts)
        self.analytics = _resources.AsyncAnalytics(*parts)
        self.exports = _resources.AsyncExports(*parts)
        self.images = _resources.AsyncImages(*parts)
        self.themes = _resources.AsyncThemes(*parts)
        self.files = _resources.AsyncFiles(*parts)
        self.folders = _resources.AsyncFolders(*parts)
        self.workspace = _resources.AsyncWorkspace(*parts)
        self.webhooks = _resources.AsyncWebhooks(*parts)
        self.raw = _resources.AsyncRaw(*parts)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._sender.base!r}, key …{self._tail})"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Give up its connections."""
        await self._api.close()
        await self._files.close()

    async def generate(
        self, input_text: str, *, deadline: float | None = None, **params: Unpack[GenerateParams]
    ) -> AsyncGeneration:
        """Start a generation and wait until it is completed; `status` of what is given back tells all of it.

        Raises:
            GenerationFailed: it ended as failed. WaitTimeout: still pending after `deadline` seconds.
        """
        asked: Mapping[str, Any] = {"text_mode": "generate", **params, "input_text": input_text}
        generation = await self.generations.create(**asked)
        await generation.result(deadline)
        return generation

    def batch(
        self,
        journal: Path | str,
        *,
        in_flight: int = 20,
        credits: Credits | None = None,
        download_to: Path | str | None = None,
    ) -> "AsyncBatch":
        """Many generations with a journal, so many at a time; their files go to `download_to`.

        Raises:
            JournalLocked: another process works on that journal.
        """
        from cardwright_client._async.batch import AsyncBatch
        from cardwright_client.journal import Journal

        folder = None if download_to is None else Path(download_to)
        return AsyncBatch(
            self._sender, self.generations, Journal(journal),
            in_flight=in_flight, credits=credits or Credits(), download_to=folder,
        )  # fmt: skip

    @property
    def base_url(self) -> str:
        return self._sender.base

    @property
    def windows(self) -> Mapping[str, Window]:
        """What the service last said of `burst`, `hour` and `day`; no request."""
        return self._sender.plan.windows.known

    @property
    def durations(self) -> DurationModel:
        """What was learned of how long generations take; `state` of it can be kept."""
        return self._sender.plan.model
