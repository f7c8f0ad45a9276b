"""OpenAI itself, or what stands in for its Responses API."""

from pydantic_ai.models import Model
from pydantic_ai.models.openai import OpenAIResponsesModel
from pydantic_ai.providers.openai import OpenAIProvider


def build(name: str, base_url: str, api_key: str) -> Model:
    """The model; the usual key is that of the variable OPENAI_API_KEY."""
    return OpenAIResponsesModel(name, provider=OpenAIProvider(base_url=base_url or None, api_key=api_key or None))
