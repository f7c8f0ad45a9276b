"""Options of all commands, taken out of the words before a command sees them: they may stand anywhere before `--`."""

from dataclasses import dataclass, field
from typing import Final

HELP: Final = {
    "--json[=FIELDS]": "Print JSON; FIELDS, such as url,credits, choose what of it.",
    "--jsonl": "Print an event per line while it happens.",
    "-q, --quiet": "No progress, no notes.",
    "-v, --verbose": "Tell of every request.",
    "--no-color": "No colours; NO_COLOR does the same.",
    "--no-input": "Ask nothing.",
    "--base-url URL": "The service to speak to.",
    "--profile NAME": "A service by the name your settings give it.",
    "--install-completion": "Complete commands by the tab key, from the next shell on.",
    "--version": "Print the version.",
}


class Usage(Exception):
    """The words are no command. `hint` says what to type."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Shared:
    """What was asked for. `fields` None without `--json`, empty for all."""

    fields: tuple[str, ...] | None = None
    lines: bool = False
    quiet: bool = False
    verbose: bool = False
    color: bool = True
    asks: bool = True
    flags: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def for_programs(self) -> bool:
        """Whether what is printed is read by a program."""
        return self.fields is not None or self.lines


_PLAIN: Final = {
    "--jsonl": ("lines", True),
    "-q": ("quiet", True),
    "--quiet": ("quiet", True),
    "-v": ("verbose", True),
    "--verbose": ("verbose", True),
    "--no-color": ("color", False),
    "--no-input": ("asks", False),
}
_VALUED: Final = {"--base-url": "base_url", "--profile": "profile"}


def split(words: list[str]) -> tuple[Shared, list[str]]:
    """The options of all commands, and the words that are left.

    Raises:
        Usage: an option has no value, or one that it cannot have.
    """
    said: dict[str, object] = {}
    flags: dict[str, str] = {}
    left: list[str] = []
    rest = iter(words)
    for word in rest:
        name, equals, value = word.partition("=")
        if word == "--":
            left += [word, *rest]
        elif word in _PLAIN:
            key, to = _PLAIN[word]
            said[key] = to
        elif name == "--json":
            said["fields"] = tuple(part.strip() for part in value.split(",") if part.strip())
        elif name in _VALUED:
            found = value if equals else next(rest, "")
            if not found or (not equals and found.startswith("-")):
                msg = f"{name} needs a value"
                raise Usage(msg, f"{name}=…")
            flags[_VALUED[name]] = found
        else:
            left.append(word)
    return Shared(**said, flags=flags), left  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
