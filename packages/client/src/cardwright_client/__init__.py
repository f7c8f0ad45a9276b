"""SDK for the generation API: works against Cardwright and against the original service.

What is named here is loaded when it is first used, so that a program or a
command that needs little of it starts at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_HOMES = {
    "cardwright_client._async._handles": "AsyncExport AsyncGeneration AsyncPicture",
    "cardwright_client._async.batch": "AsyncBatch",
    "cardwright_client._async.client": "AsyncClient",
    "cardwright_client._core.durations": "DurationModel",
    "cardwright_client._core.scheduler": "PollPolicy",
    "cardwright_client._outcome": "Credits Item",
    "cardwright_client._part": "Download",
    "cardwright_client._sync._handles": "Export Generation Picture",
    "cardwright_client._sync.batch": "Batch",
    "cardwright_client._sync.client": "Client",
    "cardwright_client.errors": "APIError AuthenticationError BadRequest BadSignature CardwrightError Conflict ConnectionFailed CreateOutcomeUnknown DownloadError EmptyOutput ExportDamaged ExportExpired Forbidden GenerationFailed JournalLocked NotFound OutOfCredits RateLimited RefError RequestTimeout ServerError UnexpectedAnswer WaitTimeout",
    "cardwright_client.models": "Status",
    "cardwright_client.params": "CreateParams ImageParams TemplateParams",
}
_WHERE = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    home = _WHERE.get(name)
    if home is None:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    found = globals()[name] = getattr(import_module(home), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
