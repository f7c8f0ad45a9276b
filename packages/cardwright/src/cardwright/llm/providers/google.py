"""Google's Gemini API."""

from pydantic_ai.models import Model
from pydantic_ai.models.google import GoogleModel
from pydantic_ai.providers.google import GoogleProvider


def build(name: str, base_url: str, api_key: str) -> Model:
    """The model; the usual key is that of the variable GOOGLE_API_KEY."""
    return GoogleModel(name, provider=GoogleProvider(base_url=base_url or None, api_key=api_key or None))
