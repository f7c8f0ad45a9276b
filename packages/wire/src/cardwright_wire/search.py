"""Searching files and templates: what may be asked, and what is found."""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from cardwright_wire import messages
from cardwright_wire.listing import flag, instant, number
from cardwright_wire.validation import Invalid

MOST: Final = 25
USUAL: Final = 10
LONGEST: Final = 500


class Search(msgspec.Struct, frozen=True):
    """What is looked for. Times are seconds since 1970, both ends included; `created_by` is `me`, a mail address or an id."""

    text: str = ""
    created_by: str = ""
    updated_after: float | None = None
    updated_before: float | None = None
    archived: bool = False
    limit: int = USUAL


class Creator(msgspec.Struct, frozen=True, rename="camel"):
    """Who made a file."""

    id: str
    name: str


class Hit(msgspec.Struct, frozen=True, rename="camel"):
    """A file that was found; `highlight` is the place in its text, as plain text."""

    id: str
    title: str
    url: str
    highlight: str | None
    created_by: Creator
    updated_time: str
    archived: bool


class Hits(msgspec.Struct, frozen=True, rename="camel"):
    hits: Sequence[Hit]


class WorkspaceTemplate(msgspec.Struct, frozen=True, rename="camel"):
    id: str
    title: str
    url: str
    preview_url: str


class Templates(msgspec.Struct, frozen=True, rename="camel"):
    """The workspace's templates; there are none of everybody's."""

    workspace_templates: Sequence[WorkspaceTemplate]
    workspace_degraded: bool = False
    explore_templates: Sequence[WorkspaceTemplate] = ()


def parse_search(sent: Mapping[str, str], *, filtered: bool = True) -> Search:
    """What a query string looks for; with `filtered`, it must say something.

    Raises:
        Invalid: a parameter breaks a rule.
    """
    complaints: list[str] = []
    text = sent.get("q", "").strip()
    if len(text) > LONGEST:
        complaints.append(f"q must be shorter than or equal to {LONGEST} characters")
    found = Search(
        text=text,
        created_by=sent.get("createdBy", "").strip()[:LONGEST],
        updated_after=instant(sent, "updatedAfter", complaints),
        updated_before=instant(sent, "updatedBefore", complaints),
        archived=flag(sent, "includeArchived", complaints),
        limit=number(sent.get("limit"), USUAL, MOST, complaints),
    )
    if filtered and not (text or found.created_by or found.updated_after or found.updated_before):
        complaints.append("q should not be empty")
    if complaints:
        raise Invalid(messages.invalid_input(complaints), tuple(complaints))
    return found
