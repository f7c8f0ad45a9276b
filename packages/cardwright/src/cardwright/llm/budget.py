"""What a job may spend on language models: seconds and tokens."""

from typing import Final, Self

from cardwright.clock import SYSTEM, Clock
from cardwright.errors import OverBudget

LONGEST_ANSWER: Final = 16_000  # tokens; more than this not every model can be asked for
_SHORTEST_ANSWER: Final = 200  # tokens below which asking is of no use


class _Purse:
    def __init__(self, tokens: int) -> None:
        self.tokens = tokens


class Budget:
    """Time and tokens of one job, shared by all its questions, their repeats and their fallbacks.

    Tokens of questions and of answers count alike. Questions that are asked at
    the same time may overdraw it by the answers under way.
    """

    def __init__(self, seconds: float, tokens: int, clock: Clock = SYSTEM) -> None:
        self._clock = clock
        self._until = clock.monotonic() + seconds
        self._purse = _Purse(tokens)

    @property
    def left_s(self) -> float:
        """Seconds that are left, never below 0."""
        return max(self._until - self._clock.monotonic(), 0.0)

    @property
    def left_tokens(self) -> int:
        """Tokens that are left, never below 0."""
        return max(self._purse.tokens, 0)

    def share(self, parts: int) -> Self:
        """A budget with one of `parts` equal shares of the time that is left, and the same tokens."""
        found = type(self)(self.left_s / parts, 0, self._clock)
        found._purse = self._purse
        return found

    def spend(self, tokens: int) -> None:
        """Note what a question and its answer took."""
        self._purse.tokens -= tokens

    def answer_tokens(self, asked: int) -> int:
        """How long the answer to a question of `asked` tokens may be.

        Raises:
            OverBudget: too little is left to ask it.
        """
        if self.left_s <= 0:
            msg = "the time for language models is used up"
            raise OverBudget(msg, "raise the setting model_seconds")
        room = min(self.left_tokens - asked, LONGEST_ANSWER)
        if room < _SHORTEST_ANSWER:
            msg = f"{self.left_tokens} tokens are left, and the question alone takes about {asked}"
            raise OverBudget(msg, "raise the setting model_tokens")
        return room
