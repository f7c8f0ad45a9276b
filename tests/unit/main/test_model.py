"""Which models the settings choose, and whose key goes where."""

from typing import Any

import pytest
from cardwright.llm import Choice
from cardwright.main import model
from cardwright.server.settings import Settings

FIRST = {"model": "openai-compatible:a", "model_base_url": "https://a.example/v1", "model_api_key": "key-a"}
OTHER = {"model_fallback_base_url": "https://b.example/v1"}


@pytest.mark.parametrize(
    ("more", "fallback"),
    [
        ({"model_fallback": "openai-compatible:b"}, ("https://a.example/v1", "key-a")),
        ({"model_fallback": "openai-compatible:b", **OTHER}, ("https://b.example/v1", "")),
        (
            {"model_fallback": "openai-compatible:b", **OTHER, "model_fallback_api_key": "b"},
            ("https://b.example/v1", "b"),
        ),
        ({"model_fallback": "openai-compatible:b", "model_fallback_api_key": "b"}, ("https://a.example/v1", "b")),
        ({"model_fallback": "anthropic:b"}, ("", "")),
    ],
)
def test_a_key_goes_to_no_other_address(
    more: dict[str, Any], fallback: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[Choice] = []
    monkeypatch.setattr(model, "connect", found.extend)
    model.model_of(Settings(**FIRST, **more))
    assert found == [
        Choice("openai-compatible:a", "https://a.example/v1", "key-a"),
        Choice(more["model_fallback"], *fallback, "model_fallback"),
    ]


def test_without_a_model_there_is_none() -> None:
    assert model.model_of(Settings()) is None
