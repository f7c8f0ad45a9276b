"""Bodies of answers, fields in the order in which they are sent; what is None is not sent."""

from typing import Final

import msgspec

from cardwright_wire.enums import Status


class CreateGenerationResponse(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """The answer to a POST: nothing but the id, and what was ignored or changed."""

    generation_id: str
    warnings: str | None = None
    page_warnings: tuple[str | None, ...] | None = None


class ErrorBody(msgspec.Struct, frozen=True, rename="camel"):
    """The envelope of every error. `status_code` equals the HTTP status."""

    message: str
    status_code: int


class Credits(msgspec.Struct, frozen=True, rename="camel"):
    """What a generation cost, and what the workspace has left."""

    deducted: int
    remaining: int


class PageStatus(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """How one page of several ended; a failed one has no URL."""

    gamma_id: str
    gamma_url: str | msgspec.UnsetType
    status: Status
    error: ErrorBody | None = None
    export_url: str | None = None


class GenerationStatusResponse(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """The state of a generation, sent with HTTP 200 in all three states.

    Made by `pending`, `completed` and `failed`, which know what each state
    carries. `export_url` is there exactly when an export was asked for.
    """

    generation_id: str
    status: Status
    gamma_id: str | None = None
    gamma_url: str | None = None
    export_url: str | None = None
    error: ErrorBody | None = None
    credits: Credits | None = None
    pages: tuple[PageStatus, ...] | None = None
    site_url: str | None = None
    exports: dict[str, str] | None = None
    warnings: str | None = None


class ListedGeneration(GenerationStatusResponse, frozen=True, rename="camel", omit_defaults=True, kw_only=True):
    """The state of a generation as the list of them has it: with the time at its end."""

    created_time: str


def pending(generation_id: str) -> GenerationStatusResponse:
    """The status of a generation that is under way."""
    return GenerationStatusResponse(generation_id, "pending")


def completed(
    generation_id: str,
    credits: Credits,
    *,
    gamma_id: str,
    gamma_url: str,
    export_url: str | None = None,
    pages: tuple[PageStatus, ...] | None = None,
    site_url: str | None = None,
    exports: dict[str, str] | None = None,
    warnings: str | None = None,
) -> GenerationStatusResponse:
    """The status of a generation that succeeded."""
    return GenerationStatusResponse(
        generation_id, "completed", gamma_id, gamma_url, export_url, None, credits, pages, site_url, exports, warnings
    )


def failed(
    generation_id: str, credits: Credits, error: ErrorBody, pages: tuple[PageStatus, ...] | None = None
) -> GenerationStatusResponse:
    """The status of a generation that did not succeed; `error.status_code` is not the HTTP status here."""
    return GenerationStatusResponse(generation_id, "failed", error=error, credits=credits, pages=pages)


_ENCODER: Final = msgspec.json.Encoder()


def encode(body: msgspec.Struct) -> bytes:
    """An answer's body as UTF-8 JSON."""
    return _ENCODER.encode(body)
