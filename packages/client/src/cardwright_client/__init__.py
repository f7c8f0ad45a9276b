"""SDK for the generation API: works against Cardwright and against the original service."""

from cardwright_client._core.answers import Credits, Failure, Started, Status
from cardwright_client.client import Client
from cardwright_client.errors import (
    APIError,
    ClientError,
    ConnectionFailed,
    CreateOutcomeUnknown,
    DownloadFailed,
    GenerationFailed,
    OutOfCredits,
    RateLimited,
    WaitTimeout,
)

__all__ = [
    "APIError",
    "Client",
    "ClientError",
    "ConnectionFailed",
    "CreateOutcomeUnknown",
    "Credits",
    "DownloadFailed",
    "Failure",
    "GenerationFailed",
    "OutOfCredits",
    "RateLimited",
    "Started",
    "Status",
    "WaitTimeout",
]
