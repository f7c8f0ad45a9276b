"""Rules, one per file, named by id and name; a new file here is a new rule everywhere.

Each file defines `RULE`: how it looks for flaws, what it is grounded on, what
to do, and two small subjects, one of which has the flaw.
"""

from collections.abc import Mapping
from functools import cache

from cardwright.families import members
from cardwright.lint.rule import Rule


@cache
def all_rules() -> Mapping[str, Rule]:
    """Map id to rule for every file in this folder, in the order of families and numbers.

    Raises:
        RuntimeError: a rule's id and name are not its file's name.
    """
    found: list[Rule] = []
    for file, module in members(__name__).items():
        rule: Rule = module.RULE
        if f"{rule.id.lower()}_{rule.name.replace('-', '_')}" != file:
            msg = f"{file}.py declares rule {rule.id} {rule.name}; name the file after it"
            raise RuntimeError(msg)
        found.append(rule)
    return {rule.id: rule for rule in sorted(found, key=lambda rule: ("GTCIAFK".index(rule.id[0]), rule.id))}
