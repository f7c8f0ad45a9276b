"""Write what of the documents is made from the contract: `docs/reference/openapi.yaml` and the table of compatibility."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from cardwright_wire.endpoints import ENDPOINTS, NOT_SERVED
from cardwright_wire.openapi import document

REFERENCE = Path(__file__).parents[1] / "docs/reference"
BASE = "http://127.0.0.1:8000"
HEAD = "# Made by tools/openapi.py; a running server has its own under /openapi.json.\n"
BEGIN, END = "<!-- endpoints -->\n", "<!-- end of endpoints -->\n"
ERAS = {"B": "target", "C": "later", "D": "much later", "ours": "addition"}


class Plain(yaml.SafeDumper):
    """YAML without anchors: what occurs twice is written twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def main() -> int:
    REFERENCE.mkdir(exist_ok=True)
    for path, text in expected():
        path.write_text(text, "utf-8")
        print(path.relative_to(REFERENCE.parents[1]))
    return 0


def stale() -> list[str]:
    """A complaint for each file that is not as it would be written."""
    return [
        f"{path.name}: is stale; run `python tools/openapi.py`"
        for path, text in expected()
        if not path.exists() or path.read_text("utf-8") != text
    ]


def expected() -> Iterator[tuple[Path, str]]:
    """The files that are made, and what should be in them."""
    made = yaml.dump(document(BASE), Dumper=Plain, sort_keys=False, allow_unicode=True, width=120)
    yield REFERENCE / "openapi.yaml", HEAD + made
    page = REFERENCE / "compatibility.md"
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    yield page, before + BEGIN + table() + END + after


def table() -> str:
    """The endpoints, those of the reference that are not served among them, as a Markdown table."""
    served = [(one.path, one.method, one.era, f"served: {one.summary.lower()}") for one in ENDPOINTS]
    absent = [(path, method, era, "not there: 404") for method, path, era in NOT_SERVED]
    rows = [f"| `{method} {path}` | {ERAS[era]} | {state} |\n" for path, method, era, state in (*served, *absent)]
    return f"\n| endpoint | in the reference | here |\n|---|---|---|\n{''.join(rows)}\n"


if __name__ == "__main__":
    sys.exit(main())
