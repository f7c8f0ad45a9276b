"""Judge the corpus as the tests do, or with `--all` every text in every theme and card format; print what is wrong.

    python tools/judge.py [--all] [--severity error|warning|info] [WORD ...]

Words choose the samples whose names hold all of them.
"""

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

import corpus
from cardwright.lint.rule import SEVERITIES
from cardwright.main.telling import line


def main(arguments: list[str]) -> int:
    all_of_them = "--all" in arguments
    lowest = arguments[arguments.index("--severity") + 1] if "--severity" in arguments else "error"
    if lowest not in SEVERITIES:
        print(f"no severity {lowest}; there are: {', '.join(SEVERITIES)}", file=sys.stderr)
        return 2
    wanted = SEVERITIES[: SEVERITIES.index(lowest) + 1]
    words = [word for word in arguments if not word.startswith("--") and word != lowest]
    samples = [
        one for one in (corpus.everything() if all_of_them else corpus.some()) if all(w in str(one) for w in words)
    ]
    counts: Counter[str] = Counter()
    scores: list[float] = []
    for sample in samples:
        report = sample.report
        scores.append(report.score)
        for finding in report.findings:
            if finding.severity in wanted:
                counts[f"{finding.severity} {finding.rule}"] += 1
                print(f"{sample}: {line(finding)}", flush=True)
    print(
        f"{len(samples)} decks, score {sum(scores) / max(1, len(scores)):.3f} on the average, {min(scores, default=0):.3f} at worst"
    )
    print(", ".join(f"{count} {name}" for name, count in counts.most_common()) or "nothing found")
    return 1 if any(name.startswith("error") for name in counts) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
