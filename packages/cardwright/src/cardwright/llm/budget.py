"""What a job may spend on language models: seconds, tokens and money."""

from dataclasses import dataclass
from math import inf
from typing import Final, Self

from cardwright.clock import SYSTEM, Clock
from cardwright.errors import OverBudget

LONGEST_ANSWER: Final = 16_000  # tokens; more than this not every model can be asked for
_MILLION: Final = 1_000_000
_SHORTEST_ANSWER: Final = 200  # tokens below which asking is of no use


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, of questions and of answers, in the currency of the setting `model_money`."""

    asked: float = 0.0
    answered: float = 0.0

    def of(self, asked: int, answered: int) -> float:
        """What so many tokens cost."""
        return (asked * self.asked + answered * self.answered) / _MILLION


FREE: Final = Price()


class _Purse:
    def __init__(self, tokens: int, money: float) -> None:
        self.tokens = tokens
        self.money = money
        self.silent: set[str] = set()


class Budget:
    """Time, tokens and money of one job, shared by all its questions, their repeats and their fallbacks.

    Tokens of questions and of answers count alike. Questions that are asked at
    the same time may overdraw it by the answers under way. `window` is how many
    tokens a question and its answer may have together, 0 for as many as one
    likes; `money` is without a bound when it is 0.
    """

    def __init__(  # noqa: PLR0913 - what there is to bound
        self, seconds: float, tokens: int, clock: Clock = SYSTEM, money: float = 0.0, window: int = 0
    ) -> None:
        self._clock = clock
        self._until = clock.monotonic() + seconds
        self._waited_until = clock.monotonic()
        self._purse = _Purse(tokens, money or inf)
        self._window = window
        self._parent: Self | None = None
        self.spent_tokens = 0  # by this budget and its shares
        self.spent_money = 0.0

    @property
    def left_s(self) -> float:
        """Seconds that are left, never below 0."""
        return max(self._until - self._clock.monotonic(), 0.0)

    @property
    def left_tokens(self) -> int:
        """Tokens that are left, never below 0."""
        return max(self._purse.tokens, 0)

    @property
    def silent(self) -> set[str]:
        """The models that could not be reached; the job asks them no more."""
        return self._purse.silent

    def wait(self, seconds: float) -> None:
        """Give back the time until now that was spent waiting for a turn; what two questions waited together counts once."""
        now = self._clock.monotonic()
        self._until += max(0.0, now - max(now - seconds, self._waited_until))
        self._waited_until = now

    def share(self, parts: int) -> Self:
        """A budget with one of `parts` equal shares of the time that is left, and the same tokens and money."""
        found = type(self)(self.left_s / parts, 0, self._clock, window=self._window)
        found._purse = self._purse
        found._parent = self
        return found

    def spend(self, tokens: int, money: float = 0.0) -> None:
        """Note what a question and its answer took."""
        self._purse.tokens -= tokens
        self._purse.money -= money
        budget: Self | None = self
        while budget is not None:
            budget.spent_tokens += tokens
            budget.spent_money += money
            budget = budget._parent

    def answer_tokens(self, asked: int, price: Price = FREE) -> int:
        """How long the answer to a question of `asked` tokens may be.

        Raises:
            OverBudget: too little is left to ask it.
        """
        if self.left_s <= 0:
            msg = "the time for language models is used up"
            raise OverBudget(msg, "raise the setting model_seconds")
        if self._window and self._window - asked < _SHORTEST_ANSWER:
            msg = f"the question takes about {asked} tokens, which leaves no room for an answer"
            raise OverBudget(msg, "raise the setting model_context if the model has room for more")
        room = min(self.left_tokens - asked, LONGEST_ANSWER)
        if self._window:
            room = min(room, self._window - asked)
        if room < _SHORTEST_ANSWER:
            msg = f"{self.left_tokens} tokens are left, and the question alone takes about {asked}"
            raise OverBudget(msg, "raise the setting model_tokens")
        return min(room, self._affordable(asked, price))

    def _affordable(self, asked: int, price: Price) -> int:
        left = self._purse.money - price.of(asked, 0)
        if left < price.of(0, _SHORTEST_ANSWER) or left < 0:
            msg = "the money for language models is used up"
            raise OverBudget(msg, "raise the setting model_money")
        return int(left * _MILLION / price.answered) if price.answered and left < inf else LONGEST_ANSWER
