"""Events are believed only when they are signed with the secret, and lately."""

import json

import pytest
from cardwright.hooks.signature import signed
from cardwright_client import BadSignature
from cardwright_client.webhooks import verify

RAW = bytes(range(32))
SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
STATUS = {"generationId": "g1", "status": "completed"}
BODY = json.dumps({"type": "generation.completed", "timestamp": "2026-11-25T00:00:00Z", "data": STATUS}).encode()
HEADERS = {
    name if isinstance(name, str) else name.decode(): value
    for name, value in dict(signed("msg_1", 1000.0, BODY, RAW)).items()
}


def test_what_the_server_signs_is_believed() -> None:
    event = verify(BODY, HEADERS, SECRET, now=1100.0)
    assert (event.id, event.type, event.status.generation_id) == ("msg_1", "generation.completed", "g1")
    rotated = {**HEADERS, "webhook-signature": "v1,AAAA " + HEADERS["webhook-signature"]}
    assert verify(BODY, {name.title(): value for name, value in rotated.items()}, SECRET, now=1000.0) == event


@pytest.mark.parametrize(
    ("body", "headers", "secret", "now"),
    [
        (BODY + b" ", HEADERS, SECRET, 1000.0),
        (BODY, {**HEADERS, "webhook-id": "msg_2"}, SECRET, 1000.0),
        (BODY, {**HEADERS, "webhook-timestamp": "1001"}, SECRET, 1000.0),
        (BODY, {**HEADERS, "webhook-timestamp": "soon"}, SECRET, 1000.0),
        (BODY, HEADERS, SECRET, 1301.0),
        (BODY, HEADERS, "whsec_" + "AAAA" * 8, 1000.0),
        (BODY, HEADERS, "no secret", 1000.0),
        (BODY, {}, SECRET, 1000.0),
    ],
)
def test_anything_else_is_not(body: bytes, headers: dict[str, str], secret: str, now: float) -> None:
    with pytest.raises(BadSignature):
        verify(body, headers, secret, now=now)
