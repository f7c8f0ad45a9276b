"""The server's own secret: made once, readable by its owner only."""

import os
from pathlib import Path

from cardwright import ids

LENGTH = 32


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
