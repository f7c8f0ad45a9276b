"""Comments of a file for one person: reading and writing them, whichever way that person came.

What is said is text and stays text: it is escaped by whoever shows it. HTML is
made here alone, of escaped text.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final, cast

from cardwright_wire import messages
from cardwright_wire.comments import (
    MOST_COMMENTS,
    MOST_REPLIES,
    Comment,
    CommentAuthor,
    CommentChange,
    CommentRequest,
    Comments,
    CommentStatus,
    Reply,
    ReplyRequest,
)
from cardwright_wire.files import timestamp
from cardwright_wire.listing import Page, page

from cardwright import ids
from cardwright.accounts import people
from cardwright.accounts.access import Level, reaches
from cardwright.db import comments
from cardwright.db.comments import Comment as Row
from cardwright.db.comments import Reply as ReplyRow
from cardwright.errors import Conflict, Forbidden, InvalidInput, NotFound
from cardwright.server.cards import FileCard
from cardwright.server.services import Services

_KEPT_CONTROLS: Final = "\n\t"


@dataclass(frozen=True, slots=True)
class Commenting:
    """The comments of one file, for a user who may do so much with it."""

    services: Services
    gamma_id: str
    user_id: str
    level: Level

    async def listed(self, wanted: Comments) -> Page[Comment]:
        """A page of threads."""
        database = self.services.database
        found = comments.listed(
            database, self.gamma_id, wanted.after, wanted.updated_since, wanted.limit + 1, archived=wanted.archived
        )
        threads = await self._threads(found, archived=wanted.archived)
        keys = [(str(one.updated_at), one.id) for one in found]
        return page(list(zip(keys, threads, strict=True)), wanted.limit)

    async def begin(self, asked: CommentRequest) -> Comment:
        """Begin a thread.

        Raises:
            InvalidInput: the card or the words are not there, or there are too many threads.
        """
        now = self.services.clock.now()
        said, target = _clean(asked.content_text), _clean(asked.target_text) if asked.target_text else None
        card_id = _anchor(await self.services.cards.of(self.gamma_id), asked.card_id, target)
        row = Row(ids.comment_id(), self.gamma_id, card_id, self.user_id, target, said, "open", None, now, now)
        if not await self.services.database.write(lambda c: comments.insert(c, row, MOST_COMMENTS)):
            msg = f"There are {MOST_COMMENTS} comments on this gamma already"
            raise InvalidInput(msg)
        return await self._told(row.id)

    async def answer(self, comment_id: str, asked: ReplyRequest) -> Comment:
        """Reply in a thread.

        Raises:
            NotFound, Conflict: there is no such thread, or it is archived.
            InvalidInput: it has too many replies.
        """
        thread, now = self._alive(comment_id), self.services.clock.now()
        row = ReplyRow(ids.comment_id(), thread.id, self.user_id, _clean(asked.content_text), None, now, now)
        if not await self.services.database.write(lambda c: comments.insert_reply(c, row, MOST_REPLIES)):
            msg = f"There are {MOST_REPLIES} replies to this comment already"
            raise InvalidInput(msg)
        return await self._told(thread.id)

    async def change(self, comment_id: str, asked: CommentChange) -> Comment:
        """Open or close a thread.

        Raises:
            NotFound, Conflict: there is no such thread, or it is archived.
        """
        thread, now = self._alive(comment_id), self.services.clock.now()
        await self.services.database.write(lambda c: comments.set_status(c, thread.id, asked.status, now))
        return await self._told(thread.id)

    async def archive(self, comment_id: str) -> Comment:
        """Put a thread away, or a single reply.

        Raises:
            NotFound: there is no such comment.
            Forbidden: somebody else wrote it, and the user may not edit the file.
        """
        database, now = self.services.database, self.services.clock.now()
        reply = comments.reply(database, self.gamma_id, comment_id)
        thread = self._found(reply.comment_id if reply else comment_id)
        if (reply or thread).author_id != self.user_id and not reaches(self.level, "edit"):
            raise Forbidden(messages.FORBIDDEN)
        if reply:
            await database.write(lambda c: comments.archive_reply(c, reply, now))
        else:
            await database.write(lambda c: comments.archive(c, thread.id, now))
        return await self._told(thread.id)

    def _found(self, comment_id: str) -> Row:
        found = comments.find(self.services.database, self.gamma_id, comment_id)
        if found is None:
            raise NotFound(messages.comment_not_found(comment_id[:128]))
        return found

    def _alive(self, comment_id: str) -> Row:
        found = self._found(comment_id)
        if found.archived_at is not None:
            raise Conflict(messages.COMMENT_ARCHIVED)
        return found

    async def _told(self, comment_id: str) -> Comment:
        """A thread as it is now, without replies that were put away."""
        return (await self._threads([self._found(comment_id)], archived=False))[0]

    async def _threads(self, rows: Sequence[Row], *, archived: bool) -> list[Comment]:
        replies = comments.replies(self.services.database, [row.id for row in rows], archived=archived)
        known = {card.id for card in await self.services.cards.of(self.gamma_id)}
        authors: dict[str, CommentAuthor] = {}
        return [self._thread(row, replies.get(row.id, ()), known, authors) for row in rows]

    def _thread(
        self, row: Row, replies: Sequence[ReplyRow], known: set[str], authors: dict[str, CommentAuthor]
    ) -> Comment:
        return Comment(
            id=row.id,
            card_id=row.card_id if row.card_id in known else None,
            author=self._author(row.author_id, authors),
            target_text=row.target_text,
            target_html=f"<p>{escape(row.target_text)}</p>" if row.target_text else None,
            content_text=row.content_text,
            status=cast("CommentStatus", row.status),
            archived=row.archived_at is not None,
            replies=[self._reply(reply, authors) for reply in replies],
            created_time=timestamp(row.created_at),
            updated_time=timestamp(row.updated_at),
        )

    def _reply(self, row: ReplyRow, authors: dict[str, CommentAuthor]) -> Reply:
        return Reply(
            id=row.id,
            author=self._author(row.author_id, authors),
            content_text=row.content_text,
            archived=row.archived_at is not None,
            created_time=timestamp(row.created_at),
            updated_time=timestamp(row.updated_at),
        )

    def _author(self, user_id: str, authors: dict[str, CommentAuthor]) -> CommentAuthor:
        if user_id not in authors:
            user = people.find(self.services.database, user_id)
            authors[user_id] = CommentAuthor(user_id, (user.name or user.email) if user else "")
        return authors[user_id]


def _anchor(cards: Sequence[FileCard], card_id: str | None, target: str | None) -> str | None:
    """The card that a comment is about.

    Raises:
        InvalidInput: it, or the words, are not there.
    """
    meant = [card for card in cards if card_id in {None, card.id}]
    if card_id is not None and not meant:
        raise InvalidInput(messages.invalid_input([f"cardId {card_id} does not exist"]))
    if target is None:
        return card_id
    found = next((card for card in meant if _tight(target) in _tight(card.text)), None)
    if found is None:
        raise InvalidInput(messages.invalid_input(["targetText must be words of the card"]))
    return found.id


def _clean(text: str) -> str:
    """A text without control characters, which nobody sees and some databases refuse."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in lines if char in _KEPT_CONTROLS or unicodedata.category(char) != "Cc").strip()


def _tight(text: str) -> str:
    """A text without white space and marks of line breaks, which a page sets as it needs them."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(char for char in composed if not char.isspace() and unicodedata.category(char) != "Cf")
