"""Invitations by mail: one short message to everybody a file was shared with by address."""

import logging
import smtplib
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Final
from urllib.parse import unquote, urlsplit

import anyio
from anyio import to_thread

from cardwright.clock import SYSTEM, Clock
from cardwright.db import Database, invitations
from cardwright.db.absence import Absence
from cardwright.db.invitations import Invitation
from cardwright.errors import Misconfigured, Unavailable

log = logging.getLogger(__name__)
DELAYS_S: Final = (60.0, 600.0, 3600.0, 6 * 3600.0, 24 * 3600.0)  # after each failed attempt
LOOK_S: Final = 5.0
_AT_ONCE: Final = 20
_TIMEOUT_S: Final = 20.0
_PORTS: Final = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails are handed over. `smtps` is TLS from the start; `smtp` is TLS as soon as the server offers it."""

    scheme: str
    host: str
    port: int
    user: str
    password: str
    sender: str

    @classmethod
    def at(cls, url: str, sender: str) -> "MailServer":
        """The server of a URL such as `smtps://user:password@mail.example.org`.

        Raises:
            Misconfigured: that is no such URL, or nobody is named as sender.
        """
        try:
            parts = urlsplit(url)
            port = parts.port or _PORTS[parts.scheme]
        except (ValueError, KeyError) as error:
            msg = "smtp_url: must be smtp://… or smtps://…"
            raise Misconfigured(msg) from error
        if not parts.hostname or "@" not in sender:
            msg = "smtp_url needs a host, and mail_from a mail address"
            raise Misconfigured(msg, "see `cardwright settings`")
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(parts.scheme, parts.hostname, port, user, password, sender)

    def send(self, message: EmailMessage) -> None:
        """Hand one message over; blocks.

        Raises:
            OSError, smtplib.SMTPException: it was not taken.
        """
        context = ssl.create_default_context()
        with self._opened(context) as server:
            encrypted = self.scheme == "smtps"
            server.ehlo()
            if not encrypted and server.has_extn("starttls"):
                server.starttls(context=context)
                encrypted = True
            if self.user:
                if not encrypted:
                    msg = "the mail server offers no TLS, so the password is kept"
                    raise smtplib.SMTPException(msg)
                server.login(self.user, self.password)
            server.send_message(message)

    def _opened(self, context: ssl.SSLContext) -> smtplib.SMTP:
        if self.scheme == "smtps":
            return smtplib.SMTP_SSL(self.host, self.port, timeout=_TIMEOUT_S, context=context)
        return smtplib.SMTP(self.host, self.port, timeout=_TIMEOUT_S)


@dataclass(frozen=True, slots=True)
class Mailer:
    """Sends what is due, and tries again what failed. `link` makes the URL that a file has for whoever is invited."""

    database: Database
    server: MailServer
    link: Callable[[Invitation], Awaitable[str]]
    clock: Clock = SYSTEM

    async def run(self) -> None:
        """Send for ever."""
        absence = Absence(log, "invitations")
        while True:
            try:
                while await self.round():
                    continue
                absence.over()
            except Unavailable as error:
                absence.met(error)
            except Exception:
                log.exception("invitations could not be looked for; trying again")
            await anyio.sleep(LOOK_S)

    async def round(self) -> int:
        """Send what is due now; how many mails were tried."""
        found = invitations.due(self.database, self.clock.now(), _AT_ONCE)
        for one in found:
            due_at = await self._tried(one)
            await self.database.write(lambda c, one=one, due_at=due_at: invitations.tried(c, one, due_at))
        return len(found)

    async def _tried(self, one: Invitation) -> float | None:
        """When to try again; None when it was sent, or is given up."""
        message = invitation(one, await self.link(one), self.server.sender)
        try:
            await to_thread.run_sync(self.server.send, message)
        except (OSError, smtplib.SMTPException) as error:
            log.warning("an invitation to %s was not taken: %s", one.gamma_id, type(error).__name__)
            again = DELAYS_S[one.attempts] if one.attempts < len(DELAYS_S) else None
            return None if again is None else self.clock.now() + again
        return None


def invitation(one: Invitation, url: str, sender: str) -> EmailMessage:
    """The message: who shares what, and where it is."""
    owner, title = (" ".join(text.split()) for text in (one.owner, one.title))  # a header is one line
    message = EmailMessage()
    message["From"], message["To"] = sender, one.email
    message["Subject"] = f"{owner} shared \u201c{title}\u201d with you"
    message.set_content(
        f"{owner} shared \u201c{title}\u201d with you:\n\n{url}\n\n"
        "The link is yours alone: whoever has it is taken for you. Please do not pass it on.\n"
    )
    return message
