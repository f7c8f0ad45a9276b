"""Rules, one per file, named by id and name; a new file here is a new rule everywhere.

Each file defines `RULE`: how it looks for flaws, what it is grounded on, what
to do, and two small subjects, one of which has the flaw.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from cardwright.lint.rule import Rule


@cache
def all_rules() -> Mapping[str, Rule]:
    """Map id to rule for every file in this folder, in the order of families and numbers.

    Raises:
        RuntimeError: a rule's id and name are not its file's name.
    """
    found: list[Rule] = []
    for info in pkgutil.iter_modules(__path__):
        rule: Rule = importlib.import_module(f"{__name__}.{info.name}").RULE
        if f"{rule.id.lower()}_{rule.name.replace('-', '_')}" != info.name:
            msg = f"{info.name}.py declares rule {rule.id} {rule.name}; name the file after it"
            raise RuntimeError(msg)
        found.append(rule)
    return {rule.id: rule for rule in sorted(found, key=lambda rule: ("GTCIAFK".index(rule.id[0]), rule.id))}
