"""Personal links: whom they let in, what they are worth, and how they end."""

import pytest
import sqlalchemy as sa
from cardwright.accounts import people, workspaces
from cardwright.accounts.people import OWNER_ID
from cardwright.audience.personal import PersonalLinks
from cardwright.db import Database, gammas, invitations, personal_links
from cardwright.db.gammas import Gamma, Shared
from clocks import MIDNIGHT, FakeClock

SECRET = b"s" * 32
ADA, BOB, CAROL = "ada@example.org", "bob@example.org", "carol@client.example"


def file(database: Database, gamma_id: str = "g_1", *, workspace_access: str = "noAccess") -> Gamma:
    """A file of the owner's that carol may comment on."""
    made = Gamma(
        gamma_id, f"doc{gamma_id}", "default", OWNER_ID, "River plan", "regular", "paper", "d", "v", workspace_access,
        "noAccess", False, None, MIDNIGHT, MIDNIGHT, "[]", b"{}",
    )  # fmt: skip
    shared = Shared(workspace_access, "noAccess", recipients=[CAROL], recipients_access="comment")
    database.write_now(lambda connection: gammas.insert(connection, made, shared, ""))
    return made


def member(database: Database, email: str, role: people.Role = "member") -> people.User:
    return people.add(database, "default", email, "", role, MIDNIGHT)


@pytest.fixture
def links(database: Database, clock: FakeClock) -> PersonalLinks:
    return PersonalLinks(database, SECRET, clock)


def token(database: Database, links: PersonalLinks, gamma: Gamma, email: str) -> str:
    return database.write_now(lambda connection: links.issue(connection, gamma.id, email))


def test_somebody_invited_comes_in_with_what_the_invitation_says(database: Database, links: PersonalLinks) -> None:
    gamma = file(database)
    guest = links.open(gamma, token(database, links, gamma, CAROL))
    assert guest is not None
    assert (guest.user.email, guest.level) == (CAROL, "comment")
    assert (guest.may("view"), guest.may("comment"), guest.may("edit")) == (True, True, False)


@pytest.mark.parametrize(
    ("role", "access", "level"),
    [("admin", "noAccess", "fullAccess"), ("member", "edit", "edit"), ("member", "view", "view")],
)
def test_a_member_comes_in_with_what_members_have(
    database: Database, links: PersonalLinks, role: people.Role, access: str, level: str
) -> None:
    gamma = file(database, workspace_access=access)
    member(database, BOB, role)
    guest = links.open(gamma, token(database, links, gamma, BOB.upper()))
    assert guest is not None
    assert guest.level == level


def test_whoever_may_not_view_a_file_has_no_use_of_a_link(database: Database, links: PersonalLinks) -> None:
    gamma = file(database)
    member(database, BOB)
    assert links.open(gamma, token(database, links, gamma, BOB)) is None


def test_a_token_stays_the_same_and_makes_no_second_person(database: Database, links: PersonalLinks) -> None:
    gamma = file(database)
    assert token(database, links, gamma, CAROL) == token(database, links, gamma, CAROL.upper())
    assert database.one("SELECT COUNT(*) FROM users WHERE email LIKE 'carol%'") == (1,)


def test_a_token_fits_its_file_alone(database: Database, links: PersonalLinks) -> None:
    one, other = file(database), file(database, "g_2")
    assert links.open(other, token(database, links, one, CAROL)) is None


def test_a_token_is_worth_nothing_elsewhere_or_changed(database: Database, links: PersonalLinks) -> None:
    gamma = file(database)
    good = token(database, links, gamma, CAROL)
    assert PersonalLinks(database, b"t" * 32).open(gamma, good) is None
    forged = [good[:at] + ("0" if good[at] != "0" else "1") + good[at + 1 :] for at in range(len(good))]
    for bad in (*forged, "", good[:-1], good + "0", good.upper(), f"{good}\n", "é" * 55):
        assert links.open(gamma, bad) is None, bad


def test_the_database_alone_tells_no_token(database: Database, links: PersonalLinks) -> None:
    gamma = file(database)
    good = token(database, links, gamma, CAROL)
    stored = repr(database.all("SELECT * FROM personal_links"))
    assert good not in stored
    assert good[15:] not in stored


def test_a_link_ends_with_the_invitation(database: Database, links: PersonalLinks) -> None:
    gamma = file(database)
    good = token(database, links, gamma, CAROL)
    assert database.write_now(lambda connection: invitations.revoke(connection, gamma.id, CAROL))
    assert links.open(gamma, good) is None


def test_a_link_ends_with_the_membership_and_does_not_come_back(database: Database, links: PersonalLinks) -> None:
    gamma = file(database, workspace_access="view")
    member(database, BOB)
    good = token(database, links, gamma, BOB)
    people.remove(database, "default", BOB, MIDNIGHT)
    assert links.open(gamma, good) is None
    member(database, BOB)
    assert links.open(gamma, good) is None
    assert links.open(gamma, token(database, links, gamma, BOB)) is not None


def test_who_leaves_but_was_invited_keeps_that_link(database: Database, links: PersonalLinks) -> None:
    gamma = file(database, workspace_access="edit")
    member(database, CAROL)
    good = token(database, links, gamma, CAROL)
    people.remove(database, "default", CAROL, MIDNIGHT)
    guest = links.open(gamma, good)
    assert guest is not None
    assert guest.level == "comment"


def test_memberships_elsewhere_end_nothing_here(database: Database, links: PersonalLinks) -> None:
    gamma = file(database, workspace_access="view")
    elsewhere = workspaces.create(database, "Elsewhere", "pro", 1, MIDNIGHT).id
    member(database, BOB)
    people.add(database, elsewhere, BOB, "", "member", MIDNIGHT)
    good = token(database, links, gamma, BOB)
    people.remove(database, elsewhere, BOB, MIDNIGHT)
    assert links.open(gamma, good) is not None


def test_a_link_can_be_revoked_and_made_anew(database: Database, links: PersonalLinks) -> None:
    gamma = file(database)
    first = token(database, links, gamma, CAROL)
    user = people.by_email(database, CAROL)

    def revoke(connection: sa.Connection) -> bool:
        return personal_links.revoke(connection, gamma.id, user.id)

    assert [database.write_now(revoke) for _ in range(2)] == [True, False]
    second = token(database, links, gamma, CAROL)
    assert (links.open(gamma, first), first == second) == (None, False)
    assert links.open(gamma, second) is not None


def test_links_go_with_their_file(database: Database, links: PersonalLinks) -> None:
    gamma = file(database)
    token(database, links, gamma, CAROL)
    assert database.write_now(lambda connection: gammas.delete(connection, gamma.id))
    assert database.all("SELECT * FROM personal_links") == []
