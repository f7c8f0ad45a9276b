"""The headers that tell a receiver which event this is, when it was sent, and that we sent it."""

import base64
import hashlib
import hmac

Headers = dict[str, str]


def signed(message_id: str, at: float, body: bytes, secret: bytes) -> Headers:
    """The three headers of an attempt made `at` (seconds since 1970)."""
    timestamp = int(at)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(message_id, timestamp, body, secret),
    }


def signature(message_id: str, timestamp: int, body: bytes, secret: bytes) -> str:
    """HMAC-SHA256 of `id.timestamp.body`, in base64 behind the version of the scheme."""
    digest = hmac.digest(secret, f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256)
    return "v1," + base64.b64encode(digest).decode()
