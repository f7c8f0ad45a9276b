"""Numbers that look drawn at random and are the same for the same seed, on every machine."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
_DRAWS = 16  # four bytes each, of one digest


class Chance:
    """A stream of numbers made of BLAKE2b digests of the seed and a counter."""

    def __init__(self, seed: int) -> None:
        self._stream = _numbers(seed)

    def between(self, low: float, high: float) -> float:
        """A number from `low` to below `high`."""
        return low + (high - low) * next(self._stream)

    def one_of(self, choices: Sequence[T]) -> T:
        return choices[int(next(self._stream) * len(choices))]

    def happens(self, share: float) -> bool:
        """True in `share` of the cases."""
        return next(self._stream) < share


def _numbers(seed: int) -> Iterator[float]:
    count = 0
    while True:
        digest = hashlib.blake2b(f"{seed} {count}".encode()).digest()
        for at in range(_DRAWS):
            yield int.from_bytes(digest[4 * at : 4 * at + 4], "big") / 2**32
        count += 1


def seed_of(*words: str) -> int:
    """A seed from words, another for other words."""
    return int.from_bytes(hashlib.blake2b("\0".join(words).encode("utf-8", "replace"), digest_size=6).digest(), "big")
