"""A column that words are set in, and which of them it is too narrow for."""

import re
from dataclasses import dataclass
from typing import Final

from cardwright.faces import BOLD, em_width
from cardwright.scene import Look, Run
from cardwright.theme import Fonts

MEAN_GLYPH: Final = 0.56  # em, of a proportional face
CODE_SIZE: Final = 0.9  # of the text around it; fixed-pitch faces look larger than others
_WIDEST: Final = 1.1  # em of a letter
_ENDS: Final = re.compile("(?<=[-\u2013\u2014])")  # places where a word breaks by itself


@dataclass(frozen=True, slots=True)
class Column:
    """How wide lines may be and what they are set in: `width` and `size` in points, `tracking` in em."""

    width: float
    size: float
    family: str
    bold: bool = False
    tracking: float = 0.0

    @property
    def letters(self) -> float:
        """About how many letters a line has room for."""
        return self.width / (self.size * MEAN_GLYPH)

    @property
    def least(self) -> int:
        """How many letters a word has at least that may be too wide."""
        return max(2, int(self.width / (self.size * (_WIDEST + max(self.tracking, 0.0)))))

    def fits(self, word: str) -> bool:
        """Whether a line has room for each part of a word that has no place to break."""
        if len(word) < self.least:
            return True
        return all(self._wide(part) <= self.width for part in _ENDS.split(word))

    def _wide(self, part: str) -> float:
        return (em_width(part, self.family, self.bold) + self.tracking * len(part)) * self.size


def column(fonts: Fonts, look: Look, run: Run, width: float, size: float) -> Column:
    """The column of a run; `size` is that of its look, in points."""
    code = run.code and look.font != "mono"
    return Column(
        width,
        size * CODE_SIZE if code else size,
        fonts.mono if code else str(getattr(fonts, look.font)),
        run.bold or look.weight >= BOLD,
        look.tracking,
    )
