"""Load on one server from a process of its own: kept-alive connections, each with one request under way.

Straight on epoll, for an event loop would cost about as much per request as the
server that is measured.

    python bench/load.py PORT PATH KEY CONNECTIONS SECONDS
"""

import json
import os
import select
import socket
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, process_time

SERVER_CORE, LOADER_CORE = 0, 1
OK = b"HTTP/1.1 200"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the loader saw; `busy` is its own share of a core: near 1, it was the bottleneck."""

    answers: int
    seconds: float
    p99_ms: float
    busy: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds


def load(port: int, path: str, key: str, *, connections: int = 64, seconds: float = 2.0) -> Seen:
    """Ask a server of this machine, from a process on the loader's core.

    Raises:
        CalledProcessError: an answer was not a 200, or a connection broke.
    """
    command = [sys.executable, __file__, str(port), path, key, str(connections), str(seconds)]
    done = subprocess.run(command, stdout=subprocess.PIPE, timeout=seconds + 20, check=True)
    return Seen(**json.loads(done.stdout))


def pin(pid: int, core: int = SERVER_CORE) -> None:
    """Keep a server and its threads off the loader's core, or on it; on one core there is nothing to keep apart."""
    if (os.cpu_count() or 1) < 2:
        return
    for thread in Path(f"/proc/{pid}/task").iterdir():
        os.sched_setaffinity(int(thread.name), {core})


def _run(port: int, path: str, key: str, connections: int, seconds: float) -> Seen:
    request = f"GET {path} HTTP/1.1\r\nHost: bench\r\nX-API-KEY: {key}\r\nAccept: application/json\r\n\r\n".encode()
    poll = select.epoll()
    sockets: dict[int, socket.socket] = {}
    for _ in range(connections):
        made = socket.create_connection(("127.0.0.1", port), timeout=10)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sockets[made.fileno()] = made
        poll.register(made, select.EPOLLIN)
    rest = dict.fromkeys(sockets, b"")
    sent: dict[int, float] = {}
    took: list[float] = []
    began, used = perf_counter(), process_time()
    for number, one in sockets.items():
        sent[number] = perf_counter()
        one.sendall(request)
    while (now := perf_counter()) < began + seconds:
        for number, _ in poll.poll(1.0):
            data = rest[number] + sockets[number].recv(65536)
            if not _whole(data):
                rest[number] = data
                continue
            now = perf_counter()
            took.append(now - sent[number])
            rest[number], sent[number] = b"", now
            sockets[number].sendall(request)
    spent = now - began
    took.sort()
    return Seen(len(took), spent, took[len(took) * 99 // 100] * 1000, (process_time() - used) / spent)


def _whole(data: bytes) -> bool:
    """Whether an answer is there to its end.

    Raises:
        SystemExit: it is not a 200, or the connection was closed.
    """
    if data[: len(OK)] != OK:
        raise SystemExit(f"not a 200: {data[:200]!r}")
    head, found, body = data.partition(b"\r\n\r\n")
    return bool(found) and len(body) >= int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])


if __name__ == "__main__":
    if (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(0, {LOADER_CORE})
    port, path, key, connections, seconds = sys.argv[1:]
    print(json.dumps(asdict(_run(int(port), path, key, int(connections), float(seconds)))))
