"""Write the handbook of lint rules, `docs/reference/lint.md`, from what the rules declare of themselves."""

import sys
from pathlib import Path

from cardwright.lint.rules import all_rules

PAGE = Path(__file__).parents[1] / "docs/reference/lint.md"
FAMILIES = {
    "G": "Geometry",
    "T": "Type",
    "C": "Colour",
    "I": "Pictures",
    "A": "Accessibility",
    "F": "Files",
    "K": "Content",
}
HEAD = """# Rules of `cardwright lint`

<!-- Made by tools/lint_rules.py from what the rules declare of themselves; `make goldens` writes it anew. -->

How to use the command is told in [docs/lint.md](../lint.md). A rule is a file of
`packages/cardwright/src/cardwright/lint/rules/`; its id goes with `--ignore`.

Two profiles: cards are **presented** to a room (slides, posts), or **read** at a desk (documents). Lengths are points; sizes of type
are points on a card of 960×540. Texts of our own decks are measured by the typesetter. Texts of other PPTX files are measured
with the shipped fonts, without kerning or shaping; where a text names a font that is not shipped, the report says `guessed`
and an overflow is only a warning.

**The score.** Every rule gives each card a grade v: 1 without a finding, 0.15 down to 0 for an error, 0.7 to 0.3 for a warning,
0.97 to 0.9 for a remark, by how far the value is from its limit. A card's score is (Σ wᵢ (ε + vᵢ)⁻²)^(−½) − ε with equal weights and
ε = 0.05 (Harrington et al., DocEng 2004), so that one bad flaw cannot be averaged away; the deck's is the root of its mean card
times its worst card. Rules about content (K) do not count towards it: they are a gate. When it is closed, because kept
sentences are missing, more than half of the source's headings are, or the deck says nothing, the score is 0.
"""


def main() -> int:
    PAGE.write_text(page(), "utf-8")
    print(PAGE.relative_to(PAGE.parents[2]))
    return 0


def stale() -> list[str]:
    """A complaint when the page is not as it would be written."""
    fresh = PAGE.exists() and PAGE.read_text("utf-8") == page()
    return [] if fresh else [f"{PAGE.name}: is stale; run `python tools/lint_rules.py`"]


def page() -> str:
    """The whole handbook."""
    parts = [HEAD]
    family = ""
    for rule in all_rules().values():
        if rule.id[0] != family:
            family = rule.id[0]
            parts.append(f"\n## {FAMILIES[family]}\n")
        parts.append(
            f"\n### {rule.id} {rule.name}\n\n{rule.title}.\n\n"
            f"- **measured**: {rule.formula}\n- **limit**: {rule.limit}\n- **severity**: {rule.severity}\n"
            f"- **grounds**: {rule.grounds}\n- **what to do**: {rule.fix}\n"
        )
    return "".join(parts)


if __name__ == "__main__":
    sys.exit(main())
