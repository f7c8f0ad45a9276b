"""The page of a file as it is sent: to whom it is open, and with which programs beside it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from cardwright.audience import Guest
from cardwright.audience.personal import QUERY
from cardwright.db import gammas, sites
from cardwright.db.gammas import Shown
from cardwright.export.html import Beside, accompanied, viewer_headers
from cardwright.server.services import Services
from cardwright.store.links import Seal

# As the page's own markup shows a picture. Whatever an author wrote has its quotation marks escaped, so that nobody
# gets a seal for a picture by naming it.
_PICTURE = re.compile(rb'(<img [^<>]* src=")/docs/images/([0-9a-f]{64})"')
_DOC = re.compile(r"(?:[^/]*-)?([a-z0-9]{15})")
_NOT_HERE = "<!doctype html><html lang=en><meta charset=utf-8><title>Not found</title><h1>There is no such page</h1>"
PRIVATE = {"cache-control": "private, no-store", "referrer-policy": "no-referrer"}
SHARED = {"cache-control": "no-cache"}


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that somebody may look at; `guest` is who comes by a personal link."""

    gamma: Shown
    guest: Guest | None = None


def opened(services: Services, name: str, token: str) -> Opened | None:
    """The file that the last part of an address names, if it is open to whoever has this token, or none."""
    match = _DOC.fullmatch(name)
    gamma = gammas.shown(services.database, match[1]) if match else None
    if gamma is None:
        return None
    guest = services.audience.links.open(gamma, token) if token else None
    return Opened(gamma, guest) if guest or gamma.external_access != "noAccess" else None


def viewed(services: Services, doc_id: str, token: str) -> Opened | None:
    """The file whose page may be on somebody's screen: by its own address or on a site."""
    found = opened(services, doc_id, token)
    if found is None and (gamma := gammas.shown(services.database, doc_id)):
        return Opened(gamma) if sites.shows(services.database, gamma.id) else None
    return found


def sees(services: Services, seal: Seal) -> bool:
    """Whether whoever was shown a page may still see it, and so its pictures."""
    if not seal.doc_id:
        return True
    gamma = gammas.shown(services.database, seal.doc_id)
    if gamma is None:
        return False
    if gamma.external_access != "noAccess" or sites.shows(services.database, gamma.id):
        return True
    return bool(seal.link_id) and services.audience.links.still(gamma, seal.link_id) is not None


def _sealed(services: Services, page: bytes, found: Opened) -> bytes:
    """The page with its pictures under seals of this page and whoever looks at it."""
    seal = Seal(found.gamma.doc_id, found.guest.link_id if found.guest else "")
    return _PICTURE.sub(
        lambda match: b'%s%s"' % (match[1], services.links.picture(match[2].decode(), seal).encode()), page
    )


def token_of(request: Request) -> str:
    """The token of a personal link's address; empty when there is none."""
    return request.query_params.get(QUERY, "")


async def sent(services: Services, found: Opened, caching: Mapping[str, str]) -> Response:
    """The page of a file."""
    gamma, guest = found.gamma, found.guest
    path = f"/docs/{gamma.doc_id}"
    counts = services.settings.analytics == "on"
    speaks = guest is not None and guest.may("comment")
    page = _sealed(services, await services.store.get(gamma.view_sha256), found)
    if not counts and not speaks:
        return Response(page, headers={**viewer_headers(page), **caching})
    beside = Beside(
        cards=[card.id for card in await services.cards.of(gamma.id)],
        views=f"{path}/views" if counts else "",
        comments=f"{path}/comments" if speaks else "",
        reader=guest.user.id if guest else "",
        edits=guest is not None and guest.may("edit"),
    )
    headers = viewer_headers(page, connects=True)
    return Response(accompanied(page, beside, asset_base="/static"), headers={**headers, **caching})


def not_here(caching: Mapping[str, str] = SHARED) -> Response:
    """The answer where there is no page."""
    headers = {"content-security-policy": "default-src 'none'", "x-content-type-options": "nosniff"}
    return HTMLResponse(_NOT_HERE, 404, {**headers, **caching})
