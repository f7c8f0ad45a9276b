"""Signatures as the specification's own example has them, and secrets that nobody stores."""

import base64

import pytest
from cardwright.db.deliveries import Delivery
from cardwright.hooks import secret
from cardwright.hooks.secret import Secrets
from cardwright.hooks.signature import signature, signed
from receiving import verify

SECRET = "whsec_plJ3nmyCDGBKInavdOK15jsl"
ID = "msg_loFOjxBNrRLzqYUf"
AT = 1731705121
BODY = b'{"event_type":"ping","data":{"success":true}}'
SIGNATURE = "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="


def test_the_example_of_the_specification() -> None:
    assert signature(ID, AT, BODY, secret.read(SECRET)) == SIGNATURE
    assert signed(ID, AT + 0.9, BODY, secret.read(SECRET)) == {
        "webhook-id": ID, "webhook-timestamp": str(AT), "webhook-signature": SIGNATURE,
    }  # fmt: skip


def test_what_is_signed_is_verified_and_nothing_else_is() -> None:
    key = Secrets(b"r" * 32).of_webhook("wh_1")
    headers = signed(ID, AT, BODY, key)
    verify(headers, BODY, secret.shown(key), AT + 10)
    with pytest.raises(ValueError, match="no signature fits"):
        verify(headers, BODY + b" ", secret.shown(key), AT)
    with pytest.raises(ValueError, match="no signature fits"):
        verify({**headers, "webhook-id": "msg_other"}, BODY, secret.shown(key), AT)
    with pytest.raises(ValueError, match="too long ago"):
        verify(headers, BODY, secret.shown(key), AT + 301)


def test_secrets_are_of_one_webhook_or_key_of_one_server_and_stay_the_same() -> None:
    ours, theirs = Secrets(b"r" * 32), Secrets(b"s" * 32)
    found = [ours.of_webhook("a"), ours.of_webhook("b"), ours.of_key("a"), theirs.of_webhook("a")]
    assert len(set(found)) == len(found)
    assert ours.of_webhook("a") == Secrets(b"r" * 32).of_webhook("a")


def test_secrets_are_shown_as_the_specification_says_and_never_by_accident() -> None:
    key = Secrets(b"r" * 32).of_webhook("a")
    shown = secret.shown(key)
    assert shown.startswith("whsec_")
    assert 24 <= len(base64.b64decode(shown[6:], validate=True)) <= 64
    assert secret.read(shown) == key
    assert "r" * 32 not in repr(Secrets(b"r" * 32))


def test_a_delivery_is_signed_for_its_webhook_else_for_the_key_that_asked() -> None:
    secrets = Secrets(b"r" * 32)
    delivery = Delivery(ID, "wh_1", "default", "key", "g", "generation.failed", "https://a.example", "a.example", 0, 0)
    assert secrets.of_delivery(delivery) == secrets.of_webhook("wh_1")
    named = Delivery(ID, None, "default", "key", "g", "generation.failed", "https://a.example", "a.example", 0, 0)
    assert secrets.of_delivery(named) == secrets.of_key("key")
