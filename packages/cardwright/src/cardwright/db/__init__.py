"""The database: schema and migrations, one writer, direct reads. The only truth there is."""

from cardwright.db.database import Database

__all__ = ["Database"]
