"""What was learned of how long a service takes, kept from one command to the next; numbers, no texts."""

import json
import os
from pathlib import Path
from typing import Any

from cardwright_client._core.durations import DurationModel


def place() -> Path:
    """The file it lies in."""
    home = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local/state")
    return Path(home) / "cardwright" / "durations.json"


def recalled(base: str) -> DurationModel:
    """What is known of a service; nothing is a beginning too."""
    return DurationModel.restore(_all().get(base) or {})


def remember(base: str, model: DurationModel) -> None:
    """Keep it; where nothing can be kept, nothing is lost but time."""
    if not model.state():
        return
    file = place()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f".{file.name}.{os.getpid()}")
        part.write_text(json.dumps(_all() | {base: model.state()}), "utf-8")
        os.replace(part, file)
    except OSError:
        return


def _all() -> dict[str, Any]:
    try:
        found: Any = json.loads(place().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}  # pyright: ignore[reportUnknownVariableType]
