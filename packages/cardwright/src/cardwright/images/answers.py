"""What services answered, held against the form that is expected of it."""

from typing import Any, TypeVar

import msgspec

from cardwright.errors import SourceFailed

T = TypeVar("T")


def reading(service: str, answer: Any, type: type[T]) -> T:  # noqa: A002
    """The answer as data; fields that nobody needs are ignored.

    Raises:
        SourceFailed: it has another form.
    """
    try:
        return msgspec.convert(answer, type)
    except msgspec.ValidationError as error:
        msg = f"{service} answered in a form that is not known"
        raise SourceFailed(msg) from error
