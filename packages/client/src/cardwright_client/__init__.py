"""SDK for the generation API: works against Cardwright and against the original service."""

from cardwright_client._async._handles import AsyncExport, AsyncGeneration, AsyncPicture
from cardwright_client._async.batch import AsyncBatch
from cardwright_client._async.client import AsyncClient
from cardwright_client._core.durations import DurationModel
from cardwright_client._core.scheduler import PollPolicy
from cardwright_client._outcome import Credits, Item
from cardwright_client._part import Download
from cardwright_client._sync._handles import Export, Generation, Picture
from cardwright_client._sync.batch import Batch
from cardwright_client._sync.client import Client
from cardwright_client.errors import (
    APIError,
    AuthenticationError,
    BadRequest,
    BadSignature,
    CardwrightError,
    Conflict,
    ConnectionFailed,
    CreateOutcomeUnknown,
    DownloadError,
    EmptyOutput,
    ExportDamaged,
    ExportExpired,
    Forbidden,
    GenerationFailed,
    JournalLocked,
    NotFound,
    OutOfCredits,
    RateLimited,
    RefError,
    RequestTimeout,
    ServerError,
    UnexpectedAnswer,
    WaitTimeout,
)
from cardwright_client.models import Status
from cardwright_client.params import CreateParams, ImageParams, TemplateParams

__all__ = [
    "APIError",
    "AsyncBatch",
    "AsyncClient",
    "AsyncExport",
    "AsyncGeneration",
    "AsyncPicture",
    "AuthenticationError",
    "BadRequest",
    "BadSignature",
    "Batch",
    "CardwrightError",
    "Client",
    "Conflict",
    "ConnectionFailed",
    "CreateOutcomeUnknown",
    "CreateParams",
    "Credits",
    "Download",
    "DownloadError",
    "DurationModel",
    "EmptyOutput",
    "Export",
    "ExportDamaged",
    "ExportExpired",
    "Forbidden",
    "Generation",
    "GenerationFailed",
    "ImageParams",
    "Item",
    "JournalLocked",
    "NotFound",
    "OutOfCredits",
    "Picture",
    "PollPolicy",
    "RateLimited",
    "RefError",
    "RequestTimeout",
    "ServerError",
    "Status",
    "TemplateParams",
    "UnexpectedAnswer",
    "WaitTimeout",
]
