"""Themes of a workspace's own, an addition of ours: what is sent to bring one, and what is answered."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal

import msgspec

from cardwright_wire import messages
from cardwright_wire.files import ThemeItem
from cardwright_wire.validation import Invalid

MAX_FILE: Final = 50 * 1024 * 1024  # bytes of a presentation or theme file
LONGEST_NAME: Final = 80  # characters


class Upload(msgspec.Struct, frozen=True):
    """What a query string says of the file in the body. Without a `name`, the theme is called as its file is."""

    name: str = ""
    file_name: str = "theme"


class ThemeNote(msgspec.Struct, frozen=True, rename="camel"):
    """One thing that was found in a file, and what became of it."""

    verdict: Literal["understood", "repaired", "replaced", "left out"]
    about: str
    text: str


class NewTheme(ThemeItem, frozen=True, rename="camel"):
    """A theme once it was brought, with the report on its file."""

    report: Sequence[ThemeNote]


class ThemeDeleted(msgspec.Struct, frozen=True, rename="camel"):
    theme_id: str
    deleted: bool = True


def parse_upload(sent: Mapping[str, str]) -> Upload:
    """What a query string says of the file in the body; parameters of other names mean nothing.

    Raises:
        Invalid: a name is too long.
    """
    found = {field: sent.get(name, "").strip() for field, name in (("name", "name"), ("file_name", "fileName"))}
    complaints = tuple(
        f"{name} must be shorter than or equal to {LONGEST_NAME} characters"
        for name, value in (("name", found["name"]), ("fileName", found["file_name"]))
        if len(value) > LONGEST_NAME
    )
    if complaints:
        raise Invalid(messages.invalid_input(complaints), complaints)
    return Upload(found["name"], found["file_name"] or "theme")
