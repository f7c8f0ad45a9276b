# Generated from `_async` by `tools/unasync.py`; do not edit.
"""Files, whole or not at all: without the key, resumed where a connection broke, renewed where a link expired, checked."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from cardwright_client._core import downloads
from cardwright_client._core.downloads import next_step
from cardwright_client._core.retry import Broken, backoff
from cardwright_client._part import Download, Part
from cardwright_client._runtime._sync import Clock
from cardwright_client.errors import ConnectionFailed, DownloadError, ExportExpired, RateLimited, ServerError

if TYPE_CHECKING:
    from cardwright_client._sync._http import HTTP, Streamed

_MOST_RENEWALS = 3
_MOST_TROUBLES = 6  # in a row without a byte more
_MOST_REDIRECTS = 3
_REDIRECTS = {301, 302, 303, 307, 308}


@dataclass
class Downloader:
    """Fetches by a pool of its own, which has neither key nor cookies. `base` is the service whose links are followed."""

    http: "HTTP"
    clock: Clock
    base: str

    def fetch(
        self, url: str, target: Path, *, renew: Callable[[], str], name: str, overwrite: bool = False
    ) -> Download:
        """Write what a link leads to. A target that exists is left alone and `name-2.pdf` written, unless `overwrite`.

        Raises:
            ExportExpired: three fresh links were refused too. ExportDamaged: what arrived is another file than was
                told. DownloadError: the link is unsafe, or nothing more arrives.
        """
        target.parent.mkdir(parents=True, exist_ok=True)
        final = target if overwrite else downloads.free_name(target)
        part = Part(target, name)
        renewals = troubles = 0
        while True:
            before = part.size
            step = self._try(url, part)
            if step == "done":
                return part.finish(final)
            if step == "renew":
                fresh = "" if renewals == _MOST_RENEWALS else _renewed(renew)
                if fresh == "":
                    msg = f"the link to the export of {name} is refused"
                    raise ExportExpired(msg, hint="ask for another export")
                if fresh is not None:
                    url, renewals = fresh, renewals + 1
                    continue
            if step == "give up":
                msg = f"the link to the export of {name} leads to no file"
                raise DownloadError(msg)
            if step == "discard":
                part.discard()
            troubles = 0 if part.size > before else troubles + 1
            if troubles > _MOST_TROUBLES:
                msg = f"the export of {name} does not arrive"
                raise DownloadError(msg, hint="try again; what has arrived is kept")
            self.clock.sleep(backoff(troubles, self.clock.jitter()))

    def _try(self, url: str, part: Part) -> str:
        """What one request came to."""
        headers = {"accept-encoding": "identity", **part.headers()}
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                if not downloads.is_safe(url, self.base):
                    msg = "the link does not lead to the open internet by https"
                    raise DownloadError(msg)
                with self.http.stream(url, headers) as answer:
                    if answer.status not in _REDIRECTS:
                        return self._take(answer, part)
                    url = urljoin(url, answer.headers.get("location", ""))
        except Broken:
            return "again"
        return "give up"

    def _take(self, answer: "Streamed", part: Part) -> str:
        step = next_step(answer.status, answer.headers, part.size)
        if step not in {"whole", "rest"}:
            return step
        if step == "whole":
            part.discard()
        part.begin(downloads.strong(answer.headers.get("etag", "")))
        with part.path.open("ab") as file:
            for chunk in answer.chunks():
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        size = downloads.total(answer.status, answer.headers)
        if size is not None and part.size < size:
            return "again"
        part.check(size, downloads.told_digest(answer.headers))
        return "done"


def _renewed(renew: Callable[[], str]) -> str | None:
    """A fresh link, empty when there is none; None while the service is away, which is trouble as with the file itself."""
    try:
        return renew()
    except (ConnectionFailed, RateLimited, ServerError):
        return None
