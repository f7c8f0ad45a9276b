"""The image models `imageOptions.model` accepts: what each costs, and who may use it.

Prices are those of the reference's schema; for a model that is in its documentation
only, those of the documentation. The order is the schema's: the error text
about an unknown model lists the names in it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

import msgspec

Tier = Literal["standard", "advanced", "premium", "ultra"]
LeastPlan = Literal["plus", "pro", "ultra"]


class ImageModel(msgspec.Struct, frozen=True):
    """One model. `credits` is the price of one image.

    `tier` is None and `title` empty for models that the documentation does not
    list, `least_plan` None for models every plan may use. The plan is told, not
    enforced: the reference documents that all models are open to whoever has a key.
    """

    name: str
    title: str
    credits: int
    tier: Tier | None = None
    least_plan: LeastPlan | None = None

    @property
    def makes_video(self) -> bool:
        """Whether its output moves; such models are accepted and were never documented."""
        return self.name.startswith(("veo-", "luma-ray-", "leonardo-motion-"))


_ALL: Final = (
    ImageModel("dall-e-3", "Dall-E 3", 33, "advanced", "pro"),
    ImageModel("imagen-3-flash", "Imagen 3 Fast", 2, "standard", None),
    ImageModel("imagen-3-pro", "", 8, None, "plus"),
    ImageModel("imagen-4-pro", "Imagen 4", 20, "advanced", "pro"),
    ImageModel("imagen-4-ultra", "Imagen 4 Ultra", 30, "ultra", "ultra"),
    ImageModel("ideogram-v3", "Ideogram 3", 20, "advanced", "pro"),
    ImageModel("ideogram-v3-turbo", "Ideogram 3 Turbo", 6, "standard", None),
    ImageModel("ideogram-v3-quality", "Ideogram 3 Quality", 45, "premium", "ultra"),
    ImageModel("flux-1-pro", "", 8, None, "plus"),
    ImageModel("flux-1-quick", "", 2, None, None),
    ImageModel("flux-1-ultra", "", 30, None, "ultra"),
    ImageModel("flux-kontext-pro", "Flux Kontext Pro", 20, "advanced", "pro"),
    ImageModel("flux-kontext-max", "", 40, None, "ultra"),
    ImageModel("flux-kontext-fast", "Flux Kontext Fast", 2, "standard", None),
    ImageModel("leonardo-phoenix", "Leonardo Phoenix", 15, "standard", "plus"),
    ImageModel("recraft-v3", "Recraft V3", 20, "advanced", "pro"),
    ImageModel("recraft-v3-svg", "Recraft V3 Vector", 40, "premium", "pro"),
    ImageModel("recraft-v4", "Recraft V4", 12, "standard", "plus"),
    ImageModel("recraft-v4-svg", "Recraft V4 Vector", 40, "premium", "pro"),
    ImageModel("recraft-v4-pro", "Recraft V4 Pro", 125, "ultra", "ultra"),
    ImageModel("luma-photon-1", "Luma Photon", 10, "standard", "plus"),
    ImageModel("luma-photon-flash-1", "Luma Photon Flash", 2, "standard", None),
    ImageModel("gpt-image-1-medium", "GPT Image", 30, "advanced", "pro"),
    ImageModel("gpt-image-1-high", "GPT Image Detailed", 120, "ultra", "ultra"),
    ImageModel("gpt-image-1-mini-low", "", 2, None, None),
    ImageModel("gpt-image-1-mini-medium", "", 8, None, "plus"),
    ImageModel("gpt-image-1-mini-high", "", 20, None, "pro"),
    ImageModel("gpt-image-2-mini", "GPT Image 2 Mini", 5, "standard", None),
    ImageModel("gpt-image-2", "GPT Image 2", 20, "advanced", "pro"),
    ImageModel("gpt-image-2-hd", "GPT Image 2 HD", 115, "ultra", "ultra"),
    ImageModel(
        "gemini-2.5-flash-image",
        "Nano Banana Flash (Gemini 2.5 Flash)",
        20,
        "advanced",
        "plus",
    ),
    ImageModel("veo-3.1-fast", "", 300, None, "ultra"),
    ImageModel("veo-3.1", "", 800, None, "ultra"),
    ImageModel("luma-ray-2-flash", "", 120, None, "ultra"),
    ImageModel("luma-ray-2", "", 350, None, "ultra"),
    ImageModel("leonardo-motion-2-fast", "", 98, None, "ultra"),
    ImageModel("leonardo-motion-2", "", 195, None, "ultra"),
    ImageModel("gemini-3-pro-image", "Nano Banana Pro (Gemini 3 Pro)", 70, "advanced", "pro"),
    ImageModel(
        "gemini-3-pro-image-hd",
        "Nano Banana Pro HD (Gemini 3 Pro HD)",
        120,
        "premium",
        "ultra",
    ),
    ImageModel("gemini-3.1-flash-image-mini", "Nano Banana 2 Mini", 34, "premium", None),
    ImageModel("gemini-3.1-flash-image", "Nano Banana 2", 50, "premium", "pro"),
    ImageModel("gemini-3.1-flash-image-hd", "Nano Banana 2 HD", 75, "premium", "ultra"),
    ImageModel("flux-2-pro", "Flux 2 Pro", 8, "standard", "plus"),
    ImageModel("flux-2-flex", "Flux 2 Flex", 20, "advanced", "pro"),
    ImageModel("flux-2-max", "Flux 2 Max", 20, "advanced", "pro"),
    ImageModel("flux-2-klein", "Flux 2 Fast", 2, "standard", None),
    ImageModel("imagen-4-fast", "Imagen 4 Fast", 10, "standard", None),
)

IMAGE_MODELS: Final[Mapping[str, ImageModel]] = MappingProxyType({model.name: model for model in _ALL})
