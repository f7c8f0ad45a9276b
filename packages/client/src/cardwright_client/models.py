"""What the service answers, as frozen values in Python names.

`raw` is the answer as it was sent, `extra` what of it this version does not
know. States and kinds are plain strings, so that a new one still decodes.
"""

from collections.abc import Mapping
from typing import Any, TypeVar, cast

import msgspec

M = TypeVar("M", bound="Model")
_RAW = "(as sent)"  # no answer has a property of this name


class Model(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """Base of all answers."""

    raw: Mapping[str, Any] = msgspec.field(name=_RAW, default_factory=dict[str, Any])

    @property
    def extra(self) -> dict[str, Any]:
        """Properties that were sent and have no field here, in the wire's names."""
        known = set(self.__struct_encode_fields__)
        return {name: value for name, value in self.raw.items() if name not in known}


def decode(values: Any, kind: type[M]) -> M:
    """An answer from its JSON values.

    Raises:
        msgspec.ValidationError: it is no such answer.
    """
    found = msgspec.convert(values, kind)
    _attach(found, values)
    return found


def _attach(model: Model, values: Mapping[str, Any]) -> None:
    msgspec.structs.force_setattr(model, "raw", values)
    for field, name in zip(model.__struct_fields__, model.__struct_encode_fields__, strict=True):
        value = getattr(model, field)
        if isinstance(value, Model):
            _attach(value, values[name])
        elif isinstance(value, tuple):
            parts = cast("tuple[Any, ...]", value)
            for part, sent in zip(parts, values.get(name) or (), strict=False):
                if isinstance(part, Model):
                    _attach(part, sent)


class Credits(Model, frozen=True, kw_only=True):
    """What a generation cost, and what the workspace has left."""

    deducted: int = 0
    remaining: int | None = None


class Failure(Model, frozen=True, kw_only=True):
    """Why something failed. `reason` is said of exports only."""

    message: str = "no reason given"
    status_code: int = 500
    reason: str = ""


class Started(Model, frozen=True, kw_only=True):
    """A generation was taken on. `warnings` tells what of the request was not followed."""

    generation_id: str
    warnings: str | None = None
    page_warnings: tuple[str | None, ...] | None = None


class PageStatus(Model, frozen=True, kw_only=True):
    """How one page of several ended."""

    status: str
    gamma_id: str | None = None
    gamma_url: str | None = None
    export_url: str | None = None
    error: Failure | None = None


class Pollable(Model, frozen=True, kw_only=True):
    """Something that is pending until it is completed or failed; an unknown state counts as pending."""

    status: str

    @property
    def is_terminal(self) -> bool:
        return self.status in {"completed", "failed"}


class Status(Pollable, frozen=True, kw_only=True):
    """The state of a generation."""

    generation_id: str
    gamma_id: str | None = None
    gamma_url: str | None = None
    export_url: str | None = None
    error: Failure | None = None
    credits: Credits | None = None
    pages: tuple[PageStatus, ...] = ()
    site_url: str | None = None
    exports: dict[str, str] | None = None
    warnings: str | None = None
    created_time: str | None = None

    @property
    def url(self) -> str | None:
        """Where it is viewed."""
        return self.gamma_url


class ExportStatus(Pollable, frozen=True, kw_only=True):
    """The state of an export on demand."""

    export_id: str
    gamma_id: str | None = None
    export_as: str | None = None
    export_url: str | None = None
    error: Failure | None = None


class Picture(Model, frozen=True, kw_only=True):
    """A picture that is there. Sizes are pixels."""

    url: str
    width: int = 0
    height: int = 0
    format: str = ""
    mime_type: str = ""
    transparency: bool = False
    aspect_ratio_used: str = ""
    saved_media_id: str = ""


class Note(Model, frozen=True, kw_only=True):
    """What of a request for a picture was not followed."""

    code: str = ""
    message: str = ""


class ImageStatus(Pollable, frozen=True, kw_only=True):
    """The state of a picture; `error` is words."""

    image_generation_id: str
    image: Picture | None = None
    warnings: tuple[Note, ...] = ()
    error: str | None = None
    retryable: bool | None = None
    credits: Credits | None = None


class Theme(Model, frozen=True, kw_only=True):
    """A look to choose by its id. `type` is `standard` or `custom`."""

    id: str
    name: str = ""
    type: str = ""
    color_keywords: tuple[str, ...] = ()
    tone_keywords: tuple[str, ...] = ()


class ThemeNote(Model, frozen=True, kw_only=True):
    """One thing that was found in a theme's file, and what became of it."""

    verdict: str = ""
    about: str = ""
    text: str = ""


class NewTheme(Theme, frozen=True, kw_only=True):
    """A theme once it was brought, with the report on its file."""

    report: tuple[ThemeNote, ...] = ()


class FileText(Model, frozen=True, kw_only=True):
    """What a file says, as Markdown; `warnings` tell what was left out."""

    text: str
    title: str = ""
    format: str = ""
    warnings: tuple[str, ...] = ()


class Folder(Model, frozen=True, kw_only=True):
    """A folder of which the key's owner is a member."""

    id: str
    name: str = ""


class Me(Model, frozen=True, kw_only=True):
    """Whom a key speaks for, and what the plan allows."""

    email: str = ""
    display_name: str = ""
    profile_image_url: str | None = None
    workspace_name: str = ""
    max_generate_cards: int = 0
    available_image_models: tuple[str, ...] = ()
    scopes: tuple[str, ...] | None = None  # what the key is limited to; None when it is not


class Balance(Model, frozen=True, kw_only=True):
    """Credits of the workspace: free to spend, and set aside for what is under way."""

    remaining: int
    reserved: int = 0


class Person(Model, frozen=True, kw_only=True):
    """Who made or wrote something."""

    name: str = ""
    id: str | None = None
    avatar_url: str | None = None


class Gamma(Model, frozen=True, kw_only=True):
    """What is known about a file; not what it says."""

    id: str
    title: str = ""
    type: str = "regular"
    url: str = ""
    thumbnail_url: str | None = None
    description: str | None = None
    author: Person | None = None
    created_time: str = ""
    updated_time: str = ""
    theme_id: str | None = None
    archived: bool = False


class Hit(Model, frozen=True, kw_only=True):
    """A file that was found; `highlight` is the place in its text."""

    id: str
    title: str = ""
    url: str = ""
    highlight: str | None = None
    created_by: Person | None = None
    updated_time: str = ""
    archived: bool = False


class Hits(Model, frozen=True, kw_only=True):
    """Files that were found, the best first."""

    hits: tuple[Hit, ...] = ()


class Template(Model, frozen=True, kw_only=True):
    """A file to start others from."""

    id: str
    title: str = ""
    url: str = ""
    preview_url: str | None = None


class Templates(Model, frozen=True, kw_only=True):
    """Templates of the workspace, and everybody's."""

    workspace_templates: tuple[Template, ...] = ()
    workspace_degraded: bool = False
    explore_templates: tuple[Template, ...] = ()


class Reply(Model, frozen=True, kw_only=True):
    """An answer in a thread."""

    id: str
    author: Person | None = None
    content_text: str = ""
    archived: bool = False
    created_time: str = ""
    updated_time: str = ""


class Comment(Model, frozen=True, kw_only=True):
    """A thread: a comment on a card, or on the file as a whole, and its replies."""

    id: str
    card_id: str | None = None
    author: Person | None = None
    target_text: str | None = None
    target_html: str | None = None
    content_text: str = ""
    status: str = "open"
    archived: bool = False
    replies: tuple[Reply, ...] = ()
    created_time: str = ""
    updated_time: str = ""


class ViewDay(Model, frozen=True, kw_only=True):
    """How many people looked at a file on a day."""

    date: str
    unique_viewers: int = 0


class DailyViews(Model, frozen=True, kw_only=True):
    """The last days, today being the last of them."""

    day_count: int = 0
    timezone: str = "UTC"
    days: tuple[ViewDay, ...] = ()


class GammaAnalytics(Model, frozen=True, kw_only=True):
    """A file's views together."""

    gamma_id: str
    scope: str = "all"
    total_views: int = 0
    unique_viewers: int = 0
    unique_editors: int = 0
    card_count: int = 0
    last_opened: str | None = None
    daily_views: DailyViews | None = None


class CardViews(Model, frozen=True, kw_only=True):
    """How long a card was looked at by everybody together; positions begin at 1."""

    card_id: str
    card_name: str = ""
    card_position: int = 0
    view_time_seconds: float = 0.0
    viewers_percent: float = 0.0


class CardAnalytics(Model, frozen=True, kw_only=True):
    """A file's views card by card."""

    gamma_id: str
    scope: str = "all"
    unique_viewers: int = 0
    unique_editors: int = 0
    card_count: int = 0
    cards: tuple[CardViews, ...] = ()


class Viewer(Model, frozen=True, kw_only=True):
    """Somebody who looked at a file."""

    viewer_id: str
    display_name: str | None = None
    email: str | None = None
    last_opened: str = ""
    cards_viewed: int = 0


class CardTime(Model, frozen=True, kw_only=True):
    """Which share of one viewer's time a card had."""

    card_id: str
    card_name: str = ""
    card_position: int = 0
    view_time_percent: float = 0.0


class ViewerDetail(Model, frozen=True, kw_only=True):
    """What one viewer looked at."""

    gamma_id: str
    user_id: str
    scope: str = "all"
    display_name: str = ""
    email: str | None = None
    last_opened: str = ""
    cards_viewed: int = 0
    card_count: int = 0
    per_card_time_spent: tuple[CardTime, ...] = ()


class Finding(Model, frozen=True, kw_only=True):
    """What a rule found in a file. `card` is 0 for the whole of it."""

    rule: str
    name: str = ""
    severity: str = ""
    card: int = 0
    message: str = ""
    value: float = 0.0
    limit: float = 0.0
    fix: str = ""
    boxes: tuple[dict[str, Any], ...] = ()


class Quality(Model, frozen=True, kw_only=True):
    """A file's report."""

    gamma_id: str
    score: float = 0.0
    gate: str = ""
    profile: str = ""
    cards: tuple[float, ...] = ()
    findings: tuple[Finding, ...] = ()
    fonts: tuple[dict[str, Any], ...] = ()
    left_out: tuple[str, ...] = ()
    exports: tuple[dict[str, Any], ...] = ()


class Webhook(Model, frozen=True, kw_only=True):
    """A registered receiver."""

    id: str
    url: str = ""
    events: tuple[str, ...] = ()
    created_time: str = ""
    disabled: bool = False


class NewWebhook(Webhook, frozen=True, kw_only=True):
    """The same once it is made, with its secret, which is told this once."""

    secret: str = ""

    def __repr__(self) -> str:
        return f"NewWebhook(id={self.id!r}, url={self.url!r}, secret=…)"


class WebhookSecret(Model, frozen=True, kw_only=True):
    """What events are signed with whose receiver a request named."""

    secret: str

    def __repr__(self) -> str:
        return "WebhookSecret(…)"


class Delivery(Model, frozen=True, kw_only=True):
    """One event for one receiver."""

    id: str
    event: str = ""
    generation_id: str = ""
    status: str = ""
    attempts: int = 0
    last_status_code: int | None = None
    last_error: str | None = None
    next_attempt_time: str | None = None
    created_time: str = ""
