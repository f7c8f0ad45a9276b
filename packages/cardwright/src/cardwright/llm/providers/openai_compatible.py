"""Any server that speaks OpenAI's Chat Completions: vLLM, llama.cpp, LM Studio, gateways."""

from pydantic_ai.exceptions import UserError
from pydantic_ai.models import Model
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider


def build(name: str, base_url: str, api_key: str) -> Model:
    """The model; there is no usual address, and no key is sent when none is set."""
    if not base_url:
        msg = "a server that speaks like OpenAI has no usual address"
        raise UserError(msg)
    provider = OpenAICompatibleProvider("openai-compatible", base_url=base_url, api_key=api_key or None)
    return OpenAIChatModel(name, provider=provider)
