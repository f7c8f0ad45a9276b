"""Versions of the reference that contradict each other, each to be had by a setting."""

import json
from typing import Any

import pytest
from cardwright.server.settings import Settings
from cardwright_wire import Invalid, parse_generation
from cardwright_wire.dialect import Dialect
from cardwright_wire.from_template import parse_from_template


def refusal(dialect: Dialect, **fields: Any) -> str:
    with pytest.raises(Invalid) as caught:
        parse_generation(json.dumps({"inputText": "x", **fields}), dialect=dialect)
    return caught.value.message


def test_a_strict_server_wants_a_text_mode_of_every_page() -> None:
    strict = Dialect(text_mode_required=True)
    assert refusal(strict) == "Input validation errors: 1. textMode must be one of: generate, condense, preserve"
    assert "pages.0.textMode must be one of" in refusal(strict, pages=[{"inputText": "x"}])
    pages = [{"inputText": "x", "textMode": "preserve"}]
    assert parse_generation(json.dumps({"pages": pages}), dialect=strict).pages


def test_later_versions_do_not_know_style_presets() -> None:
    later = Dialect(style_preset=False)
    said = refusal(later, imageOptions={"stylePreset": "photorealistic"})
    assert said == "Input validation errors: 1. imageOptions.property stylePreset should not exist"


@pytest.mark.parametrize("fields", [{"title": "x"}, {"publish": True}, {"pages": [{"inputText": "x"}]}])
def test_earlier_versions_do_not_know_titles_and_pages(fields: dict[str, Any]) -> None:
    (name,) = fields
    assert refusal(Dialect(later_properties=False), **fields).endswith(f"property {name} should not exist")


def test_later_versions_take_one_folder() -> None:
    later, folders = Dialect(most_folders=1), {"folderIds": ["a", "b"]}
    assert refusal(later, **folders).endswith("folderIds must contain no more than 1 elements")
    with pytest.raises(Invalid, match="no more than 1 elements"):
        parse_from_template(json.dumps({"gammaId": "g_1", "prompt": "x", **folders}).encode(), later)


def test_settings_choose_the_dialect() -> None:
    assert Settings().dialect == Dialect()
    chosen = Settings(text_mode_missing="refuse", style_preset="refuse", later_properties="refuse", most_folders=1)
    assert chosen.dialect == Dialect(
        text_mode_required=True, style_preset=False, later_properties=False, most_folders=1
    )
