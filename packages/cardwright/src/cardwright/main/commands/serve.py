"""`cardwright serve`: the API and the viewer; and the jobs too, unless workers run them."""

import logging
import signal
import sys
import threading
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Annotated

import uvicorn
from cyclopts import Parameter
from starlette.types import ASGIApp

from cardwright import logs
from cardwright.accounts import workspaces
from cardwright.accounts.keys import Keys
from cardwright.accounts.limits import limits_of
from cardwright.audience import Audience
from cardwright.clock import SYSTEM
from cardwright.db.invitations import Invitation
from cardwright.errors import Misconfigured
from cardwright.hooks.alarm import Alarm
from cardwright.hooks.mail import Mailer, MailServer
from cardwright.hooks.post import Poster
from cardwright.hooks.secret import Secrets
from cardwright.hooks.sender import Sender
from cardwright.hooks.verdict import DELAYS
from cardwright.jobs.duties import Duties
from cardwright.llm import Model
from cardwright.main.hands import DUE, JOB, Hands
from cardwright.main.house import House, entered
from cardwright.main.model import model_of
from cardwright.main.watching import Watch
from cardwright.server.app import build
from cardwright.server.bells import Bells
from cardwright.server.cards import Cards
from cardwright.server.connection import KEPT_S, Connection
from cardwright.server.intake import Intake
from cardwright.server.readiness import Readiness
from cardwright.server.services import Services
from cardwright.server.settings import Settings, from_system
from cardwright.store.links import Links
from cardwright.store.rotation import Rotation
from cardwright.tasks import draw_in_cell, read_file, remix_in_cell, theme_in_cell
from cardwright.traces import Traces, connect

log = logging.getLogger("cardwright")
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
    logs.start(settings.log_level, settings.log_format)
    if not settings.run_jobs and not settings.database_url:
        msg = "run_jobs: without database_url nobody else would run them"
        raise Misconfigured(msg, "set database_url, and start `cardwright worker` on the same database")
    model = model_of(settings)
    with entered(settings) as house:
        traces = connect(settings.traces_endpoint, house.name, "serve")
        try:
            _Server(house, model, traces).run()
        finally:
            traces.close()


class _Server:
    """One process' parts, wired; `run` serves until a signal ends it."""

    def __init__(self, house: House, model: Model | None, traces: Traces) -> None:
        settings, database, pepper = house.settings, house.database, house.secret
        self._settings = settings
        self._database = database
        self._keys = Keys(database, pepper)
        workspace = workspaces.ensure_default(database, settings.plan, settings.credits, SYSTEM.now())
        workspaces.change(database, workspace.id, plan=settings.plan)  # the setting's word holds from now on
        _seed_key(self._keys, workspace.id, settings.api_key)
        self._limits = limits_of(database, (settings.rate_burst, settings.rate_hour, settings.rate_day))
        self._bells = Bells(lambda job_id: database.tell(JOB + job_id))
        self._alarm = Alarm(partial(database.tell, DUE))
        bells, alarm, secrets = self._bells, self._alarm, Secrets(pepper)
        self._watch = watch = Watch(house, lambda: self._services.slots())
        self._hands = hands = Hands(house, model, bells.ring, alarm.ring, watch.metrics, traces, runs=settings.run_jobs)
        self._services = Services(
            settings,
            database,
            house.store,
            Links(pepper, Rotation(database)),
            Intake(
                database, hands.engine, SYSTEM, bells, alarm, hands.providers, has_model=model is not None,
                most=settings.queue_most, traces=traces,
            ),
            remixed=partial(hands.cells.run, remix_in_cell),
            redrawn=hands.worker.redrawn,
            drawn=partial(hands.cells.run, draw_in_cell),
            judged=hands.worker.judged,
            themed=partial(hands.cells.run, theme_in_cell),
            read_file=partial(read_file, hands.cells),
            secrets=secrets,
            audience=Audience.of(database, pepper),
            cards=Cards(database, house.store),
            readiness=watch.readiness,
            bells=bells,
            alarm=alarm,
        )  # fmt: skip
        sender = Sender(
            database,
            Poster(private=settings.webhook_private),
            self._services.status_body,
            secrets,
            alarm,
            (settings.webhook_first_retry_seconds, *DELAYS[1:]),
        )
        duties = Duties(database, house.name, settings.lease_seconds)
        self._background = [
            watch.run,
            partial(duties.keep, "reconcile", hands.reconcile),
            partial(duties.keep, "tidying", hands.tidy),
            partial(duties.keep, "webhooks", sender.run),
        ]
        if settings.smtp_url:
            mailer = Mailer(database, MailServer.at(settings.smtp_url, settings.mail_from), self._personal_url)
            self._background.append(partial(duties.keep, "mail", mailer.run))

    def run(self) -> None:
        """Serve until a signal says to stop; then end what is under way: first requests, then jobs."""
        engine = self._hands.engine
        signal.signal(signal.SIGTERM, _told)  # or uvicorn, done, ends the process with the jobs in it
        with self._hands.ready():
            engine.start()
            self._database.listen(self._heard)
            try:
                watched = bool(self._settings.metrics_port) or self._settings.log_format == "json"
                metrics = self._watch.metrics if watched else None
                app = build(self._services, self._keys, self._limits, self._background, metrics)
                _Main(_http(self._settings, app), self._watch.readiness, self._settings.drain_notice_seconds).run()
            finally:
                engine.stop(self._settings.drain_seconds)

    def _heard(self, word: str) -> None:
        """What another process, or this one, has said; nothing when something may have been missed."""
        if word.startswith(JOB) or not word:
            self._bells.ring_here(word.removeprefix(JOB))
        if word in {DUE, ""}:
            self._alarm.ring_here()

    async def _personal_url(self, invited: Invitation) -> str:
        """The file's address for whoever is invited."""
        links = self._services.audience.links
        token = await self._database.write(lambda connection: links.issue(connection, invited.gamma_id, invited.email))
        return self._services.view_url(invited.title, invited.doc_id, token)


class _Main(uvicorn.Server):
    """Told to stop, it says for a while that it will, and serves on, so that balancers send nothing more."""

    def __init__(self, config: uvicorn.Config, readiness: Readiness, notice_s: float) -> None:
        super().__init__(config)
        self._readiness = readiness
        self._notice_s = notice_s

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """What a signal does; a second one ends the wait."""
        again, self._readiness.draining = self._readiness.draining, True
        if again or not self._notice_s:
            super().handle_exit(sig, frame)
            return
        notice = threading.Timer(self._notice_s, super().handle_exit, (sig, None))
        notice.daemon = True
        notice.start()


def _told(number: int, _: object) -> None:
    """Nothing more to do: uvicorn hears signals of its own."""
    log.info("told to stop by signal %d", number)


def _http(settings: Settings, app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app, host=settings.host, port=settings.port, loop="uvloop", http=Connection, ws="none", lifespan="on",
        access_log=False, log_config=None, server_header=False, timeout_graceful_shutdown=round(GRACE_S),
        timeout_keep_alive=KEPT_S,
        proxy_headers=bool(settings.proxies), forwarded_allow_ips=settings.proxies,
    )  # fmt: skip


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
