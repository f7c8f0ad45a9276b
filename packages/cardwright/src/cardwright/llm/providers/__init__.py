"""Kinds of providers, one per file; a new file here is a new word before the colon of the setting `model`.

Each file defines `build(name, base_url, api_key)`, which opens a model; what
is empty is the provider's usual. A file is loaded only when it is chosen.
"""

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from cardwright.errors import Misconfigured
from cardwright.llm import Choice

Build = Callable[[str, str, str], Any]  # to a model of the library


@cache
def all_providers() -> tuple[str, ...]:
    """The names of all kinds of providers, as the setting says them."""
    return tuple(sorted(found.name.replace("_", "-") for found in pkgutil.iter_modules(__path__)))


def opened(choice: Choice) -> Any:
    """The model that a choice names.

    Raises:
        Misconfigured: there is no such kind of provider, or its address is none.
    """
    kind, _, name = choice.name.partition(":")
    if kind not in all_providers() or not name:
        msg = f"{choice.setting}: {choice.name!r} names no model"
        raise Misconfigured(msg, f"say PROVIDER:MODEL; there are: {', '.join(all_providers())}")
    _check(choice)
    build: Build = importlib.import_module(f"{__name__}.{kind.replace('-', '_')}").build
    return build(name, choice.base_url, choice.api_key)


def _check(choice: Choice) -> None:
    """Refuse an address that no model can be behind, or that holds a secret where none is looked for."""
    if not choice.base_url:
        return
    try:
        parts = urlsplit(choice.base_url)
        is_address = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_address = False
        parts = None
    if not is_address:
        msg = f"{choice.setting}_base_url: {choice.base_url!r} is no http or https address"
        raise Misconfigured(msg, "such as https://models.example/v1")
    if parts and (parts.username or parts.password):
        msg = f"{choice.setting}_base_url: it holds a user's name or password"
        raise Misconfigured(msg, f"put the key into {choice.setting}_api_key")
