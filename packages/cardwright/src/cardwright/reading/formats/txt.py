"""Plain text, as it is."""

from typing import Final

from cardwright.reading import Reading
from cardwright.reading.decoding import decoded


class Txt:
    suffixes = (".txt", ".text")
    media_types = ("text/plain",)

    def __call__(self, data: bytes) -> Reading:
        text, warnings = decoded(data)
        return Reading(text, "", warnings)


READER: Final = Txt()
