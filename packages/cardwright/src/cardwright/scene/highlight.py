"""Source code as coloured runs: one highlighter for every output."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from pygments.lexers import get_lexer_by_name  # pyright: ignore[reportUnknownVariableType]
from pygments.lexers.special import TextLexer
from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, String, _TokenType  # pyright: ignore[reportPrivateUsage] - the only name of the type
from pygments.util import ClassNotFound

from cardwright.scene import Run
from cardwright.theme import Theme
from cardwright.theme.contrast import readable

# Index into a theme's series, -1 for the muted colour; the first ancestor of a token counts.
_SHADES: Final[Mapping[_TokenType, int]] = {
    Comment: -1, Keyword: 0, String: 1, Number: 2, Literal: 2, Name.Function: 3, Name.Class: 3, Name.Tag: 0,
    Name.Attribute: 3, Name.Builtin: 4, Name.Decorator: 4, Operator.Word: 0,
}  # fmt: skip
MAX_SOURCE = 100_000  # characters; more is shown without colours


def highlighted(source: str, language: str, theme: Theme, background: str) -> tuple[Run, ...]:
    """Runs of one colour each, whose texts joined are the source without its last line break."""
    source = source.rstrip("\n").expandtabs(4)
    if len(source) > MAX_SOURCE:
        return (Run(source),)
    runs: list[Run] = []
    for token, text in _lexer(language).get_tokens(source):
        color = _color(token, theme, background)
        if runs and runs[-1].color == color:
            runs[-1] = Run(runs[-1].text + text, color=color)
        else:
            runs.append(Run(text, color=color))
    return _trimmed(runs)


@cache
def _lexer(language: str):
    try:
        return get_lexer_by_name(language or "text", stripnl=False)
    except ClassNotFound:
        return TextLexer(stripnl=False)


def _color(token: _TokenType, theme: Theme, background: str) -> str:
    ancestor: _TokenType | None = token
    while ancestor is not None:
        if ancestor in _SHADES:
            shade = _SHADES[ancestor]
            wanted = theme.base.muted if shade < 0 else theme.series[shade % len(theme.series)]
            return readable(wanted, background)
        ancestor = ancestor.parent
    return ""


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """Without the line break that the lexer adds at the end."""
    if runs and runs[-1].text.endswith("\n"):
        last = runs.pop()
        if last.text[:-1]:
            runs.append(Run(last.text[:-1], color=last.color))
    return tuple(runs)
