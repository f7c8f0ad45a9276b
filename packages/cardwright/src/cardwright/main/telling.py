"""Reports for people, on a terminal or in a log."""

from collections.abc import Mapping, Sequence
from typing import Final

from rich.console import Console
from rich.text import Text

from cardwright.lint import Report
from cardwright.lint.report import Finding
from cardwright.lint.rule import SEVERITIES, Severity
from cardwright.main.judging import Judged, Unreadable

Counts = Mapping[Severity, int]
_STYLES: Final[dict[Severity, str]] = {"error": "bold red", "warning": "yellow", "info": "dim"}
_SURE: Final = {
    "exact": "",
    "estimated": ", texts measured by estimate",
    "guessed": ", fonts missing: texts measured by guess",
}


def tell(found: Sequence[Judged | Unreadable]) -> None:
    """Every finding of every file, the worst first; nothing is wrapped, so that programs can read lines."""
    screen = Console(highlight=False, soft_wrap=True)
    for one in found:
        if isinstance(one, Judged):
            _file(screen, one)
    if len(found) > 1:
        reports = [one.report for one in found if isinstance(one, Judged)]
        counts: Counts = {severity: sum(report.count(severity) for report in reports) for severity in SEVERITIES}
        screen.print(f"{len(found)} files: {_counted(counts)}")


def summary(report: Report) -> str:
    """A report in a few words."""
    counts: Counts = {severity: report.count(severity) for severity in SEVERITIES}
    closed = ", the gate is closed" if report.gate == "closed" else ""
    level = "" if report.editability is None else f", editability L{report.editability} of 4"
    return f"quality {report.score * 100:.0f} of 100{closed}: {_counted(counts)}{level}"


def line(finding: Finding) -> str:
    """A finding on one line."""
    return f"{_place(finding)}: {finding.severity} {finding.rule} {finding.name}: {finding.message}"


def _file(screen: Console, one: Judged) -> None:
    report = one.report
    screen.print(Text(one.path, style="bold"))
    shown: set[str] = set()
    for finding in report.findings:
        text = Text.assemble(
            (f"  {_place(finding):<8}", ""),
            (f"{finding.severity:<8}", _STYLES[finding.severity]),
            f"{finding.rule} {finding.message}",
        )
        if finding.rule not in shown:  # what to do is said once a rule
            shown.add(finding.rule)
            text.append(f"  → {finding.fix}", style="dim")
        screen.print(text)
    screen.print(f"  {summary(report)}{_SURE[report.measured]}\n")


def _place(finding: Finding) -> str:
    return f"card {finding.card}" if finding.card else "deck"


def _counted(counts: Counts) -> str:
    return ", ".join(_number(counts[severity], severity) for severity in SEVERITIES)


def _number(count: int, severity: Severity) -> str:
    return f"{count} {severity}" if severity == "info" or count == 1 else f"{count} {severity}s"
