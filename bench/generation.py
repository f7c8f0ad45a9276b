"""POST to completed with a PDF, ten cards, asked every 10 ms; and many at once."""

import http.client
import json
import time
from statistics import median, quantiles

from servers import REPORT, running
from serving import KEY, Server

RUNS = 120
AT_ONCE = 60
PAUSE_S = 0.01
BODY = json.dumps({"inputText": REPORT, "textMode": "preserve", "numCards": 10, "exportAs": "pdf"})


def measure() -> list[str]:
    with running() as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        times = sorted(_once(connection) for _ in range(RUNS))
        throughput = _many(server, connection)
    return [
        f"POST to completed, 10 cards, pdf: median {median(times) * 1000:6.0f} ms   (goal 300)",
        f"                                  p99    {quantiles(times, n=100)[98] * 1000:6.0f} ms",
        f"{AT_ONCE} at once:                          {throughput:6.1f} decks/s",
    ]


def _ask(connection: http.client.HTTPConnection, method: str, path: str, body: str | None = None) -> dict[str, str]:
    connection.request(method, path, body, {"X-API-KEY": KEY, "Content-Type": "application/json"})
    found: dict[str, str] = json.loads(connection.getresponse().read())
    return found


def _once(connection: http.client.HTTPConnection) -> float:
    began = time.perf_counter()
    made = _ask(connection, "POST", "/v1.0/generations", BODY)["generationId"]
    _finish(connection, made)
    return time.perf_counter() - began


def _finish(connection: http.client.HTTPConnection, made: str) -> None:
    while (found := _ask(connection, "GET", f"/v1.0/generations/{made}"))["status"] == "pending":
        time.sleep(PAUSE_S)
    assert found["status"] == "completed", found


def _many(server: Server, connection: http.client.HTTPConnection) -> float:
    began = time.perf_counter()
    started = [_ask(connection, "POST", "/v1.0/generations", BODY)["generationId"] for _ in range(AT_ONCE)]
    for made in started:
        _finish(connection, made)
    return AT_ONCE / (time.perf_counter() - began)
