"""`/v1.0/images`: single pictures, painted by a model, else drawn in a theme's own shapes; put away when no longer wanted."""

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
from cardwright.accounts import credits
from cardwright.accounts.keys import Caller
from cardwright.db import images, picture_jobs
from cardwright.db.images import Picture
from cardwright.db.picture_jobs import PictureJob
from cardwright.db.themes import CustomTheme
from cardwright.errors import NotFound
from cardwright.images.single import SingleOrder, look_of
from cardwright.server.repeats import Keep, Repeats
from cardwright.server.reply import read, reply
from cardwright.server.services import Services
from cardwright.server.sharing import own_theme
from cardwright.store.links import Seal
from cardwright.theme import DEFAULT_THEME, all_themes

PNG: Final = "image/png"
DUE_S: Final = 2  # seconds after which to ask again for a picture that is being painted
_NO_MODEL: Final = ImageWarning(
    "no_image_model",
    "No image model is configured: the picture is drawn from the theme's own shapes, which the prompt only chooses.",
)
_NO_REFERENCES: Final = ImageWarning("references_not_used", "Without an image model, reference images are not used.")
_NOT_FETCHED: Final = ImageWarning("references_not_used", "This server fetches no reference images.")
_STYLE_SKIPPED: Final = ImageWarning(
    "curated_style_skipped_for_references", "The picture goes by its reference images: type is not applied."
)
_THEME_SKIPPED: Final = ImageWarning(
    "theme_skipped_for_references", "The picture goes by its reference images: themeId is not applied."
)
_SCENE: Final = ImageWarning("theme_skipped_for_scene", "Scenes have colours of their own: themeId is not applied.")


def routes(services: Services) -> Sequence[BaseRoute]:
    repeats = Repeats(services.database)

    async def create(request: Request) -> Response:
        caller, body = request.scope["caller"], await read(request)
        asked = parse_image(body)
        own = own_theme(services.database, caller, asked.theme_id)

        async def work(keep: Keep) -> bytes:
            if services.intake.providers.painter is None:
                return await _drawn(services, caller, asked, own, keep)
            order, warnings = _ordered(asked, own, fetches=services.settings.fetch_images)
            return await services.intake.picture(caller, order, warnings, keep)

        return await repeats.once(request, body, services.clock.now(), work)

    async def show(request: Request) -> Response:
        caller, image_id = request.scope["caller"], request.path_params["id"]
        job = picture_jobs.find(services.database, image_id)
        found = images.find(services.database, image_id, caller.workspace_id)
        if found is not None:
            return reply(_completed(services, caller, found, job))
        if job is None or job.workspace_id != caller.workspace_id:
            raise NotFound(messages.image_not_found(image_id[:128]))
        if job.status == "pending":
            answer = reply(ImageStatus(job.id, "pending", warnings=_told(job.warnings)))
            answer.headers["retry-after"] = str(DUE_S)
            return answer
        return reply(_failed(job))

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


def _ordered(asked: ImageRequest, own: CustomTheme | None, *, fetches: bool) -> tuple[SingleOrder, list[ImageWarning]]:
    """What is to be painted, and what of the request is known not to be followed."""
    references, warnings = tuple(one.url for one in asked.reference_images), list[ImageWarning]()
    if references and not fetches:
        references, warnings = (), [_NOT_FETCHED]
    if references:
        warnings += [_STYLE_SKIPPED] if asked.type != "illustration" else []  # what it is unless it is said
        warnings += [_THEME_SKIPPED] if asked.theme_id else []
    elif asked.type == "scene" and asked.theme_id:
        warnings.append(_SCENE)
    theme = own or all_themes()[asked.theme_id or DEFAULT_THEME]
    free = bool(references) or asked.type == "scene"  # of a theme
    look = "" if free else look_of(theme.color_keywords, theme.tone_keywords)
    return SingleOrder(asked.prompt, asked.type, *SIZES[asked.size_preset], look, references), warnings


async def _drawn(services: Services, caller: Caller, asked: ImageRequest, own: CustomTheme | None, keep: Keep) -> bytes:
    """A picture that is there at once, without a model."""
    design = await services.store.get(own.design_sha256) if own else b""
    width, height = SIZES[asked.size_preset]
    data = await services.drawn(asked.theme_id or DEFAULT_THEME, asked.type, asked.prompt, width, height, design)
    warnings = [_NO_MODEL, _NO_REFERENCES] if asked.reference_images else [_NO_MODEL]
    made = Picture(
        id=ids.image_id(),
        media_id=ids.media_id(),
        workspace_id=caller.workspace_id,
        user_id=caller.user_id,
        prompt=asked.prompt,
        type=asked.type,
        width=width,
        height=height,
        media_type=PNG,
        sha256=await services.store.put(data),
        warnings=msgspec.json.encode(warnings).decode(),
        created_at=services.clock.now(),
    )
    answer = encode(ImageCreated(made.id, warnings))

    def write(connection: sa.Connection) -> None:
        images.insert(connection, made)
        keep(connection, answer)

    await services.database.write(write)
    return answer


def _completed(services: Services, caller: Caller, found: Picture, job: PictureJob | None) -> ImageStatus:
    """A picture that is there. What it cost is told also when its job was removed."""
    deducted = credits.charged(services.database, found.id)
    remaining = job.remaining if job is not None else None
    if remaining is None:
        remaining = services.workspace(caller).balance
    return ImageStatus(
        found.id, "completed", _body(services, found), _told(found.warnings), credits=Credits(deducted, remaining)
    )


def _failed(job: PictureJob) -> ImageStatus:
    return ImageStatus(
        job.id,
        "failed",
        warnings=_told(job.warnings),
        error=job.message,
        retryable=bool(job.retryable),
        credits=Credits(job.deducted or 0, job.remaining or 0),
    )


def _told(warnings: str) -> tuple[ImageWarning, ...]:
    return msgspec.json.decode(warnings, type=tuple[ImageWarning, ...])


def _body(services: Services, picture: Picture) -> ImageBody:
    return ImageBody(
        url=services.settings.base + services.links.picture(picture.sha256, Seal()),
        width=picture.width,
        height=picture.height,
        format=picture.media_type.removeprefix("image/"),
        mime_type=picture.media_type,
        transparency=bool(picture.transparent),
        aspect_ratio_used=ratio(picture.width, picture.height),
        saved_media_id=picture.media_id,
    )
