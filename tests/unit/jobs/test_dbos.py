"""What of the engine's own log is worth an operator's while."""

import logging

import pytest
from cardwright.jobs.engines.dbos import is_news
from dbos._error import DBOSAwaitedWorkflowCancelledError, DBOSWorkflowCancelledError


def record(error: Exception) -> logging.LogRecord:
    told = (type(error), error, None)
    return logging.LogRecord("dbos", logging.ERROR, "", 0, "Exception encountered in asynchronous workflow:", (), told)


@pytest.mark.parametrize("error", [DBOSAwaitedWorkflowCancelledError("a"), DBOSWorkflowCancelledError("a")])
def test_a_cancelled_job_is_no_failure(error: Exception) -> None:
    assert not is_news(record(error))


def test_a_failure_is() -> None:
    assert is_news(record(RuntimeError("no disk")))
    assert is_news(logging.LogRecord("dbos", logging.ERROR, "", 0, "lost the database", (), None))
