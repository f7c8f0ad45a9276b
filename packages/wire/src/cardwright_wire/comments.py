"""Comments on files as the wire has them: threads with their replies, what may be asked of them, how they are written.

The reference only lists them; writing them is an addition of ours.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, get_args

import msgspec

from cardwright_wire import messages
from cardwright_wire.listing import flag, instant, parse_newest
from cardwright_wire.rules import Rule, one_of, refused, text
from cardwright_wire.shapes import Shape, make_shape
from cardwright_wire.validation import Invalid, read_body

CommentStatus = Literal["open", "closed"]

COMMENT_STATUSES: Final[tuple[CommentStatus, ...]] = get_args(CommentStatus)
CONTENT_LENGTH: Final = 5_000
TARGET_LENGTH: Final = 1_000
MOST_COMMENTS: Final = 2_000  # of a file, archived ones counted
MOST_REPLIES: Final = 100  # of a thread


class CommentAuthor(msgspec.Struct, frozen=True, rename="camel"):
    """Who wrote a comment or a reply."""

    id: str
    name: str


class Reply(msgspec.Struct, frozen=True, rename="camel"):
    """An answer in a thread."""

    id: str
    author: CommentAuthor
    content_text: str
    archived: bool
    created_time: str
    updated_time: str


class Comment(msgspec.Struct, frozen=True, rename="camel"):
    """A thread: a comment on a card, or on the file as a whole, and the replies to it.

    `target_html` is `target_text` as a paragraph, escaped. `updated_time` is when anything last happened in it.
    """

    id: str
    card_id: str | None
    author: CommentAuthor
    target_text: str | None
    target_html: str | None
    content_text: str
    status: CommentStatus
    archived: bool
    replies: Sequence[Reply]
    created_time: str
    updated_time: str


class CommentRequest(msgspec.Struct, frozen=True, rename="camel"):
    """A comment to write; words of a card that it is about say by themselves which card that is."""

    content_text: str
    card_id: str | None = None
    target_text: str | None = None


class ReplyRequest(msgspec.Struct, frozen=True, rename="camel"):
    """A reply to write."""

    content_text: str


class CommentChange(msgspec.Struct, frozen=True, rename="camel"):
    """Whether a thread is open."""

    status: CommentStatus


class Comments(msgspec.Struct, frozen=True):
    """What part of the list of threads is wanted; times are seconds since 1970."""

    limit: int
    after: tuple[float, str] | None
    updated_since: float | None
    archived: bool


def _said(limit: int) -> Rule:
    """A text that is more than white space."""
    plain = text(limit, may_be_empty=False)

    def rule(name: str, value: Any) -> str:
        if not plain.read(name, value).strip():
            raise refused(name, "should not be empty")
        return value

    return Rule(rule, plain.schema)


_CONTENT: Final = {"content_text": _said(CONTENT_LENGTH)}
_NO_CONTENT: Final = {"content_text": "contentText should not be empty"}
COMMENT: Final[Shape[CommentRequest]] = make_shape(
    CommentRequest,
    {**_CONTENT, "card_id": text(64, may_be_empty=False), "target_text": _said(TARGET_LENGTH)},
    missing=_NO_CONTENT,
)
REPLY: Final[Shape[ReplyRequest]] = make_shape(ReplyRequest, _CONTENT, missing=_NO_CONTENT)
CHANGE: Final[Shape[CommentChange]] = make_shape(
    CommentChange,
    {"status": one_of(COMMENT_STATUSES)},
    missing={"status": f"status must be one of: {', '.join(COMMENT_STATUSES)}"},
)


def parse_comments(sent: Mapping[str, str]) -> Comments:
    """The part of the list of threads that a query string asks for.

    Raises:
        Invalid: a parameter breaks a rule.
    """
    part = parse_newest(sent)
    complaints: list[str] = []
    since, archived = instant(sent, "updatedSince", complaints), flag(sent, "includeArchived", complaints)
    if complaints:
        raise Invalid(messages.invalid_input(complaints), tuple(complaints))
    return Comments(part.limit, part.after, since, archived)


def parse_comment(body: bytes) -> CommentRequest:
    """The comment that a body of `POST /v1.0/gammas/{id}/comments` writes.

    Raises:
        Invalid: the body breaks a rule or is not JSON.
    """
    return read_body(COMMENT, body)


def parse_reply(body: bytes) -> ReplyRequest:
    """The reply that a body of `POST …/replies` writes.

    Raises:
        Invalid: the body breaks a rule or is not JSON.
    """
    return read_body(REPLY, body)


def parse_change(body: bytes) -> CommentChange:
    """What a body of `PATCH /v1.0/gammas/{id}/comments/{commentId}` changes.

    Raises:
        Invalid: the body breaks a rule or is not JSON.
    """
    return read_body(CHANGE, body)
