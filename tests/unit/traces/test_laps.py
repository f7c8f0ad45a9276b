"""What takes long within a call, when somebody wants to know and when nobody does."""

import pytest
from cardwright.traces.laps import lap, noted


def test_laps_are_noted_in_the_order_in_which_they_ended() -> None:
    with noted() as found:
        with lap("outer"), lap("inner"):
            pass
        with pytest.raises(ValueError), lap("failed"):
            raise ValueError
    assert [one.name for one in found] == ["inner", "outer", "failed"]
    assert all(one.began <= one.ended for one in found)


def test_nobody_notes_what_nobody_wants_to_know() -> None:
    with lap("alone"):
        pass
    with noted() as found:
        pass
    with lap("after"):
        pass
    assert found == []
