"""A drawing by itself as a picture of pixels, drawn by the typesetter as it would be on a card."""

from typing import Final

from cardwright.errors import InvalidInput
from cardwright.layout.typesetter import MAIN, Studio
from cardwright.scene.drawing import Drawing
from cardwright.scene.svg import svg_file
from cardwright.theme import Surface

MOST_PIXELS: Final = 16_000_000
_FILE: Final = "drawing.svg"


def png(drawing: Drawing, surface: Surface, width: int) -> bytes:
    """The drawing `width` pixels wide; what it leaves empty is transparent.

    Raises:
        InvalidInput: the picture would have no pixels, or more than 16 million.
    """
    high = round(width * drawing.height / drawing.width)
    if width < 1 or high < 1 or width * high > MOST_PIXELS:
        msg = f"a picture of {width} × {high} pixels cannot be drawn"
        raise InvalidInput(msg)
    # A point per pixel: the page has exactly the pixels asked for.
    main = (
        f"#set page(width: {width}pt, height: {high}pt, margin: 0pt, fill: none)\n"
        f'#image("/{_FILE}", width: 100%, height: 100%, fit: "stretch")'
    )
    with Studio.holding({}) as studio:
        return studio.png({MAIN: main.encode(), _FILE: svg_file(drawing, surface)}, 72)[0]
