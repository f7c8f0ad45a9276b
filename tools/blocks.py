"""Write `docs/reference/blocks.md`: every block with its use, its JSON and its Markdown, from the blocks' own words."""

import sys
from pathlib import Path

import msgspec
from cardwright.deck.blocks import all_specs

PAGE = Path(__file__).parents[1] / "docs/reference/blocks.md"
HEAD = """# Blocks

What a card can hold. A file's contents (`GET|PUT /v1.0/gammas/{id}/content`) are these as JSON or as Markdown; the built-in writer
makes them of texts. Rich text is a list of spans: `text`, with `bold`, `italic`, `code`, `strike`, `link`, and `math` for a formula
as LaTeX (see [maths](../howto/maths.md)). A span with a `note`, which is rich text, refers to a footnote and says nothing
itself. Fields that are left out are empty.

Made by `tools/blocks.py` from `packages/cardwright/src/cardwright/deck/blocks/`; `make goldens` writes it anew.
"""


def main() -> int:
    PAGE.write_text(text(), "utf-8")
    print(PAGE.relative_to(PAGE.parents[2]))
    return 0


def stale() -> list[str]:
    """A complaint when the page is not as it would be written."""
    same = PAGE.exists() and PAGE.read_text("utf-8") == text()
    return [] if same else [f"{PAGE.name}: is stale; run `python tools/blocks.py`"]


def text() -> str:
    return HEAD + "".join(section(kind) for kind in all_specs())


def section(kind: str) -> str:
    spec = all_specs()[kind]
    use = spec.hint.partition(": ")[2]
    fields = ", ".join(f"`{name}`" for name in spec.type.__struct_fields__)
    data = msgspec.json.format(msgspec.json.encode(spec.example), indent=2).decode()
    examples = fenced("json", data) + fenced("markdown", spec.markdown(spec.example))
    return f"\n## {kind}\n\n{use[:1].upper()}{use[1:]}.\n\nFields: {fields}.\n{examples}"


def fenced(language: str, body: str) -> str:
    return f"\n````{language}\n{body}\n````\n"


if __name__ == "__main__":
    sys.exit(main())
