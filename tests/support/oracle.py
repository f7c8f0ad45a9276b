"""A language model on loopback that says what a script tells it, in the words of four providers' APIs."""

import json
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any, Literal

Dialect = Literal["chat", "responses", "messages", "gemini"]


@dataclass(frozen=True)
class Say:
    """An answer of the form that was asked for. A text stands for arguments as they are, be they no JSON."""

    answer: Any
    tokens: int = 30  # of the question and of the answer together

    @property
    def written(self) -> str:
        return self.answer if isinstance(self.answer, str) else json.dumps(self.answer)


@dataclass(frozen=True)
class Cut:
    """An answer that ends in the middle."""


@dataclass(frozen=True)
class Refuse:
    """A refusal."""


@dataclass(frozen=True)
class Chat:
    """Words where a form was asked for."""

    text: str = "Sure, happy to help!"


@dataclass(frozen=True)
class Fail:
    """An error status."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    message: str = "not now"


@dataclass(frozen=True)
class Stall:
    """No answer until the server is closed."""


@dataclass(frozen=True)
class HangUp:
    """A closed connection."""


Step = Say | Cut | Refuse | Chat | Fail | Stall | HangUp


@dataclass(frozen=True)
class Asked:
    """One request that came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def dialect(self) -> Dialect:
        for end, dialect in (("/chat/completions", "chat"), ("/responses", "responses"), ("/messages", "messages")):
            if self.path.endswith(end):
                return dialect  # type: ignore[return-value]
        return "gemini"

    @property
    def text(self) -> str:
        """All of it, as it was sent."""
        return json.dumps(self.body, ensure_ascii=False)

    @property
    def tool(self) -> str | None:
        """The name of the form that the answer is to have; None when it is to be plain JSON."""
        tools = self.body.get("tools") or []
        if not tools:
            return None
        first = tools[0]
        declared = first.get("functionDeclarations") or [first.get("function") or first]
        return str(declared[0]["name"])


@dataclass
class Oracle:
    """Does the steps of its script one after the other; beyond its end it fails."""

    script: list[Step] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    port: int = 0
    delay: float = 0.0  # seconds that an answer takes
    spread: float = 0.0  # by what share of that answers may differ, to either side
    answer: Callable[[Asked], Step] | None = None  # in the place of a script, for questions in no certain order
    closing: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _random: Random = field(default_factory=lambda: Random(1))

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def v1(self) -> str:
        """The base of providers whose version is a part of it."""
        return f"{self.base}/v1"

    def tell(self, *steps: Step) -> None:
        """A new script; what was asked before is forgotten."""
        with self._lock:
            self.script[:] = steps
            self.asked.clear()

    def step(self, asked: Asked) -> Step:
        with self._lock:
            self.asked.append(asked)
            if self.answer is not None:
                return self.answer(asked)
            return self.script.pop(0) if self.script else Fail(418, message="the script is over")

    def thought(self) -> float:
        """The seconds that the next answer takes."""
        with self._lock:
            return self.delay * self._random.uniform(1 - self.spread, 1 + self.spread)


