"""What an operator has set about the services that give pictures. Its addresses are trusted; its keys are not shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

OPENAI: Final = "https://api.openai.com/v1"
PEXELS: Final = "https://api.pexels.com/v1"
GIPHY: Final = "https://api.giphy.com/v1"


@dataclass(frozen=True, slots=True)
class Painter:
    """A server that speaks as OpenAI's images API does. `seconds` bound one picture.

    `models` map names that users may ask for to the server's own; `model` is
    the server's own name that stands for all others.
    """

    base_url: str
    api_key: str = field(repr=False)
    model: str
    models: Mapping[str, str] = field(default_factory=dict[str, str])
    seconds: float = 120.0

    def named(self, wished: str) -> str:
        """The server's own name for a model that was asked for."""
        return self.models.get(wished, self.model)


@dataclass(frozen=True, slots=True)
class Providers:
    """Services for pictures; what is empty is not asked."""

    painter: Painter | None = None
    pexels_key: str = field(default="", repr=False)
    pexels_url: str = PEXELS
    giphy_key: str = field(default="", repr=False)
    giphy_url: str = GIPHY
    openverse_url: str = ""
    searxng_url: str = ""


NO_PROVIDERS: Final = Providers()
