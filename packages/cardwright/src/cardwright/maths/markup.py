"""The parser's MathML as plain elements: only what can be drawn, nothing that styles or links."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

Attributes = dict[str, str]
_DEEPEST: Final = 100  # elements


@dataclass(slots=True)
class Element:
    """One element. `style` are its declarations, by name."""

    tag: str
    attributes: Attributes
    children: list["Element"] = field(default_factory=list["Element"])
    text: str = ""

    @property
    def style(self) -> Attributes:
        pairs = (part.partition(":") for part in self.attributes.get("style", "").split(";"))
        return {name.strip(): value.strip() for name, _, value in pairs if value}

    def on(self, name: str) -> bool | None:
        """Whether an attribute says `true` or `false`; None when it says nothing."""
        return {"true": True, "false": False}.get(self.attributes.get(name, ""))


class TooDeep(ValueError):
    """Elements stand inside each other more often than a formula needs."""


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("math", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(found)
        self._open.append(found)
        if len(self._open) > _DEEPEST:
            raise TooDeep

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].text += data


def elements(markup: str) -> Element:
    """The `math` element of a piece of markup.

    Raises:
        TooDeep: it holds more than a hundred elements inside each other.
    """
    builder = _Builder()
    builder.feed(markup)
    builder.close()
    return builder.root.children[0] if builder.root.children else builder.root