@contextmanager
def oracle(*steps: Step) -> Iterator[Oracle]:
    found = Oracle(list(steps))
    server = _Server(("127.0.0.1", 0), _handler(found))
    server.daemon_threads = True
    found.port = int(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield found
    finally:
        found.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who asked may be killed while it is answered."""
        if not isinstance(sys.exc_info()[1], ConnectionError | json.JSONDecodeError):
            super().handle_error(request, client_address)


def _handler(one: Oracle) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
            step = one.step(asked)
            one.closing.wait(one.thought())
            if isinstance(step, Stall):
                one.closing.wait(60)
            if isinstance(step, Stall | HangUp):
                self.close_connection = True
                return
            if isinstance(step, Fail):
                self._send(step.status, {"error": {"type": "error", "message": step.message}}, step.headers)
            else:
                self._send(200, _SPOKEN[asked.dialect](asked, step), {})

        def _send(self, status: int, body: Any, headers: dict[str, str]) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            for name, value in {
                "content-type": "application/json",
                "content-length": str(len(data)),
                **headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base's name
            """Tests are quiet."""

    return Handler


def _tokens(step: Step) -> tuple[int, int]:
    total = step.tokens if isinstance(step, Say) else 30
    return total - 10, 10


def _arguments(step: Step) -> str | None:
    """The answer's form as JSON, or None when the step has none."""
    if isinstance(step, Say):
        return step.written
    return '{"half": "an ans' if isinstance(step, Cut) else None


def _chat(asked: Asked, step: Step) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": step.text if isinstance(step, Chat) else None}
    arguments = _arguments(step)
    if arguments is not None and asked.tool:
        call = {"id": "call_1", "type": "function", "function": {"name": asked.tool, "arguments": arguments}}
        message["tool_calls"] = [call]
    elif arguments is not None:
        message["content"] = arguments
    if isinstance(step, Refuse):
        message["refusal"] = "I will not."
    finish = "length" if isinstance(step, Cut) else "tool_calls" if "tool_calls" in message else "stop"
    into, out = _tokens(step)
    usage = {"prompt_tokens": into, "completion_tokens": out, "total_tokens": into + out}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    model = asked.body["model"]
    return {"id": "1", "object": "chat.completion", "created": 1, "model": model, "choices": [choice], "usage": usage}


def _responses(asked: Asked, step: Step) -> dict[str, Any]:
    arguments = _arguments(step)
    output: list[dict[str, Any]] = []
    if arguments is not None:
        call = {"type": "function_call", "id": "f", "call_id": "c", "name": asked.tool, "arguments": arguments}
        output = [{**call, "status": "completed"}]
    if isinstance(step, Chat):
        text = {"type": "output_text", "text": step.text, "annotations": []}
        output = [{"type": "message", "id": "m", "role": "assistant", "status": "completed", "content": [text]}]
    if isinstance(step, Refuse):
        no = {"type": "refusal", "refusal": "I will not."}
        output = [{"type": "message", "id": "m", "role": "assistant", "status": "completed", "content": [no]}]
    into, out = _tokens(step)
    usage = {
        "input_tokens": into, "output_tokens": out, "total_tokens": into + out,
        "input_tokens_details": {"cached_tokens": 0}, "output_tokens_details": {"reasoning_tokens": 0},
    }  # fmt: skip
    cut = {"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}}
    return {
        "id": "r", "object": "response", "created_at": 1, "model": asked.body["model"], "output": output,
        "usage": usage, "parallel_tool_calls": False, "tool_choice": "auto", "tools": [],
        **(cut if isinstance(step, Cut) else {"status": "completed"}),
    }  # fmt: skip


def _messages(asked: Asked, step: Step) -> dict[str, Any]:
    content: list[dict[str, Any]] = []
    reason = "end_turn"
    if isinstance(step, Say):
        given = step.answer if not isinstance(step.answer, str) else {"broken": step.answer}
        content, reason = [{"type": "tool_use", "id": "t", "name": asked.tool, "input": given}], "tool_use"
    if isinstance(step, Cut):
        content, reason = [{"type": "tool_use", "id": "t", "name": asked.tool, "input": {}}], "max_tokens"
    if isinstance(step, Chat):
        content = [{"type": "text", "text": step.text}]
    if isinstance(step, Refuse):
        content, reason = [{"type": "text", "text": "I will not."}], "refusal"
    into, out = _tokens(step)
    return {
        "id": "m", "type": "message", "role": "assistant", "model": asked.body["model"], "content": content,
        "stop_reason": reason, "stop_sequence": None, "usage": {"input_tokens": into, "output_tokens": out},
    }  # fmt: skip


def _gemini(asked: Asked, step: Step) -> dict[str, Any]:
    parts: Sequence[dict[str, Any]] = []
    reason = "MAX_TOKENS" if isinstance(step, Cut) else "SAFETY" if isinstance(step, Refuse) else "STOP"
    if isinstance(step, Say):
        parts = [{"functionCall": {"name": asked.tool, "args": step.answer}}]
    if isinstance(step, Chat):
        parts = [{"text": step.text}]
    into, out = _tokens(step)
    usage = {"promptTokenCount": into, "candidatesTokenCount": out, "totalTokenCount": into + out}
    candidate = {"content": {"role": "model", "parts": parts}, "finishReason": reason, "index": 0}
    return {"candidates": [candidate], "usageMetadata": usage, "modelVersion": "m", "responseId": "1"}


_SPOKEN = {"chat": _chat, "responses": _responses, "messages": _messages, "gemini": _gemini}
