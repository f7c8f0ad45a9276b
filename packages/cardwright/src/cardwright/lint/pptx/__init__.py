"""Anybody's PPTX as a canvas. Inherited sizes, colours and places are resolved; reading is bounded.

Texts are measured with the shipped faces (`faces.py`), so breaks are estimates,
and guesses where a text names a font that is not shipped. What is not looked at:
animations, charts' insides but for their numbers, SmartArt, embedded objects.
"""

from cardwright.errors import CardwrightError, InvalidInput
from cardwright.lint.canvas import Canvas
from cardwright.lint.pptx.bounds import check_bounds
from cardwright.lint.pptx.deck import deck_of

__all__ = ["read"]


def read(data: bytes) -> Canvas:
    """The slides of a file.

    Raises:
        InvalidInput: it is no PPTX that can be read, or larger than what is read.
    """
    check_bounds(data)
    try:
        return deck_of(data)
    except CardwrightError:
        raise
    except Exception as error:  # broken files make the library raise anything
        msg = "is not a PPTX file that can be read"
        raise InvalidInput(msg) from error
