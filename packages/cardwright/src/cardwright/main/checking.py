"""What of a server's settings and files an attacker would be glad of. Reads, and changes nothing."""

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

from cardwright.db.address import parameters
from cardwright.server.settings import SECRET, Settings, from_system
from cardwright.store import secret

LEAST_KEY: Final = 24  # characters of a key that nobody guesses
LEAST_PASSWORD: Final = 12  # of a database; it takes as many guesses as its server lets somebody make
LEAST_VARIETY: Final = 8  # different characters of a secret; 32 random digits of base 16 never have fewer
_VERIFIED: Final = frozenset({"verify-ca", "verify-full"})
_WITH_KEYS: Final = (
    "model_base_url", "model_fallback_base_url", "image_base_url", "object_store_endpoint", "pexels_url", "giphy_url",
)  # fmt: skip
_WITHOUT_KEYS: Final = ("openverse_url", "searxng_url", "traces_endpoint")
_WIDEST: Final = {4: 8, 6: 16}  # bits of a network of trusted proxies that is still somebody's own


@dataclass(frozen=True, slots=True)
class Finding:
    """One complaint. `wrong` lets somebody in or read along; `note` is worth a thought."""

    level: Literal["wrong", "note"]
    about: str
    message: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What is looked at; `origin` says where each setting was set, `user` is the effective user id.

    `environment` may hold what libraries read by themselves.
    """

    settings: Settings
    origin: Mapping[str, str]
    folder: Path
    user: int
    environment: Mapping[str, str] = field(default_factory=dict[str, str])


def check(subject: Subject) -> list[Finding]:
    """Everything there is to complain of, in the order of `CHECKS`."""
    return [finding for one in CHECKS for finding in one(subject)]


def check_here(config: Path | None, data: Path | None) -> list[Finding]:
    """The same of the server that would run here, with a settings file and a data folder, None for the usual ones.

    Raises:
        Misconfigured: a setting is none.
    """
    settings, origin = from_system({"data": str(data) if data else None}, config)
    return check(Subject(settings, origin, Path(settings.data), current_user(), os.environ))


def _files(subject: Subject) -> Iterator[Finding]:
    key = subject.folder / secret.FILE
    if _mode(key) & (stat.S_IRWXG | stat.S_IRWXO):
        yield Finding("wrong", str(key), f"others may read what signs links and hashes keys: chmod 600 {key}")
    rows = subject.folder / "cardwright.db"
    for path in (subject.folder, rows):
        if _mode(path) & stat.S_IWOTH:
            yield Finding("wrong", str(path), f"everybody may write to it: chmod o-w {path}")
    if _mode(subject.folder) & stat.S_IXOTH and _mode(rows) & stat.S_IROTH:
        yield Finding(
            "wrong", str(rows), f"every user of this machine may read what users wrote: chmod 700 {subject.folder}"
        )
    if _mode(subject.folder) & stat.S_IROTH:
        yield Finding(
            "note", str(subject.folder), f"every user of this machine may look into it: chmod 700 {subject.folder}"
        )


def _settings_files(subject: Subject) -> Iterator[Finding]:
    files = {place for name, place in subject.origin.items() if name in SECRET and Path(place).is_file()}
    for place in sorted(files):
        if _mode(Path(place)) & stat.S_IROTH:
            yield Finding("wrong", place, f"it holds secrets and everybody may read it: chmod 600 {place}")


def _key(subject: Subject) -> Iterator[Finding]:
    if 0 < len(subject.settings.api_key) < LEAST_KEY:
        yield Finding(
            "wrong",
            "api_key",
            f"a key of fewer than {LEAST_KEY} characters can be guessed: `cardwright keys create` makes one",
        )


def _secret(subject: Subject) -> Iterator[Finding]:
    chosen = subject.settings.secret_key
    if chosen and len(set(chosen)) < LEAST_VARIETY:
        yield Finding("wrong", "secret_key", "it can be guessed: `openssl rand -hex 32` makes one")


def _database(subject: Subject) -> Iterator[Finding]:
    if not subject.settings.database_url:
        return
    known = parameters(subject.settings.database_url)
    hosts = [host for host in known.get("host", "").split(",") if host and not host.startswith("/")]
    if all(map(_is_local, hosts)):
        return
    mode = known.get("sslmode") or subject.environment.get("PGSSLMODE", "prefer")
    if mode not in {*_VERIFIED, "require"}:
        yield Finding("wrong", "database_url", "all rows may travel readable: append ?sslmode=verify-full")
    elif mode not in _VERIFIED:
        yield Finding(
            "note", "database_url", "anybody between may pose as the database: sslmode=verify-full forbids it"
        )
    if 0 < len(known.get("password", "")) < LEAST_PASSWORD:
        yield Finding("wrong", "database_url", f"a password of fewer than {LEAST_PASSWORD} characters can be guessed")


def _transport(subject: Subject) -> Iterator[Finding]:
    settings = subject.settings
    open_to_all = not _is_local(settings.host)
    if open_to_all and not settings.public_base:
        yield Finding(
            "wrong",
            "public_base",
            "clients on other machines send their keys without TLS: put a proxy with TLS in front and name it here",
        )
    elif _is_plain(settings.public_base):
        yield Finding("wrong", "public_base", "it begins with http:// so keys and links travel readable: use https://")
    for name in _WITH_KEYS:
        if _is_plain(str(getattr(settings, name))):
            yield Finding("wrong", name, "it begins with http:// so what is sent there, a key too, travels readable")
    for name in _WITHOUT_KEYS:
        if _is_plain(str(getattr(settings, name))):
            yield Finding("note", name, "it begins with http:// so what is sent there travels readable")
    mail = urlsplit(settings.smtp_url)
    if mail.scheme == "smtp" and mail.password and not _is_local(mail.hostname or ""):
        yield Finding("note", "smtp_url", "the password waits for STARTTLS; smtps:// begins with TLS")


def _proxies(subject: Subject) -> Iterator[Finding]:
    settings = subject.settings
    for one in settings.proxies:
        network = ip_network(one)
        if network.prefixlen < _WIDEST[network.version]:
            yield Finding(
                "wrong", "trusted_proxies", f"{one} lets anybody claim any address, and so try keys without end"
            )
    if settings.public_base.startswith("https://") and not settings.proxies:
        yield Finding("note", "trusted_proxies", "empty: all who come through the proxy count as one address")


def _operators(subject: Subject) -> Iterator[Finding]:
    settings = subject.settings
    if settings.metrics_port and not _is_local(settings.metrics_host):
        yield Finding(
            "note",
            "metrics_host",
            "the port for operators has no password: let nobody reach it but those who scrape it",
        )
    if settings.log_format == "text" and settings.log_level == "debug":
        yield Finding("note", "log_level", "lines of text for debugging may quote what users wrote: log_format = json")


def _inward(subject: Subject) -> Iterator[Finding]:
    if subject.settings.webhook_private:
        yield Finding(
            "wrong", "webhook_private", "whoever has a key may make this server send requests inside its network"
        )


def _user(subject: Subject) -> Iterator[Finding]:
    if subject.user == 0:
        yield Finding("note", "user", "run as root; a user of its own would do")


CHECKS: Final[tuple[Callable[[Subject], Iterator[Finding]], ...]] = (
    _files, _settings_files, _key, _secret, _database, _transport, _proxies, _operators, _inward, _user,
)  # fmt: skip


def _mode(path: Path) -> int:
    """Permission bits of what is there, else none."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _is_plain(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "http" and not _is_local(parts.hostname or "")


def _is_local(host: str) -> bool:
    """Whether only this machine is meant."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def current_user() -> int:
    """The effective user id of this process."""
    return os.geteuid()
