"""Look for secrets in the files that git keeps: private keys, keys of known services, long random values of settings.

`python tools/secrets_scan.py` names each place and exits with 1. A value that is meant to be seen, such as a test's
key, has a place in `KNOWN`.
"""

import math
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
FORMS = {
    "a private key": re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----"),
    "a key of Amazon's": re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"),
    "a token of GitHub's": re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})\b"),
    "a token of GitLab's": re.compile(r"\bglpat-[A-Za-z0-9_-]{20,}\b"),
    "a token of Slack's": re.compile(r"\bxox[abprs]-[A-Za-z0-9-]{20,}\b"),
    "a token of PyPI's": re.compile(r"\bpypi-[A-Za-z0-9_-]{60,}\b"),
    "a key of a language model": re.compile(r"\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{40,}\b"),
    "a key of Google's": re.compile(r"\bAIza[A-Za-z0-9_-]{35}\b"),
    "a key of our own": re.compile(r"\bsk-gamma-[A-Za-z0-9]{32}\b"),
    "a password in a URL": re.compile(
        r"\b[a-z][a-z0-9+]{2,14}://[^\s/:@\"'{}<>]+:(?!password@)([^\s/@\"'{}<>…*]{8,})@[a-z0-9.-]+\.[a-z]{2,}"
    ),
}
GIVEN = re.compile(
    r"(?i)\b[a-z_]*(?:secret|password|passwd|api_?key|access_?token)[a-z_]*[\"']?\s*[:=]\s*[\"']([A-Za-z0-9+/_=-]{20,})[\"']"
)
RANDOM_BITS = 4.0  # of entropy a character; words and counted-up digits have less
KNOWN = frozenset(
    {
        "sk-gamma-tests-0123456789abcdef",
        "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",  # the bytes from 0 to 31
        "whsec_plJ3nmyCDGBKInavdOK15jsl",  # the example of the specification of webhooks
    }
)
LARGEST = 2 * 1024 * 1024  # bytes; larger files are data


def main() -> int:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout  # noqa: S607
    names = [name for name in listed.decode().split("\0") if name]
    complaints = [one for name in names for one in complaints_of(ROOT / name, name)]
    for complaint in complaints:
        print(complaint)
    print(f"{len(names)} files, {len(complaints)} secrets")
    return 1 if complaints else 0


def complaints_of(path: Path, name: str) -> Iterator[str]:
    """What looks like a secret in a file, without the secret."""
    if not path.is_file() or path.stat().st_size > LARGEST:
        return
    text = path.read_bytes().decode("utf-8", "replace")
    if "\0" in text[:8192]:
        return
    for number, line in enumerate(text.splitlines(), 1):
        for what in secrets_of(line):
            yield f"{name}:{number}: {what}"


def secrets_of(line: str) -> Iterator[str]:
    """What a line holds that should not be kept."""
    for what, form in FORMS.items():
        if any(match[0] not in KNOWN for match in form.finditer(line)):
            yield what
    for match in GIVEN.finditer(line):
        if match[1] not in KNOWN and entropy(match[1]) >= RANDOM_BITS:
            yield "a random value for a secret"


def entropy(value: str) -> float:
    """Bits of a character, as often as each stands in the value."""
    counts = Counter(value).values()
    return -sum(count / len(value) * math.log2(count / len(value)) for count in counts)


if __name__ == "__main__":
    sys.exit(main())
