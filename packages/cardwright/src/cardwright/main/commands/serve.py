"""`cardwright serve`: API, worker and viewer in one process over one data folder."""

import asyncio
import fcntl
import logging
import sys
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated

import uvicorn
from anyio import to_thread
from cyclopts import Parameter

from cardwright.accounts import workspaces
from cardwright.accounts.keys import Keys
from cardwright.accounts.limits import Limits
from cardwright.audience import Audience
from cardwright.clock import SYSTEM
from cardwright.db import Database
from cardwright.db.invitations import Invitation
from cardwright.errors import Misconfigured, Unavailable
from cardwright.hooks.alarm import Alarm
from cardwright.hooks.mail import Mailer, MailServer
from cardwright.hooks.post import Poster
from cardwright.hooks.secret import Secrets
from cardwright.hooks.sender import Sender
from cardwright.hooks.verdict import DELAYS
from cardwright.jobs.cells import Cells
from cardwright.jobs.engines.dbos import DbosEngine
from cardwright.llm import Model
from cardwright.main.data import opened
from cardwright.main.model import model_of
from cardwright.main.providers import providers_of
from cardwright.server.app import build
from cardwright.server.bells import Bells
from cardwright.server.cards import Cards
from cardwright.server.gate import Gate
from cardwright.server.intake import Intake
from cardwright.server.services import Services
from cardwright.server.settings import Settings, from_system
from cardwright.store import secret
from cardwright.store.links import Links
from cardwright.store.local import LocalStore
from cardwright.tasks import draw_in_cell, read_file, remix_in_cell, theme_in_cell, warm_in_cell
from cardwright.worker import Worker

log = logging.getLogger("cardwright")
RECONCILE_S = 60.0
GRACE_S = 10.0


def serve(
    *,
    host: str | None = None,
    port: int | None = None,
    data: Path | None = None,
    public_base: str | None = None,
    config: Annotated[Path | None, Parameter(help="Settings file to read instead of the usual places.")] = None,
) -> None:
    """Serve the API, run its jobs and show its decks.

    Parameters
    ----------
    host
        Address to listen on.
    port
        Port to listen on; 0 takes a free one.
    data
        Folder for the database, files and secrets.
    public_base
        URL under which clients reach this server; all links are made from it.
    """
    flags = {"host": host, "port": port, "data": str(data) if data else None, "public_base": public_base}
    settings, _ = from_system(flags, config)
    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    model = model_of(settings)
    folder = Path(settings.data)
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder), opened(folder, settings.database_url) as database:
        database.occupy()
        _Server(settings, folder, database, model).run()


class _Server:
    """One process' parts, wired; `run` serves until a signal ends it."""

    def __init__(self, settings: Settings, folder: Path, database: Database, model: Model | None) -> None:
        pepper = secret.load(folder / "secret.key")
        store = LocalStore(folder / "files")
        store.sweep()
        self._settings = settings
        self._database = database
        self._uvicorn: uvicorn.Server | None = None
        self._keys = Keys(database, pepper)
        workspace = workspaces.ensure_default(database, settings.plan, settings.credits, SYSTEM.now())
        workspaces.change(database, workspace.id, plan=settings.plan)  # the setting's word holds from now on
        _seed_key(self._keys, workspace.id, settings.api_key)
        self._limits = Limits(database, (settings.rate_burst, settings.rate_hour, settings.rate_day))
        self._cells = Cells(settings.render_processes, settings.render_memory_mb, settings.render_seconds)
        providers = providers_of(settings)
        bells, alarm, secrets = Bells(), Alarm(), Secrets(pepper)
        self._worker = Worker(
            database,
            store,
            self._cells,
            settings.fetch_images,
            ring=bells.ring,
            wake_sender=alarm.ring,
            model=model,
            model_seconds=settings.model_seconds,
            model_tokens=settings.model_tokens,
            model_context=settings.model_context,
            model_money=settings.model_money,
            providers=providers,
        )
        self._engine = DbosEngine(database, self._worker.flow)
        self._services = Services(
            settings,
            database,
            store,
            Links(pepper),
            Intake(database, self._engine, SYSTEM, bells, alarm, providers, has_model=model is not None),
            remixed=partial(self._cells.run, remix_in_cell),
            redrawn=self._worker.redrawn,
            drawn=partial(self._cells.run, draw_in_cell),
            judged=self._worker.judged,
            themed=partial(self._cells.run, theme_in_cell),
            read_file=partial(read_file, self._cells),
            secrets=secrets,
            audience=Audience.of(database, pepper),
            cards=Cards(database, store),
            bells=bells,
            alarm=alarm,
        )
        self._sender = Sender(
            database,
            Poster(private=settings.webhook_private),
            self._services.status_body,
            secrets,
            alarm,
            (settings.webhook_first_retry_seconds, *DELAYS[1:]),
        )

        self._background = [self._warm, self._reconcile, self._sender.run]
        if settings.smtp_url:
            server = MailServer.at(settings.smtp_url, settings.mail_from)
            self._background.append(Mailer(database, server, self._personal_url).run)

    def run(self) -> None:
        with self._cells:
            self._engine.start()
            try:
                app = build(self._services, self._keys, self._limits, self._background)
                self._uvicorn = uvicorn.Server(_http(self._settings, app))
                self._uvicorn.run()
            finally:
                self._engine.stop(GRACE_S)

    async def _personal_url(self, invited: Invitation) -> str:
        """The file's address for whoever is invited."""
        links = self._services.audience.links
        token = await self._database.write(lambda connection: links.issue(connection, invited.gamma_id, invited.email))
        return self._services.view_url(invited.title, invited.doc_id, token)

    async def _warm(self) -> None:
        await self._cells.warm(warm_in_cell)

    async def _reconcile(self) -> None:
        """Look for lost jobs, now and each minute, as long as the database is this server's."""
        while True:
            try:
                await to_thread.run_sync(self._database.occupy)
                await self._worker.reconcile(self._engine.recover_dead())
            except Misconfigured as error:
                log.critical("%s; this one stops", error.message)
                self._stop()
            except Unavailable as error:
                log.warning("lost jobs could not be looked for; trying again: %s", error.message)
            except Exception:
                log.exception("lost jobs could not be looked for; trying again")
            await asyncio.sleep(RECONCILE_S)

    def _stop(self) -> None:
        if self._uvicorn is not None:
            self._uvicorn.should_exit = True


def _http(settings: Settings, app: Gate) -> uvicorn.Config:
    return uvicorn.Config(
        app, host=settings.host, port=settings.port, loop="uvloop", http="httptools", ws="none", lifespan="on",
        access_log=False, log_level=settings.log_level, server_header=False, timeout_graceful_shutdown=round(GRACE_S),
        proxy_headers=bool(settings.proxies), forwarded_allow_ips=settings.proxies,
    )  # fmt: skip


@contextmanager
def locked(folder: Path) -> Generator[None]:
    """Hold the data folder for this process.

    Raises:
        Misconfigured: another process holds it.
    """
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            msg = f"data: {folder} is in use by another process"
            raise Misconfigured(msg, "give each server a folder of its own (--data)") from error
        yield


def _seed_key(keys: Keys, workspace_id: str, configured: str) -> None:
    """The configured key, else one made and printed at the first start."""
    if configured:
        if keys.verify(configured) is None:
            keys.create(workspace_id, "configured", configured)
        if keys.verify(configured) is None:
            log.warning("the setting api_key names a key that was revoked; it lets nobody in")
    elif not keys.all():
        key, _ = keys.create(workspace_id, "first")
        print(f"API key (shown once, keep it): {key}", file=sys.stderr)
