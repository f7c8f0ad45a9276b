"""How is logged: lines of text for people, or JSON with the ids of the request and the job they are about.

What users wrote is in no message; they name ids and kinds of failures. Of an exception JSON has the class and where
it happened, and not its words, which may quote a text; lines for people have the whole traceback.
"""

import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from traceback import walk_tb
from types import TracebackType
from typing import Any, Final, Literal

import msgspec

request_id: ContextVar[str] = ContextVar("request_id", default="")
job_id: ContextVar[str] = ContextVar("job_id", default="")
TEXT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_DEPTH: Final = 30  # frames of a failure


def start(level: str, style: Literal["text", "json"]) -> None:
    """Log to standard error from now on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Json() if style == "json" else logging.Formatter(TEXT))
    logging.basicConfig(level=level.upper(), handlers=[handler])


class Json(logging.Formatter):
    """One object a line."""

    def format(self, record: logging.LogRecord) -> str:
        found: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request := request_id.get():
            found["request_id"] = request
        if job := job_id.get():
            found["export_id" if job.startswith("exp_") else "generation_id"] = job
        found.update(getattr(record, "fields", {}))
        if record.exc_info and record.exc_info[1] is not None:
            found["error"] = {"causes": _causes(record.exc_info[1]), "frames": _frames(record.exc_info[2])}
        return msgspec.json.encode(found).decode()


def _causes(error: BaseException | None) -> list[str]:
    """The classes of a failure and of what caused it."""
    found: list[str] = []
    while error is not None and len(found) < _DEPTH:
        found.append(f"{type(error).__module__}.{type(error).__qualname__}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return found


def _frames(trace: TracebackType | None) -> list[str]:
    """Where a failure happened, the innermost place last."""
    frames = [f"{frame.f_code.co_filename}:{line} {frame.f_code.co_name}" for frame, line in walk_tb(trace)]
    return frames[-_DEPTH:]
