"""What is kept of generations that have ended."""

from cardwright.server.ends import FRESH_S, MOST, Ends
from cardwright.server.gate import Status

NAME = ("g1", "default")
END = Status(b"{}", b'"e"')


def test_an_end_is_kept_until_its_links_are_made_anew() -> None:
    ends = Ends()
    ends.keep(NAME, "first", END)
    assert ends.known(NAME, "first") == END
    assert ends.known(NAME, "second") is None


def test_an_end_is_told_to_its_own_workspace_alone() -> None:
    ends = Ends()
    ends.keep(NAME, "", END)
    ends.looked_up(NAME, 10.0)
    assert ends.known(("g1", "other"), "") is None
    assert ends.fresh(("g1", "other"), 10.0) is None


def test_its_row_is_looked_up_again_after_a_second() -> None:
    ends = Ends()
    ends.keep(NAME, "", END)
    assert ends.fresh(NAME, 10.0) is None
    ends.looked_up(NAME, 10.0)
    assert ends.fresh(NAME, 10.0 + 0.9 * FRESH_S) == END
    assert ends.fresh(NAME, 10.0 + FRESH_S) is None
    assert ends.known(NAME, "") == END


def test_what_is_not_kept_is_never_fresh() -> None:
    ends = Ends()
    ends.looked_up(NAME, 10.0)
    assert ends.fresh(NAME, 10.0) is None


def test_an_end_whose_row_is_gone_is_forgotten() -> None:
    ends = Ends()
    ends.keep(NAME, "", END)
    ends.looked_up(NAME, 10.0)
    ends.forget(NAME)
    ends.forget(NAME)
    assert ends.fresh(NAME, 10.0) is None
    assert ends.known(NAME, "") is None


def test_it_is_bounded_and_keeps_the_latest() -> None:
    ends = Ends()
    for at in range(3 * MOST + 1):
        ends.keep((f"g{at}", "default"), "", END)
        assert len(ends) <= MOST
    assert ends.known((f"g{3 * MOST}", "default"), "") == END
