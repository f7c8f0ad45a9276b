"""Generated classes: each set of declarations a deck needs, written once in its stylesheet."""

import re
from typing import Final

_HEX: Final = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}\Z")


def number(value: float) -> str:
    """A length or factor with at most four decimals and no exponent."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def hex_color(value: str) -> str:
    """The colour itself when it is `#rgb` or `#rrggbb`, else the text's own colour."""
    return value if _HEX.match(value) else "currentcolor"


def css_text(value: str) -> str:
    """A string as CSS has it, every character by its number, so that none can end it."""
    return '"' + "".join([f"\\{ord(character):06x}" for character in value]) + '"'


class Classes:
    """Names for declarations; equal declarations share a name, in order of first use."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def of(self, declarations: str) -> str:
        """The class that carries `declarations`, which must not hold foreign text."""
        name = self._names.get(declarations)
        if name is None:
            name = self._names[declarations] = f"x{len(self._names)}"
        return name

    def color(self, value: str) -> str:
        """The class of text in a `#rrggbb` colour; empty when it is no colour."""
        return self.of(f"color:{value}") if _HEX.match(value) else ""

    def css(self) -> str:
        """All rules, one after the other."""
        return "".join([f".{name}{{{body}}}" for body, name in self._names.items()])
