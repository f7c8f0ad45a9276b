"""Pictures that a model paints, by any server that speaks as OpenAI's images API does."""

import base64
import binascii
import hashlib
from collections.abc import Sequence
from functools import partial
from typing import Final

import msgspec

from cardwright.errors import SourceFailed
from cardwright.images.answers import reading
from cardwright.images.ask import Ask
from cardwright.images.fetch import Fetch
from cardwright.images.providers import Painter, Providers
from cardwright.images.sources import Find, Found, Query, SourceSpec

NAME: Final = "the image model"
_SAID: Final = 600  # characters of a card that a painter is told
# Models that take these sizes alone; others take any.
_SIZES: Final = {
    "gpt-image": ((1024, 1024), (1536, 1024), (1024, 1536)),
    "dall-e-3": ((1024, 1024), (1792, 1024), (1024, 1792)),
    "dall-e-2": ((1024, 1024),),
}


class _Picture(msgspec.Struct):
    b64_json: str | None = None
    url: str | None = None


class _Answer(msgspec.Struct):
    data: tuple[_Picture, ...]


class Order(msgspec.Struct, frozen=True):
    """One picture to be painted: the server's name of the model, what is to be seen, pixels across and down."""

    model: str
    prompt: str
    width: int
    height: int

    @property
    def name(self) -> str:
        """Equal orders have one name, and no other picture has it."""
        return f"painted:{hashlib.sha256(msgspec.json.encode(self)).hexdigest()}"


def order_for(painter: Painter, wished: str, prompt: str, width: int, height: int) -> Order:
    """The order for a picture of about these proportions, in a size that the model has."""
    model = painter.named(wished)
    sizes = next((sizes for start, sizes in _SIZES.items() if start in model), None)
    if sizes is not None:
        width, height = min(sizes, key=lambda size: abs(size[0] / size[1] - width / height))
    return Order(model, prompt, width, height)


async def paint(painter: Painter, ask: Ask, fetch: Fetch, order: Order) -> bytes:
    """The bytes of a picture, as the server has painted it.

    Raises:
        SourceFailed: it has not.
        FetchRefused: it named an address that may not be asked.
    """
    body = {"model": order.model, "prompt": order.prompt, "n": 1, "size": f"{order.width}x{order.height}"}
    if "gpt-image" not in order.model:  # those refuse it, and answer so anyway
        body["response_format"] = "b64_json"
    headers = {"authorization": f"Bearer {painter.api_key}"} if painter.api_key else {}
    url = f"{painter.base_url.rstrip('/')}/images/generations"
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


def _open(providers: Providers, ask: Ask, fetch: Fetch) -> Find | None:
    painter = providers.painter
    if painter is None:
        return None

    async def find(query: Query) -> Sequence[Found]:
        size = (1536, 1024) if query.shape == "wide" else (1024, 1024)
        order = order_for(painter, query.wish.model, _prompt(query), *size)
        return [Found(order.name, load=partial(paint, painter, ask, fetch, order), paid=True)]

    return find


def _prompt(query: Query) -> str:
    style = f"\nStyle: {query.wish.style}" if query.wish.style else ""
    return (
        "A picture to stand beside a text on a slide. It shows the subject and has no letters, numbers or logos."
        f"\nSubject: {query.said[:_SAID]}{style}"
    )


SPEC: Final = SourceSpec(
    "art",
    _open,
    lambda providers: providers.painter is not None,
    "No image model is configured: cards show the theme's own art.",
)
