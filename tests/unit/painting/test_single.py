"""The job of a single picture: what it leaves whatever its references, its painter and its process do."""

import io
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import msgspec
import pytest
import sqlalchemy as sa
from cardwright.accounts import credits
from cardwright.accounts.workspaces import DEFAULT_ID, find
from cardwright.db import Database, images, picture_jobs
from cardwright.db.images import Picture
from cardwright.db.picture_jobs import NewPicture, PictureJob
from cardwright.errors import FetchRefused, Unavailable
from cardwright.images.fetch import Fetch
from cardwright.images.providers import Painter
from cardwright.images.single import SingleOrder
from cardwright.jobs import MAX_TRIES
from cardwright.jobs.engines import Step
from cardwright.metrics import Metrics
from cardwright.painting import single
from cardwright.painting.paid import Bringer
from cardwright.painting.single import Singles
from cardwright.store import open_store
from cardwright.traces import OFF
from clocks import FakeClock
from painting import Asked, Gallery, picture
from PIL import Image as Pillow

JOB, PRICE, BALANCE = "img_0123456789abcdefgh", 2, 100
BANNER = SingleOrder("Calm water", "abstract", 1600, 400)
MASCOT = SingleOrder(
    "Our mascot", "illustration", 1080, 1080, references=("https://bay.test/a.png", "https://bay.test/gone.png")
)


class Inline:
    """Cells that are this process."""

    async def run(self, work: Callable[..., Any], *args: Any) -> Any:
        return work(*args)


class Steps:
    """Runs each step once, as the engine does, also for the next run; `dies` is the step after which a process ends."""

    def __init__(self, dies: str = "") -> None:
        self.kept: dict[str, str] = {}
        self.dies = dies

    async def __call__(self, name: str, step: Step) -> str:
        if name not in self.kept:
            found = await step(JOB)
            if name == self.dies:
                raise Died
            self.kept[name] = found
        return self.kept[name]


class Died(BaseException):
    """What a process does that is killed."""


@asynccontextmanager
async def _web() -> AsyncIterator[Fetch]:
    async def fetch(url: str) -> bytes:
        if "gone" in url:
            raise FetchRefused("bay.test answered HTTP status 404")
        return picture("red", (40, 20))

    yield fetch


@pytest.fixture
def singles(database: Database, gallery: Gallery, clock: FakeClock, tmp_path: Path) -> Singles:
    store, painter = open_store(tmp_path), Painter(gallery.base, "sk-secret", "house", seconds=5)
    web: Callable[[], AbstractAsyncContextManager[Fetch]] = _web
    return Singles(
        database, store, Inline(), Bringer(database, store), painter, clock, Metrics(), OFF, web  # pyright: ignore[reportArgumentType]
    )  # fmt: skip


def accept(database: Database, order: SingleOrder) -> None:
    def work(connection: sa.Connection) -> None:
        credits.reserve(connection, DEFAULT_ID, JOB, PRICE, 1000.0)
        row = NewPicture(JOB, DEFAULT_ID, "k", "usr_owner", msgspec.json.encode(order), "[]", 1000.0)
        picture_jobs.insert(connection, row)

    database.write_now(work)


def run(singles: Singles, order: SingleOrder, steps: Steps | None = None) -> tuple[PictureJob, Picture | None]:
    """Accept a picture and run its job; how it ended, and the picture."""
    accept(singles.database, order)
    anyio.run(singles.run, JOB, steps or Steps())
    return ended(singles.database)


def ended(database: Database) -> tuple[PictureJob, Picture | None]:
    job = picture_jobs.find(database, JOB)
    assert job is not None
    return job, images.find(database, JOB, DEFAULT_ID)


def money(database: Database) -> tuple[int, int]:
    """What was charged, and what is left."""
    workspace = find(database, DEFAULT_ID)
    assert workspace is not None
    return credits.charged(database, JOB), workspace.balance


def codes(found: Picture) -> list[str]:
    return [one["code"] for one in json.loads(found.warnings)]


def test_a_picture_has_its_exact_size_and_costs_what_one_of_a_deck_costs(singles: Singles, gallery: Gallery) -> None:
    job, found = run(singles, BANNER)
    assert (job.status, job.deducted, job.remaining) == ("completed", PRICE, BALANCE - PRICE)
    assert money(singles.database) == (PRICE, BALANCE - PRICE)
    assert found is not None
    assert (found.prompt, found.type, found.media_type, codes(found)) == ("Calm water", "abstract", "image/jpeg", [])
    assert not found.transparent
    with Pillow.open(io.BytesIO(singles.store.get_now(found.sha256))) as shown:
        assert shown.size == (found.width, found.height) == (1600, 400)
    (asked,) = gallery.asked
    assert (asked.path, asked.body["model"], asked.body["size"]) == ("/images/generations", "house", "1600x448")
    assert asked.headers["authorization"] == "Bearer sk-secret"


def test_references_are_sent_without_their_metadata_and_one_that_is_gone_is_told(
    singles: Singles, gallery: Gallery
) -> None:
    job, found = run(singles, MASCOT)
    assert job.status == "completed" and found is not None
    (asked,) = gallery.asked
    ((kind, data),) = asked.body["image"]
    assert (asked.path, kind, asked.body["size"], asked.body["n"]) == ("/images/edits", "image/jpeg", "1088x1088", "1")
    assert "reference pictures" in asked.body["prompt"]
    with Pillow.open(io.BytesIO(data)) as sent:
        assert sent.size == (40, 20)
    assert codes(found) == ["reference_unreachable"]
    assert "referenceImages.1" in found.warnings and "bay.test" not in found.warnings


