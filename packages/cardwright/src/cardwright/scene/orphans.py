"""No word alone on the last line: the last two words of a longer text are kept together.

Done with a no-break space, which every output obeys alike: PDF, page and PowerPoint.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cardwright.scene import Look, Run
from cardwright.scene.joined import joined
from cardwright.scene.looks import DISPLAY
from cardwright.scene.widths import plain, text_width

_FEWEST_WORDS: Final = 5  # shorter texts are labels, broken as they come
_FEWEST_OF_TITLE: Final = 4
_SHORT: Final = 14  # characters; a longer word fills a line well enough
_SHARE: Final = 0.5  # of the line that the two words may take together
_SHARE_OF_TITLE: Final = 0.85  # large words on narrow cards fill a line in twos


def kept_together(runs: Sequence[Run], look: Look, width: float) -> tuple[Run, ...]:
    """The runs with the last space made unbreakable where the last word might otherwise stand alone; figures stay whole."""
    runs = [joined(run, look, width) for run in runs]
    text = plain(runs)
    words = text.rsplit(" ", 2)
    fewest, share = (_FEWEST_OF_TITLE, _SHARE_OF_TITLE) if look.style in DISPLAY else (_FEWEST_WORDS, _SHARE)
    if len(words) < 3 or text.count(" ") < fewest - 1 or not 0 < len(words[2]) <= _SHORT:  # noqa: PLR2004
        return tuple(runs)
    if not words[1] or "\n" in words[1] + words[2] or text_width(f"{words[1]} {words[2]}", look) > width * share:
        return tuple(runs)
    return _bound(runs)


def _bound(runs: Sequence[Run]) -> tuple[Run, ...]:
    found = list(runs)
    for at in range(len(found) - 1, -1, -1):
        if found[at].math:  # is a word of its own, however it is told
            continue
        before, space, after = found[at].text.rpartition(" ")
        if space:
            found[at] = replace(found[at], text=f"{before}\u00a0{after}")
            break
    return tuple(found)
