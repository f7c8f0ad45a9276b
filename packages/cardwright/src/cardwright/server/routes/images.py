"""`/v1.0/images`: single pictures, drawn in a theme's own shapes and colours, and put away when they are no longer wanted."""

from collections.abc import Sequence
from typing import Final

import msgspec
import sqlalchemy as sa
from cardwright_wire import Credits, encode, messages
from cardwright_wire.images import (
    SIZES,
    ImageBody,
    ImageCreated,
    ImageRequest,
    ImageStatus,
    ImageWarning,
    MediaArchived,
    parse_image,
    ratio,
)
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright import ids
from cardwright.accounts.keys import Caller
from cardwright.db import images
from cardwright.db.images import Picture
from cardwright.errors import NotFound
from cardwright.server.repeats import Keep, Repeats
from cardwright.server.reply import read, reply
from cardwright.server.services import Services
from cardwright.server.sharing import own_theme
from cardwright.store.links import Seal
from cardwright.theme import DEFAULT_THEME

MEDIA_TYPE: Final = "image/png"
_NO_MODEL: Final = ImageWarning(
    "no_image_model",
    "No image model is configured: the picture is drawn from the theme's own shapes, which the prompt only chooses.",
)
_NO_REFERENCES: Final = ImageWarning("references_not_used", "Without an image model, reference images are not used.")


def routes(services: Services) -> Sequence[BaseRoute]:
    repeats = Repeats(services.database)

    async def create(request: Request) -> Response:
        caller, body = request.scope["caller"], await read(request)
        asked = parse_image(body)
        theme = own_theme(services.database, caller, asked.theme_id)
        design = services.store.get(theme.design_sha256) if theme else b""

        async def work(keep: Keep) -> bytes:
            made = await _made(services, caller, asked, design)
            answer = encode(ImageCreated(made.id, _warnings(made)))

            def write(connection: sa.Connection) -> None:
                images.insert(connection, made)
                keep(connection, answer)

            await services.database.write(write)
            return answer

        return await repeats.once(request, body, services.clock.now(), work)

    async def show(request: Request) -> Response:
        caller, image_id = request.scope["caller"], request.path_params["id"]
        found = images.find(services.database, image_id, caller.workspace_id)
        if found is None:
            raise NotFound(messages.image_not_found(image_id[:128]))
        remaining = services.workspace(caller).balance
        return reply(
            ImageStatus(found.id, "completed", _body(services, found), _warnings(found), credits=Credits(0, remaining))
        )

    async def archive(request: Request) -> Response:
        caller, media_id = request.scope["caller"], request.path_params["id"]
        found = images.by_media(services.database, media_id, caller.workspace_id)
        if found is None:
            raise NotFound(messages.media_not_found(media_id[:128]))
        now = services.clock.now()
        await services.database.write(lambda connection: images.archive(connection, found.id, now))
        return reply(MediaArchived(found.media_id))

    return [
        Route("/v1.0/images", create, methods=["POST"]),
        Route("/v1.0/images/{id}", show, methods=["GET"]),
        Route("/v1.0/images/media/{id}/archive", archive, methods=["POST"]),
    ]


async def _made(services: Services, caller: Caller, asked: ImageRequest, design: bytes) -> Picture:
    width, height = SIZES[asked.size_preset]
    data = await services.drawn(asked.theme_id or DEFAULT_THEME, asked.type, asked.prompt, width, height, design)
    warnings = [_NO_MODEL, _NO_REFERENCES] if asked.reference_images else [_NO_MODEL]
    return Picture(
        id=ids.image_id(),
        media_id=ids.media_id(),
        workspace_id=caller.workspace_id,
        user_id=caller.user_id,
        prompt=asked.prompt,
        type=asked.type,
        width=width,
        height=height,
        media_type=MEDIA_TYPE,
        sha256=services.store.put(data),
        warnings=msgspec.json.encode(warnings).decode(),
        created_at=services.clock.now(),
    )


def _warnings(picture: Picture) -> tuple[ImageWarning, ...]:
    return msgspec.json.decode(picture.warnings, type=tuple[ImageWarning, ...])


def _body(services: Services, picture: Picture) -> ImageBody:
    return ImageBody(
        url=services.settings.base + services.links.picture(picture.sha256, Seal()),
        width=picture.width,
        height=picture.height,
        format="png",
        mime_type=picture.media_type,
        transparency=False,
        aspect_ratio_used=ratio(picture.width, picture.height),
        saved_media_id=picture.media_id,
    )
