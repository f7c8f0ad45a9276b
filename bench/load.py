"""A closed-loop loader for keep-alive GETs, run as a process of its own: prints answers a second.

    python load.py PORT PATH KEY CONNECTIONS SECONDS
"""

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import cast

import uvloop


class Caller(asyncio.Protocol):
    """One connection: asks again as soon as it is answered; counts answers of status 200 alone."""

    def __init__(self, request: bytes) -> None:
        self._request = request
        self._rest = b""
        self.answers = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._rest += data
        head, found, body = self._rest.partition(b"\r\n\r\n")
        if not found:
            return
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        if len(body) < length:
            return
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(head.decode("latin-1"))
        self.answers += 1
        self._rest = b""
        self._transport.write(self._request)


async def load(port: int, path: str, key: str, connections: int, seconds: float) -> float:
    request = f"GET {path} HTTP/1.1\r\nHost: bench\r\nX-API-KEY: {key}\r\nAccept: application/json\r\n\r\n".encode()
    loop = asyncio.get_running_loop()
    callers = [
        (await loop.create_connection(lambda: Caller(request), "127.0.0.1", port))[1] for _ in range(connections)
    ]
    before = sum(caller.answers for caller in callers)
    began = loop.time()
    await asyncio.sleep(seconds)
    return (sum(caller.answers for caller in callers) - before) / (loop.time() - began)


def answers_a_second(port: int, path: str, key: str, connections: int = 16, seconds: float = 2.0) -> float:
    """What a loader in another process is answered by `port` of this machine."""
    command = [sys.executable, str(Path(__file__)), str(port), path, key, str(connections), str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 20, check=True)
    return float(done.stdout)


if __name__ == "__main__":
    port, path, key, connections, seconds = sys.argv[1:]
    print(uvloop.run(load(int(port), path, key, int(connections), float(seconds))))
