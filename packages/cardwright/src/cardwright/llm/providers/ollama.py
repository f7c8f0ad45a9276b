"""Ollama: models on one's own machine, which need no key."""

from typing import Final

from pydantic_ai.models import Model
from pydantic_ai.models.ollama import OllamaModel
from pydantic_ai.profiles import ModelProfile
from pydantic_ai.providers.ollama import OllamaProvider

_USUAL: Final = "http://localhost:11434/v1"


def build(name: str, base_url: str, api_key: str) -> Model:
    """The model. Where the server can, it is held to the form of the answer, which small models miss by themselves."""
    provider = OllamaProvider(base_url=base_url or _USUAL, api_key=api_key or None)
    model = OllamaModel(name, provider=provider)
    if not model.profile.get("supports_json_schema_output"):
        return model
    return OllamaModel(name, provider=provider, profile=ModelProfile(default_structured_output_mode="native"))
