"""What a generation costs, in credits.

The reference charges 1 to 3 credits per card, depending on the text model it
picks and never names, and per AI image the price of its model. Here a card
costs the middle of that range, always: the price of a request is known
before it is accepted. Pictures that are not generated cost nothing.
"""

import re
from typing import Final

import msgspec

from cardwright_wire.image_models import IMAGE_MODELS
from cardwright_wire.requests import GenerationRequest

CREDITS_PER_CARD: Final = 2
# Used when a request names no model: the cheapest tier, open to every plan.
DEFAULT_IMAGE_MODEL: Final = "flux-2-klein"

_BREAK: Final = re.compile(r"^[ \t]{0,3}---[ \t]*\r?$", re.MULTILINE)


class Estimate(msgspec.Struct, frozen=True):
    """An upper bound: so many cards, so many generated images of `per_image` credits each."""

    cards: int
    images: int
    per_image: int

    @property
    def credits(self) -> int:
        """All of it."""
        return self.cards * CREDITS_PER_CARD + self.images * self.per_image


def image_price(model: str | None = None) -> int:
    """Credits of one generated image; None is the default model.

    Raises:
        KeyError: there is no such model.
    """
    return IMAGE_MODELS[model or DEFAULT_IMAGE_MODEL].credits


def charge(cards: int, images: int = 0, model: str | None = None) -> int:
    """Credits for cards made and images generated."""
    return cards * CREDITS_PER_CARD + images * image_price(model)


def estimate(request: GenerationRequest, *, generates_images: bool = True) -> Estimate:
    """The most a request can cost: one generated image per card, if images are generated at all.

    `generates_images` False is a server without an image model, where
    `aiGenerated` adds no pictures. Cards cut at breaks are counted as
    breaks + 1, though empty ones will not be made.
    """
    cards = request.num_cards if request.card_split == "auto" else _breaks(request.input_text) + 1
    generated = generates_images and request.image_options.source == "aiGenerated"
    return Estimate(cards, cards if generated else 0, image_price(request.image_options.model))


def _breaks(text: str) -> int:
    return sum(1 for _ in _BREAK.finditer(text))
