"""Signs and the space around them, as the specification has them."""

import pytest
from cardwright.maths.operators import closes, entry, grows, is_large, opens


@pytest.mark.parametrize(
    ("sign", "form", "eighteenths"),
    [
        ("=", "infix", (5, 5)),
        ("→", "infix", (5, 5)),
        ("+", "infix", (4, 4)),
        ("+", "prefix", (0, 0)),
        ("×", "infix", (3, 3)),
        (",", "infix", (0, 3)),
        ("(", "prefix", (0, 0)),
        ("!", "postfix", (0, 0)),
        ("∑", "prefix", (3, 3)),
        ("∑", "infix", (3, 3)),  # known in one place, so the same in all
        ("|", "infix", (5, 5)),
        ("|", "prefix", (0, 0)),
        ("≠", "infix", (5, 5)),
        ("⊂\u0338", "infix", (5, 5)),
        ("\u2061", "infix", (0, 0)),
    ],
)
def test_space(sign: str, form: str, eighteenths: tuple[int, int]) -> None:
    found = entry(sign, form)  # pyright: ignore[reportArgumentType]
    assert (found.before * 18, found.after * 18) == pytest.approx(eighteenths)


def test_what_grows_and_what_is_large() -> None:
    assert opens("(") and closes(")") and opens("|") and closes("|") and not opens(")")
    assert grows("(") and grows("→") and not grows("+")
    assert is_large("∑") and is_large("∫") and not is_large("+")
