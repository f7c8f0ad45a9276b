"""Pictures that a model paints, by any server that speaks as OpenAI's images API does."""

import base64
import binascii
import hashlib
from collections.abc import Sequence
from typing import Final

import msgspec

from cardwright.errors import SourceFailed
from cardwright.images.answers import reading
from cardwright.images.ask import Ask
from cardwright.images.fetch import Fetch
from cardwright.images.form import File, Form
from cardwright.images.providers import Painter
from cardwright.scene import Image

NAME: Final = "the image model"
# Models that take these sizes alone; others take any, best of sides that are multiples of 64.
_SIZES: Final = {
    "gpt-image": ((1024, 1024), (1536, 1024), (1024, 1536)),
    "dall-e-3": ((1024, 1024), (1792, 1024), (1024, 1792)),
    "dall-e-2": ((1024, 1024),),
}
_STEP: Final = 64


class _Picture(msgspec.Struct):
    b64_json: str | None = None
    url: str | None = None


class _Answer(msgspec.Struct):
    data: tuple[_Picture, ...]


class Order(msgspec.Struct, frozen=True, omit_defaults=True):
    """One picture to be painted: the server's name of the model, what is to be seen, pixels across and down.

    `references` are the hashes of pictures to go by.
    """

    model: str
    prompt: str
    width: int
    height: int
    references: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Equal orders have one name, and no other picture has it."""
        return f"painted:{hashlib.sha256(msgspec.json.encode(self)).hexdigest()}"


def order_for(  # noqa: PLR0913 - a picture, and who paints it
    painter: Painter, wished: str, prompt: str, width: int, height: int, references: Sequence[Image] = ()
) -> Order:
    """The order for a picture of about these proportions, in a size that the model has."""
    model = painter.named(wished)
    sizes = next((sizes for start, sizes in _SIZES.items() if start in model), None)
    if sizes is not None:
        width, height = min(sizes, key=lambda size: abs(size[0] / size[1] - width / height))
    else:
        width, height = (-(-side // _STEP) * _STEP for side in (width, height))
    return Order(model, prompt, width, height, tuple(image.sha256 for image in references))


async def paint(painter: Painter, ask: Ask, fetch: Fetch, order: Order, references: Sequence[Image] = ()) -> bytes:
    """The bytes of a picture, as the server has painted it; `references` are those that the order names.

    Raises:
        SourceRefused: it will not, by this model, or not from pictures.
        SourceFailed: it has not.
        FetchRefused: it named an address that may not be asked.
    """
    fields = {"model": order.model, "prompt": order.prompt, "size": f"{order.width}x{order.height}"}
    if "gpt-image" not in order.model:  # those refuse it, and answer so anyway
        fields["response_format"] = "b64_json"
    headers = {"authorization": f"Bearer {painter.api_key}"} if painter.api_key else {}
    kind, body = ("edits", _form(fields, references)) if references else ("generations", {**fields, "n": 1})
    url = f"{painter.base_url.rstrip('/')}/images/{kind}"
    answer = reading(NAME, await ask(NAME, url, headers=headers, body=body, seconds=painter.seconds), _Answer)
    made = next(iter(answer.data), None)
    if made is not None and made.b64_json:
        try:
            return base64.b64decode(made.b64_json, validate=True)
        except binascii.Error as error:
            msg = f"{NAME} answered something that is no picture"
            raise SourceFailed(msg) from error
    if made is not None and made.url:
        return await fetch(made.url)
    msg = f"{NAME} painted nothing"
    raise SourceFailed(msg)


def _form(fields: dict[str, str], references: Sequence[Image]) -> Form:
    """The same with pictures, whose field is a list where there are several."""
    field = "image[]" if len(references) > 1 else "image"
    files = [
        File(field, f"reference-{number}.{image.media_type.removeprefix('image/')}", image.media_type, image.data)
        for number, image in enumerate(references, 1)
    ]
    return Form({**fields, "n": "1"}, files)
