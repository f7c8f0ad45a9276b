"""Anthropic's Messages API."""

from pydantic_ai.models import Model
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.providers.anthropic import AnthropicProvider


def build(name: str, base_url: str, api_key: str) -> Model:
    """The model; the usual key is that of the variable ANTHROPIC_API_KEY."""
    return AnthropicModel(name, provider=AnthropicProvider(base_url=base_url or None, api_key=api_key or None))
