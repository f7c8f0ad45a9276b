"""How text properties are inherited: from the run outwards to the presentation's defaults."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from cardwright.lint.pptx.theme import Color, Theme, color_of
from cardwright.lint.pptx.xml import A, P, child, is_true

_LEVELS: Final = 9
_EAST_ASIAN: Final = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_COMPLEX: Final = re.compile("[\u0590-\u08ff\u0900-\u0eff\u1780-\u17ff]")
_DEFAULT_SIZE: Final = 18.0
_TITLES: Final = frozenset({"title", "ctrTitle"})
_BODIES: Final = frozenset({"body", "subTitle", "obj", "chart", "tbl", "clipArt", "dgm", "media", "pic"})
_MASTER: Final = {"ctrTitle": "title", "subTitle": "body", "obj": "body"}


@dataclass(frozen=True, slots=True)
class Holder:
    """A placeholder: what it is for, and which of its kind."""

    type: str
    index: str


def holder_of(shape: Any) -> Holder | None:
    """The placeholder a shape fills; None for shapes of their own."""
    for tag in ("nvSpPr", "nvPicPr", "nvGraphicFramePr"):
        found = child(shape, f"{P}{tag}", f"{P}nvPr", f"{P}ph")
        if found is not None:
            return Holder(found.get("type", "obj"), found.get("idx", "0"))
    return None


def parents_of(holder: Holder | None, layout: Any, master: Any) -> list[Any]:
    """The placeholders of layout and master that one inherits from."""
    if holder is None:
        return []
    found: list[Any] = []
    kind = _MASTER.get(holder.type, holder.type)
    for shape in layout.iterfind(f"{P}cSld/{P}spTree/{P}sp"):
        own = holder_of(shape)
        title = own is not None and own.type in _TITLES and holder.type in _TITLES
        if own is not None and (title or own.index == holder.index):
            found.append(shape)
            kind = _MASTER.get(own.type, own.type) if holder.type == "obj" else kind
            break
    for shape in master.iterfind(f"{P}cSld/{P}spTree/{P}sp"):
        own = holder_of(shape)
        if own is not None and _MASTER.get(own.type, own.type) == kind:
            found.append(shape)
            break
    return found


@dataclass(frozen=True, slots=True)
class Styles:
    """Lists of level styles, the nearest first, and what colours mean.

    `color` and `slot` of the theme's fonts are those of the shape's own style.
    """

    lists: Sequence[Any]
    theme: Theme
    color: Color | None = None
    slot: str = "+mn"

    def levels(self, level: int) -> list[Any]:
        """The properties of a level of paragraphs, the nearest first; last what a list says of all levels."""
        names = f"{A}lvl{min(level, _LEVELS - 1) + 1}pPr", f"{A}defPPr"
        return [found for name in names for one in self.lists if (found := one.find(name)) is not None]

    def of_run(self, own: Any, level: int, name: str) -> str | None:
        """An attribute of a run such as `sz`, own or inherited."""
        if own is not None and own.get(name) is not None:
            return str(own.get(name))
        for one in self.levels(level):
            found = child(one, f"{A}defRPr")
            if found is not None and found.get(name) is not None:
                return str(found.get(name))
        return None

    def of_paragraph(self, own: Any, level: int, name: str) -> str | None:
        """An attribute of a paragraph such as `algn`, own or inherited."""
        for one in ([own] if own is not None else []) + self.levels(level):
            if one.get(name) is not None:
                return str(one.get(name))
        return None

    def spacing(self, own: Any, level: int, name: str) -> Any:
        """`a:lnSpc`, `a:spcBef` or `a:spcAft`, own or inherited."""
        for one in ([own] if own is not None else []) + self.levels(level):
            found = one.find(f"{A}{name}")
            if found is not None:
                return found
        return None

    def size(self, own: Any, level: int) -> float:
        return int(self.of_run(own, level, "sz") or _DEFAULT_SIZE * 100) / 100

    def is_bold(self, own: Any, level: int) -> bool:
        return is_true(self.of_run(own, level, "b"))

    def color_of(self, own: Any, level: int) -> str:
        """The colour of a run; empty when it is no plain one or nobody says."""
        for one in ([own] if own is not None else []) + [child(one, f"{A}defRPr") for one in self.levels(level)]:
            if one is None:
                continue
            if any(one.find(f"{A}{name}") is not None for name in ("gradFill", "blipFill", "pattFill", "noFill")):
                return ""
            found = color_of(one.find(f"{A}solidFill"), self.theme)
            if found is not None:
                return found.value
            if one is own and self.color is not None:
                return self.color.value
        if self.color is not None:
            return self.color.value
        return self.theme.scheme.get(self.theme.slots.get("tx1", "dk1"), "#000000")

    def family(self, own: Any, level: int, text: str) -> str:
        """The family that sets most of a run's letters: files name one each for Latin, East Asian and complex scripts."""
        script = "ea" if _EAST_ASIAN.search(text) else "cs" if _COMPLEX.search(text) else "latin"
        return self._named(own, level, script) or self._named(own, level, "latin") or self._slot("lt")

    def _named(self, own: Any, level: int, script: str) -> str:
        for one in ([own] if own is not None else []) + [child(one, f"{A}defRPr") for one in self.levels(level)]:
            found = child(one, f"{A}{script}")
            if found is not None and found.get("typeface"):
                return self.theme.font(str(found.get("typeface")))
        return self._slot({"latin": "lt"}.get(script, script))

    def _slot(self, script: str) -> str:
        return self.theme.font(f"{self.slot}-{script}")


def styles_of(shape: Any, parents: Sequence[Any], master: Any, defaults: Any, theme: Theme) -> Styles:
    """The styles of a shape's text; `defaults` is the presentation's `defaultTextStyle`."""
    holder = holder_of(shape)
    lists = [child(one, f"{P}txBody", f"{A}lstStyle") for one in (shape, *parents)]
    if holder is not None:
        name = "titleStyle" if holder.type in _TITLES else "bodyStyle" if holder.type in _BODIES else "otherStyle"
        lists.append(child(master, f"{P}txStyles", f"{P}{name}"))
    lists.append(defaults)
    reference = child(shape, f"{P}style", f"{A}fontRef")
    color = color_of(reference, theme)
    slot = "+mj" if reference is not None and reference.get("idx") == "major" else "+mn"
    return Styles([one for one in lists if one is not None], theme, color, slot)
