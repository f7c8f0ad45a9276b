"""Fonts that a file names, and what they are set in here where they are not to be had."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cardwright.brand.report import Notes
from cardwright.brand.xml import Element, child, children, local
from cardwright.layout.fonts import families, last_resort, metrics

# Families of equal widths.
_TWINS: Final[Mapping[str, tuple[str, ...]]] = {
    "calibri": ("Carlito",),
    "arial": ("Arimo", "Liberation Sans"),
    "helvetica": ("Arimo", "Liberation Sans"),
    "times new roman": ("Tinos", "Liberation Serif"),
    "courier new": ("Cousine", "Liberation Mono"),
    "cambria": ("Caladea",),
    "georgia": ("Gelasio",),
}
# Families that look alike, the nearest first; the last word of each line is always shipped.
_ALIKE: Final[Mapping[str, tuple[str, ...]]] = {
    "serif": ("Source Serif 4", "Libertinus Serif"),
    "sans": ("Arimo", "Inter"),
    "humanist": ("Carlito", "Inter"),
    "geometric": ("DM Sans", "Inter"),
    "wide": ("Inter",),
    "mono": ("JetBrains Mono",),
}
_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "mono": ("mono", "courier", "consolas", "code", "typewriter", "menlo"),
    "serif": (
        "serif", "times", "georgia", "garamond", "cambria", "bodoni", "palatino", "baskerville", "minion", "caslon", "century schoolbook",
        "book antiqua", "didot", "rockwell", "slab", "antiqua", "constantia", "merriweather", "playfair", "mincho", "song", "batang",
    ),
    "geometric": ("century gothic", "futura", "avenir", "gotham", "montserrat", "poppins", "avant garde", "circular", "gilroy", "proxima"),
    "wide": ("verdana", "lucida", "dejavu"),
    "humanist": (
        "frutiger", "myriad", "segoe", "calibri", "candara", "corbel", "optima", "gill", "tahoma", "trebuchet",
        "aptos", "lato", "open sans", "source sans", "fira", "meta", "syntax",
    ),
}  # fmt: skip
# How high lines of a family are by nature, as a multiple of the size; most are about 1.2.
_NATURAL: Final[Mapping[str, float]] = {
    "segoe ui": 1.33, "aptos": 1.27, "open sans": 1.36, "montserrat": 1.22, "poppins": 1.5, "roboto": 1.17, "verdana": 1.22,
    "georgia": 1.14, "tahoma": 1.21, "trebuchet ms": 1.16, "century gothic": 1.23, "garamond": 1.12, "times new roman": 1.15,
}  # fmt: skip
_USUAL: Final = 1.2
_WEIGHTS: Final = (
    "thin",
    "extralight",
    "light",
    "semilight",
    "book",
    "regular",
    "medium",
    "semibold",
    "demi",
    "bold",
    "black",
    "heavy",
)
# Scripts that the theme of a file may name a font for, and what they are set in here.
_SCRIPTS: Final[Mapping[str, tuple[str, str]]] = {
    "Jpan": ("Japanese", "Noto Sans JP"), "Hang": ("Korean", "Noto Sans KR"), "Hans": ("simplified Chinese", "Noto Sans SC"),
    "Arab": ("Arabic", "Vazirmatn"), "Hebr": ("Hebrew", "Noto Sans Hebrew"), "Thai": ("Thai", "Noto Sans Thai"),
    "Deva": ("Devanagari", "Noto Sans Devanagari"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Face:
    """A font by the name that the file has for it, and the family it is set in here."""

    named: str
    family: str

    @property
    def natural(self) -> float:
        """The height of a line by nature, as a multiple of the size."""
        key = self.named.casefold()
        if self.family == self.named or self.family in _TWINS.get(_plain(key), ()):
            box = metrics(self.family)
            return box.ascent + box.descent
        return _NATURAL.get(_plain(key), _USUAL)

    @property
    def heavy(self) -> int | None:
        """The weight that the name itself says, if it says one that is set here."""
        words = self.named.casefold().split()
        if words and words[-1] in {"semibold", "demi"}:
            return 600
        return 700 if words and words[-1] in {"bold", "black", "heavy"} else None


def face(named: str) -> Face:
    """The font of a name, or the nearest there is."""
    if named in families():
        return Face(named, named)
    plain = _plain(named.casefold())
    own = next((family for family in families() if family.casefold() == plain), None)
    found = own or next((one for one in (*_TWINS.get(plain, ()), *_ALIKE[_kind(plain)]) if one in families()), None)
    return Face(named, found or last_resort())


def _plain(name: str) -> str:
    """A name in lower case without the words that say a weight."""
    words = name.split()
    while len(words) > 1 and words[-1] in _WEIGHTS:
        words.pop()
    return " ".join(words)


def _kind(name: str) -> str:
    if "sans" in name and "serif" in name:
        return "sans"
    return next((kind for kind, words in _KINDS.items() if any(word in name for word in words)), "sans")


@dataclass(frozen=True, slots=True)
class Faces:
    """The fonts of a theme: those of headings and of other text, by the slots that texts name."""

    major: str
    minor: str

    def named(self, typeface: str) -> str:
        """The font that a text names: a slot or a font itself."""
        if typeface.startswith("+mj"):
            return self.major
        return self.minor if typeface.startswith("+mn") or not typeface else typeface[:80]


def faces(theme: Element, notes: Notes) -> Faces:
    """The fonts of a theme part; says which are not to be had."""
    fonts = child(theme, "a:themeElements", "a:fontScheme")
    found: list[str] = []
    for slot, use in (("a:majorFont", "headings"), ("a:minorFont", "text")):
        latin = child(fonts, slot, "a:latin")
        name = (latin.get("typeface") if latin is not None else "") or "Arial"
        found.append(name[:80])
        _tell(face(name[:80]), use, notes)
    _tell_scripts(child(fonts, "a:minorFont"), notes)
    return Faces(found[0], found[1])


def _tell(found: Face, use: str, notes: Notes) -> None:
    if found.named == found.family:
        notes.understood("fonts", f"{found.named} for {use}")
    else:
        notes.replaced(
            "fonts",
            f"{found.named} for {use} is not here; PDF, PNG and page are set in {found.family}, PowerPoint files name {found.named}",
        )


def _tell_scripts(fonts: Element, notes: Notes) -> None:
    """East Asian and complex scripts: what the file names, and what they are set in here."""
    for element in children(fonts):
        kind, name = local(element), element.get("typeface") or ""
        if not name or kind not in {"ea", "cs", "font"}:
            continue
        script = element.get("script") or ""
        said, family = _SCRIPTS.get(script, ("", ""))
        if kind != "font":
            notes.replaced(
                "fonts",
                f"{name} for {'East Asian' if kind == 'ea' else 'complex'} scripts; set in the fonts of each script",
            )
        elif said and family != name:
            notes.replaced("fonts", f"{name} for {said}; set in {family}")
