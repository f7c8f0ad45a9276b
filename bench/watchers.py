"""Thousands who watch one job over server-sent events: what each costs, and how soon the end of a job is told."""

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable
from statistics import median
from urllib.parse import urlsplit

from memory import resident
from servers import running
from serving import KEY, Server

WATCHERS = 10_000
JOBS = 40
AT_ONCE = 200  # connections that are opened at the same time
BODY = b'{"inputText": "# River\\n\\nA short text.", "textMode": "preserve", "numCards": 1}'
HELD = "held-by-the-bench-1234"

Told = Callable[[Server, str], Awaitable[float]]


def measure() -> list[str]:
    with running() as server:
        assert server.process is not None
        _hold(server)
        before = resident(server.process.pid)
        held, sse, polled = asyncio.run(_watch(server, server.process.pid))
        each = (held - before) * 1000 / WATCHERS
        return [
            f"{WATCHERS} watchers of one job     {held - before:6.0f} MB more, {each:.1f} kB each",
            f"end told by events: median    {median(sse) * 1000:6.1f} ms after it was written, worst of {JOBS} {max(sse) * 1000:.1f} (goal 50)",
            f"end told to a waiting poll    {median(polled) * 1000:6.1f} ms, worst {max(polled) * 1000:.1f}",
        ]


def _hold(server: Server) -> None:
    """A generation that never ends: it has pages, of which there are none."""
    with sqlite3.connect(server.folder / "data" / "cardwright.db") as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(generations)")]
        own = {"id": f"'{HELD}'", "doc_id": "'held'", "status": "'pending'", "stage": "'queued'", "pages": "1"}
        values = ", ".join(own.get(column, column) for column in columns)
        database.execute(f"INSERT INTO generations ({', '.join(columns)}) SELECT {values} FROM generations LIMIT 1")


async def _watch(server: Server, pid: int) -> tuple[float, list[float], list[float]]:
    gate = asyncio.Semaphore(AT_ONCE)

    async def one() -> asyncio.StreamWriter:
        async with gate:
            reader, writer = await _asked(server, f"/v1.0/generations/{HELD}/events")
            await reader.readuntil(b'"queued"}\n\n')
            return writer

    writers = await asyncio.gather(*(one() for _ in range(WATCHERS)))
    held = resident(pid)
    sse = [await _timed(server, _by_events) for _ in range(JOBS)]
    polled = [await _timed(server, _by_poll) for _ in range(JOBS)]
    for writer in writers:
        writer.close()
    return held, sse, polled


async def _timed(server: Server, told: Told) -> float:
    """Seconds from the moment written into the row of the job to the moment its end was read."""
    _, writer, answer = await _posted(server)
    writer.close()
    generation_id = answer.partition('"generationId":"')[2].partition('"')[0]
    at = await told(server, generation_id)
    with sqlite3.connect(server.folder / "data" / "cardwright.db") as database:
        row = database.execute("SELECT finished_at FROM generations WHERE id = ?", (generation_id,)).fetchone()
    return at - float(row[0])


async def _by_events(server: Server, generation_id: str) -> float:
    reader, writer = await _asked(server, f"/v1.0/generations/{generation_id}/events")
    await reader.readuntil(b"event: completed")
    at = time.time()
    writer.close()
    return at


async def _by_poll(server: Server, generation_id: str) -> float:
    reader, writer = await _asked(server, f"/v1.0/generations/{generation_id}", "prefer: wait=30\r\n")
    await reader.readuntil(b'"status":"completed"')
    at = time.time()
    writer.close()
    return at


async def _posted(server: Server) -> tuple[asyncio.StreamReader, asyncio.StreamWriter, str]:
    head = f"content-type: application/json\r\ncontent-length: {len(BODY)}\r\n"
    reader, writer = await _asked(server, "/v1.0/generations", head, "POST", BODY)
    await reader.readuntil(b'{"generationId"')
    return reader, writer, '{"generationId"' + (await reader.readuntil(b"}")).decode()


async def _asked(
    server: Server, path: str, head: str = "", method: str = "GET", body: bytes = b""
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    host = urlsplit(server.base)
    reader, writer = await asyncio.open_connection(host.hostname, host.port)
    writer.write(f"{method} {path} HTTP/1.1\r\nhost: {host.netloc}\r\nx-api-key: {KEY}\r\n{head}\r\n".encode() + body)
    await writer.drain()
    return reader, writer
