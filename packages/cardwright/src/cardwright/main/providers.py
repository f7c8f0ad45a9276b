"""The services for pictures that the settings choose."""

from urllib.parse import urlsplit

from cardwright.errors import Misconfigured
from cardwright.images.providers import Painter, Providers
from cardwright.server.settings import Settings


def providers_of(settings: Settings) -> Providers:
    """The services; those that are not set are not asked.

    Raises:
        Misconfigured: an address or a list cannot be read; the message names the setting.
    """
    for name in ("image_base_url", "pexels_url", "giphy_url", "openverse_url", "searxng_url"):
        _check(name, getattr(settings, name))
    models = _models(settings.image_models)
    painter = None
    if settings.image_model:
        painter = Painter(
            settings.image_base_url, settings.image_api_key, settings.image_model, models, settings.image_seconds
        )
    elif models:
        msg = "image_models: there is no model that paints for all others"
        raise Misconfigured(msg, "set image_model")
    return Providers(
        painter,
        settings.pexels_api_key,
        settings.pexels_url.rstrip("/"),
        settings.giphy_api_key,
        settings.giphy_url.rstrip("/"),
        settings.openverse_url.rstrip("/"),
        settings.searxng_url.rstrip("/"),
    )


def _models(text: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    for name, _, own in pairs:
        if not name.strip() or not own.strip():
            msg = f"image_models: {name.strip()!r} has no model of the server"
            raise Misconfigured(msg, "write flux-2-pro=flux, imagen-4-pro=imagen")
    return {name.strip(): own.strip() for name, _, own in pairs}


def _check(name: str, url: str) -> None:
    """Refuse an address that nothing can be behind, or that holds a secret where none is looked for."""
    try:
        parts = urlsplit(url)
        fine = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username and not parts.password
    except ValueError:
        fine = False
    if url and not fine:
        msg = f"{name}: it is no http or https address without a user's name and password"
        raise Misconfigured(msg, "such as https://pictures.example/v1")
