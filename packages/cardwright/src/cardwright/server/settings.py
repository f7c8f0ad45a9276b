"""Settings of a server: defaults, then a TOML file, then `CARDWRIGHT_*` variables, then flags.

Adding a field here is all it takes: the variable, the file's key and the line
in `cardwright settings` follow from its name; its comment goes into `HELP`.
"""

import os
import tomllib
from collections.abc import Mapping
from ipaddress import ip_network
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal

import msgspec
from cardwright_wire.dialect import Dialect

from cardwright.errors import Misconfigured

Positive = Annotated[int, msgspec.Meta(ge=1)]
Retention = Annotated[int, msgspec.Meta(ge=0)]
SHORTEST_DAYS: Final = 8  # for generations: links to their files live seven days


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything an operator may set. Seconds, megabytes, requests, credits."""

    host: str = "127.0.0.1"
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 8000
    data: str = "cardwright-data"
    database_url: str = ""
    object_store_url: str = ""
    object_store_endpoint: str = ""
    secret_key: str = ""
    run_jobs: bool = True
    lease_seconds: Positive = 15
    drain_seconds: Positive = 10
    queue_most: Positive = 10_000
    public_base: str = ""
    api_key: str = ""
    plan: Literal["pro", "ultra", "teams", "business"] = "ultra"
    credits: Annotated[int, msgspec.Meta(ge=0)] = 1_000_000
    out_of_credits_status: Literal[402, 403] = 403
    text_mode_missing: Literal["accept", "refuse"] = "accept"
    style_preset: Literal["accept", "refuse"] = "accept"
    later_properties: Literal["accept", "refuse"] = "accept"
    most_folders: Literal[1, 10] = 10
    rate_burst: Positive = 10_000
    rate_hour: Positive = 40_000
    rate_day: Positive = 200_000
    render_processes: Positive = 2
    render_memory_mb: Annotated[int, msgspec.Meta(ge=512)] = 2048
    render_seconds: Positive = 120
    fetch_images: bool = True
    webhook_private: bool = False
    webhook_first_retry_seconds: Positive = 5
    smtp_url: str = ""
    mail_from: str = ""
    model: str = ""
    model_base_url: str = ""
    model_api_key: str = ""
    model_fallback: str = ""
    model_fallback_base_url: str = ""
    model_fallback_api_key: str = ""
    model_seconds: Positive = 120
    model_tokens: Annotated[int, msgspec.Meta(ge=1000)] = 100_000
    model_context: Annotated[int, msgspec.Meta(ge=4000)] = 32_000
    model_at_once: Annotated[int, msgspec.Meta(ge=0)] = 0
    model_per_minute: Annotated[int, msgspec.Meta(ge=0)] = 0
    model_money: Annotated[float, msgspec.Meta(ge=0)] = 0
    model_price_asked: Annotated[float, msgspec.Meta(ge=0)] = 0
    model_price_answered: Annotated[float, msgspec.Meta(ge=0)] = 0
    model_fallback_price_asked: Annotated[float, msgspec.Meta(ge=0)] = 0
    model_fallback_price_answered: Annotated[float, msgspec.Meta(ge=0)] = 0
    image_model: str = ""
    image_models: str = ""
    image_base_url: str = "https://api.openai.com/v1"
    image_api_key: str = ""
    image_seconds: Positive = 120
    image_at_once: Annotated[int, msgspec.Meta(ge=0)] = 0
    image_per_minute: Annotated[int, msgspec.Meta(ge=0)] = 0
    pexels_api_key: str = ""
    pexels_url: str = "https://api.pexels.com/v1"
    giphy_api_key: str = ""
    giphy_url: str = "https://api.giphy.com/v1"
    openverse_url: str = ""
    searxng_url: str = ""
    analytics: Literal["on", "off"] = "on"
    trusted_proxies: str = ""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["text", "json"] = "text"
    metrics_port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 0
    metrics_host: str = "127.0.0.1"
    traces_endpoint: str = ""
    drain_notice_seconds: Annotated[int, msgspec.Meta(ge=0)] = 0
    keep_generations_days: Retention = 0
    keep_files_days: Retention = 0
    keep_views_days: Retention = 0
    keep_deliveries_days: Retention = 0

    @property
    def base(self) -> str:
        """The public base URL, without a slash at its end."""
        if self.public_base:
            return self.public_base.rstrip("/")
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104 - compared, not bound
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def proxies(self) -> list[str]:
        """The trusted proxies, one by one.

        Raises:
            Misconfigured: one of them is neither an address nor a network.
        """
        named = [part.strip() for part in self.trusted_proxies.split(",") if part.strip()]
        for one in named:
            try:
                ip_network(one)
            except ValueError as error:
                msg = f"trusted_proxies: {one} is neither an IP address nor a network"
                raise Misconfigured(msg, "write 10.0.0.7 or 10.0.0.0/24, separated by commas") from error
        return named

    @property
    def kept_days(self) -> dict[str, int]:
        """How many days rows of each kind are kept; 0 for ever."""
        return {
            "generations": self.keep_generations_days,
            "exports": self.keep_generations_days,
            "pictures": self.keep_generations_days,
            "files": self.keep_files_days,
            "views": self.keep_views_days,
            "deliveries": self.keep_deliveries_days,
        }

    @property
    def dialect(self) -> Dialect:
        """Which version of the reference is followed where they contradict each other."""
        return Dialect(
            text_mode_required=self.text_mode_missing == "refuse",
            style_preset=self.style_preset == "accept",
            later_properties=self.later_properties == "accept",
            most_folders=self.most_folders,
        )


HELP: Final[Mapping[str, str]] = MappingProxyType(
    {
        "host": "address to listen on",
        "port": "port to listen on",
        "data": "folder for the database, files and secrets; one process at a time unless database_url is set",
        "database_url": "PostgreSQL database, postgresql://user:password@host/name; empty: a SQLite file in the data folder",
        "object_store_url": "where files are kept, such as s3://bucket/prefix; empty: in the data folder",
        "object_store_endpoint": "address of an S3-compatible store that is not Amazon's",
        "secret_key": "secret of links and keys, 32 characters or more, the same for all processes; empty: made in the data folder",
        "run_jobs": "whether `cardwright serve` runs jobs itself; false: only `cardwright worker` does",
        "lease_seconds": "silence of a process after which others take its jobs over; with database_url",
        "drain_seconds": "time that running jobs have to end when a process is told to stop",
        "queue_most": "open generations from which on further ones are refused with 429",
        "public_base": "URL under which clients reach this server; all links are made from it",
        "api_key": "key of the default workspace; empty: the first start makes one and prints it",
        "plan": "plan of the default workspace; sets the most cards of one generation",
        "credits": "credits a new workspace starts with",
        "out_of_credits_status": "HTTP status when credits are used up",
        "text_mode_missing": "what becomes of a request without textMode",
        "style_preset": "what becomes of imageOptions.stylePreset, which later versions of the reference refuse",
        "later_properties": "what becomes of title, pages and publish, which earlier versions of the reference refuse",
        "most_folders": "most folderIds of a request; later versions of the reference take 1",
        "rate_burst": "requests a key may make in a minute",
        "rate_hour": "requests a key may make in an hour",
        "rate_day": "requests a key may make in a day",
        "render_processes": "processes that lay out and export at the same time",
        "render_memory_mb": "memory one of them may use",
        "render_seconds": "time one step of layout and export may take",
        "fetch_images": "whether pictures named by URL in a text, and reference images, are fetched",
        "webhook_private": "whether webhooks may be sent by http and to private addresses",
        "webhook_first_retry_seconds": "seconds from the first attempt at a webhook to the second",
        "smtp_url": "mail server for invitations, smtp://… or smtps://user:password@host; empty: none are sent",
        "mail_from": "mail address that invitations come from",
        "model": "language model, PROVIDER:MODEL such as openai:… or ollama:…; empty: the built-in writer does what it can",
        "model_base_url": "address of the model's server; empty: the provider's usual",
        "model_api_key": "key for the model; empty: the provider's usual variable, such as OPENAI_API_KEY",
        "model_fallback": "language model that is asked when the first one fails",
        "model_fallback_base_url": "address of its server; empty: with the same provider that of the first, else the usual",
        "model_fallback_api_key": "key for it; empty: at the same address that of the first, else the usual variable",
        "model_seconds": "time that language models may take for one generation",
        "model_tokens": "tokens, of questions and answers, that one generation may cost",
        "model_context": "tokens that a question and its answer may have together; longer texts are read in parts",
        "model_at_once": "questions to language models that all processes have under way at the same time; 0: no bound",
        "model_per_minute": "questions to language models that all processes begin in a minute; 0: no bound",
        "model_money": "money that one generation may cost, in the currency of the prices; 0: no bound",
        "model_price_asked": "price of a million tokens of questions to model",
        "model_price_answered": "price of a million tokens of its answers",
        "model_fallback_price_asked": "price of a million tokens of questions to model_fallback",
        "model_fallback_price_answered": "price of a million tokens of its answers",
        "image_model": "image model by its server's own name; empty: no pictures are painted",
        "image_models": "which of the server's models paint for those of the API, such as flux-2-pro=flux, imagen-4-pro=imagen",
        "image_base_url": "address of the image model's server, which speaks as OpenAI's does",
        "image_api_key": "key for it",
        "image_seconds": "time that one picture may take",
        "image_at_once": "pictures that are painted at the same time, by all processes; 0: no bound",
        "image_per_minute": "pictures that all processes begin in a minute; 0: no bound",
        "pexels_api_key": "key for Pexels; empty: it is not asked",
        "pexels_url": "address of its API",
        "giphy_api_key": "key for GIPHY; empty: it is not asked",
        "giphy_url": "address of its API",
        "openverse_url": "address of Openverse, such as https://api.openverse.org, for pictures of the web; empty: it is not asked",
        "searxng_url": "address of a SearXNG instance that answers in JSON, for web pictures of any licence; empty: it is not asked",
        "analytics": "whether views of pages are counted",
        "trusted_proxies": "addresses or networks of proxies whose X-Forwarded-For tells who asks, separated by commas",
        "log_level": "least serious message that is logged",
        "log_format": "how is logged: lines of text, or JSON with the ids of requests and generations and no text of users",
        "metrics_port": "port of its own for /metrics, /healthz and /readyz; 0: none",
        "metrics_host": "address to listen on for it",
        "traces_endpoint": "collector that takes OTLP over HTTP, such as http://127.0.0.1:4318; empty: no traces",
        "drain_notice_seconds": "time that a server told to stop goes on serving while /readyz says that it will stop",
        "keep_generations_days": "days after which generations, exports and jobs of single pictures that ended are removed, 8 or more; what they made stays; 0: never",
        "keep_files_days": "days after which files that nobody changed are removed, templates excepted; 0: never",
        "keep_views_days": "days after which page views are removed; 0: never",
        "keep_deliveries_days": "days after which webhook deliveries that ended are removed; 0: never",
    }
)
SECRET: Final = frozenset(
    {
        "api_key", "database_url", "secret_key", "smtp_url", "model_api_key", "model_fallback_api_key", "image_api_key",
        "pexels_api_key", "giphy_api_key",
    }
)  # fmt: skip
PREFIX: Final = "CARDWRIGHT_"
CLIENT: Final = "client"  # the table of the same files that the command line reads


def load(
    environment: Mapping[str, str], file: Path | None = None, flags: Mapping[str, Any] | None = None
) -> tuple[Settings, Mapping[str, str]]:
    """Settings, and for each field where its value came from.

    Raises:
        Misconfigured: a value does not fit, a key is unknown, or the file cannot be read; names the setting.
    """
    given: dict[str, Any] = {}
    origin: dict[str, str] = dict.fromkeys(HELP, "default")
    for name, value in _from_file(file).items():
        given[name], origin[name] = value, str(file)
    for name in HELP:
        if (value := environment.get(PREFIX + name.upper())) is not None:
            given[name], origin[name] = value, PREFIX + name.upper()
    for name, value in (flags or {}).items():
        if value is not None:
            given[name], origin[name] = value, f"--{name.replace('_', '-')}"
    return _checked(given, origin), MappingProxyType(origin)


def _checked(given: Mapping[str, Any], origin: Mapping[str, str]) -> Settings:
    """Convert field by field, so that an error can name its setting and where it was set."""
    for name, value in given.items():
        try:
            msgspec.convert({name: value}, Settings, strict=False)
        except msgspec.ValidationError as error:
            msg = f"{name} (set by {origin[name]}): {str(error).split(' - at ')[0]}"
            raise Misconfigured(msg, "see `cardwright settings`") from error
    found = msgspec.convert(dict(given), Settings, strict=False)
    _ = found.proxies  # what the type cannot say of them
    if 0 < found.keep_generations_days < SHORTEST_DAYS:
        msg = f"keep_generations_days: links to files live seven days, so keep them {SHORTEST_DAYS} days or more"
        raise Misconfigured(msg, "0 keeps them for ever")
    return found


def _from_file(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {}
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"{file}: {error}"
        raise Misconfigured(msg) from error
    found.pop(CLIENT, None)
    unknown = sorted(found.keys() - HELP.keys())
    if unknown:
        msg = f"{file}: unknown setting {', '.join(unknown)}"
        raise Misconfigured(msg, "see `cardwright settings` for the settings there are")
    return found


def find_file(environment: Mapping[str, str], folder: Path) -> Path | None:
    """The settings file in force: `CARDWRIGHT_CONFIG`, else `cardwright.toml` in the folder, else the user's own."""
    if named := environment.get(PREFIX + "CONFIG"):
        return Path(named)
    config_home = Path(environment.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    places = (folder / "cardwright.toml", config_home / "cardwright" / "config.toml")
    return next((place for place in places if place.is_file()), None)


def from_system(
    flags: Mapping[str, Any] | None = None, config: Path | None = None
) -> tuple[Settings, Mapping[str, str]]:
    """Settings of this process: its environment, its working folder, its flags."""
    return load(os.environ, config or find_file(os.environ, Path.cwd()), flags)
