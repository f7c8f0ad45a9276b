"""How long generations take: a distribution, what waiting under it costs, and a model that learns it.

A poll finds a generation finished some time after it was. With F the chance
of having ended by an age, a job seen pending at age s has by age t lain
finished but unseen for W(s, t) = E[(t - T)+ | T > s] seconds on average.
Polling when W reaches a price is the inspection policy of Barlow, Hunter and
Proschan (J. SIAM 11, 1963) in closed form for log-normal durations.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from statistics import NormalDist

ImageClass = Literal["none", "found", "cheap", "dear"]

_DEAR: Final = 15  # credits of an image from which on its model counts as slow
_SECONDS_PER_CARD: Final[Mapping[str, float]] = {"none": 0.0, "found": 1.0, "cheap": 4.0, "dear": 7.0}
_PRIOR_WEIGHT: Final = 3.0
_PRIOR_SIGMA: Final = 0.6
_LEAST_SIGMA: Final = 0.12
_DECAY: Final = 0.97
_SURPRISE: Final = 0.6  # of the age at which a job was found done by its very first poll
_SIZES: Final = (5, 12, 25)


@cache
def _standard() -> "NormalDist":
    from statistics import NormalDist  # slow to load

    return NormalDist()


def _phi(z: float) -> float:
    return 0.5 * math.erfc(-z / math.sqrt(2))


@dataclass(frozen=True, slots=True)
class LogNormal:
    """Durations in seconds whose logarithm is normal with mean `mu` and deviation `sigma`."""

    mu: float
    sigma: float

    def cdf(self, age: float) -> float:
        """The chance of having ended by an age."""
        return 0.0 if age <= 0 else _phi((math.log(age) - self.mu) / self.sigma)

    def area(self, age: float) -> float:
        """The integral of `cdf` from 0 to an age."""
        if age <= 0:
            return 0.0
        mean = math.exp(self.mu + self.sigma**2 / 2)
        return age * self.cdf(age) - mean * _phi((math.log(age) - self.mu - self.sigma**2) / self.sigma)

    def quantile(self, chance: float) -> float:
        """The age by which that share has ended."""
        return math.exp(self.mu + self.sigma * _standard().inv_cdf(chance))


def unnoticed(durations: LogNormal, asked: float, age: float) -> float:
    """W(asked, age): seconds a job last seen pending at `asked` is expected to have lain finished at `age`."""
    left = 1.0 - durations.cdf(asked)
    if left < 1e-6:  # older than all that was ever seen: as if it ended right after the last look
        return max(0.0, age - asked)
    grown = durations.area(age) - durations.area(asked) - durations.cdf(asked) * (age - asked)
    return max(0.0, grown / left)


@dataclass(frozen=True, slots=True)
class Features:
    """What of a request decides how long it takes. No text, so that it may be kept and shared."""

    cards: int = 10
    images: ImageClass = "cheap"
    export: bool = False

    @property
    def bucket(self) -> str:
        """Jobs that are compared with each other: as many cards, the same kind of pictures."""
        return f"{self.images}/{sum(self.cards > size for size in _SIZES)}"

    @property
    def prior(self) -> float:
        """Median seconds to expect before anything was seen."""
        return 20.0 + 4.0 * self.cards + _SECONDS_PER_CARD[self.images] * self.cards + (5.0 if self.export else 0.0)


@dataclass(slots=True)
class _Seen:
    """Decayed sums of the logarithms of duration over prior median."""

    weight: float = 0.0
    total: float = 0.0
    squares: float = 0.0

    def add(self, value: float) -> None:
        self.weight = self.weight * _DECAY + 1.0
        self.total = self.total * _DECAY + value
        self.squares = self.squares * _DECAY + value * value


@dataclass(slots=True)
class DurationModel:
    """Learns from what polls find. About a hundred numbers; `state` and `restore` keep them."""

    _buckets: dict[str, _Seen] = field(default_factory=dict[str, _Seen])

    def expect(self, features: Features) -> LogNormal:
        """The durations to expect; the prior counts as three jobs, and what is unsure widens them."""
        seen = self._buckets.get(features.bucket) or _Seen()
        weight = _PRIOR_WEIGHT + seen.weight
        mean = seen.total / weight
        spread = max(0.0, seen.squares - 2 * mean * seen.total + mean * mean * seen.weight)
        variance = (_PRIOR_WEIGHT * _PRIOR_SIGMA**2 + spread) / weight
        # A prior that was far off must not keep the spread wide for long, so it fades faster than its weight.
        if seen.weight >= _PRIOR_WEIGHT:
            own = max(0.0, seen.squares / seen.weight - (seen.total / seen.weight) ** 2)
            mean = seen.total / seen.weight
            variance = (_PRIOR_SIGMA**2 + own * seen.weight) / (1 + seen.weight)
        sigma = max(_LEAST_SIGMA, math.sqrt(variance * (1 + 1 / weight)))
        return LogNormal(math.log(features.prior) + mean, sigma)

    def seen(self, features: Features) -> float:
        """How many jobs of this bucket were seen to end, those long ago counting less."""
        found = self._buckets.get(features.bucket)
        return found.weight if found is not None else 0.0

    def observe(self, features: Features, pending_at: float, done_at: float) -> None:
        """A job was pending at one age and done at the other, in seconds; 0 when it was never seen pending."""
        if done_at <= 0:
            return
        seconds = (pending_at + done_at) / 2 if pending_at > 0 else _SURPRISE * done_at
        self._add(features, seconds)

    def exceeded(self, features: Features, age: float) -> None:
        """A job was given up while pending: it takes longer than `age`. News only when that is longer than believed."""
        expected = self.expect(features)
        if age > math.exp(expected.mu):
            self._add(features, age * math.exp(expected.sigma / 2))

    def _add(self, features: Features, seconds: float) -> None:
        seen = self._buckets.setdefault(features.bucket, _Seen())
        seen.add(math.log(max(0.05, seconds) / features.prior))

    def state(self) -> dict[str, list[float]]:
        """What was learned, as JSON values."""
        return {name: [seen.weight, seen.total, seen.squares] for name, seen in self._buckets.items()}

    @classmethod
    def restore(cls, state: Mapping[str, Any]) -> "DurationModel":
        """The model that `state` told of; what is no such state is left out."""
        model = cls()
        for name, numbers in state.items():
            if isinstance(numbers, list) and len(numbers) == 3:  # pyright: ignore[reportUnknownArgumentType]
                model._buckets[name] = _Seen(*(float(number) for number in numbers))  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]
        return model


def features_of(body: Mapping[str, Any], prices: Mapping[str, int]) -> Features:
    """The features of a request in the wire's names; with several pages, of all of them together."""
    pages: list[Mapping[str, Any]] = body.get("pages") or [body]
    cards = sum(cards_of(page) for page in pages)
    images: Mapping[str, Any] = pages[0].get("imageOptions") or {}
    return Features(cards, _images(images, prices), bool(body.get("exportAs")))


def cards_of(body: Mapping[str, Any]) -> int:
    """How many cards a request asks for; 10 unless it says."""
    if body.get("cardSplit") == "inputTextBreaks":
        lines = str(body.get("inputText") or "").splitlines()
        return 1 + sum(line.strip() == "---" for line in lines)
    return int(body.get("numCards") or 10)


def _images(options: Mapping[str, Any], prices: Mapping[str, int]) -> ImageClass:
    source = options.get("source") or "aiGenerated"
    if source == "aiGenerated":
        return "dear" if prices.get(str(options.get("model")), 2) >= _DEAR else "cheap"
    return "none" if source in {"noImages", "placeholder", "themeAccent"} else "found"
