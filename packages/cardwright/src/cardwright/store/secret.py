"""The server's own secret: made once, readable by its owner only; or a setting, when several processes share it."""

import hashlib
import hmac
import os
from pathlib import Path

from cardwright import ids
from cardwright.errors import Misconfigured

LENGTH = 32
FILE = "secret.key"  # in the data folder
LEAST = 32  # characters of a secret that is a setting


def of(setting: str, path: Path) -> bytes:
    """The secret that the setting `secret_key` gives; without one, that in a file.

    Raises:
        Misconfigured: the setting is too short to be a secret.
    """
    if not setting:
        return load(path)
    if len(setting) < LEAST:
        msg = f"secret_key: must have {LEAST} characters or more"
        raise Misconfigured(msg, "`openssl rand -hex 32` makes one")
    return hashlib.sha256(b"cardwright secret\n" + setting.encode()).digest()


def fingerprint(secret: bytes) -> str:
    """What tells one secret from another and gives neither away."""
    return hmac.digest(secret, b"fingerprint of the secret", hashlib.sha256).hex()[:16]


def load(path: Path) -> bytes:
    """The secret in a file; a missing file is made with fresh random bytes."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as file:
        file.write(ids.secret_bytes(LENGTH))
        file.flush()
        os.fsync(file.fileno())
    return path.read_bytes()
