"""Single pictures as the wire has them: asked for, looked at, put away."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal

import msgspec

from cardwright_wire import rules
from cardwright_wire.enums import Status
from cardwright_wire.responses import Credits
from cardwright_wire.rules import one_of, text
from cardwright_wire.shapes import Shape, make_shape, several
from cardwright_wire.validation import read_body

ImageType = Literal["illustration", "abstract", "photo", "scene"]
SizePreset = Literal["social-square", "social-portrait", "banner", "slide", "story"]

IMAGE_TYPES: Final[tuple[ImageType, ...]] = ("illustration", "abstract", "photo", "scene")
# Pixels across and down.
SIZES: Final[Mapping[SizePreset, tuple[int, int]]] = MappingProxyType(
    {
        "social-square": (1080, 1080),
        "social-portrait": (1080, 1350),
        "banner": (1600, 400),
        "slide": (1920, 1080),
        "story": (1080, 1920),
    }
)
IMAGE_PROMPT_LENGTH: Final = 5_000
MOST_REFERENCES: Final = 4
_URL_LENGTH: Final = 2_048


class ReferenceImage(msgspec.Struct, frozen=True, rename="camel"):
    """A picture whose subject is to be shown."""

    url: str
    role: Literal["subject"] = "subject"


class ImageRequest(msgspec.Struct, frozen=True, rename="camel"):
    """One picture, as asked. `theme_id` None is the workspace's default theme."""

    prompt: str
    type: ImageType = "illustration"
    size_preset: SizePreset = "social-square"
    theme_id: str | None = None
    reference_images: tuple[ReferenceImage, ...] = ()


class ImageWarning(msgspec.Struct, frozen=True, rename="camel"):
    """What of a request was not followed; `code` is for programs."""

    code: str
    message: str


class ImageCreated(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    image_generation_id: str
    warnings: Sequence[ImageWarning] = ()


class ImageBody(msgspec.Struct, frozen=True, rename="camel"):
    """A picture that is there. Sizes are pixels."""

    url: str
    width: int
    height: int
    format: str
    mime_type: str
    transparency: bool
    aspect_ratio_used: str
    saved_media_id: str


class ImageStatus(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """The state of a picture."""

    image_generation_id: str
    status: Status
    image: ImageBody | None = None
    warnings: Sequence[ImageWarning] = ()
    error: str | None = None
    retryable: bool | None = None
    credits: Credits | None = None


class MediaArchived(msgspec.Struct, frozen=True, rename="camel"):
    saved_media_id: str
    archived: bool = True


_REFERENCE: Final = make_shape(
    ReferenceImage,
    {"url": rules.https_url(_URL_LENGTH), "role": one_of(("subject",))},
    missing={"url": "url must be a URL address"},
)
IMAGE: Final[Shape[ImageRequest]] = make_shape(
    ImageRequest,
    {
        "prompt": text(IMAGE_PROMPT_LENGTH, may_be_empty=False),
        "type": one_of(IMAGE_TYPES),
        "size_preset": one_of(tuple(SIZES)),
        "theme_id": rules.theme_id,
        "reference_images": several(_REFERENCE, MOST_REFERENCES),
    },
    missing={"prompt": "prompt should not be empty"},
)


def parse_image(body: bytes) -> ImageRequest:
    """The request that a body of `POST /v1.0/images` makes.

    Raises:
        Invalid: the body breaks a rule or is not JSON.
    """
    return read_body(IMAGE, body)


def ratio(width: int, height: int) -> str:
    """The proportions in smallest whole numbers, such as `16:9`."""
    low, high = sorted((width, height))
    while low:
        low, high = high % low, low
    return f"{width // high}:{height // high}"
