"""A single picture as it is ordered, and what a painter is told of it."""

from collections.abc import Mapping, Sequence
from math import gcd
from typing import Final

import msgspec

from cardwright.images.art import Style

_MANNERS: Final[Mapping[Style, str]] = {
    "illustration": "a modern illustration with clear shapes",
    "abstract": "abstract, of forms, gradients and textures",
    "photo": "a detailed photograph in natural light",
    "scene": "a wide view of a place, with depth and light",
}


class SingleOrder(msgspec.Struct, frozen=True, omit_defaults=True):
    """One picture of exactly `width` × `height` pixels.

    `prompt` are the words of who asked, `look` those for the colours and the mood it takes. `references` are https
    URLs of pictures whose subject is to be shown; they say how it looks, whatever style and look are.
    """

    prompt: str
    style: Style
    width: int
    height: int
    look: str = ""
    references: tuple[str, ...] = ()

    def told(self, *, shown: bool) -> str:
        """What a painter is told; `shown` says that pictures to go by are sent along."""
        if shown:
            manner = "\nThe subject is that of the reference pictures; it keeps its look."
        else:
            manner = "" if self.references else f"\nManner: {_MANNERS[self.style]}.{self.look}"
        part = gcd(self.width, self.height)
        ratio = f"{self.width // part}:{self.height // part}"
        return f"{self.prompt}\n{manner}\nIt is shown {ratio}, cut from the middle: what matters is there. No captions."


def look_of(colors: Sequence[str], mood: Sequence[str]) -> str:
    """The colours and the mood of a theme in words alone: painters write the digits of colours into pictures."""
    said = (("Colours", colors), ("Mood", mood))
    return "".join(f"\n{name}: {', '.join(words)}." for name, words in said if words)
