"""The small application on the port for operators: probes and metrics, alike for servers and workers."""

from typing import Any, Final

import msgspec
from starlette.types import ASGIApp, Receive, Scope, Send

from cardwright.metrics import CONTENT_TYPE, Metrics
from cardwright.server.answer import send_error, send_json
from cardwright.server.readiness import OK, Readiness

LIVE: Final = {"status": OK}


async def ready(readiness: Readiness) -> tuple[int, dict[str, Any]]:
    """HTTP status and body of `/readyz`."""
    checks = await readiness.checks()
    well = all(found == OK for found in checks.values())
    return (200 if well else 503), {"status": OK if well else "failing", "checks": checks}


def probes(readiness: Readiness, metrics: Metrics) -> ASGIApp:
    """`/healthz`, `/readyz`, `/metrics`."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        del receive
        match scope["path"] if scope["method"] in {"GET", "HEAD"} else "":
            case "/healthz":
                await send_json(send, 200, msgspec.json.encode(LIVE))
            case "/readyz":
                status, body = await ready(readiness)
                await send_json(send, status, msgspec.json.encode(body))
            case "/metrics":
                text = metrics.text()
                headers = [(b"content-type", CONTENT_TYPE), (b"content-length", b"%d" % len(text))]
                await send({"type": "http.response.start", "status": 200, "headers": headers})
                await send({"type": "http.response.body", "body": text})
            case _:
                await send_error(send, 404, "")

    return app
