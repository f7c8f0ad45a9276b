"""Routes, one file per resource; each defines `routes(services)`, found by its folder."""

import importlib
import pkgutil
from collections.abc import Iterator

from starlette.routing import BaseRoute

from cardwright.server.services import Services


def all_routes(services: Services) -> Iterator[BaseRoute]:
    """Every route of every file in this folder, files in alphabetical order."""
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
        yield from importlib.import_module(f"{__name__}.{info.name}").routes(services)
