"""What a file says, as `…/content` tells and takes it. Blocks are told apart by their kind and otherwise left open."""

from typing import Any, Final

from cardwright_wire.rules import Schema

MOST_CARDS: Final = 500
LANGUAGE: Final = "^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$"  # a BCP 47 tag

_TEXT: Final[Schema] = {"type": "string"}
_BOOLEAN: Final[Schema] = {"type": "boolean", "default": False}


def _object(title: str, properties: dict[str, Any], *required: str) -> Schema:
    return {"title": title, "type": "object", "properties": properties, **({"required": required} if required else {})}


_LOOKS: Final = {"text": _TEXT, **dict.fromkeys(("bold", "italic", "code", "strike"), _BOOLEAN), "link": _TEXT}
_NOTE: Final = {"type": "array", "items": _object("DeckNoteSpan", _LOOKS, "text")}
_SPAN: Final = _object("DeckSpan", {**_LOOKS, "note": _NOTE}, "text")
_CARD: Final = _object(
    "DeckCard",
    {
        "title": {"type": "array", "items": _SPAN},
        "blocks": {"type": "array", "items": _object("DeckBlock", {"kind": _TEXT}, "kind")},
        "kind": {
            "type": "string",
            "enum": ["cover", "content", "section", "statement", "closing"],
            "default": "content",
        },
        "notes": _TEXT,
    },
)
DECK: Final = _object(
    "Deck",
    {
        "title": _TEXT,
        "language": {"type": "string", "pattern": LANGUAGE, "default": "en"},
        "cards": {"type": "array", "items": _CARD, "minItems": 1, "maxItems": MOST_CARDS},
    },
    "title",
    "cards",
)
