"""Logs as JSON: one object a line, with ids; of an exception its class and place, never its words."""

import json
import logging
import sys

import pytest
from cardwright import logs

CANARY = "Xylocanary"


def told(**more: object) -> dict[str, object]:
    record = logging.LogRecord("cardwright.x", logging.WARNING, __file__, 1, "job %s\nfailed", ("j",), None)
    record.__dict__.update(more)
    line = logs.Json().format(record)
    assert "\n" not in line
    return json.loads(line)


def test_a_message_is_an_object_on_one_line() -> None:
    found = told()
    assert {name: found[name] for name in ("level", "logger", "message")} == {
        "level": "warning", "logger": "cardwright.x", "message": "job j\nfailed",
    }  # fmt: skip
    assert str(found["time"]).endswith("+00:00")
    assert found.keys() == {"time", "level", "logger", "message"}


@pytest.mark.parametrize(("job", "name"), [("g" * 21, "generation_id"), ("exp_1", "export_id")])
def test_ids_of_what_it_is_about_are_told(job: str, name: str) -> None:
    tokens = logs.request_id.set("r"), logs.job_id.set(job)
    try:
        assert told(fields={"code": 200}).items() >= {"request_id": "r", name: job, "code": 200}.items()
    finally:
        logs.request_id.reset(tokens[0])
        logs.job_id.reset(tokens[1])


def test_of_an_exception_its_words_are_left_out() -> None:
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as error:
            raise ValueError(CANARY) from error
    except ValueError:
        found = told(exc_info=sys.exc_info())
    error = found["error"]
    assert isinstance(error, dict)
    assert error["causes"] == ["builtins.ValueError", "builtins.KeyError"]
    assert error["frames"][-1].endswith("test_of_an_exception_its_words_are_left_out")
    assert CANARY not in json.dumps(found)
