"""The ASGI application: the gate, and behind it every route there is."""

import asyncio
import logging
import math
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

from cardwright_wire import Invalid, messages
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from cardwright.accounts.keys import Keys
from cardwright.accounts.limits import Limits
from cardwright.db.absence import Absence
from cardwright.errors import CardwrightError, LimitExceeded, OutOfCredits, QueueFull, TooLate, Unavailable
from cardwright.metrics import Metrics
from cardwright.server.answer import error_body
from cardwright.server.gate import Gate
from cardwright.server.metered import Metered, resources_of
from cardwright.server.reply import refusal
from cardwright.server.routes import all_routes
from cardwright.server.scoped import scoped
from cardwright.server.services import Services
from cardwright.server.traced import traced

log = logging.getLogger(__name__)
FLUSH_S = 1.0
VIEWS_S = 3.0
_LATEST_S = 3600  # that a client is asked to come again


Background = Callable[[], Awaitable[None]]  # runs as long as the application does


def build(
    services: Services,
    keys: Keys,
    limits: Limits,
    background: Sequence[Background] = (),
    metrics: Metrics | None = None,
) -> ASGIApp:
    """The whole application around its services. With `metrics` its answers are counted, and told to the log as JSON."""
    routes = traced(scoped(all_routes(services)), services.intake.traces)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        flushing = (
            lambda: _for_ever(limits.flush, FLUSH_S, "rate windows"),
            lambda: _for_ever(services.audience.flush, VIEWS_S, "views"),
        )
        tasks = [asyncio.ensure_future(work()) for work in (*flushing, *background)]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await limits.flush()
            await services.audience.flush()

    inner = Starlette(
        routes=routes,
        exception_handlers={
            HTTPException: _refused,
            Invalid: _invalid,
            CardwrightError: _failed(services.settings.out_of_credits_status),
            Exception: _broken,
        },
        lifespan=lifespan,
    )
    inner.router.redirect_slashes = False
    if metrics is None:
        return Gate(inner, keys, limits, services.poll, services.wait)
    gate = Gate(inner, keys, limits, services.poll, services.wait, metrics.full_windows.inc)
    return Metered(gate, metrics, resources_of(routes), tells=services.settings.log_format == "json")


async def _for_ever(flush: Callable[[], Awaitable[None]], every_s: float, what: str) -> None:
    absence = Absence(log, what)
    while True:
        await asyncio.sleep(every_s)
        try:
            await flush()
            absence.over()
        except Unavailable as error:
            absence.met(error)
        except Exception:
            log.exception("%s could not be written; trying again", what)


async def _refused(request: Request, error: Exception) -> Response:
    """Unknown routes and methods, in the wire's envelope."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    message = messages.no_route(request.method, request.url.path) if status in {404, 405} else ""
    status = 404 if status == 405 else status  # the reference has no 405: a route is a method and a path
    return Response(
        error_body(status, message or str(getattr(error, "detail", ""))), status, media_type="application/json"
    )


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, Invalid)
    return refusal(error.status_code, error.message)


def _failed(out_of_credits_status: int) -> Callable[[Request, Exception], Awaitable[Response]]:
    """Failures raised on purpose, with the status of their class."""

    async def handler(request: Request, error: Exception) -> Response:
        assert isinstance(error, CardwrightError)
        match error:
            case OutOfCredits():
                return refusal(out_of_credits_status, messages.INSUFFICIENT_CREDITS)
            case QueueFull():
                answer = refusal(error.status, error.message)
                answer.headers["retry-after"] = str(max(1, min(_LATEST_S, math.ceil(error.retry_after_s))))
                return answer
            case TooLate():
                answer = refusal(error.status, error.message)
                answer.headers["connection"] = "close"  # or the rest of the body would be waited for
                return answer
            case LimitExceeded():  # of the request itself; jobs meet theirs elsewhere
                return refusal(413, error.message)
            case Unavailable():
                log.warning("%s: %s", request.method, error.message)
                return refusal(error.status, error.message)
            case _ if error.status >= 500:  # noqa: PLR2004
                return await _broken(request, error)
            case _:
                return refusal(error.status, error.message)

    return handler


async def _broken(request: Request, error: Exception) -> Response:
    endpoint = getattr(request.scope.get("endpoint"), "__qualname__", "a request")  # a path may hold users' words
    log.error("%s %s failed", request.method, endpoint, exc_info=error)
    return Response(error_body(500, "Internal server error"), 500, media_type="application/json")
