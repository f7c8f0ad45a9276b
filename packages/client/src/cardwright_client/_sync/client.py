# Generated from `_async` by `tools/unasync.py`; do not edit.
"""The client: one service, one key, one plan for all that is under way."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self, Unpack

from cardwright_client._core.durations import DurationModel
from cardwright_client._core.scheduler import PollPolicy, Scheduler
from cardwright_client._core.windows import Window
from cardwright_client._outcome import Credits
from cardwright_client._runtime._sync import Clock, SystemClock
from cardwright_client._sync import _resources
from cardwright_client._sync._download import Downloader
from cardwright_client._sync._handles import Generation
from cardwright_client._sync._sender import Sender
from cardwright_client._traits import Hooks
from cardwright_client.errors import AuthenticationError
from cardwright_client.params import GenerateParams

if TYPE_CHECKING:
    from httpx2 import BaseTransport

    from cardwright_client._sync.batch import Batch

OFFICIAL = "https://public-api.gamma.app"


class Client:
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
        transport: "BaseTransport | None" = None,
        clock: Clock | None = None,
    ) -> None:
        from cardwright_client._sync._http import HTTP  # slow to load

        key = api_key or os.environ.get("CARDWRIGHT_API_KEY", "")
        if not (key.isascii() and key.isprintable()):
            msg = "the key has letters or control characters that no key has"
            raise AuthenticationError(401, msg, hint="copy it again: it was cut, or more than it was copied")
        base = (base_url or os.environ.get("CARDWRIGHT_BASE_URL") or OFFICIAL).rstrip("/")
        clock = clock or SystemClock()
        plan = Scheduler(polling or PollPolicy(), durations or DurationModel(), clock.jitter)
        self.hooks = Hooks()
        self._tail = key[-4:] if len(key) > 8 else ""
        self._api = HTTP({"x-api-key": key}, timeout, transport)
        self._files = HTTP({}, timeout, transport)
        self._sender = Sender(base, self._api, plan, clock, max_retries, idempotent_create, self.hooks)
        self._downloader = Downloader(self._files, clock, base)
        parts = self._sender, self._downloader
        self.generations = _resources.Generations(*parts)
        self.gammas = _resources.Gammas(*parts)
        self.comments = _resources.Comments(*parts)
        self.analytics = _resources.Analytics(*parts)
        self.exports = _resources.Exports(*parts)
        self.images = _resources.Images(*parts)
        self.themes = _resources.Themes(*parts)
        self.files = _resources.Files(*parts)
        self.folders = _resources.Folders(*parts)
        self.workspace = _resources.Workspace(*parts)
        self.webhooks = _resources.Webhooks(*parts)
        self.raw = _resources.Raw(*parts)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._sender.base!r}, key …{self._tail})"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give up its connections."""
        self._api.close()
        self._files.close()

    def generate(
        self, input_text: str, *, deadline: float | None = None, **params: Unpack[GenerateParams]
    ) -> Generation:
        """Start a generation and wait until it is completed; `status` of what is given back tells all of it.

        Raises:
            GenerationFailed: it ended as failed. WaitTimeout: still pending after `deadline` seconds.
        """
        asked: Mapping[str, Any] = {"text_mode": "generate", **params, "input_text": input_text}
        generation = self.generations.create(**asked)
        generation.result(deadline)
        return generation

    def batch(
        self,
        journal: Path | str,
        *,
        in_flight: int = 20,
        credits: Credits | None = None,
        download_to: Path | str | None = None,
    ) -> "Batch":
        """Many generations with a journal, so many at a time; their files go to `download_to`.

        Raises:
            JournalLocked: another process works on that journal.
        """
        from cardwright_client._sync.batch import Batch
        from cardwright_client.journal import Journal

        folder = None if download_to is None else Path(download_to)
        return Batch(
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
