"""Requests of one key: paced by its plan, repeated where that is safe, counted in its windows."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from cardwright_client._core.answers import Answer
from cardwright_client._core.retry import Broken, Budget, backoff, decide, retry_after
from cardwright_client._core.scheduler import Scheduler
from cardwright_client._runtime._async import AsyncClock
from cardwright_client._traits import Hooks, Traits
from cardwright_client.errors import ConnectionFailed, CreateOutcomeUnknown, RequestTimeout

if TYPE_CHECKING:
    from cardwright_client._async._http import AsyncHTTP, Streamed

JSON = "application/json"
_NOTHING: Mapping[str, str] = {}


@dataclass
class AsyncSender:
    """`base` has no slash at its end. `idempotent` True or False overrules what is learned."""

    base: str
    http: "AsyncHTTP" = field(repr=False)
    plan: Scheduler
    clock: AsyncClock = field(repr=False)
    max_retries: int
    idempotent: bool | Literal["auto"]
    hooks: Hooks
    traits: Traits = field(default_factory=Traits)
    budget: Budget = field(default_factory=Budget)

    @property
    def dedups(self) -> bool:
        return bool(self.traits.dedups) if self.idempotent == "auto" else self.idempotent

    async def ask(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] = _NOTHING,
        json: Any = None,
        content: bytes | None = None,
        headers: Mapping[str, str] = _NOTHING,
        key: str = "",
    ) -> Answer:
        """The answer, if it is a success. With an idempotency `key`, it is a POST that starts something that may cost.

        Raises:
            APIError: the service refused. ConnectionFailed: no answer came. CreateOutcomeUnknown: nor is it known
                whether a POST with a key had an effect.
        """
        sent, body = dict(headers), content
        if json is not None:
            sent["content-type"], body = JSON, msgspec.json.encode(json)
        if key:
            sent["idempotency-key"] = key
        repeatable = method == "GET" or bool(key and self.dedups)
        attempt = 0
        while True:
            await self._slot(starts=bool(key))
            trouble, answer, cause = await self._once(method, path, sent, _texts(query), body)
            if answer is not None and answer.status < 300:
                self.budget.succeeded()
                if key:
                    self._learn(answer)
                return answer
            decision = decide(trouble, repeatable=repeatable)
            if decision in {"retry", "pause"} and attempt < self.max_retries and self.budget.take():
                if decision == "retry":
                    await self._sleep(self._again_in(answer, attempt))
                attempt += 1
                continue
            if key and (trouble == "unsure" or (answer is not None and answer.status >= 500)):
                raise self._unknown(answer, cause, key) from cause
            if answer is None:
                raise _failed(cause) from cause
            raise answer.error(self.clock.wall())

    async def poll(self, job: str, path: str, headers: Mapping[str, str] = _NOTHING) -> Answer | None:
        """One request for the state of a job whose turn it is; None is no news, and the plan knows when to ask again.

        Refusals other than 429 are given back: what they mean is the caller's affair.
        """
        try:
            answer = await self._exchange("GET", path, headers, _NOTHING, None)
        except Broken:
            self.plan.lost(job, self.clock.now())
            return None
        now = self.clock.now()
        if answer.status == 429:
            self.plan.throttled(answer.headers, now, retry_after(answer.headers, self.clock.wall()), job)
            return None
        self.plan.answered(answer.headers, now)
        if answer.status >= 500:
            self.plan.lost(job, now)
            return None
        return answer

    @asynccontextmanager
    async def stream(self, path: str, headers: Mapping[str, str], timeout: float) -> AsyncGenerator["Streamed", None]:
        """An answer that comes piece by piece.

        Raises:
            Broken: none came.
        """
        await self._slot()
        self._said("GET", path)
        async with self.http.stream(self.base + path, headers, timeout) as answer:
            now = self.clock.now()
            if answer.status == 429:
                self.plan.throttled(answer.headers, now, retry_after(answer.headers, self.clock.wall()))
            else:
                self.plan.answered(answer.headers, now)
            yield answer

    async def _once(
        self, method: str, path: str, headers: Mapping[str, str], query: Mapping[str, str], content: bytes | None
    ) -> tuple[Any, Answer | None, Broken | None]:
        """What trouble there was, if any, and the answer, if any."""
        try:
            answer = await self._exchange(method, path, headers, query, content)
        except Broken as error:
            self.plan.unanswered()
            return error.trouble, None, error
        now = self.clock.now()
        if answer.status == 429:
            self.plan.throttled(answer.headers, now, retry_after(answer.headers, self.clock.wall()))
        else:
            self.plan.answered(answer.headers, now)
        return answer.status, answer, None

    async def _exchange(
        self, method: str, path: str, headers: Mapping[str, str], query: Mapping[str, str], content: bytes | None
    ) -> Answer:
        self._said(method, path)
        began = self.clock.now()
        answer = await self.http.send(method, self.base + path, headers=headers, query=query, content=content)
        if self.hooks.on_response is not None:
            self.hooks.on_response(method, path, answer.status, self.clock.now() - began)
        return answer

    def _said(self, method: str, path: str) -> None:
        if self.hooks.on_request is not None:
            self.hooks.on_request(method, path)

    async def _slot(self, *, starts: bool = False) -> None:
        """Wait until a request may leave, and let it."""
        while True:
            now = self.clock.now()
            wait = self.plan.may_post(now) if starts else self.plan.may_ask(now)
            if wait <= 0:
                self.plan.sent(now, starts=starts)
                return
            await self._sleep(wait)

    async def _sleep(self, seconds: float) -> None:
        if self.hooks.on_sleep is not None:
            self.hooks.on_sleep(seconds)
        await self.clock.sleep(seconds)

    def _again_in(self, answer: Answer | None, attempt: int) -> float:
        asked = retry_after(answer.headers, self.clock.wall()) if answer is not None else None
        return backoff(attempt, self.clock.jitter()) if asked is None else min(asked, 120.0)

    def _learn(self, answer: Answer) -> None:
        """Only a service that tells what became of an idempotency key is taken to honour it."""
        if "idempotency-status" in answer.headers:
            self.traits.dedups = True
            if self.traits.streams is None:
                self.traits.streams = True  # worth a try; a refusal says otherwise
        elif self.traits.dedups is None:
            self.traits.dedups = False

    def _unknown(self, answer: Answer | None, cause: Broken | None, key: str) -> CreateOutcomeUnknown:
        if answer is None:
            msg = f"the connection broke after the request had left ({cause})"
            return CreateOutcomeUnknown(msg, idempotency_key=key)
        msg = f"the service answered {answer.status} to a request it may have accepted"
        return CreateOutcomeUnknown(msg, idempotency_key=key, request_id=answer.request_id)


def _failed(cause: Broken | None) -> ConnectionFailed:
    kind = RequestTimeout if cause is not None and cause.timed_out else ConnectionFailed
    return kind(f"no answer came ({cause})", hint="is the address right, and the service up?")


def _texts(query: Mapping[str, Any]) -> dict[str, str]:
    """Values as a query string has them; what is None is not sent."""
    found = {name: value for name, value in query.items() if value is not None}
    return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in found.items()}
