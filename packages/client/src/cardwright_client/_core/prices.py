"""Credits of one image by model, as the service publishes them; a test compares them with the wire's table."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

IMAGE_CREDITS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "dall-e-3": 33,
        "imagen-3-flash": 2,
        "imagen-3-pro": 8,
        "imagen-4-pro": 20,
        "imagen-4-ultra": 30,
        "ideogram-v3": 20,
        "ideogram-v3-turbo": 6,
        "ideogram-v3-quality": 45,
        "flux-1-pro": 8,
        "flux-1-quick": 2,
        "flux-1-ultra": 30,
        "flux-kontext-pro": 20,
        "flux-kontext-max": 40,
        "flux-kontext-fast": 2,
        "leonardo-phoenix": 15,
        "recraft-v3": 20,
        "recraft-v3-svg": 40,
        "recraft-v4": 12,
        "recraft-v4-svg": 40,
        "recraft-v4-pro": 125,
        "luma-photon-1": 10,
        "luma-photon-flash-1": 2,
        "gpt-image-1-medium": 30,
        "gpt-image-1-high": 120,
        "gpt-image-1-mini-low": 2,
        "gpt-image-1-mini-medium": 8,
        "gpt-image-1-mini-high": 20,
        "gpt-image-2-mini": 5,
        "gpt-image-2": 20,
        "gpt-image-2-hd": 115,
        "gemini-2.5-flash-image": 20,
        "veo-3.1-fast": 300,
        "veo-3.1": 800,
        "luma-ray-2-flash": 120,
        "luma-ray-2": 350,
        "leonardo-motion-2-fast": 98,
        "leonardo-motion-2": 195,
        "gemini-3-pro-image": 70,
        "gemini-3-pro-image-hd": 120,
        "gemini-3.1-flash-image-mini": 34,
        "gemini-3.1-flash-image": 50,
        "gemini-3.1-flash-image-hd": 75,
        "flux-2-pro": 8,
        "flux-2-flex": 20,
        "flux-2-max": 20,
        "flux-2-klein": 2,
        "imagen-4-fast": 10,
    }
)
# Credits of an image when a request names no model: the cheapest tier, which is also the usual one.
USUAL_IMAGE: Final = 2
