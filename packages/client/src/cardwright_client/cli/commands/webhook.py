"""`cardwright webhook`: events of a service, checked, or brought to a program on this machine."""

import base64
import hashlib
import hmac
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from cardwright_client.cli.context import current
from cardwright_client.cli.options import Usage
from cardwright_client.cli.output import event, show
from cardwright_client.cli.sources import read

if TYPE_CHECKING:
    from cardwright_client._sync._http import HTTP
    from cardwright_client.models import Status

webhook = App(
    name="webhook", help="Check events, or take them to a program on this machine.", result_action="return_value"
)
_VARIABLE = "CARDWRIGHT_WEBHOOK_SECRET"
_EVERY = 5.0  # seconds
_NEWEST = 50


@webhook.command
def verify(
    *,
    header: Annotated[list[str] | None, Parameter(alias="-H", negative="")] = None,
    body: Annotated[str, Parameter(allow_leading_hyphen=True)] = "-",
    secret_file: Path | None = None,
    tolerance: float = 300.0,
) -> int:
    """Check that an event was really sent by who has the secret, and print it; ends with 1 if not.

    The secret comes from CARDWRIGHT_WEBHOOK_SECRET or a file, never from an option.

    Parameters
    ----------
    header
        The request's headers, NAME: VALUE, one each time.
    body
        File with the request's body, byte for byte; `-` reads standard input.
    secret_file
        File with the secret.
    tolerance
        Seconds that may lie between its sending and now.
    """
    from cardwright_client.webhooks import verify as check

    secret = read(secret_file).strip() if secret_file else os.environ.get(_VARIABLE, "")
    if not secret:
        msg = "there is no secret"
        raise Usage(msg, f"set {_VARIABLE}, or --secret-file")
    raw = sys.stdin.buffer.read() if body == "-" else _bytes(Path(body))
    pairs = (text.partition(":") for text in header or ())
    found = check(raw, {name.strip(): value.strip() for name, _, value in pairs}, secret, tolerance=tolerance)
    show([{"id": found.id, "type": found.type, "data": dict(found.data)}], main="type")
    return 0


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        msg = f"{file}: {error.strerror}"
        raise Usage(msg) from error


@webhook.command
def forward(
    url: str, *, once: Annotated[bool, Parameter(negative="", help="End after the first event.")] = False
) -> int:
    """Send every generation that ends from now on to a program on this machine, as the service would.

    For trying a receiver that the service cannot reach: the list of generations is asked for every 5 seconds.

    Parameters
    ----------
    url
        Where it listens, such as http://127.0.0.1:3000/hook.
    """
    from cardwright_client._core.retry import Broken
    from cardwright_client._sync._http import HTTP

    context = current()
    with context.client() as client:
        secret = client.webhooks.secret().secret
        seen = {found.generation_id for found in client.generations.list(limit=_NEWEST) if found.is_terminal}
        context.note(f"events go to {url}, signed with the workspace's secret; Ctrl-C ends")
        post = HTTP({}, context.get("timeout"), None)
        try:
            while True:
                page = next(client.generations.list(limit=_NEWEST).pages())
                for found in (one for one in page if one.is_terminal and one.generation_id not in seen):
                    seen.add(found.generation_id)
                    try:
                        answered = _send(post, url, found, secret)
                    except Broken as error:
                        context.warn(f"{url}: {error}")
                        continue
                    event("forwarded", id=found.generation_id, answer=answered)
                    context.note(f"{found.generation_id} {found.status} → {answered}")
                    if once:
                        return 0
                time.sleep(_EVERY)
        finally:
            post.close()


def _send(post: "HTTP", url: str, status: "Status", secret: str) -> int:
    now = time.time()
    said = {"type": f"generation.{status.status}", "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now))}
    body = json.dumps({**said, "data": dict(status.raw)}).encode()
    message = f"msg_{status.generation_id}"
    headers = {
        "content-type": "application/json",
        "webhook-id": message,
        "webhook-timestamp": str(int(now)),
        "webhook-signature": sign(message, int(now), body, secret),
    }
    return post.send("POST", url, headers=headers, query={}, content=body).status


def sign(message: str, timestamp: int, body: bytes, secret: str) -> str:
    """The signature of an event after the Standard Webhooks specification 1.0."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.digest(key, f"{message}.{timestamp}.".encode() + body, hashlib.sha256)
    return "v1," + base64.b64encode(digest).decode()
