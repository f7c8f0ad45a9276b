"""What the program takes for the newest schema is the newest one there is."""

from pathlib import Path

from cardwright.db import migrate
from cardwright.db.migrate import HEAD


def test_the_newest_migration_is_the_one_that_is_named() -> None:
    versions = sorted(Path(migrate.__file__).with_name("migrations").glob("versions/[0-9]*.py"))
    assert versions[-1].name.startswith(f"{HEAD}_")
