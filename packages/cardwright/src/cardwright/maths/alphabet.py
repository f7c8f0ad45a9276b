"""Letters as formulas show them: a variable is set in the italics of the mathematical alphabets.

Source: MathML Core, appendix C.13, "italic mappings".
"""

from typing import Final

_LETTERS: Final = (
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 0x1D434),
    ("abcdefghijklmnopqrstuvwxyz", 0x1D44E),
    ("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ∇", 0x1D6E2),
    ("αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ", 0x1D6FC),
    ("ıȷ", 0x1D6A4),
)
_ITALIC: Final = {
    **{char: chr(start + at) for chars, start in _LETTERS for at, char in enumerate(chars)},
    "h": "\u210e",  # Planck's constant has a character of its own
}


def italic(letter: str) -> str:
    """The letter in italics; what has none, as it is."""
    return _ITALIC.get(letter, letter)
