"""A presentation file read as a theme."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

import msgspec

from cardwright.brand.colors import SLOTS
from cardwright.brand.drawn import Check, Painter, Words
from cardwright.brand.faces import Face, Faces, face, faces
from cardwright.brand.ground import Ground, ground
from cardwright.brand.lists import lists
from cardwright.brand.placeholders import Placeholder, placeholders
from cardwright.brand.presentation import Layout, Master, Presentation, opened
from cardwright.brand.report import Notes, Report, ThemeRefused
from cardwright.brand.roles import Sheet, roles
from cardwright.brand.strip import stripped
from cardwright.brand.text import Level
from cardwright.brand.text import style as text_style
from cardwright.brand.tokens import Ink, extremes, keywords, readable, series, styles, surface
from cardwright.brand.xml import child, flag, fragment
from cardwright.scene import Image
from cardwright.scene.design import LOGO, OF_THEME, Design
from cardwright.scene.format import DRAWN_WIDTH
from cardwright.scene.master import Holder, MasterLayout
from cardwright.scene.master import Master as OfficeFile
from cardwright.theme import Fonts, Surface, Theme, TypeStyle
from cardwright.theme.contrast import luminance
from cardwright.theme.layouts import CardLayout, Frame, LayoutName, Logo, Notice, TextFrame
from cardwright.units import EMU_PER_POINT

_ROLES: Final[tuple[LayoutName, ...]] = ("content", "cover", "section", "columns", "picture", "statement", "closing")
_LARGEST_LOGO: Final = 0.12  # of the card
_SMALLEST_LOGO: Final = 0.0006
_LONGEST_LOGO: Final = DRAWN_WIDTH / 2  # what is longer is a bar or a border
_OVERLAP: Final = 4.0  # points that places may overlap by before one gives way
_FOOT: Final = 0.075  # of the height that is left free where a file has no place for contents
_MONO: Final = "JetBrains Mono"
_DARK: Final = 0.18  # luminance
_MOST_NAMES: Final = 12
_MOST_TRIES: Final = 5  # layouts for contents whose text may turn out to be unreadable


def read_presentation(data: bytes, source: str, name: str, check: Check) -> tuple[Design, Report]:
    """The look of a presentation as a design, and what came of reading it.

    `check` decodes a picture and writes it anew; it may refuse it.

    Raises:
        ThemeRefused: it is no presentation, or none that decks can be made in; with what was found until then.
    """
    presentation = opened(data)
    refused: list[_Unreadable] = []
    while True:
        notes = Notes()
        reader = _Reader(presentation, check, notes, [error.layout for error in refused])
        try:
            design = reader.design(name)
        except _Unreadable as error:
            refused.append(error)
            if len(refused) == _MOST_TRIES:
                raise ThemeRefused(refused[0].message, refused[0].notes) from error
        except ThemeRefused as error:
            # Without layouts that nobody could read there may be none left; what is wrong are those.
            first = refused[0] if refused else error
            raise ThemeRefused(first.message, first.notes or notes.all()) from error
        else:
            return design, Report(source, notes.all())


class _Unreadable(ThemeRefused):
    """The text of the layout for contents cannot be read; another may serve."""

    def __init__(self, layout: Layout, name: str, notes: Notes) -> None:
        super().__init__(f"the text of “{name}” cannot be read on its background, in no tone of its hue", notes.all())
        self.layout = layout


@dataclass(slots=True)
class _Reader:
    """Reads one file, all but what is `unreadable`. `factor` turns its points into those of a 960-point wide card."""

    presentation: Presentation
    check: Check
    notes: Notes
    unreadable: Sequence[Layout] = ()
    images: dict[str, Image] = field(default_factory=dict[str, Image])
    _grounds: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def factor(self) -> float:
        return DRAWN_WIDTH / self.presentation.width

    @property
    def height(self) -> float:
        return self.presentation.height * self.factor

    def design(self, name: str) -> Design:
        presentation, notes = self.presentation, self.notes
        notes.understood("size", _size_said(presentation.width, presentation.height))
        for layout in self.unreadable:
            notes.left_out(
                "layouts", f"“{layout.name}”: its text cannot be read on its background, in no tone of its hue"
            )
        master, found = self._roles()
        notes.understood(
            "colours", ", ".join(f"{slot} {master.colors.scheme.get(slot, 'none')}" for slot in SLOTS[:10])
        )
        if master.text is None:
            notes.left_out(
                "text", "the master has no text styles, as files of LibreOffice do; PowerPoint then sets 18 points"
            )
        own = faces(master.theme, notes)
        painter = Painter(presentation.package, self.check, notes, self.factor / EMU_PER_POINT)
        drafts = {role: _Draft(self, role, sheet, own, painter) for role, sheet in found.items()}
        laid = self._laid(drafts)
        content = drafts["content"]
        theme = self._theme(name, master, own, drafts, laid, content)
        parts, links, main, notes_master = stripped(presentation, notes)
        layouts = {role: drafts[role].office() for role in laid}
        return Design(theme, self.images, OfficeFile(parts, links, main, layouts, notes_master))

    def _roles(self) -> tuple[Master, dict[LayoutName, Sheet]]:
        """The master whose layouts serve most kinds of cards, and which of them serves which."""
        best: tuple[int, Master, dict[LayoutName, Sheet], Notes] | None = None
        for master in self.presentation.masters:
            sheets = self._sheets(master)
            notes = Notes()
            found = roles(sheets, notes)
            if "content" not in found and (other := next((one for one in sheets if one.title), None)):
                found = {
                    "content": other,
                    **{role: found.get(role, other) for role in ("cover", "section", "statement", "closing")},
                }
                notes.replaced(
                    "layouts", f"none with a place for contents; they stand below the title of “{other.name}”"
                )
            if "content" in found and (best is None or len(set(found.values())) > best[0]):
                best = (len(set(found.values())), master, found, notes)
        if best is None:
            msg = "no layout of the file has a placeholder for a title"
            raise ThemeRefused(msg)
        _, master, found, notes = best
        for note in notes.all():
            self.notes.understood(note.about, note.text) if note.verdict == "understood" else self.notes.replaced(
                note.about, note.text
            )
        self._say_unused({sheet.layout for sheet in found.values()})
        return master, found

    def _say_unused(self, used: Collection[Layout]) -> None:
        """Name the layouts that no card will stand in; each name once, for every master may have its own of it."""
        unused = [layout.name for layout in self.presentation.layouts if layout not in used]
        if unused:
            names = ", ".join(f"“{name}”" for name in list(dict.fromkeys(unused))[:_MOST_NAMES])
            self.notes.left_out("layouts", f"kept in PowerPoint files, but used by no card ({len(unused)}): {names}")

    def _sheets(self, master: Master) -> list[Sheet]:
        mine = [layout for layout in self.presentation.layouts if layout.master is master]
        return [
            Sheet(layout, tuple(placeholders(layout, self.presentation.width)), order, self.height)
            for order, layout in enumerate(mine)
            if layout not in self.unreadable
        ]

    def _laid(self, drafts: Mapping[LayoutName, "_Draft"]) -> dict[LayoutName, CardLayout]:
        """The layouts whose texts can be read; others give way to the one for contents."""
        found: dict[LayoutName, CardLayout] = {}
        for role in _ROLES:
            if role not in drafts:
                continue
            made = drafts[role].layout()
            if made is not None:
                found[role] = made
            elif role == "content":
                sheet = drafts[role].sheet
                raise _Unreadable(sheet.layout, sheet.name, self.notes)
        base = found["content"].colors
        return {
            role: msgspec.structs.replace(layout, colors=None) if layout.colors == base else layout
            for role, layout in found.items()
        }

    def ground(self, layout: Layout, painted: Ground) -> str:
        """The name of a layout's ground among the theme's pictures; empty where its colour is all of it."""
        if not painted.svg:
            return ""
        digest = sha256(painted.svg).hexdigest()
        name = f"{OF_THEME}{digest[:16]}"
        width, height = round(DRAWN_WIDTH), round(self.height)
        self.images[name] = Image(digest, "image/svg+xml", width, height, painted.svg)
        return name

    def _theme(
        self, name: str, master: Master, own: Faces, drafts: Mapping[LayoutName, "_Draft"],
        laid: dict[LayoutName, CardLayout], content: "_Draft",
    ) -> Theme:  # fmt: skip
        colors = drafts["content"].surface
        assert colors is not None
        accents = [color for slot in SLOTS[4:10] if (color := master.colors.scheme.get(slot))]
        dark = luminance(colors.background) < _DARK
        inverse = next(
            (drafts[role].surface for role in ("section", "cover") if role in laid and drafts[role].surface), None
        )
        cover = drafts.get("cover", content)
        body, heading, title = (_plain(one) for one in (content.body_style, content.title_style, cover.title_style))
        scale = styles(body, heading, title)
        head = content.sheet.title.inner if content.sheet.title else Frame(60, 40, 840, 60)
        place = laid["content"].body[0] if laid["content"].body else head
        tokens: dict[str, Any] = {
            "id": "custom",
            "name": name,
            "color_keywords": keywords(colors, accents, dark=dark),
            "tone_keywords": ("corporate",),
            "dark": dark,
            "base": msgspec.to_builtins(colors),
            "inverse": msgspec.to_builtins(inverse or colors),
            "series": series(accents, colors.background, self.notes),
            "fonts": msgspec.to_builtins(_fonts(own)),
            "styles": scale,
            "spacing": {
                "margin_x": round(max(24.0, place.x), 1), "margin_y": round(max(24.0, min(head.y, 90.0)), 1),
                "panel_x": 20, "panel_y": 18, "radius": 4,
            },
            "logo": msgspec.to_builtins(self._logo(content)),
            "lists": msgspec.to_builtins(lists(content.levels, self.factor, self.notes)),
            "size": {"width": round(self.presentation.width, 3), "height": round(self.presentation.height, 3)},
            "layouts": msgspec.to_builtins(laid),
            "slots": _slots(master),
        }  # fmt: skip
        return msgspec.convert(tokens, Theme)

    def _logo(self, content: "_Draft") -> Logo | None:
        """The picture that is most likely the sign of the house: small, near an edge, on every card."""
        area = DRAWN_WIDTH * self.height
        found = [
            shown for shown in content.ground.pictures
            if _SMALLEST_LOGO <= shown.frame.width * shown.frame.height / area <= _LARGEST_LOGO
            and max(shown.frame.width, shown.frame.height) <= _LONGEST_LOGO
        ]  # fmt: skip
        named = [shown for shown in found if "logo" in shown.name.casefold() or "logo" in shown.part.casefold()]
        shown = min(named or found, key=self._from_edge, default=None)
        image = content.painter.image(shown.part) if shown else None
        if shown is None or image is None:
            self.notes.left_out("logo", "no picture on the layout for contents is one that could be shown elsewhere")
            return None
        self.images[LOGO] = image
        frame = shown.frame
        where = f"{'left' if frame.x + frame.width / 2 < DRAWN_WIDTH / 2 else 'right'} {'top' if frame.y + frame.height / 2 < self.height / 2 else 'bottom'}"
        size = f"{frame.width / self.factor:.0f} × {frame.height / self.factor:.0f} points"
        self.notes.understood("logo", f"{shown.part.rpartition('/')[2]}, {where}, {size}")
        return Logo(LOGO, round(min(60.0, frame.height), 1))

    def _from_edge(self, shown: Any) -> float:
        frame: Frame = shown.frame
        return min(frame.y, self.height - frame.bottom) + min(frame.x, DRAWN_WIDTH - frame.right)


class _Draft:
    """One layout being read for one kind of card."""

    def __init__(self, reader: _Reader, role: LayoutName, sheet: Sheet, own: Faces, painter: Painter) -> None:
        self.reader, self.role, self.sheet, self.own, self.painter = reader, role, sheet, own, painter
        self.surface: Surface | None = None
        self._holders: dict[str, Holder] = {}
        title = sheet.title
        assert title is not None
        self.title: Placeholder = title
        self.bodies = self._bodies()
        self.ground = ground(sheet.layout, painter, reader.height, [title, *self.bodies], reader.notes)

    @property
    def levels(self) -> list[Level]:
        return (self.bodies[0] if self.bodies else self.title).text.levels

    @property
    def title_style(self) -> TypeStyle:
        return self._style(self.title, heading=True)

    @property
    def body_style(self) -> TypeStyle:
        return self._style(self.bodies[0], heading=False) if self.bodies else TypeStyle(20.0, 1.2)

    def _bodies(self) -> list[Placeholder]:
        """The places that this kind of card uses, in reading order."""
        places = self.sheet.bodies
        if self.role == "columns":
            return sorted(places[:2], key=lambda one: one.frame.x)
        if self.role in {"cover", "section", "closing"}:
            return sorted(places[:1], key=lambda one: one.frame.y)
        return places[:1]

    def layout(self) -> CardLayout | None:
        """The layout with its places; None when a text on it cannot be read."""
        notes, colors = self.reader.notes, self.sheet.layout.colors
        text_color = (self.levels[0].color if self.bodies else "") or colors.slot("tx1")
        title_color = self.title.text.first.color or colors.slot("tx1")
        named = f"“{self.sheet.name}”"
        title = readable(Ink(title_color, f"titles in {named}", extremes(self.ground.under(self.title.inner))), notes)
        place = self.bodies[0].inner if self.bodies else self._free()
        text = readable(Ink(text_color, f"text in {named}", extremes(self.ground.under(place))), notes)
        if title is None or text is None:
            return None
        ground = self.ground.mean(place)
        accents = [color for slot in SLOTS[4:10] if (color := self.sheet.layout.colors.scheme.get(slot))]
        self.surface = surface(ground, text, title, accents, colors.slot("bg2"))
        self._hold(title_color, text_color)
        frames = tuple(self._text_frame(one, heading=False) for one in self.bodies)
        return CardLayout(
            title=self._text_frame(self.title, heading=True),
            body=self._clear(frames) or self._below_title(),
            picture=self._picture(),
            footer=self._notice("ftr", "footer"),
            number=self._notice("sldNum", "number"),
            notices=tuple(self._said(words) for words in self.ground.words),
            ground=self.reader.ground(self.sheet.layout, self.ground),
            colors=self.surface,
        )

    def _free(self) -> Frame:
        """What is free below the title."""
        head = self.title.inner
        top = head.bottom + 12
        return Frame(head.x, top, head.width, max(80.0, self.reader.height * (1 - _FOOT) - top))

    def _below_title(self) -> tuple[TextFrame, ...]:
        """A place for contents where the layout for them has none."""
        if self.role not in {"content", "statement"}:
            return ()
        free, texts = self._free(), self.sheet.layout.master.text
        level = text_style([child(texts, "p:bodyStyle")], [], self.sheet.layout.colors).first
        return (TextFrame(free.x, free.y, free.width, free.height, self._type(level, heading=False)),)

    def _clear(self, frames: tuple[TextFrame, ...]) -> tuple[TextFrame, ...]:
        """Places without what they have in common with the title's and the footers'."""
        feet = [one.frame for one in self.sheet.holders if one.kind in {"ftr", "sldNum", "dt"}]
        title = self.title.inner
        found: list[TextFrame] = []
        for frame in frames:
            top, bottom = frame.y, frame.bottom
            if title.y < frame.y and title.bottom - _OVERLAP > frame.y and _meet(title, frame):
                top = title.bottom
            for foot in feet:
                if _meet(foot, frame) and frame.y + frame.height * 0.6 < foot.y < bottom - _OVERLAP:
                    bottom = foot.y
            found.append(msgspec.structs.replace(frame, y=round(top, 2), height=round(max(20.0, bottom - top), 2)))
        return tuple(found)

    def _picture(self) -> Frame | None:
        holder = self.sheet.picture
        if holder is None:
            return None
        self._holders["picture"] = Holder(holder.element)
        return holder.frame

    def _text_frame(self, holder: Placeholder, *, heading: bool) -> TextFrame:
        inner, text = holder.inner, holder.text
        return TextFrame(
            round(inner.x, 2), round(inner.y, 2), round(inner.width, 2), round(inner.height, 2),
            self._style(holder, heading=heading), text.body.anchor, text.first.align,
        )  # fmt: skip

    def _style(self, holder: Placeholder, *, heading: bool) -> TypeStyle:
        return self._type(holder.text.first, heading=heading)

    def _type(self, level: Level, *, heading: bool) -> TypeStyle:
        found = self._face(level)
        line = level.line_points / level.size if level.line_points else level.line * found.natural
        weight: Any = 700 if level.bold else found.heavy or 400
        slot: Any = (
            "heading" if found.named == self.own.major and (heading or self.own.major != self.own.minor) else "body"
        )
        return TypeStyle(
            size=round(level.size * self.reader.factor, 2),
            line=round(min(2.2, max(0.8, line)), 3),
            weight=weight,
            role="heading" if heading else "text",
            font=slot,
            italic=level.italic,
            tracking=round(level.tracking / level.size, 4),
            caps=level.caps,
        )

    def _face(self, level: Level) -> Face:
        named = self.own.named(level.face)
        if named not in {self.own.major, self.own.minor}:
            self.reader.notes.replaced(
                "fonts", f"{named} in “{self.sheet.name}”; set in the theme's own fonts outside PowerPoint files"
            )
        return face(named)

    def _hold(self, title_color: str, text_color: str) -> None:
        """How slides fill the placeholders."""
        self._holders["title"] = self._holder(self.title, title_color)
        for at, body in enumerate(self.bodies, start=1):
            self._holders[f"body-{at}" if at > 1 else "body"] = self._holder(body, text_color)

    def _holder(self, holder: Placeholder, color: str) -> Holder:
        first = holder.text.first
        left, top, right, bottom = (inset / EMU_PER_POINT for inset in holder.text.body.insets)
        return Holder(
            holder.element, (left, top, right, bottom), tuple(bool(level.marker) for level in holder.text.levels),
            tuple(level.size for level in holder.text.levels), color, first.bold, first.italic,
        )  # fmt: skip

    def _notice(self, kind: str, slot: str) -> Notice | None:
        """A footer or number of the layout, unless the file keeps them from its slides."""
        holder = self.sheet.of(kind)
        presentation, layout = self.reader.presentation, self.sheet.layout
        off = [flag(child(root, "p:hf"), kind) for root in (layout.master.root, layout.root)]
        if holder is None or holder.rotated or False in off:
            return None
        if layout.kind == "title" and not presentation.numbers_on_titles:
            return None
        inherited = holder.text.first.color or layout.colors.slot("tx1")
        use = "numbers" if kind == "sldNum" else "footers"
        color = readable(Ink(inherited, use, extremes(self.ground.under(holder.inner))), self.reader.notes) or inherited
        self._holders[slot] = self._holder(holder, inherited)
        text = holder.words if kind == "ftr" else ""
        return _notice(
            text, holder.inner, holder.text.body.anchor, self._style(holder, heading=False), holder.text.first, color
        )

    def _said(self, words: Words) -> Notice:
        level = words.style.first
        color = level.color or self.sheet.layout.colors.slot("tx1")
        use = f"“{words.text[:40]}” (in PowerPoint files it stays as it is)"
        color = readable(Ink(color, use, extremes(self.ground.under(words.frame))), self.reader.notes) or color
        return _notice(words.text, words.frame, words.style.body.anchor, self._type(level, heading=False), level, color)

    def office(self) -> MasterLayout:
        """The layout as slides are told of it."""
        own = self.sheet.layout.color_map
        return MasterLayout(self.sheet.layout.part, dict(self._holders), fragment(own) if own is not None else "")


def _notice(text: str, frame: Frame, anchor: str, style: TypeStyle, level: Level, color: str) -> Notice:
    """Words in the height that they need, where their box has them."""
    count = max(1, text.count("\n") + 1)
    tall = round(count * style.size * style.line, 2)
    y = frame.y + {"top": 0.0, "middle": (frame.height - tall) / 2, "bottom": frame.height - tall}[anchor]
    return Notice(frame.x, round(y, 2), frame.width, tall, style, "middle", level.align, text=text, color=color)


def _meet(one: Frame, other: Frame) -> bool:
    """Whether places stand above each other."""
    return one.x < other.right and other.x < one.right


def _plain(style: TypeStyle) -> dict[str, Any]:
    return {"size": style.size, "line": style.line, "weight": style.weight, "role": style.role, "font": style.font,
        "italic": style.italic, "tracking": style.tracking, "caps": style.caps}  # fmt: skip


def _fonts(own: Faces) -> Fonts:
    return Fonts(face(own.major).family, face(own.minor).family, _MONO, office=(own.major, own.minor))


def _slots(master: Master) -> dict[str, str]:
    """The slot of each colour of the scheme, the most general first where two slots have one."""
    found: dict[str, str] = {}
    for slot in ("lt1", "dk1", *SLOTS[4:10], "dk2", "lt2"):
        if color := master.colors.scheme.get(slot):
            found.setdefault(color, slot)
    return found


def _size_said(width: float, height: float) -> str:
    ratio = next(
        (
            name
            for name, value in (("16:9", 16 / 9), ("4:3", 4 / 3), ("16:10", 1.6), ("A4", 13 / 9))
            if abs(width / height / value - 1) < 0.012
        ),
        "",
    )
    return f"{width * 2.54 / 72:.2f} × {height * 2.54 / 72:.2f} cm" + (f", {ratio}" if ratio else "")
