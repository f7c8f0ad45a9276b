"""Reading and writing files on a thread, for event loops: a disk may be slow, and a store in the network may be away."""

from abc import ABC, abstractmethod

from anyio import to_thread


class Aside(ABC):
    """What stores have in common."""

    @abstractmethod
    def put_now(self, data: bytes) -> str: ...

    @abstractmethod
    def get_now(self, sha256: str) -> bytes: ...

    async def put(self, data: bytes) -> str:
        return await to_thread.run_sync(self.put_now, data)

    async def get(self, sha256: str) -> bytes:
        return await to_thread.run_sync(self.get_now, sha256)
