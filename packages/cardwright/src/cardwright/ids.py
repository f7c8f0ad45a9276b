"""Identifiers and secrets; the only module that draws random numbers."""

import random
import secrets

NANO_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
LOWER_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
EXPORT_PREFIX = "exp_"
PICTURE_PREFIX = "img_"
_correlation = random.Random()  # noqa: S311 - names requests and spreads retries, guards nothing


def _draw(alphabet: str, length: int) -> str:
    return "".join(secrets.choice(alphabet) for _ in range(length))


def generation_id() -> str:
    """A 21-character id, the shape clients of the API know; none begins as an option of a command does."""
    return _draw(NANO_ALPHABET.removesuffix("-"), 1) + _draw(NANO_ALPHABET, 20)


def export_id() -> str:
    """The id of an export on demand."""
    return EXPORT_PREFIX + _draw(LOWER_ALPHABET, 18)


def gamma_id() -> str:
    """A file id: `g_` and 15 lower-case letters or digits."""
    return "g_" + _draw(LOWER_ALPHABET, 15)


def doc_id() -> str:
    """The id inside a viewing URL: 15 lower-case letters or digits."""
    return _draw(LOWER_ALPHABET, 15)


def row_id() -> str:
    """An id for rows nobody types: 15 lower-case letters or digits."""
    return _draw(LOWER_ALPHABET, 15)


def theme_id() -> str:
    """The id of a theme that is a workspace's own."""
    return "thm_" + _draw(LOWER_ALPHABET, 18)


def webhook_id() -> str:
    """The id of a registered receiver of events."""
    return "wh_" + _draw(LOWER_ALPHABET, 18)


def message_id() -> str:
    """The id of one event for one receiver; no full stop in it, for it is signed with stops around it."""
    return "msg_" + _draw(LOWER_ALPHABET, 24)


def comment_id() -> str:
    """The id of a comment or of a reply to one."""
    return "com_" + _draw(LOWER_ALPHABET, 18)


def request_id() -> str:
    """A correlation id for one HTTP request: a version 4 UUID, but not from the system's secret randomness."""
    drawn = f"{_correlation.getrandbits(128):032x}"
    return f"{drawn[:8]}-{drawn[8:12]}-4{drawn[13:16]}-a{drawn[17:20]}-{drawn[20:]}"


def api_key() -> str:
    """A fresh API key with 190 bits of randomness."""
    return "sk-gamma-" + _draw(NANO_ALPHABET[:62], 32)


def jitter(share: float = 0.1) -> float:
    """A factor around 1, off by at most `share`, so that what failed together is not tried again together."""
    return _correlation.uniform(1 - share, 1 + share)


def secret_bytes(length: int = 32) -> bytes:
    """Random bytes for signing and hashing keys."""
    return secrets.token_bytes(length)


def image_id() -> str:
    """The id of a single picture."""
    return PICTURE_PREFIX + _draw(LOWER_ALPHABET, 18)


def media_id() -> str:
    """The name of a picture among what a workspace keeps."""
    return "med_" + _draw(LOWER_ALPHABET, 18)
