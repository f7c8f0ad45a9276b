"""Themes, folders, files and their exports as the wire has them, fields in the order in which they are sent."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, Literal

import msgspec

from cardwright_wire.enums import EXPORTS, ExportAs, Status
from cardwright_wire.rules import one_of
from cardwright_wire.scopes import Scope
from cardwright_wire.shapes import Shape, make_shape
from cardwright_wire.validation import read_body

Reason = Literal["render_timeout", "export_failed", "deck_too_large", "no_content"]


class ThemeItem(msgspec.Struct, frozen=True, rename="camel"):
    """A look to choose by its id. `type` is `standard` for everybody's, `custom` for a workspace's own."""

    id: str
    name: str
    type: Literal["standard", "custom"]
    color_keywords: Sequence[str]
    tone_keywords: Sequence[str]


class FolderItem(msgspec.Struct, frozen=True, rename="camel"):
    """A folder of which the key's owner is a member."""

    id: str
    name: str


class Me(msgspec.Struct, frozen=True, rename="camel"):
    """Who a key speaks for, and what the workspace's plan allows."""

    email: str
    display_name: str
    profile_image_url: str | None
    workspace_name: str
    max_generate_cards: int
    available_image_models: Sequence[str]
    scopes: Sequence[Scope] | msgspec.UnsetType = msgspec.UNSET  # of a key that is limited, an addition of ours


class Balance(msgspec.Struct, frozen=True, rename="camel"):
    """Credits of the workspace: free to spend, and set aside for what is under way."""

    remaining: int
    reserved: int


class Author(msgspec.Struct, frozen=True, rename="camel"):
    name: str
    avatar_url: str | None = None


class GammaBody(msgspec.Struct, frozen=True, rename="camel"):
    """What is known about a file; not what it says."""

    id: str
    title: str
    type: Literal["regular", "template"]
    url: str
    thumbnail_url: str | None
    description: str | None
    author: Author | None
    created_time: str
    updated_time: str
    theme_id: str
    archived: bool


class Archived(msgspec.Struct, frozen=True, rename="camel"):
    gamma_id: str
    archived: bool = True


class Deleted(msgspec.Struct, frozen=True, rename="camel"):
    status: str
    gamma_id: str
    message: str


class ExportRequest(msgspec.Struct, frozen=True, rename="camel"):
    """What a file is to be exported as."""

    export_as: ExportAs


class ExportStarted(msgspec.Struct, frozen=True, rename="camel"):
    export_id: str


class ExportError(msgspec.Struct, frozen=True, rename="camel"):
    """`render_timeout` and `export_failed` may be tried again; the others ask for another file."""

    reason: Reason
    message: str
    status_code: int


class ExportStatus(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """The state of an export on demand."""

    export_id: str
    status: Status
    gamma_id: str
    export_as: str
    export_url: str | None = None
    error: ExportError | None = None


EXPORT: Final[Shape[ExportRequest]] = make_shape(
    ExportRequest,
    {"export_as": one_of(EXPORTS)},
    missing={"export_as": f"exportAs must be one of: {', '.join(EXPORTS)}"},
)


def parse_export(body: bytes) -> ExportRequest:
    """The request that a body of `POST /v1.0/gammas/{id}/export` makes.

    Raises:
        Invalid: the body breaks a rule or is not JSON.
    """
    return read_body(EXPORT, body)


def timestamp(seconds: float) -> str:
    """A moment as JavaScript writes it: UTC, milliseconds, `Z`."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"
