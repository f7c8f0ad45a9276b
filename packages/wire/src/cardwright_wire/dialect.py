"""Where versions of the reference contradict each other: which of them is followed.

The default is the target version of `DIFFERENCES.md`, wherever it was unclear
in the way that refuses less. Whoever tests a client against a stricter or a
later server sets the others.
"""

from dataclasses import dataclass
from typing import Final

from cardwright_wire.limits import MOST_FOLDERS


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a request may and must say.

    `text_mode_required`: a request without `textMode` is refused instead of meaning `generate`.
    `style_preset`: `imageOptions.stylePreset` may be sent; the later schema does not know it.
    `later_properties`: `title`, `pages` and `publish` may be sent; the target version does not know them.
    `most_folders`: of `folderIds`; 10, later 1.
    """

    text_mode_required: bool = False
    style_preset: bool = True
    later_properties: bool = True
    most_folders: int = MOST_FOLDERS


DEFAULT: Final = Dialect()
