"""Two floors for answers, on the server program and settings that `serve` uses.

    python bench/floor.py PORT constant BODY_LENGTH
    python bench/floor.py PORT work DATABASE KEY

`constant` answers ready bytes. `work` does what a poll asks for with nothing
around it: hash the key, count three windows, read the row, encode the answer.
"""

import hashlib
import sqlite3
import sys
import time
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import uvicorn

Send = Callable[[Any], Awaitable[None]]
App = Callable[[Any, Any, Send], Awaitable[None]]
JSON = (b"content-type", b"application/json; charset=utf-8")
WINDOWS = ((b"-burst", 60), (b"", 3600), (b"-daily", 86400))
LIMIT = 100_000_000


def constant(length: int) -> App:
    """An app that answers everything with `length` bytes."""
    limits = [
        (b"x-ratelimit-" + kind + tail, b"%d" % LIMIT) for tail, _ in WINDOWS for kind in (b"limit", b"remaining")
    ]
    id_ = (b"x-request-id", b"1aa55316-426b-4c43-8b86-e0e6f5e8fbdb")
    headers = [JSON, (b"content-length", b"%d" % length), id_, *limits]
    start = {"type": "http.response.start", "status": 200, "headers": headers}
    body = {"type": "http.response.body", "body": b"x" * length}

    async def app(_scope: Any, _receive: Any, send: Send) -> None:
        await send(start)
        await send(body)

    return app


def work(database: str, key: str) -> App:
    """An app that answers every path as the status of the generation its last part names."""
    reader = sqlite3.connect(f"file:{database}?mode=ro", uri=True, isolation_level=None)
    known = {hashlib.sha256(key.encode()).digest(): "caller"}
    counts = {(caller, tail): [0, 0] for caller in known.values() for tail, _ in WINDOWS}
    query = (
        "SELECT status, gamma_id, doc_id, title, export_sha256, deducted, remaining FROM generations "
        "WHERE id = ? AND workspace_id IS NOT NULL"
    )
    encode = msgspec.json.Encoder().encode

    def counted(caller: str) -> list[tuple[bytes, bytes]]:
        now, headers = int(time.time()), []
        for tail, length in WINDOWS:
            window = counts[caller, tail]
            if window[0] != now // length:
                window[:] = now // length, 0
            window[1] += 1
            headers += [(b"x-ratelimit-limit" + tail, b"%d" % LIMIT)]
            headers += [(b"x-ratelimit-remaining" + tail, b"%d" % (LIMIT - window[1]))]
        return headers

    async def app(scope: Any, _receive: Any, send: Send) -> None:
        caller = known[hashlib.sha256(dict(scope["headers"])[b"x-api-key"]).digest()]
        headers = counted(caller)
        id_ = scope["path"].rpartition("/")[2]
        status, gamma, doc, title, export, deducted, remaining = reader.execute(query, (id_,)).fetchone()
        body = encode(
            {
                "generationId": id_, "status": status, "gammaId": gamma, "gammaUrl": f"http://127.0.0.1/docs/{title}-{doc}",
                "exportUrl": f"http://127.0.0.1/exports/{export}/{export}.pdf",
                "credits": {"deducted": deducted, "remaining": remaining},
            }
        )  # fmt: skip
        headers += [JSON, (b"content-length", b"%d" % len(body)), (b"x-request-id", str(uuid.uuid4()).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


if __name__ == "__main__":
    port, kind, *rest = sys.argv[1:]
    uvicorn.run(
        constant(int(rest[0])) if kind == "constant" else work(*rest), host="127.0.0.1", port=int(port),
        loop="uvloop", http="httptools", ws="none", lifespan="off", access_log=False, log_level="error",
        server_header=False,
    )  # fmt: skip
