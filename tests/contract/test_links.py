"""Personal links: who opens what with them, what is kept from caches and logs, and how they are sent."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from housing import House, housed
from postbox import Mailbox, mailbox
from serving import http

CAROL = "carol@client.example"
HIDDEN = {"workspaceAccess": "noAccess", "externalAccess": "noAccess"}


@pytest.fixture(scope="module")
def box() -> Iterator[Mailbox]:
    with mailbox() as found:
        yield found


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, box: Mailbox) -> Iterator[House]:
    settings = {"smtp_url": f"smtp://127.0.0.1:{box.port}", "mail_from": "decks@example.org", "log_level": "debug"}
    with housed(Path(tmp_path_factory.mktemp("links")), **settings) as found:
        yield found


def shared(house: House, access: str = "view", **sharing: str) -> str:
    """The id of a file of ada's that carol was invited to and nobody else sees."""
    wishes = {**HIDDEN, **sharing, "emailOptions": {"recipients": [CAROL], "access": access}}
    return str(house.file(house.ada, sharingOptions=wishes)["gammaId"])


def test_somebody_invited_opens_a_file_that_no_link_opens(house: House) -> None:
    gamma = shared(house)
    link = house.link(gamma, CAROL)
    assert re.fullmatch(rf"{house.server.base}/docs/River-ecology-\w{{15}}\?for=\w{{55}}", link)
    assert http().get(link.partition("?")[0]).status_code == 404
    answer = http().get(link)
    assert answer.status_code == 200
    assert "River ecology" in answer.text
    assert "set-cookie" not in answer.headers


def test_what_is_sent_to_one_person_is_kept_by_nobody(house: House) -> None:
    link = house.link(shared(house), CAROL)
    for address in (link, link[:-1] + ("0" if link[-1] != "0" else "1")):
        headers = http().get(address).headers
        assert headers["cache-control"] == "private, no-store"
    assert http().get(link).headers["referrer-policy"] == "no-referrer"
    assert "noindex" in http().get(link).headers["x-robots-tag"]


def test_no_token_is_logged(house: House) -> None:
    link = house.link(shared(house, "comment"), CAROL)
    token = link.rpartition("=")[2]
    http().get(link)
    path = link.partition("?")[0].rpartition("-")[2]
    http().post(
        f"{house.server.base}/docs/{path}/views", content=b'{"view":"' + b"v" * 16 + b'","for":"%s"}' % token.encode()
    )
    http().get(f"{house.server.base}/docs/{path}/comments", headers={"authorization": f"Bearer {token}"})
    assert "DEBUG" in house.server.log()
    assert token not in house.server.log()
    assert token[15:] not in house.server.log()


def test_members_open_with_theirs_what_the_file_gives_them(house: House) -> None:
    gamma = shared(house, workspaceAccess="view")
    for email in ("ada@example.org", "bob@example.org"):
        assert http().get(house.link(gamma, email)).status_code == 200
    hidden = shared(house)
    assert http().get(house.link(hidden, "ada@example.org")).status_code == 200


@pytest.mark.parametrize("email", ["bob@example.org", "eve@example.org", "nobody@example.org"])
def test_no_link_is_made_for_whom_it_would_not_open(house: House, email: str) -> None:
    assert house.failed("admin", "link", shared(house), email).startswith(f"error: {email} may not view g_")


def test_a_link_opens_its_own_file_alone(house: House) -> None:
    one, other = house.link(shared(house), CAROL), house.link(shared(house), CAROL)
    swapped = f"{other.partition('?')[0]}?{one.partition('?')[2]}"
    assert http().get(swapped).status_code == 404
    assert http().get(other).status_code == 200


def test_a_wrong_token_opens_no_more_and_no_less_than_none(house: House) -> None:
    done = house.file(house.ada)
    assert http().get(f"{done['gammaUrl']}?for={'a' * 55}").status_code == 200
    assert http().get(f"{done['gammaUrl']}?for=").status_code == 200
    gamma = shared(house)
    assert http().get(house.link(gamma, CAROL)[:-1]).status_code == 404


def test_a_link_ends_when_it_is_revoked_with_the_invitation(house: House) -> None:
    gamma = shared(house)
    link = house.link(gamma, CAROL)
    house.typed("admin", "revoke", gamma, CAROL)
    assert http().get(link).status_code == 404
    assert "may not view" in house.failed("admin", "link", gamma, CAROL)
    assert "has neither an invitation nor a link" in house.failed("admin", "revoke", gamma, CAROL)


def test_a_members_link_is_revoked_and_made_anew(house: House) -> None:
    gamma = shared(house, workspaceAccess="view")
    first = house.link(gamma, "bob@example.org")
    house.typed("admin", "revoke", gamma, "bob@example.org")
    assert http().get(first).status_code == 404
    second = house.link(gamma, "bob@example.org")
    assert (first != second, http().get(second).status_code) == (True, 200)


def test_a_link_ends_with_the_membership(house: House) -> None:
    house.typed("admin", "members", "add", "dan@example.org")
    link = house.link(shared(house, workspaceAccess="edit"), "dan@example.org")
    assert http().get(link).status_code == 200
    house.typed("admin", "members", "remove", "dan@example.org")
    assert http().get(link).status_code == 404
    house.typed("admin", "members", "add", "dan@example.org")
    assert http().get(link).status_code == 404


def test_a_link_ends_with_its_file(house: House) -> None:
    gamma = shared(house)
    link = house.link(gamma, CAROL)
    assert house.ask("DELETE", f"/gammas/{gamma}", house.ada).status_code == 200
    assert http().get(link).status_code == 404


def test_a_link_gives_nothing_over_the_api(house: House) -> None:
    gamma = shared(house, "edit")
    token = house.link(gamma, CAROL).rpartition("=")[2]
    assert house.ask("GET", f"/gammas/{gamma}", token).status_code == 401
    assert house.server.ask("GET", f"/v1.0/gammas/{gamma}?for={token}", key=None).status_code == 401


def test_invitations_are_listed_and_mailed_with_the_same_link(house: House, box: Mailbox) -> None:
    box.messages.clear()
    gamma = shared(house, "comment")
    link = house.link(gamma, CAROL)
    listed = house.typed("admin", "invitations", "--public-base", house.server.base)
    assert listed == f"{CAROL}  comment     {gamma}  {link}  River ecology"
    sent = house.until(lambda: [one for one in box.messages if link in one.get_content()])
    assert sent[0]["To"] == CAROL
