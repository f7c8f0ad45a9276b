"""Load on one server from a process of its own: kept-alive connections, each with one request under way.

Straight on epoll, for an event loop would cost about as much per request as the
server that is measured.
"""

import itertools
import json
import os
import select
import socket
import subprocess
import sys
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, process_time

SERVER_CORE, LOADER_CORE = 0, 1
OK = b"HTTP/1.1 200"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the loader saw; `busy` is its own share of a core: near 1, it was the bottleneck."""

    answers: int
    refused: int  # answers that were no 200
    seconds: float
    p50_ms: float
    p99_ms: float
    busy: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds


def load(port: int, path: str, key: str, *, connections: int = 64, seconds: float = 2.0) -> Seen:
    """Ask a server of this machine, from a process on the loader's core.

    Raises:
        CalledProcessError: a connection broke.
    """
    seen = load_all([port], [(path, key)], connections=connections, seconds=seconds)
    assert not seen.refused, f"{seen.refused} answers were no 200"
    return seen


def load_all(ports: Sequence[int], asked: Sequence[tuple[str, str]], *, connections: int, seconds: float) -> Seen:
    """The same for several (path, key), which all connections together ask for in turn.

    Raises:
        CalledProcessError: a connection broke.
    """
    told = json.dumps({"ports": ports, "asked": asked, "connections": connections, "seconds": seconds})
    done = subprocess.run(
        [sys.executable, __file__], input=told.encode(), stdout=subprocess.PIPE, timeout=seconds + 60, check=True
    )
    return Seen(**json.loads(done.stdout))


def pin(pid: int, cores: Collection[int] = (SERVER_CORE,)) -> None:
    """Keep a process and its threads to these cores, a server off the loader's; on one core there is nothing to keep apart."""
    if (os.cpu_count() or 1) < 2:
        return
    for thread in Path(f"/proc/{pid}/task").iterdir():
        os.sched_setaffinity(int(thread.name), cores)


def _run(ports: Sequence[int], asked: Sequence[tuple[str, str]], connections: int, seconds: float) -> Seen:
    heads = (
        f"GET {path} HTTP/1.1\r\nHost: bench\r\nX-API-KEY: {key}\r\nAccept: application/json\r\n\r\n".encode()
        for path, key in asked
    )
    requests = itertools.cycle(list(heads))
    poll = select.epoll()
    sockets: dict[int, socket.socket] = {}
    for number in range(connections):
        made = socket.create_connection(("127.0.0.1", ports[number % len(ports)]), timeout=10)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sockets[made.fileno()] = made
        poll.register(made, select.EPOLLIN)
    rest = dict.fromkeys(sockets, b"")
    sent: dict[int, float] = {}
    took: list[float] = []
    refused = 0
    began, used = perf_counter(), process_time()
    for number, one in sockets.items():
        sent[number] = perf_counter()
        one.sendall(next(requests))
    while (now := perf_counter()) < began + seconds:
        for number, _ in poll.poll(1.0):
            data = rest[number] + sockets[number].recv(65536)
            if not _whole(data):
                rest[number] = data
                continue
            refused += data[: len(OK)] != OK
            now = perf_counter()
            took.append(now - sent[number])
            rest[number], sent[number] = b"", now
            sockets[number].sendall(next(requests))
    spent = now - began
    took.sort()
    p50, p99 = (took[len(took) * part // 100] * 1000 for part in (50, 99))
    return Seen(len(took), refused, spent, p50, p99, (process_time() - used) / spent)


def _whole(data: bytes) -> bool:
    """Whether an answer is there to its end.

    Raises:
        SystemExit: the connection was closed.
    """
    if not data:
        raise SystemExit("a connection was closed")
    head, found, body = data.partition(b"\r\n\r\n")
    return bool(found) and len(body) >= int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])


if __name__ == "__main__":
    if (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(0, {LOADER_CORE})
    print(json.dumps(asdict(_run(**json.load(sys.stdin)))))
