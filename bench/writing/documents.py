"""The texts that summaries are judged by: each with its key facts and a summary written by hand."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

_CORPUS = Path(__file__).with_name("corpus")


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    language: str
    kind: str
    facts: tuple[str, ...]
    reference: str
    text: str


def documents() -> list[Document]:
    found: list[Document] = []
    for path in sorted(_CORPUS.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        found.append(Document(path.stem, **{**data, "facts": tuple(data["facts"])}))
    return found
