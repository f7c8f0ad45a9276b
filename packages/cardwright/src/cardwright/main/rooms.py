"""Card formats as options name them."""

from cardwright_wire import DEFAULT_DIMENSIONS, LEGAL_DIMENSIONS

from cardwright.errors import InvalidInput
from cardwright.scene.format import FORMATS
from cardwright.write import Kind


def room(kind: Kind, dimensions: str | None) -> str:
    """The dimensions an option names, or those that are usual.

    Raises:
        InvalidInput: they are not for that kind; the message lists those that are.
    """
    if dimensions is None:
        return DEFAULT_DIMENSIONS[kind]
    if dimensions not in LEGAL_DIMENSIONS[kind] or dimensions not in FORMATS:
        msg = f"--dimensions {dimensions} is not for {kind}; there are: {', '.join(LEGAL_DIMENSIONS[kind])}"
        raise InvalidInput(msg)
    return dimensions
