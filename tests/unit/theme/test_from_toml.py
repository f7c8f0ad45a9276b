"""A theme from a file: the common scale, and what the file says otherwise."""

from importlib import resources

import msgspec
import pytest
from cardwright.theme import all_themes, from_toml
from cardwright.theme.type_scale import TYPE_SCALE

PAPER = (resources.files("cardwright.theme") / "themes" / "paper.toml").read_text("utf-8")


def test_a_file_overrides_single_fields_of_a_style() -> None:
    theme = from_toml("paper", PAPER)
    assert theme.styles["heading"].weight == 600
    assert theme.styles["heading"].size == TYPE_SCALE["heading"]["size"]


def test_the_file_and_the_registry_agree() -> None:
    assert from_toml("paper", PAPER) == all_themes()["paper"]


@pytest.mark.parametrize("wrong", ["colour = 1\n", '[styles.body]\nsize = "big"\n', "[styles.body]\nwieght = 400\n"])
def test_what_is_no_token_is_refused_by_name(wrong: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        from_toml("x", wrong + PAPER if "[" not in wrong else PAPER + wrong)
