"""`/v1.0/gammas/{id}`: what is known about a file; archive, delete and export it."""

import re
from collections.abc import Sequence

from cardwright_wire import messages
from cardwright_wire.files import Archived, Author, Deleted, ExportStarted, GammaBody, parse_export, timestamp
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from cardwright.accounts import people
from cardwright.accounts.access import Level, may
from cardwright.db import gammas
from cardwright.db.gammas import Gamma
from cardwright.errors import Forbidden, InvalidInput, NotFound
from cardwright.server.reply import read, reply
from cardwright.server.services import Services

_ID = re.compile(r"[A-Za-z0-9_-]{1,128}")


def routes(services: Services) -> Sequence[BaseRoute]:
    async def show(request: Request) -> Response:
        return shown(services, opened(services, request, "view"))

    async def archive(request: Request) -> Response:
        caller, gamma = request.scope["caller"], gammas.find(services.database, request.path_params["id"])
        if gamma is None or not may(services.database, gamma, caller, "edit"):
            raise Forbidden(messages.ARCHIVE_DENIED)
        now = services.clock.now()
        await services.database.write(lambda connection: gammas.archive(connection, gamma.id, now))
        return reply(Archived(gamma.id))

    async def delete(request: Request) -> Response:
        caller, gamma_id = request.scope["caller"], request.path_params["id"]
        if people.role(services.database, caller.workspace_id, caller.user_id) != "admin":
            raise Forbidden(messages.ADMIN_REQUIRED)
        gamma = gammas.find(services.database, gamma_id)
        if gamma is None or gamma.workspace_id != caller.workspace_id:
            raise NotFound(messages.gamma_not_found(gamma_id[:128]))
        await services.database.write(lambda connection: gammas.delete(connection, gamma.id))
        return reply(Deleted("deleted", gamma.id, messages.FILE_DELETED))

    async def export(request: Request) -> Response:
        wanted = parse_export(await read(request))
        gamma = opened(services, request, "view")
        if gamma.archived_at is not None:
            msg = "Archived gammas cannot be exported"
            raise InvalidInput(msg)
        return reply(ExportStarted(await services.intake.export(gamma, wanted.export_as)))

    path = "/v1.0/gammas/{id}"
    return [
        Route(path, show, methods=["GET"]),
        Route(path, delete, methods=["DELETE"]),
        Route(f"{path}/archive", archive, methods=["POST"]),
        Route(f"{path}/export", export, methods=["POST"]),
    ]


def opened(services: Services, request: Request, need: Level) -> Gamma:
    """The file a path names by either of its ids, if the caller may do that much with it.

    Raises:
        InvalidInput: that is no id.
        NotFound: the caller's workspace has no such file.
        Forbidden: it has, but not for this caller.
    """
    caller, id_ = request.scope["caller"], request.path_params["id"]
    if not _ID.fullmatch(id_):
        msg = messages.invalid_input(["gammaId must match /^[A-Za-z0-9_-]{1,128}$/"])
        raise InvalidInput(msg)
    gamma = gammas.by_any_id(services.database, id_)
    if gamma is None or gamma.workspace_id != caller.workspace_id:
        raise NotFound(messages.gamma_not_found(id_))
    if not may(services.database, gamma, caller, need):
        raise Forbidden(messages.FORBIDDEN)
    return gamma


def shown(services: Services, gamma: Gamma) -> Response:
    """A file as the wire has it."""
    return reply(_body(services, gamma))


def _body(services: Services, gamma: Gamma) -> GammaBody:
    author = people.find(services.database, gamma.owner_id)
    return GammaBody(
        id=gamma.id,
        title=gamma.title,
        type="template" if gamma.type == "template" else "regular",
        url=services.view_url(gamma.title, gamma.doc_id),
        thumbnail_url=None,
        description=None,
        author=Author(author.name or author.email) if author else None,
        created_time=timestamp(gamma.created_at),
        updated_time=timestamp(gamma.updated_at),
        theme_id=gamma.theme_id,
        archived=gamma.archived_at is not None,
    )
