"""Check the documents: links lead somewhere, named targets, commands and tests exist, settings are described, nothing is stale, tables are whole."""

import re
import sys
from pathlib import Path

import blocks
import client_reference
import lint_rules
import openapi
from cardwright_client.cli import tree

ROOT = Path(__file__).parents[1]
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")

TESTS = {"C": "tests/contract", "U": "tests/unit", "P": "tests/property", "tests": "tests"}
TEST = re.compile(r"`(C|U|P|tests)/([\w/]+\.py)(?:::(\w+))?`")


def main() -> int:
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("packages/*/README.md")]
    complaints = [
        complaint for path in documents for complaint in (*dead_links(path), *unknown_targets(path), *cut_tables(path))
    ]
    complaints += undescribed_settings()
    complaints += unknown_tests(ROOT / "docs/why/security.md")
    complaints += openapi.stale()
    complaints += blocks.stale()
    complaints += lint_rules.stale()
    complaints += client_reference.stale()
    for complaint in complaints:
        print(complaint)
    print(f"{len(documents)} documents, {len(complaints)} complaints")
    return 1 if complaints else 0


def dead_links(path: Path) -> list[str]:
    text = path.read_text("utf-8")
    return [f"{path.name}: {link} is not there" for link in LINK.findall(text) if not (path.parent / link).exists()]


def unknown_targets(path: Path) -> list[str]:
    """`make x` and `cardwright x` that do not exist."""
    text = path.read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    commands = set(tree.commands(tree.offers(), remote=True))
    wrong = [f"make {name}" for name in re.findall(r"`make ([a-z]+)", text) if name not in targets]
    wrong += [f"cardwright {name}" for name in re.findall(r"`cardwright ([a-z]+)", text) if name not in commands]
    return [f"{path.name}: `{name}` does not exist" for name in wrong]


def cut_tables(path: Path) -> list[str]:
    """Rows that are behind an empty line, and so no rows of the table before it."""
    lines = ["", *path.read_text("utf-8").splitlines(), ""]
    return [
        f"{path.name}:{at}: a row without a table"
        for at, (before, line, after) in enumerate(zip(lines, lines[1:], lines[2:], strict=False), 1)
        if line.startswith("|") and not before.startswith("|") and not re.fullmatch(r"\|[-:| ]+\|", after)
    ]


def unknown_tests(path: Path) -> list[str]:
    """Tests that prove something by their name and do not exist."""
    text, wrong = path.read_text("utf-8"), list[str]()
    for where, file, name in TEST.findall(text):
        place = ROOT / TESTS[where] / file
        words = place.read_text("utf-8") if place.is_file() else ""
        if not words or (name and not re.search(rf"^ *(?:(?:async )?def|class) {name}\b", words, re.MULTILINE)):
            wrong.append(f"{path.name}: {where}/{file}{f'::{name}' if name else ''} does not exist")
    return wrong


def undescribed_settings() -> list[str]:
    from cardwright.server.settings import HELP

    text = (ROOT / "docs/settings.md").read_text("utf-8")
    return [f"settings.md: {name} is not described" for name in HELP if f"`{name}`" not in text]


if __name__ == "__main__":
    sys.exit(main())
