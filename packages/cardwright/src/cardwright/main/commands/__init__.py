"""Commands that this package adds to the command line, one per file: `x.py` has the command `x`.

They are listed by the first lines of their files, so that none is loaded to be named.
"""

import pkgutil
import re
from pathlib import Path

from cardwright_client.cli.tree import Command, Offer, Told

from cardwright.errors import CardwrightError

_USAGE = 2
_FIRST_LINE = re.compile(r'"""`cardwright \w+`: (.*?)(?:""")?$')


def _summary(file: Path) -> str:
    with file.open(encoding="utf-8") as lines:
        found = _FIRST_LINE.match(lines.readline().rstrip())
    text = found[1] if found else ""
    return text[:1].upper() + text[1:]


def _told(error: BaseException) -> Told | None:
    """Failures of this package in words."""
    if not isinstance(error, CardwrightError):
        return None
    return Told(error.message, error.hint, _USAGE if error.status == 400 else 1)


_FOLDER = Path(__file__).parent
OFFERED = Offer(
    {
        name: Command(f"{__name__}.{name}:{name}", _summary(_FOLDER / f"{name}.py"), shared=False)
        for name in sorted(found.name for found in pkgutil.iter_modules([str(_FOLDER)]))
    },
    _told,
    "cardwright.main.checking:check_here",
)
