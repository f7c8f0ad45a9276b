"""Invitations by mail: whom they reach, with which words, and what happens when they are not taken."""

from collections.abc import Iterator

import anyio
import pytest
import sqlalchemy as sa
from cardwright.accounts.people import OWNER_ID
from cardwright.db import Database, gammas
from cardwright.db.gammas import Gamma, Shared
from cardwright.db.invitations import Invitation
from cardwright.errors import Misconfigured
from cardwright.hooks.mail import DELAYS_S, Mailer, MailServer, invitation
from clocks import MIDNIGHT, FakeClock
from postbox import Mailbox, mailbox

SENDER = "decks@example.org"


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as found:
        yield found


def share(database: Database, *emails: str, external: str = "view", title: str = "River plan") -> None:
    gamma = Gamma(
        "g_1", "doc1", "default", OWNER_ID, title, "regular", "paper", "d", "v", "edit", external, False, None,
        MIDNIGHT, MIDNIGHT, "[]", b"{}",
    )  # fmt: skip

    def work(connection: sa.Connection) -> None:
        gammas.insert(connection, gamma, Shared("edit", external, recipients=emails), "")

    database.write_now(work)


def mailer(database: Database, box: Mailbox, clock: FakeClock) -> Mailer:
    return Mailer(database, MailServer.at(f"smtp://127.0.0.1:{box.port}", SENDER), address, clock)


async def address(one: Invitation) -> str:
    return f"https://decks.example/docs/{one.title.replace(' ', '-')}-{one.doc_id}?for={one.email}"


def test_everybody_invited_gets_one_mail(database: Database, box: Mailbox) -> None:
    share(database, "bob@example.org", "Eve@example.org")
    sending = mailer(database, box, FakeClock())
    assert [anyio.run(sending.round) for _ in range(2)] == [2, 0]
    assert {message["To"] for message in box.messages} == {"bob@example.org", "eve@example.org"}
    message = box.messages[0]
    assert (message["From"], message["Subject"]) == (SENDER, "Owner shared \u201cRiver plan\u201d with you")
    for one in box.messages:
        assert f"https://decks.example/docs/River-plan-doc1?for={one['To']}" in one.get_content().splitlines()


def test_a_mail_that_is_not_taken_is_tried_again_later(database: Database, box: Mailbox) -> None:
    share(database, "bob@example.org")
    clock, box.refusals = FakeClock(), 2
    sending = mailer(database, box, clock)
    for delay in DELAYS_S[:2]:
        assert anyio.run(sending.round) == 1
        clock.go(delay - 1)
        assert anyio.run(sending.round) == 0
        clock.go(1)
    assert box.messages == []
    assert anyio.run(sending.round) == 1
    assert len(box.messages) == 1


def test_a_mail_that_is_never_taken_is_given_up(database: Database, box: Mailbox) -> None:
    share(database, "bob@example.org")
    clock, box.refusals = FakeClock(), 100
    sending = mailer(database, box, clock)
    tries = 0
    for _ in range(20):
        tries += anyio.run(sending.round)
        clock.go(DELAYS_S[-1])
    assert tries == len(DELAYS_S) + 1


def test_a_file_that_no_link_opens_is_told_of_too(database: Database, box: Mailbox) -> None:
    share(database, "bob@example.org", external="noAccess")
    assert anyio.run(mailer(database, box, FakeClock()).round) == 1


def test_no_title_can_add_a_header() -> None:
    one = Invitation("g", "bob@example.org", "d", "x\r\nBcc: eve@example.org", "A\nB", 0)
    message = invitation(one, "https://decks.example/d", SENDER)
    assert message["Bcc"] is None
    assert message["Subject"] == "A B shared \u201cx Bcc: eve@example.org\u201d with you"


@pytest.mark.parametrize(
    ("url", "sender"),
    [("http://x", SENDER), ("smtp://", SENDER), ("smtp://x:port", SENDER), ("", SENDER), ("smtp://x", "nobody")],
)
def test_a_server_that_cannot_be_is_named(url: str, sender: str) -> None:
    with pytest.raises(Misconfigured, match="smtp_url"):
        MailServer.at(url, sender)


def test_ports_and_passwords_are_read_from_the_url() -> None:
    server = MailServer.at("smtps://ada:p%40ss@mail.example.org", SENDER)
    assert (server.port, server.user, server.password) == (465, "ada", "p@ss")
    assert MailServer.at("smtp://mail.example.org", SENDER).port == 587


def test_a_password_is_kept_from_a_server_without_tls(database: Database, box: Mailbox) -> None:
    share(database, "bob@example.org")
    server = MailServer.at(f"smtp://ada:secret@127.0.0.1:{box.port}", SENDER)
    assert anyio.run(Mailer(database, server, address, FakeClock()).round) == 1
    assert box.messages == []
