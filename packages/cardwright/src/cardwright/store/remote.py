"""Files in an S3-compatible store, Google Cloud Storage or Azure, with copies of those read last in a folder.

A file never changes under its name, so a copy is always right, and a copy that is missing is fetched.
"""

import hashlib
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any, Final, cast

import obstore
from obstore.exceptions import BaseError
from obstore.store import from_url

from cardwright.errors import Misconfigured, Unavailable
from cardwright.store.aside import Aside
from cardwright.store.local import CHUNK, LocalStore

log = logging.getLogger(__name__)
COPIES: Final = 2 * 1024**3  # bytes of copies that are kept
AWAY: Final = "The store of files cannot be reached"
_NOTHING: Final = hashlib.sha256(b"is anybody there?").hexdigest()  # the name of no file of ours
_RETRY: Final[Any] = {"max_retries": 4, "retry_timeout": timedelta(seconds=20)}
_TIMES: Final[Any] = {"timeout": timedelta(seconds=30), "connect_timeout": timedelta(seconds=3)}


class RemoteStore(Aside):
    """The files below a URL such as `s3://bucket/prefix`; keys come from the environment, as for all clients of it.

    Raises:
        Misconfigured: that is no URL of a store.
    """

    def __init__(self, url: str, endpoint: str, copies: LocalStore) -> None:
        options: dict[str, Any] = {"retry_config": _RETRY, "client_options": {**_TIMES}}
        if endpoint:
            options["endpoint"] = endpoint
            options["client_options"]["allow_http"] = endpoint.startswith("http://")
        try:
            self._store: Any = from_url(url, **options)
        except (BaseError, ValueError, TypeError) as error:
            msg = f"object_store_url: cannot be used: {str(error).splitlines()[0]}"
            raise Misconfigured(msg, "such as s3://bucket/prefix, with AWS_ACCESS_KEY_ID and its like set") from error
        self._copies = copies

    def put_now(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        try:  # also when it is there: whoever collects garbage sees that it is wanted again
            obstore.put(self._store, _place(sha256), data)
        except BaseError as error:
            raise Unavailable(AWAY) from error
        self._copies.put_now(data)
        return sha256

    def get_now(self, sha256: str) -> bytes:
        with suppress(FileNotFoundError):
            return self._copies.get_now(sha256)
        try:
            data = bytes(obstore.get(self._store, _place(sha256)).bytes())
        except BaseError as error:
            raise _read(error) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            log.error("the file %s in the store is not what was put there", sha256)
            raise Unavailable(AWAY)
        self._copies.put_now(data)
        return data

    def has(self, sha256: str) -> bool:
        if self._copies.has(sha256):
            return True
        try:
            obstore.head(self._store, _place(sha256))
        except FileNotFoundError:
            return False
        except BaseError as error:
            raise Unavailable(AWAY) from error
        return True

    async def chunks(self, sha256: str, start: int, stop: int) -> AsyncIterator[bytes]:
        if self._copies.has(sha256):
            async for chunk in self._copies.chunks(sha256, start, stop):
                yield chunk
            return
        try:
            found = await obstore.get_async(self._store, _place(sha256), options={"range": (start, stop)})
            async for chunk in found.stream(min_chunk_size=CHUNK):
                yield bytes(chunk)
        except BaseError as error:
            raise _read(error) from error

    def check(self) -> None:
        try:
            obstore.head(self._store, _place(_NOTHING))
        except FileNotFoundError:
            return
        except BaseError as error:
            raise Unavailable(AWAY) from error

    def older(self, before: float) -> Iterator[str]:
        listed: Any = cast("Any", obstore).list(self._store, chunk_size=500)
        for some in listed:
            for one in some:
                name = str(one["path"]).rpartition("/")[2]
                if len(name) == 64 and one["last_modified"].timestamp() < before:
                    yield name

    def remove(self, sha256: str, before: float) -> bool:
        try:
            if obstore.head(self._store, _place(sha256))["last_modified"].timestamp() >= before:
                return False
            obstore.delete(self._store, _place(sha256))
        except FileNotFoundError:
            return True
        except BaseError as error:
            raise Unavailable(AWAY) from error
        self._copies.remove(sha256, before)
        return True

    def sweep(self, before: float) -> int:
        return self._copies.sweep(before) + self._copies.shrink(COPIES)


def _place(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"


def _read(error: BaseError | FileNotFoundError) -> Exception:
    return error if isinstance(error, FileNotFoundError) else Unavailable(AWAY)
