"""A theme as a language needs it."""

import msgspec

from cardwright.language import Language, Script
from cardwright.theme import Theme, TypeStyle


def localised(theme: Theme, language: Language) -> Theme:
    """The theme with the faces of all scripts, the language's own first, and with lines high enough for its letters.

    A family that has only most of a language's letters is not used for it: words in two faces look broken. Letters
    that join, stack or fill squares are not tracked: that pulls them apart or into each other.
    """
    fonts = theme.fonts
    whole = fonts.fallback[0] if fonts.fallback else fonts.body
    heading, body = (whole if name in language.lacking else name for name in (fonts.heading, fonts.body))
    fallback = tuple(dict.fromkeys([*fonts.fallback, *language.faces]))
    fonts = msgspec.structs.replace(fonts, heading=heading, body=body, fallback=fallback)
    styles = {name: _styled(style, language.script) for name, style in theme.styles.items()}
    return msgspec.structs.replace(theme, fonts=fonts, styles=styles)


def _styled(style: TypeStyle, script: Script) -> TypeStyle:
    if script.kind == "european":
        return style
    return msgspec.structs.replace(style, line=max(style.line, script.line), tracking=0.0)