def test_a_model_that_takes_no_references_paints_without_them(singles: Singles, gallery: Gallery) -> None:
    gallery.instead = lambda asked: (404, b"") if asked.path.endswith("edits") else None
    job, found = run(singles, MASCOT)
    assert job.status == "completed" and found is not None
    assert [asked.path for asked in gallery.asked] == ["/images/edits", "/images/generations"]
    assert "reference" not in gallery.asked[1].body["prompt"]
    assert codes(found) == ["references_not_used"]
    assert money(singles.database) == (PRICE, BALANCE - PRICE)


def test_without_any_of_its_references_a_picture_is_not_painted(singles: Singles, gallery: Gallery) -> None:
    order = SingleOrder("Our mascot", "illustration", 8, 8, references=("https://bay.test/gone.png",))
    job, found = run(singles, order)
    assert (job.status, job.reason, job.retryable, found) == ("failed", "references_unreachable", True, None)
    assert gallery.asked == []
    assert money(singles.database) == (0, BALANCE)


@pytest.mark.parametrize(
    ("answer", "reason", "retryable"),
    [
        ((400, b"{}"), "model_refused", False),
        ((401, b"{}"), "model_refused", False),
        ((500, b"{}"), "model_failed", True),
        ((200, b'{"data": []}'), "model_failed", True),
        ((200, b'{"data": [{"b64_json": "aGVsbG8="}]}'), "no_picture", True),
        ((200, b'{"data": [{"url": "https://bay.test/gone.png"}]}'), "no_picture", True),
    ],
)
def test_a_painter_that_paints_nothing_costs_nothing(
    singles: Singles, gallery: Gallery, answer: tuple[int, bytes], reason: str, retryable: bool
) -> None:
    gallery.instead = lambda _: answer
    job, found = run(singles, BANNER)
    assert (job.status, job.reason, job.retryable, job.deducted, found) == ("failed", reason, retryable, 0, None)
    assert job.message is not None and job.message.startswith("The picture could not be painted")
    assert "secret" not in job.message
    assert money(singles.database) == (0, BALANCE)


@pytest.mark.parametrize("order", [BANNER, MASCOT], ids=["plain", "references"])
def test_a_picture_that_was_paid_before_its_process_died_is_not_paid_again(
    singles: Singles, gallery: Gallery, order: SingleOrder
) -> None:
    accept(singles.database, order)
    steps = Steps(dies="paint")
    with pytest.raises(Died):
        anyio.run(singles.run, JOB, steps)
    assert ended(singles.database)[0].status == "pending"
    steps.dies = ""
    anyio.run(singles.run, JOB, steps)
    assert ended(singles.database)[0].status == "completed"
    assert len(gallery.asked) == 1
    assert money(singles.database) == (PRICE, BALANCE - PRICE)


def test_a_picture_is_not_painted_again_because_the_store_is_away(
    singles: Singles, gallery: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, calls = singles.store.put_now, 0

    def away_at_first(data: bytes) -> str:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise Unavailable("the store cannot be reached")
        return put(data)

    monkeypatch.setattr("cardwright.jobs.patience.LOOK_S", 0.01)
    monkeypatch.setattr(type(singles.store), "put_now", lambda _, data: away_at_first(data))
    assert run(singles, BANNER)[0].status == "completed"
    assert len(gallery.asked) == 1


def test_a_picture_that_was_cancelled_while_it_was_painted_stays_cancelled(
    singles: Singles, gallery: Gallery, database: Database
) -> None:
    def instead(_: Asked) -> None:
        assert database.write_now(lambda c: single.cancelled(c, JOB, 1001.0))

    gallery.instead = instead
    job, found = run(singles, BANNER)
    assert (job.status, job.reason, found) == ("failed", "cancelled", None)
    assert money(database) == (0, BALANCE)
    assert not database.write_now(lambda c: single.cancelled(c, JOB, 1002.0))


def test_a_picture_that_never_comes_to_its_end_is_given_up(
    singles: Singles, gallery: Gallery, database: Database
) -> None:
    accept(database, BANNER)
    for attempt in range(1, MAX_TRIES + 1):
        database.write_now(lambda c: picture_jobs.claim(c, JOB))
        database.write_now(lambda c, attempt=attempt: picture_jobs.begin(c, JOB, attempt))
    anyio.run(singles.run, JOB, Steps())
    job, _ = ended(database)
    assert (job.status, job.reason, gallery.asked) == ("failed", "failed", [])
    assert money(database) == (0, BALANCE)


def test_a_picture_whose_processes_died_before_they_began_is_painted(singles: Singles, database: Database) -> None:
    accept(database, BANNER)
    for _ in range(2 * MAX_TRIES):
        database.write_now(lambda c: picture_jobs.claim(c, JOB))
    anyio.run(singles.run, JOB, Steps())
    assert ended(database)[0].status == "completed"


def test_a_picture_that_its_engine_lost_ends_as_failed(singles: Singles, database: Database) -> None:
    accept(database, BANNER)
    anyio.run(singles.give_up, JOB)
    anyio.run(singles.give_up, JOB)
    job, _ = ended(database)
    assert (job.status, job.reason, job.retryable) == ("failed", "lost", True)
    assert money(database) == (0, BALANCE)


def test_a_picture_that_was_accepted_for_a_model_which_is_gone_ends_as_failed(
    database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    store = open_store(tmp_path)
    none = Singles(database, store, Inline(), Bringer(database, store), None, clock, Metrics(), OFF)  # pyright: ignore[reportArgumentType]
    job, found = run(none, BANNER)
    assert (job.status, job.retryable, found) == ("failed", True, None)
