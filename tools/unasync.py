"""Write the client for plain programs from the one for `async` programs; with `--check`, say whether it is stale."""

import re
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "packages/client/src/cardwright_client"
WORDS = {
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "__aiter__": "__iter__",
    "asynccontextmanager": "contextmanager",
    "aclose": "close",
    "aiter_raw": "iter_raw",
    "aiter_lines": "iter_lines",
    "_async": "_sync",
}
PATTERNS = (
    (re.compile(r"\basync (def|with|for)\b"), r"\1"),
    (re.compile(r"\bawait "), ""),
    (re.compile(r"\bAwaitable\[([\w.]+)\]"), r"\1"),
    (re.compile(r"\b(import .*)Awaitable, "), r"\1"),
    (re.compile(r"\bAsyncGenerator\[([\w\x22]+), None\]"), r"Generator[\1, None, None]"),
    (re.compile(r"\bAsync(?=[A-Z])(\w*)"), r"\1"),
    (re.compile(r"\b(" + "|".join(WORDS) + r")\b"), lambda found: WORDS[found[0]]),
    (re.compile(r"The client for `async` programs; .*"), 'The client for plain programs; generated."""'),
)


def plain(source: str) -> str:
    """The same code without `async`; formatted, since shorter lines may be joined."""
    for pattern, by in PATTERNS:
        source = pattern.sub(by, source)
    head = "# Generated from `_async` by `tools/unasync.py`; do not edit.\n"
    ruff = Path(sys.executable).with_name("ruff")
    for command in (["check", "--select", "I", "--fix-only", "--quiet"], ["format"]):
        done = subprocess.run(
            [ruff, *command, "--stdin-filename", str(PACKAGE / "_sync/x.py"), "-"],
            input=head + source if command[0] == "check" else source,
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        source = done.stdout
    return source


def generated() -> dict[Path, str]:
    """What should lie in `_sync`."""
    return {
        PACKAGE / "_sync" / path.name: plain(path.read_text("utf-8"))
        for path in sorted((PACKAGE / "_async").glob("*.py"))
    }


def stale() -> list[str]:
    """What is not as it should be."""
    wanted = generated()
    found = {path: path.read_text("utf-8") for path in (PACKAGE / "_sync").glob("*.py")}
    return [
        f"{path.relative_to(PACKAGE.parents[1])} is stale: run tools/unasync.py"
        for path in sorted({*wanted, *found})
        if wanted.get(path) != found.get(path)
    ]


def main() -> int:
    if "--check" in sys.argv:
        complaints = stale()
        print("\n".join(complaints) or "the plain client is up to date")
        return 1 if complaints else 0
    (PACKAGE / "_sync").mkdir(exist_ok=True)
    for path, text in generated().items():
        path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
