"""Every sentence the API says, letter by letter: errors, and warnings of an accepted request.

Clients match on some of these (`Insufficient credits`), so they are data of the
contract and not prose to improve.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from cardwright_wire.enums import (
    DEFAULT_DIMENSIONS,
    LEGAL_DIMENSIONS,
    Dimensions,
    Format,
)
from cardwright_wire.scopes import Scope

INVALID_API_KEY: Final = "Invalid API key."
INSUFFICIENT_CREDITS: Final = "Insufficient credits remaining"
FORBIDDEN: Final = "Forbidden"
ARCHIVE_DENIED: Final = "Access denied. You must have edit permission to archive this gamma."
ADMIN_REQUIRED: Final = "Access denied - workspace admin role required"
EMPTY_OUTPUT: Final = "Failed to generate text. Check your inputs and try again."
TOO_MANY_REQUESTS: Final = "Too many requests"
GENERATION_ERROR: Final = "An error occurred while generating the gamma."
BAD_GATEWAY: Final = "Bad gateway"

# The two texts name both fields whichever of them was sent, as the reference's own example does.
MODEL_AND_STYLE_IGNORED: Final = (
    "imageOptions.model and imageOptions.style are ignored when imageOptions.source is not aiGenerated."
)
TEXT_OPTIONS_IGNORED: Final = "textOptions.amount and textOptions.tone are ignored when textMode is preserve."
# The reference warns here, but nobody has published its words; these are ours.
STYLE_IGNORED: Final = "imageOptions.style is ignored when imageOptions.stylePreset is not custom."
WORKSPACE_ACCESS_IGNORED: Final = (
    "sharingOptions.workspaceAccess was ignored because workspace sharing is restricted by a workspace admin."
)
EXTERNAL_ACCESS_IGNORED: Final = (
    "sharingOptions.externalAccess was ignored because access links are disabled by a workspace admin."
)


CANCELLED: Final = "The generation was cancelled."
ALREADY_ENDED: Final = "The generation has already ended."
FILE_DELETED: Final = "The gamma was deleted."
WEBHOOK_DISABLED: Final = "The webhook is disabled."
COMMENT_ARCHIVED: Final = "The comment is archived."


def scope_needed(scopes: Sequence[Scope]) -> str:
    """The 403 of a key that is limited to other things; names what would do."""
    return f"Access denied. This API key is limited and lacks the scope: {' or '.join(scopes)}"


def gamma_not_found(gamma_id: str) -> str:
    """The 404 of a file; echoes the id that was asked for."""
    return f"Gamma not found. gammaId: {gamma_id}"


def export_not_found(export_id: str) -> str:
    """The 404 of an export; echoes the id that was asked for."""
    return f"Export ID not found. exportId: {export_id}"


def theme_not_found(theme_id: str) -> str:
    """The 404 of a theme that is not the workspace's own; echoes the id that was asked for."""
    return f"Theme not found. themeId: {theme_id}"


def theme_size_used(dimensions: Dimensions, theme: str) -> str:
    """The warning that a theme's slides have a size of their own."""
    return (
        f"cardOptions.dimensions {dimensions} was not used: the slides of the theme {theme} have a size of their own."
    )


def webhook_not_found(webhook_id: str) -> str:
    """The 404 of a webhook; echoes the id that was asked for."""
    return f"Webhook not found. webhookId: {webhook_id}"


def delivery_not_found(delivery_id: str) -> str:
    """The 404 of a webhook's delivery; echoes the id that was asked for."""
    return f"Delivery not found. deliveryId: {delivery_id}"


def image_not_found(image_id: str) -> str:
    """The 404 of a picture; echoes the id that was asked for."""
    return f"Image generation not found. imageGenerationId: {image_id}"


def media_not_found(media_id: str) -> str:
    """The 404 of a kept picture; echoes the id that was asked for."""
    return f"Saved media not found. savedMediaId: {media_id}"


def comment_not_found(comment_id: str) -> str:
    """The 404 of a comment; echoes the id that was asked for."""
    return f"Comment not found. commentId: {comment_id}"


def viewer_not_found(user_id: str) -> str:
    """The 404 of somebody who has not viewed a file, or nobody knows by name; echoes the id that was asked for."""
    return f"Viewer not found. userId: {user_id}"


def generation_not_found(generation_id: str) -> str:
    """The 404 of the status endpoint; echoes the id that was asked for."""
    return f"Generation ID not found. generationId: {generation_id}"


def no_route(method: str, path: str) -> str:
    """The 404 of a path that is not there."""
    return f"Cannot {method} {path}"


def dimensions_ignored(dimensions: Dimensions, format: Format) -> str:
    """The warning that a dimension does not exist for the format, and what is used instead."""
    legal = ", ".join(LEGAL_DIMENSIONS[format])
    return (
        f"cardOptions.dimensions {dimensions} is not valid for format {format}. "
        f"Valid dimensions are: [ {legal} ]. Using default: {DEFAULT_DIMENSIONS[format]}."
    )


def invalid_input(complaints: Iterable[str]) -> str:
    """The 400 of a request that breaks rules: all complaints in one line, numbered from 1."""
    numbered = " ".join(f"{number}. {complaint}" for number, complaint in enumerate(complaints, 1))
    return f"Input validation errors: {numbered}"


def not_json(reason: str) -> str:
    """The 400 of a body that cannot be read as JSON at all."""
    return f"The request body is not valid JSON: {reason}"


def joined(warnings: Iterable[str]) -> str | None:
    """Several warnings as the one string the wire has room for; None when there are none."""
    return " ".join(warnings) or None
