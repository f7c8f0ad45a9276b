"""Routes, one file per resource; each defines `routes(services)`, found by its folder."""

from collections.abc import Iterator

from starlette.routing import BaseRoute

from cardwright.families import members
from cardwright.server.services import Services


def all_routes(services: Services) -> Iterator[BaseRoute]:
    """Every route of every file in this folder, files in alphabetical order."""
    for module in members(__name__).values():
        yield from module.routes(services)
