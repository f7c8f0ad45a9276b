"""Identifiers that clients and people pass on."""

import re

from cardwright import ids


def test_a_generations_id_has_its_shape_and_is_no_option_of_a_command() -> None:
    drawn = [ids.generation_id() for _ in range(2000)]
    assert all(re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]{20}", one) for one in drawn)
    assert len(set(drawn)) == len(drawn)
