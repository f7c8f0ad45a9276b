"""A scripted model that writes decks: it answers every question for an outline, a card, notes or a review by what it is given."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from oracle import Asked, Fail, Say, Step

_DATA = re.compile(r"<(wishes|source|deck|card|remarks|draft)>\\n(.*?)\\n</\1>", re.DOTALL)
Change = Callable[[dict[str, Any], dict[str, Any]], Any]  # the data that was sent and the answer; the answer to give


def data_of(asked: Asked) -> dict[str, Any]:
    """What stands between tags in a question; `asked.text` is JSON, in which it is escaped once."""
    found = _DATA.findall(asked.text)
    return {name: json.loads(json.loads(f'"{text}"')) for name, text in found}


def kind_of(data: dict[str, Any]) -> str:
    if "card" in data:
        return "rewrite" if "remarks" in data else "card"
    if "deck" in data:
        return "review"
    return "outline" if "wishes" in data else "digest"


@dataclass
class Scribe:
    """Says what the source says. `change` alters answers by the kind of their question; a step takes an answer's place."""

    change: dict[str, Change] = field(default_factory=dict[str, Change])
    heard: list[tuple[str, dict[str, Any]]] = field(default_factory=list[tuple[str, dict[str, Any]]])

    def __call__(self, asked: Asked) -> Step:
        data = data_of(asked)
        kind = kind_of(data)
        self.heard.append((kind, data))
        answer = _ANSWERS[kind](data)
        if kind in self.change:
            answer = self.change[kind](data, answer)
        return answer if not isinstance(answer, dict) else Say(answer)

    def count(self, kind: str) -> int:
        return sum(one == kind for one, _ in self.heard)


def _outline(data: dict[str, Any]) -> dict[str, Any]:
    wanted, source = data["wishes"]["cards"], data["source"]
    cards = []
    for at in range(wanted):
        part = source[at % len(source)]
        role = "cover" if at == 0 and wanted > 1 else "content"
        cards.append(
            {"title": f"{_word(at)} thing to know", "says": part["text"][:90], "role": role, "parts": [part["part"]]}
        )
    return {"title": "What the text says", "cards": cards}


def _word(at: int) -> str:
    return "a" * (at % 7 + 1) + "bcdefghijk"[at // 7]


def _card(data: dict[str, Any]) -> dict[str, Any]:
    text = " ".join(part["text"] for part in data["source"]).replace("#", "")
    said = re.split(r"(?<=[.!?])\s+", text.strip())
    number = data["card"]["number"]
    sentence = said[number % len(said)] or text
    return {"title": data["card"]["title"], "blocks": [{"kind": "paragraph", "text": sentence}]}


def _digest(data: dict[str, Any]) -> dict[str, Any]:
    return {"notes": [{"part": part["part"], "says": part["text"][:200]} for part in data["source"]]}


_ANSWERS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "outline": _outline,
    "card": _card,
    "rewrite": _card,
    "digest": _digest,
    "review": lambda _: {"remarks": []},
}
GONE = Fail(401, message="no key")
