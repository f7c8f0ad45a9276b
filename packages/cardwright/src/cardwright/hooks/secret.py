"""What webhooks are signed with.

Signing needs the secret itself, so a hash of it would not do. Nothing is
stored all the same: a secret is derived from the server's own (`secret.key` in
the data folder) and the id of whose it is, and so is the same each time. A
copy of the database tells nobody how to sign; whoever has that file too could
sign links as well. Another secret is had by another webhook, or another key.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass, field

from cardwright.db.deliveries import Delivery

PREFIX = "whsec_"


@dataclass(frozen=True, slots=True)
class Secrets:
    """Secrets of 32 bytes. They are for the receiver and the signature only: never log or list them."""

    _root: bytes = field(repr=False)

    def of_webhook(self, webhook_id: str) -> bytes:
        """What a registered receiver's events are signed with."""
        return self._derived(f"webhook {webhook_id}")

    def of_key(self, key_id: str) -> bytes:
        """What events are signed with whose receivers were named by requests with an API key."""
        return self._derived(f"key {key_id}")

    def of_delivery(self, delivery: Delivery) -> bytes:
        """What a delivery is signed with."""
        return self.of_webhook(delivery.webhook_id) if delivery.webhook_id else self.of_key(delivery.key_id)

    def _derived(self, whose: str) -> bytes:
        """The first block of HKDF-Expand (RFC 5869 §2.3); the root is random, so nothing need be extracted."""
        return hmac.digest(self._root, f"webhook signing, {whose}\x01".encode(), hashlib.sha256)


def shown(secret: bytes) -> str:
    """A secret as receivers are given it."""
    return PREFIX + base64.b64encode(secret).decode()


def read(text: str) -> bytes:
    """The secret that `shown` wrote.

    Raises:
        ValueError: it is none.
    """
    return base64.b64decode(text.removeprefix(PREFIX), validate=True)
