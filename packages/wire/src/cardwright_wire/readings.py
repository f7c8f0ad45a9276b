"""Files of other programs read as text, an addition of ours: what is said of a file, and what is answered."""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from cardwright_wire import messages
from cardwright_wire.validation import Invalid

MAX_FILE: Final = 50 * 1024 * 1024  # bytes
LONGEST_FILE_NAME: Final = 255  # characters
FORMATS: Final = ("csv", "docx", "html", "ipynb", "md", "pdf", "pptx", "txt", "xlsx")


class FileText(msgspec.Struct, frozen=True, rename="camel"):
    """What a file says. `text` can be sent as `inputText`."""

    text: str
    title: str
    format: str
    warnings: Sequence[str]


def parse_file_name(sent: Mapping[str, str]) -> str:
    """The name of the file in the body, as a query string says it; empty when it says none.

    Raises:
        Invalid: it is too long.
    """
    name = sent.get("fileName", "").strip()
    if len(name) > LONGEST_FILE_NAME:
        complaints = (f"fileName must be shorter than or equal to {LONGEST_FILE_NAME} characters",)
        raise Invalid(messages.invalid_input(complaints), complaints)
    return name
