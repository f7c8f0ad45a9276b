"""`cardwright api`: any request, with the key, for what has no command."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from cardwright_client._values import as_list, as_object
from cardwright_client.cli.context import current
from cardwright_client.cli.options import Usage
from cardwright_client.cli.output import show
from cardwright_client.cli.sources import pair, read


def api(
    method: str,
    path: str,
    *,
    field: Annotated[list[str] | None, Parameter(alias="-f", negative="")] = None,
    input: Annotated[str | None, Parameter(allow_leading_hyphen=True)] = None,  # noqa: A002 - the option's name
    paginate: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Send a request and print its answer.

    Parameters
    ----------
    method
        GET, POST, and so on.
    path
        Such as /v1.0/themes; without /v1.0 too.
    field
        NAME=VALUE of the query of a GET, else of the body; may be given several times.
    input
        File with the body; `-` reads standard input.
    paginate
        Read a list to its end.
    """
    fields = dict(pair("-f", text) for text in field or ())
    where = "/" + path.lstrip("/")
    where = where if where.startswith("/v") and where[2:3].isdigit() else f"/v1.0{where}"
    method = method.upper()
    if not method.isalpha():
        msg = f"{method} is no method"
        raise Usage(msg, "GET, POST, PUT, PATCH or DELETE")
    with current().client() as client:
        if method == "GET":
            answer = client.raw.get(where, **fields)
            if paginate:
                show(_pages(client, where, fields, answer.values()), main="id", many=True)
                return 0
        else:
            answer = client.raw.send(method, where, _body(input) | fields if input or fields else None)
    if current().shared.for_programs:
        values: Any = answer.values() if answer.body else {}
        many = isinstance(values, list)
        show(as_list(values) if many else [values], main="id", many=many)
        return 0
    sys.stdout.write(_pretty(answer.body))
    return 0


def _pages(client: Any, where: str, fields: dict[str, Any], values: Any) -> list[Any]:
    page = as_object(values)
    if "data" not in page:
        msg = f"{where} is no list"
        raise Usage(msg, "leave --paginate out")
    found = as_list(page["data"])
    while page.get("hasMore") and (after := page.get("nextCursor")):
        page = as_object(client.raw.get(where, **(fields | {"after": after})).values())
        found += as_list(page.get("data"))
    return found


def _body(source: str | None) -> dict[str, Any]:
    if source is None:
        return {}
    text = sys.stdin.read() if source == "-" else read(Path(source))
    try:
        found: Any = json.loads(text)
    except ValueError as error:
        msg = f"the body is no JSON: {error}"
        raise Usage(msg) from error
    if not isinstance(found, dict):
        msg = "the body is not an object"
        raise Usage(msg)
    return found  # pyright: ignore[reportUnknownVariableType]


def _pretty(body: bytes) -> str:
    try:
        return json.dumps(json.loads(body), indent=2, ensure_ascii=False) + "\n"
    except ValueError:
        return body.decode("utf-8", "replace")
