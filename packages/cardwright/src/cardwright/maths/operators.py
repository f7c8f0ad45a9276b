"""Which space stands around a sign, and which signs grow.

Source: MathML Core, appendix B, "Operator Dictionary": the categories and
their characters, in em of eighteenths as there. What stands in no category
has five eighteenths on both sides.
"""

from typing import Final, Literal, NamedTuple

Form = Literal["prefix", "infix", "postfix"]


class Entry(NamedTuple):
    """The space before and after, in em; whether the sign stretches; whether it is large where there is room."""

    before: float
    after: float
    stretchy: bool = False
    large: bool = False
    movable: bool = False  # scripts below and above move to its side in running text


_DEFAULT: Final = Entry(5 / 18, 5 / 18)
_ARROWS: Final = (
    "2190-2195 219A-21AE 21B0-21B5 21B9 21BC-21D5 21DA-21F0 21F3-21FF 27F0-27F1 27F4-27FF 2900-2920 2934-2937 2942-2975"
)
_BINARY: Final = (
    "2B 2D B1 F7 2044 2212-2216 2227-222A 2236 2238 228C-228E 2293-2296 2298 229D-229F 22BB-22BD 22CE-22CF 22D2-22D3"
    " 29B8 29BC 29C4-29C5 29F5-29FB 2A1F-2A2E 2A38-2A3A 2A3E 2A40-2A4F 2A51-2A63"
)
_CLOSE: Final = (
    "25 2A 2E 3F-40 5E B7 D7 2022 2043 2217-2219 2240 2297 2299-229B 22A0-22A1 22BA 22C4-22C7 22C9-22CC 2305-2306 27CB"
    " 27CD 29C6-29C8 29D4-29D7 29E2 2A1D-2A1E 2A2F-2A37 2A3B-2A3D 2A3F 2A50 2A64-2A65"
)
_BEFORE: Final = (
    "21 2B 2D AC B1 2018 201C 2200-2201 2203-2204 2207 2212-2213 221F-2222 2234-2235 223C 22BE-22BF 2310 2319 27C0"
)
_BEHIND: Final = (
    "21-22 25-27 60 A8 B0 B2-B4 B8-B9 2CA-2CB 2D8-2DA 2DD 311 325 327 331 2019-201B 201D-201F 2032-2037 2057 20DB-20DC"
)
_OPENING: Final = "28 5B 7B-7C 2016 2308 230A 2329 2772 27E6 27E8 27EA 27EC 27EE 2980 2983 2985 2987 29D8 29DA 29FC"
_CLOSING: Final = "29 5D 7C-7D 2016 2309 230B 232A 2773 27E7 27E9 27EB 27ED 27EF 2980 2984 2986 2988 29D9 29DB 29FD"
_MARKS: Final = "5E-5F 7E AF 2C6-2C7 2C9 2CD 2DC 2F7 302 203E 2322-2323 23B4-23B5 23DC-23E1"

_TABLE: Final[dict[Form, tuple[tuple[str, Entry], ...]]] = {
    "infix": (
        (_ARROWS, Entry(5 / 18, 5 / 18, stretchy=True)),
        (_BINARY, Entry(4 / 18, 4 / 18)),
        (_CLOSE, Entry(3 / 18, 3 / 18)),
        ("2F 5C 5F 2061-2064 2206", Entry(0, 0)),
        ("2C 3A-3B", Entry(0, 3 / 18)),
    ),
    "prefix": (
        (_BEFORE, Entry(0, 0)),
        (_OPENING, Entry(0, 0, stretchy=True)),
        ("222B-2233 2A0B-2A1C", Entry(3 / 18, 3 / 18, large=True)),
        ("220F-2211 22C0-22C3 2A00-2A0A 2AFC 2AFF", Entry(3 / 18, 3 / 18, large=True, movable=True)),
        ("2145-2146 2202 221A-221C", Entry(3 / 18, 0)),
    ),
    "postfix": ((_BEHIND, Entry(0, 0)), (_CLOSING, Entry(0, 0, stretchy=True)), (_MARKS, Entry(0, 0, stretchy=True))),
}
_FORMS: Final[tuple[Form, ...]] = ("infix", "postfix", "prefix")
_FIXED: Final = "|~\u223c"  # between two things they are relations, whatever they are elsewhere


def _codes(ranges: str) -> list[int]:
    found: list[int] = []
    for part in ranges.split():
        first, _, last = part.partition("-")
        found.extend(range(int(first, 16), int(last or first, 16) + 1))
    return found


_FOUND: Final = {
    (form, chr(code)): entry for form, rows in _TABLE.items() for ranges, entry in rows for code in _codes(ranges)
}


def entry(sign: str, form: Form) -> Entry:
    """What is known of a sign in a place; in a place it is not known for, what is known of it elsewhere."""
    sign = sign[:1] if sign[1:] in ("\u0338", "\u20d2") else sign  # struck through
    if form == "infix" and sign and sign in _FIXED:
        return _DEFAULT
    for tried in (form, *_FORMS):
        if (tried, sign) in _FOUND:
            return _FOUND[tried, sign]
    return _DEFAULT


def is_large(sign: str) -> bool:
    """Whether a sign is a sum, an integral or the like."""
    return entry(sign, "prefix").large


def opens(sign: str) -> bool:
    return ("prefix", sign) in _FOUND and _FOUND["prefix", sign].stretchy


def closes(sign: str) -> bool:
    return ("postfix", sign) in _FOUND and _FOUND["postfix", sign].stretchy


def grows(sign: str) -> bool:
    """Whether a browser would stretch the sign in some place unless told not to."""
    return any(_FOUND.get((form, sign), _DEFAULT).stretchy for form in _FORMS)
