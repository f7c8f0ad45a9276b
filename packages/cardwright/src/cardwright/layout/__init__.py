"""Layout: a scene in, the place of every node out, page by page.

`lay_out` measures with the typesetter, fits cards that overflow, grows cards
that look empty, splits what cannot fit. Nothing is ever clipped.
"""

from cardwright.layout.laid import Laid, Page
from cardwright.layout.lay_out import lay_out

__all__ = ["Laid", "Page", "lay_out"]
