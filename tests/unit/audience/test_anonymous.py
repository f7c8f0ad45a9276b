"""Viewers nobody knows by name: told apart for a day, and by nobody afterwards."""

import anyio
import pytest
from cardwright.audience.anonymous import Anonymous, day_of, home
from cardwright.db import Database
from clocks import FakeClock

SECRET = b"s" * 32
DAY_S = 86_400.0


def name(names: Anonymous, address: str = "192.0.2.7", agent: str = "Browser/1", gamma: str = "g_1") -> str:
    return anyio.run(names.named, address, agent, gamma)


def test_the_same_viewer_is_the_same_all_day(database: Database, clock: FakeClock) -> None:
    names = Anonymous(database, SECRET, clock)
    first = name(names)
    clock.go(DAY_S - 1)
    assert name(names) == first
    assert first.startswith("anon_")


def test_address_browser_and_file_each_make_another_viewer(database: Database, clock: FakeClock) -> None:
    names = Anonymous(database, SECRET, clock)
    found = {
        name(names), name(names, address="192.0.2.8"), name(names, agent="Browser/2"), name(names, gamma="g_2"),
        name(names, gamma="g_1\n192.0.2.7", address=""),
    }  # fmt: skip
    assert len(found) == 5


def test_a_restart_within_the_day_changes_nothing(database: Database, clock: FakeClock) -> None:
    first = name(Anonymous(database, SECRET, clock))
    assert name(Anonymous(database, SECRET, clock)) == first


def test_the_next_day_nobody_can_compute_yesterdays_hashes(database: Database, clock: FakeClock) -> None:
    names = Anonymous(database, SECRET, clock)
    before = name(names)
    (day, salt) = database.all("SELECT day, salt FROM view_salts")[0]
    assert day == day_of(clock.now())
    clock.go(DAY_S)
    assert name(names) != before
    rows = database.all("SELECT day, salt FROM view_salts")
    assert [one for one, _ in rows] == [day_of(clock.now())]
    assert bytes(rows[0][1]) != bytes(salt)
    assert name(Anonymous(database, SECRET, clock)) != before


def test_a_day_without_viewers_wipes_the_salt_all_the_same(database: Database, clock: FakeClock) -> None:
    names = Anonymous(database, SECRET, clock)
    name(names)
    clock.go(3 * DAY_S)
    anyio.run(names.turn)
    assert [row[0] for row in database.all("SELECT day FROM view_salts")] == [day_of(clock.now())]


def test_the_database_alone_does_not_tell_who_a_viewer_was(database: Database, clock: FakeClock) -> None:
    """The server's own secret is needed too, as long as the day lasts."""
    first = name(Anonymous(database, SECRET, clock))
    assert name(Anonymous(database, b"t" * 32, clock)) != first


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("2001:db8:1:2:bbbb:1:2:3", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_of_ipv6_only_the_network_counts(address: str, shown: str) -> None:
    assert home(address) == shown


def test_no_agent_breaks_a_name(database: Database, clock: FakeClock) -> None:
    assert name(Anonymous(database, SECRET, clock), agent="\ud800\x00" * 9).startswith("anon_")
