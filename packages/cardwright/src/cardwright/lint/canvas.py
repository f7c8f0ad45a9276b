"""The canvas: pages as an eye sees them and as a file tells them, whoever made them.

Lengths are points, colours `#rrggbb` in small letters. A page's elements stand
in reading order; `z` says which lies above which. What cannot be told is empty.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from cardwright.units import Rect

Profile = Literal["presented", "read"]  # shown to a room, or read at a desk
Kind = Literal["text", "picture", "table", "chart", "shape"]
Role = Literal["title", "body", "margin"]  # `margin`: headers, footers, numbers
Align = Literal["start", "center", "end", "justify"]
# How sure a text's measures are: told by the typesetter; estimated with the face that is named;
# guessed with another face because that one is not to be had.
Measured = Literal["exact", "estimated", "guessed"]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that share one look."""

    text: str
    size: float
    color: str = ""
    font: str = ""
    bold: bool = False
    code: bool = False  # fixed pitch: source code, not prose
    link: str = ""
    language: str = ""  # BCP 47; empty when the file names none


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`lines` is how many it takes in its box, 0 when nobody knows; `last` the words on the last of several."""

    runs: tuple[Run, ...]
    align: Align = "start"
    lines: int = 0
    last: str = ""

    @property
    def text(self) -> str:
        return "".join([run.text for run in self.runs])


@dataclass(frozen=True, slots=True)
class Picture:
    """What is shown of a picture. `width` and `height` are pixels of what is left after `crop`.

    `crop` holds the shares cut from left, top, right and bottom. `data` is the
    file's bytes, empty when there are none.
    """

    width: int
    height: int
    data: bytes = field(default=b"", repr=False)
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `spans` when it stands for several."""

    paragraphs: tuple[Paragraph, ...] = ()
    fills: tuple[str, ...] = ()
    spans: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Cells row by row; `header` when the first row names the columns."""

    rows: tuple[tuple[Cell, ...], ...]
    header: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """`data` when the numbers can be edited where it is shown; `font_size` is that of its labels."""

    kind: str
    text: str = ""  # categories, names and values, for comparing
    data: bool = True
    font_size: float = 0.0


@dataclass(frozen=True, slots=True)
class Needs:
    """Points a text takes: `width` of its widest part that cannot break, `height` of all its lines."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Element:
    """One thing on a page.

    `rect` is its box, `ink` the part of it that shows something. `fills` are
    the colours the box is filled with (several for a gradient), `opacity`
    from 0 to 1. `section` numbers the cards that share a page.
    """

    id: str
    kind: Kind
    rect: Rect
    name: str = ""
    role: Role = "body"
    z: int = 0
    paragraphs: tuple[Paragraph, ...] = ()
    ink: Rect | None = None
    needs: Needs | None = None
    measured: Measured = "exact"
    fills: tuple[str, ...] = ()
    opacity: float = 1.0
    outlined: bool = False
    alt: str = ""
    decorative: bool = False
    picture: Picture | None = None
    table: Table | None = None
    chart: Chart | None = None
    holder: str = ""  # the placeholder it fills: `title`, `body` …
    section: int = 0

    @property
    def shown(self) -> Rect:
        """The part of the box that shows something."""
        return self.ink or self.rect

    @property
    def text(self) -> str:
        return "\n".join([paragraph.text for paragraph in self.paragraphs])

    @property
    def all_paragraphs(self) -> tuple[Paragraph, ...]:
        """Its paragraphs, those of its cells among them."""
        if self.table is None:
            return self.paragraphs
        return tuple([p for row in self.table.rows for cell in row for p in cell.paragraphs])

    @property
    def is_content(self) -> bool:
        """Whether it says or shows something, rather than decorating or framing."""
        return not self.decorative and (self.kind != "shape" or bool(self.text.strip()))


@dataclass(frozen=True)  # without slots, for what several rules ask of it is worked out once
class Page:
    """One page. `number` counts from 1.

    `margins` are what the theme keeps free left and right, above and below.
    `layout` names what its title's place should be shared with. `opening` is a
    title card. `unit` is how large a point of a 960×540 card is here: text of
    24 `unit` points looks as large as 24 points there. `over` says by how many
    points the content is higher than its room. `flows` when its text goes on
    from page to page, `titled` when it needs a title of its own.
    """

    number: int
    width: float
    height: float
    title: str
    elements: tuple[Element, ...]
    background: tuple[str, ...] = ("#ffffff",)
    backdrop: Picture | None = None
    margins: tuple[float, float] = (0.0, 0.0)
    layout: str = ""
    opening: bool = False
    rtl: bool = False
    unit: float = 1.0
    over: float = 0.0
    flows: bool = False
    titled: bool = True

    def shows(self, element: Element) -> bool:
        """Whether any of it can be seen. Programs put titles that only screen readers need beside the page."""
        at = element.rect
        return at.right > 0 and at.bottom > 0 and at.x < self.width and at.y < self.height

    @cached_property
    def content(self) -> tuple[Element, ...]:
        """What says or shows something, headers and footers aside."""
        return tuple([one for one in self.elements if one.is_content and one.role != "margin" and self.shows(one)])

    @cached_property
    def visible(self) -> tuple[Element, ...]:
        """What says or shows something or has an edge, headers and footers aside."""
        return tuple([
            one
            for one in self.elements
            if (one.fills or one.outlined or one.is_content) and one.role != "margin" and self.shows(one)
        ])  # fmt: skip


@dataclass(frozen=True, slots=True)
class FontUse:
    """A family that texts ask for, and what sets them.

    `wanted` sets `characters` of the deck's characters itself; those it lacks are
    set by another family, whose row has `instead_of`. `embedded` None when
    it is the exporter's affair.
    """

    family: str
    characters: int
    instead_of: str = ""
    available: bool = True
    embedded: bool | None = None


@dataclass(frozen=True, slots=True)
class Package:
    """What a PPTX file as such is like: `problems` are places where it breaks its format's rules."""

    problems: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()  # editability of each page, 0 to 4
    language: str = ""  # of the document


@dataclass(frozen=True, slots=True)
class Canvas:
    """A deck to be judged. `palette` holds the theme's colours; `notes` say what was not looked at."""

    pages: tuple[Page, ...]
    title: str = ""
    language: str = ""
    profile: Profile = "presented"
    palette: frozenset[str] = frozenset()
    fonts: tuple[FontUse, ...] = ()
    package: Package | None = None  # of a PPTX file
    notes: tuple[str, ...] = ()
