"""What keys may be limited to, and that the page about it names the same."""

import re
from pathlib import Path

from cardwright_wire.scopes import EVERY, SCOPES, allows

PAGE = Path(__file__).parents[3] / "docs/howto/limit-keys.md"


def test_a_key_without_a_limit_may_do_everything() -> None:
    assert all(allows(None, [scope]) for scope in SCOPES)


def test_one_of_what_is_needed_is_enough_and_none_is_not() -> None:
    assert allows(frozenset({"read"}), ("read", "generate"))
    assert not allows(frozenset({"read"}), ("generate",))
    assert not allows(frozenset(), EVERY)


def test_the_page_tells_every_scope() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE.read_text("utf-8"), re.MULTILINE) == list(SCOPES)
