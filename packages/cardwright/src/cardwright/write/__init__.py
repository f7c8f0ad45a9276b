"""Writing: text in, a deck out. One port, several writers, one per file."""

from cardwright.write.brief import Amount, Brief, Kind, Mode, Written

__all__ = ["Amount", "Brief", "Kind", "Mode", "Written"]
