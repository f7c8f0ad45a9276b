"""Reports as SARIF 2.1.0, the format of code scanners: one run, a result per finding.

A card and its boxes are logical locations, for these files have no lines.
"""

import hashlib
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

import msgspec

from cardwright.lint.report import Finding, Report
from cardwright.lint.rule import Rule
from cardwright.lint.rules import all_rules

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}


def sarif(files: Sequence[tuple[str, Report]]) -> bytes:
    """The findings of files, given by their paths; equal reports give equal bytes."""
    rules = list(all_rules().values())
    driver = {"name": "cardwright lint", "rules": [_rule(rule) for rule in rules]}
    places = {rule.id: at for at, rule in enumerate(rules)}
    run = {
        "tool": {"driver": driver},
        "artifacts": [{"location": {"uri": _uri(path)}} for path, _ in files],
        "results": [
            _result(finding, at, path, places[finding.rule])
            for at, (path, report) in enumerate(files)
            for finding in report.findings
        ],
        "columnKind": "unicodeCodePoints",
    }
    return msgspec.json.format(msgspec.json.encode({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}), indent=2)


def _rule(rule: Rule) -> dict[str, Any]:
    worst = next((severity for severity in _LEVELS if rule.severity.startswith(severity)), "warning")
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": f"{rule.formula}; limit: {rule.limit}."},
        "help": {"text": rule.fix},
        "defaultConfiguration": {"level": _LEVELS[worst]},
    }


def _result(finding: Finding, at: int, path: str, rule: int) -> dict[str, Any]:
    artifact = {"uri": _uri(path), "index": at}
    card = f"card {finding.card}" if finding.card else "deck"
    boxes = [
        {"name": box.name or box.id, "fullyQualifiedName": f"{card}/{box.id}", "kind": "element"}
        for box in finding.boxes
    ]
    places = boxes or [{"name": card, "fullyQualifiedName": card, "kind": "card" if finding.card else "module"}]
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{card}: {finding.message}. {finding.fix}"},
        "locations": [{"physicalLocation": {"artifactLocation": artifact}, "logicalLocations": places}],
        "partialFingerprints": {"place/v1": _fingerprint(finding, card)},
        "properties": {"value": finding.value, "limit": finding.limit, "card": finding.card},
    }


def _fingerprint(finding: Finding, card: str) -> str:
    """The same for the same finding in a later run, though its value may have changed."""
    text = "/".join([finding.rule, card, *(box.id for box in finding.boxes)])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _uri(path: str) -> str:
    return quote(PurePath(path).as_posix())
