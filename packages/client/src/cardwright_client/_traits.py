"""What a client is told to call, and what it learns of a service."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Hooks:
    """Called around requests, for logs and metrics: method and path; then also status and seconds. No bodies, no keys."""

    on_request: Callable[[str, str], None] | None = None
    on_response: Callable[[str, str, int, float], None] | None = None
    on_sleep: Callable[[float], None] | None = None


@dataclass
class Traits:
    """What is known of a service: whether it honours idempotency keys and streams events. None until it was seen."""

    dedups: bool | None = None
    streams: bool | None = None
