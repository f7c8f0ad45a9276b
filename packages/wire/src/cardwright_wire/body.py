"""The body of a request as plain values: JSON, read fast, and read again slowly when that fails.

The slow reading accepts what a JavaScript server accepts and the fast one does
not: a byte order mark, halves of surrogate pairs, numbers beyond every range.
"""

import json
from typing import Any, Final, NoReturn, cast

import msgspec

_FAST: Final = msgspec.json.Decoder()
_LONGEST_INTEGER: Final = 400  # digits; a float is infinite long before


class NotJson(Exception):
    """The body is not JSON. `reason` says where and why, for whoever sent it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason: Final = reason


def values(body: bytes | str) -> Any:
    """What the JSON says, as dict, list, str, int, float, bool or None; of equal keys the last one wins.

    An empty body is an empty object, as Express reads it. Strings never hold
    lone surrogates: each becomes U+FFFD, so that every text can be stored.

    Raises:
        NotJson: it cannot be read: bad syntax, not UTF-8, nested too deeply.
    """
    if not body:
        return {}
    try:
        return _FAST.decode(body)
    except RecursionError:
        raise NotJson(_TOO_DEEP) from None
    except ValueError:  # both of msgspec's and of Unicode's errors are
        return _slowly(body)


_TOO_DEEP: Final = "it is nested too deeply"


def _slowly(body: bytes | str) -> Any:
    try:
        text = body if isinstance(body, str) else body.decode()
        return _cleaned(_SLOW.decode(text.removeprefix("\ufeff")))
    except RecursionError:
        raise NotJson(_TOO_DEEP) from None
    except UnicodeDecodeError as error:
        msg = f"byte {error.start} is not UTF-8"
        raise NotJson(msg) from error
    except ValueError as error:
        raise NotJson(str(error)) from error


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else float(digits)


def _constant(name: str) -> NoReturn:
    msg = f"{name} is not a JSON value"
    raise ValueError(msg)


_SLOW: Final = json.JSONDecoder(parse_int=_integer, parse_constant=_constant)


def _cleaned(value: Any) -> Any:
    """The value with every half of a surrogate pair that lost the other replaced."""
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, list):
        return [_cleaned(item) for item in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {_cleaned(name): _cleaned(item) for name, item in cast("dict[str, Any]", value).items()}
    return value
