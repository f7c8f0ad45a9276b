"""When to ask for which generation: one plan per key, shared by all that wait under it.

Pure: no clock, no socket. Whoever drives it asks `next`, reports `sent`, and
tells the answer by `pending`, `ended`, `lost` or `throttled`. Times are
seconds on one monotonic clock.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from cardwright_client._core.durations import DurationModel, Features, LogNormal, unnoticed
from cardwright_client._core.windows import Windows

LONGEST_PAUSE: Final = 300.0
_FIRST_PAUSE: Final = 30.0
_POST_GAP: Final = 0.2
_SOONEST_HINT: Final = 0.25  # a server that asks to be asked at once is not taken at its word
_EXPLORE: Final = 20  # one job in so many is never left alone for long, or a faster server would go unnoticed
_SCOUTS: Final = 2  # jobs at a time that find out how long jobs take of which none was seen to end
_LEARNING: Final = 10.0  # seen ends up to which a further one changes much of what is expected
_JITTER: Final = 0.1  # of a pause, upwards


@dataclass(frozen=True, slots=True)
class PollPolicy:
    """`price` is the lateness in seconds that one request is worth; the others are seconds between polls of one job.

    `floor` is the documented interval, `low_floor` the one for when the burst
    is nearly used up, `cap` the longest silence.
    """

    price: float = 0.24
    floor: float = 5.0
    low_floor: float = 15.0
    cap: float = 60.0


@dataclass(slots=True)
class Job:
    """One generation under way. `asked` is the age at which it was last seen pending, 0 if never."""

    posted_at: float
    features: Features
    durations: LogNormal
    asked: float = 0.0
    last: float = 0.0
    due: float = 0.0
    polls: int = 0
    in_flight: bool = False
    explores: bool = False
    scouts: bool = False
    hinted: bool = False

    def unseen(self, now: float) -> float:
        """Seconds it is expected to have lain finished."""
        return unnoticed(self.durations, self.asked, now - self.posted_at)


def _no_jitter() -> float:
    return 0.0


@dataclass(slots=True)
class Scheduler:
    """The plan of one key. `jitter` gives numbers from 0 to 1: pauses grow by up to a tenth, never shrink.

    `queued` and `at_once` tell of work that is still to be posted, and how much of it runs at a time: pacing looks
    ahead as far as all of it will take.
    """

    policy: PollPolicy = field(default_factory=PollPolicy)
    model: DurationModel = field(default_factory=DurationModel)
    jitter: Callable[[], float] = _no_jitter
    windows: Windows = field(default_factory=Windows)
    jobs: dict[str, Job] = field(default_factory=dict[str, Job])
    paused_until: float = 0.0
    strikes: int = 0
    queued: int = 0
    at_once: int = 1
    _next_slot: float = 0.0
    _next_post: float = 0.0
    _probing: bool = False
    _added: int = 0

    # what is planned

    def add(
        self, job: str, now: float, features: Features, *, posted_at: float | None = None, asked: float = 0.0
    ) -> Job:
        """A generation is under way, posted now or, when it is taken up again, earlier; then it is asked for at once."""
        self._added += 1
        fresh = posted_at is None
        found = Job(
            now if posted_at is None else posted_at, features, self.model.expect(features), asked, now,
            explores=self._added % _EXPLORE == 0, scouts=self._needs_scout(features),
        )  # fmt: skip
        self.jobs[job] = found
        found.due = self._due(found) if fresh else now
        return found

    def next(self, now: float) -> tuple[float, str | None]:
        """When to ask for which job; without a job, when to look at the plan again (infinity: nothing is planned)."""
        waiting = {name: job for name, job in list(self.jobs.items()) if not job.in_flight}
        if not waiting or self._probing:
            return math.inf, None
        at = max(now, self.paused_until, self._next_slot)
        ready = {name: job for name, job in waiting.items() if job.due <= at}
        if not ready:
            return max(at, min(job.due for job in waiting.values())), None
        return at, max(ready, key=lambda name: (ready[name].unseen(at), -ready[name].last))

    def turn(self, name: str, now: float) -> float:
        """Seconds until this job may be asked for; 0 is now, and then its request counts as sent.

        For callers that wait for one job each. A job that is due but not the most urgent waits for its slot.
        """
        job = self.jobs[name]
        start = max(job.due, self.paused_until, self._next_slot)
        if start > now:
            return start - now
        if self._probing:
            return _SOONEST_HINT
        _, first = self.next(now)
        if first != name:
            return max(0.01, min(1.0, self.windows.gap(now, self.horizon(now))))
        self.sent(now, name)
        return 0.0

    def may_post(self, now: float) -> float:
        """Seconds until the next generation may be started; 0 is now."""
        return max(self.may_ask(now), self._next_post - now)

    def may_ask(self, now: float) -> float:
        """Seconds until any other request may leave; 0 is now."""
        if self._probing:
            return _SOONEST_HINT
        return max(0.0, max(self.paused_until, self._next_slot) - now)

    def horizon(self, now: float) -> float:
        """Seconds for which requests will still be needed."""
        jobs = list(self.jobs.values())  # a copy: other threads may add theirs
        rests = [max(5.0, job.durations.quantile(0.9) - (now - job.posted_at)) for job in jobs]
        mean = sum(math.exp(job.durations.mu) for job in jobs) / len(jobs) if jobs else 60.0
        return max(rests, default=0.0) + self.queued * mean / max(1, self.at_once)

    # what happened

    def sent(self, now: float, job: str | None = None, *, starts: bool = False) -> None:
        """A request leaves: a poll of a job, one that starts a generation, or any other."""
        self.windows.sent()
        self._next_slot = now + self.windows.gap(now, self.horizon(now))
        self._probing = self.strikes > 0
        if starts:
            self._next_post = now + _POST_GAP
        if job is not None:
            self.jobs[job].in_flight = True
            self.jobs[job].polls += 1

    def answered(self, headers: Mapping[str, str], now: float) -> None:
        """The service answered a request, in whatever way but 429."""
        self.windows.read(headers, now)
        self.strikes = 0
        self._probing = False

    def unanswered(self) -> None:
        """A request that was no poll got no answer."""
        self._probing = False

    def pending(self, name: str, asked_at: float, now: float, hint: float | None = None) -> None:
        """A poll that left at `asked_at` found the job pending; `hint` is when the server says to ask again, in seconds.

        The floor is for servers that do not say: one that knows how far a job is may name a shorter time.
        """
        job = self.jobs[name]
        job.asked = max(job.asked, asked_at - job.posted_at)
        self._again(job, now)
        if hint is not None:
            job.hinted = True
            job.due = now + min(LONGEST_PAUSE, max(_SOONEST_HINT, hint))

    def lost(self, name: str, now: float) -> None:
        """A poll brought no news: no answer, or one that is no status."""
        self._probing = False
        self._again(self.jobs[name], now)

    def ended(self, name: str, now: float) -> None:
        """A poll found the job ended; the model learns from it."""
        job = self.jobs.pop(name)
        self.model.observe(job.features, job.asked, now - job.posted_at)
        if self.model.seen(job.features) <= _LEARNING:
            self._expect_anew(job.features.bucket)

    def dropped(self, name: str, now: float) -> None:
        """Nobody waits for the job any more."""
        job = self.jobs.pop(name, None)
        if job is not None and job.polls:
            self.model.exceeded(job.features, now - job.posted_at)

    def throttled(
        self, headers: Mapping[str, str], now: float, retry_after: float | None, job: str | None = None
    ) -> None:
        """The service answered 429: nothing is sent under this key for a while, and then one request alone."""
        self.windows.read(headers, now)
        pause = min(LONGEST_PAUSE, _FIRST_PAUSE * 2.0**self.strikes) if retry_after is None else retry_after
        self.strikes += 1
        self._probing = False
        self.paused_until = max(self.paused_until, now + min(LONGEST_PAUSE, pause) * self._stretch())
        if job is not None and job in self.jobs:
            self._again(self.jobs[job], now)

    def _again(self, job: Job, now: float) -> None:
        job.in_flight = job.hinted = False
        job.last = now
        job.due = self._due(job)

    def _due(self, job: Job) -> float:
        """The first time from the floor on at which the job is expected to have lain unseen for the price."""
        floor = self.policy.low_floor if self.windows.low else self.policy.floor
        low, high = job.last + floor, job.last + max(floor, self.policy.cap)
        if job.unseen(low) >= self.policy.price:
            return low
        if job.explores:
            high = min(high, job.last + 3 * floor)
        if job.scouts:
            high = min(high, job.last + max(floor, job.asked))
        if job.unseen(high) < self.policy.price:
            return high
        while high - low > 0.05:
            middle = (low + high) / 2
            low, high = (low, middle) if job.unseen(middle) >= self.policy.price else (middle, high)
        return high

    def _needs_scout(self, features: Features) -> bool:
        """Whether nobody knows how long such a job takes, nor is about to find out."""
        if self.model.seen(features):
            return False
        return sum(job.scouts and job.features.bucket == features.bucket for job in list(self.jobs.values())) < _SCOUTS

    def _expect_anew(self, bucket: str) -> None:
        """What was learned holds for those under way too: they are asked for sooner, but not than a server said."""
        for job in list(self.jobs.values()):  # a copy: other threads may add theirs
            if job.features.bucket == bucket:
                job.durations = self.model.expect(job.features)
                if not job.in_flight and not job.hinted:
                    job.due = min(job.due, self._due(job))

    def _stretch(self) -> float:
        return 1.0 + _JITTER * self.jitter()
