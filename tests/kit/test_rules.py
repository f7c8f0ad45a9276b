"""What every lint rule promises, by being a file in the folder."""

import re
from pathlib import Path

import pytest
from cardwright.lint import judged, rules
from cardwright.lint.rule import SEVERITIES, Rule
from cardwright.lint.rules import all_rules
from cardwright.lint.score import grade

every_rule = pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: f"{rule.id}-{rule.name}")


def test_the_folder_is_the_registry() -> None:
    files = {path.stem for path in Path(rules.__path__[0]).glob("*.py")} - {"__init__"}
    assert {f"{rule.id.lower()}_{rule.name.replace('-', '_')}" for rule in all_rules().values()} == files


def test_all_families_are_there() -> None:
    assert [len([one for one in all_rules() if one[0] == family]) for family in "GTCIAFK"] == [9, 9, 2, 3, 6, 5, 5]


@every_rule
def test_it_finds_the_flaw_of_its_example_and_nothing_else_of_its_kind(rule: Rule) -> None:
    flaws = list(rule.check(rule.flawed()))
    assert flaws
    assert list(rule.check(rule.sound())) == []
    for flaw in flaws:
        assert flaw.severity in rule.severity
        assert flaw.message and not flaw.message.endswith(".")
        assert 0 <= grade(flaw) < 1


@every_rule
def test_its_sound_example_has_no_error_by_any_rule(rule: Rule) -> None:
    report = judged(rule.sound())
    assert [finding for finding in report.findings if finding.severity == "error"] == []


@every_rule
def test_the_flaw_costs(rule: Rule) -> None:
    flawed, sound = judged(rule.flawed(), only={rule.id}), judged(rule.sound(), only={rule.id})
    assert flawed.score < sound.score or (rule.gate and flawed.count("error") == 0)


@every_rule
def test_it_says_what_it_is_and_what_to_do(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]\d", rule.id)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.gate == (rule.id[0] == "K")
    assert any(severity in rule.severity for severity in SEVERITIES)
    for words in (rule.title, rule.formula, rule.limit, rule.grounds, rule.fix):
        assert words == words.strip() and words
    assert rule.fix.endswith(".") and not rule.title.endswith(".")
