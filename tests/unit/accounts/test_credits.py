"""Credits: set aside, settled once, never below nothing."""

import pytest
import sqlalchemy as sa
from cardwright.accounts import credits
from cardwright.accounts.workspaces import DEFAULT_ID, ensure_default, find
from cardwright.db import Database
from cardwright.errors import OutOfCredits
from clocks import MIDNIGHT


def account(database: Database) -> tuple[int, int]:
    """What may be spent, and what is set aside."""
    found = find(database, DEFAULT_ID)
    assert found is not None
    return found.balance, found.reserved


def reserve(database: Database, generation: str, amount: int) -> None:
    database.write_now(lambda c: credits.reserve(c, DEFAULT_ID, generation, amount, MIDNIGHT))


def settle(database: Database, generation: str, charge: int) -> int | None:
    return database.write_now(lambda c: credits.settle(c, generation, charge, MIDNIGHT))


def test_a_reservation_is_taken_off_and_the_unused_rest_returns(database: Database) -> None:
    reserve(database, "a", 30)
    assert account(database) == (70, 30)
    assert settle(database, "a", 20) == 80
    assert account(database) == (80, 0)


def test_a_failure_costs_nothing(database: Database) -> None:
    reserve(database, "a", 30)
    assert settle(database, "a", 0) == 100


def test_all_may_be_spent_and_no_more(database: Database) -> None:
    reserve(database, "a", 100)
    with pytest.raises(OutOfCredits, match=r"^Insufficient credits remaining$"):
        reserve(database, "b", 1)
    assert account(database) == (0, 100)
    assert database.all("SELECT generation_id FROM ledger") == [("a",)]


@pytest.mark.parametrize("second", [20, 0], ids=["charge", "refund"])
def test_what_was_settled_stays_settled(database: Database, second: int) -> None:
    reserve(database, "a", 30)
    assert settle(database, "a", 20) == 80
    assert settle(database, "a", second) is None
    assert account(database) == (80, 0)


@pytest.mark.parametrize(("charge", "balance"), [(31, 70), (10**12, 70), (-5, 100)])
def test_a_charge_stays_within_its_reservation(database: Database, charge: int, balance: int) -> None:
    reserve(database, "a", 30)
    assert settle(database, "a", charge) == balance


def test_what_was_never_reserved_cannot_be_settled(database: Database) -> None:
    assert settle(database, "a", 20) is None
    assert account(database) == (100, 0)


def test_an_aborted_transaction_leaves_nothing(database: Database) -> None:
    def work(connection: sa.Connection) -> None:
        credits.reserve(connection, DEFAULT_ID, "a", 30, MIDNIGHT)
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        database.write_now(work)
    assert account(database) == (100, 0)
    assert database.all("SELECT * FROM ledger") == []


def test_starting_again_grants_nothing_anew(database: Database) -> None:
    reserve(database, "a", 30)
    ensure_default(database, "teams", 100, MIDNIGHT)
    found = find(database, DEFAULT_ID)
    assert found is not None
    assert (found.plan, found.balance, found.reserved) == ("pro", 70, 30)


def test_there_is_no_workspace_of_another_name(database: Database) -> None:
    assert find(database, "other") is None
