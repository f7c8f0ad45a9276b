"""A slide on a layout of a company's own file: its parts in the layout's placeholders, the rest in its free area."""

from dataclasses import dataclass, field
from typing import Final

from cardwright.export.office.holders import Filler, is_running, is_text
from cardwright.export.office.slide import Slide
from cardwright.export.office.theme import TREE_HEAD
from cardwright.export.office.xml import HEAD, NAMESPACES, frame, words
from cardwright.layout import Laid, Page
from cardwright.scene import ChartNode, Furniture, Node, PictureNode, Region, Row, Scene, Stack, TableNode
from cardwright.scene.master import Holder, Master, MasterLayout
from cardwright.theme.layouts import CardLayout, Frame, TextFrame
from cardwright.units import Rect

_FIELD: Final = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
_SAME: Final = 0.6  # points by which a place may differ from the layout's and still be it
_ANCHORS: Final = {"top": "t", "middle": "ctr", "bottom": "b"}
_HIDDEN: Final = 18.0  # points, of a title that is not shown


@dataclass(slots=True)
class FilledSlide:
    """Turns a page into a slide of the master's; `slide` draws and collects what no placeholder holds."""

    laid: Laid
    page: Page
    master: Master
    first_chart: int
    slide: Slide = field(init=False)
    _bodied: set[str] = field(default_factory=set[str])

    def __post_init__(self) -> None:
        self.slide = Slide(self.scene, self.page, self.first_chart, self.laid.measured.rooms, on_master=True)

    @property
    def scene(self) -> Scene:
        return self.laid.scene

    @property
    def _layout(self) -> MasterLayout:
        return self.master.layouts[self.page.card.layout]

    @property
    def _frames(self) -> CardLayout:
        return self.scene.theme.layouts[self.page.card.layout]

    def xml(self) -> str:
        """The slide part; its relationships are complete afterwards."""
        card, layout = self.page.card, self._layout
        self.slide.relations.add("slideLayout", f"../{layout.part.removeprefix('ppt/')}")
        if not any(region.slot == "title" for region in card.regions):
            self._hidden_title()
        for root, region in zip(card.root.children, card.regions, strict=True):
            self._region(root, region)
        for item in card.furniture:
            self._furniture(item)
        mapping = layout.color_map or "<a:masterClrMapping/>"
        return (
            f"{HEAD}<p:sld {NAMESPACES}><p:cSld><p:spTree>{TREE_HEAD}{''.join(self.slide.shapes.parts)}</p:spTree></p:cSld>"
            f"<p:clrMapOvr>{mapping}</p:clrMapOvr></p:sld>"
        )

    def _region(self, root: Node, region: Region) -> None:
        holder = self._layout.holders.get(region.slot)
        if (
            region.slot == "picture"
            and holder
            and isinstance(root, Stack)
            and isinstance(root.children[0], PictureNode)
        ):
            self._picture(root.children[0], holder, region)
        elif holder and is_text(root):
            self._text(root, holder, region)
        elif holder:
            self._mixed(root, holder, region.slot, alone=len(root.children) == 1 if isinstance(root, Stack) else False)
        else:
            self.slide.part(root)

    def _filler(self, holder: Holder, slot: str) -> Filler:
        steady = slot == "title"
        return Filler(self.slide.writer, holder, self._frame(slot), 1.0 if steady else self.page.scale)

    def _frame(self, slot: str) -> TextFrame | None:
        if slot == "title":
            return self._frames.title
        at = 1 if slot == "body-2" else 0
        return self._frames.body[at] if at < len(self._frames.body) else None

    def _text(self, root: Node, holder: Holder, region: Region) -> None:
        """Words that fill the placeholder, at its own place where they have that."""
        frame_ = self._frame(region.slot)
        at = self._whole(holder, region.at)
        place = "" if frame_ and self._same(frame_, region.at) else frame(at)
        anchor = "" if frame_ and frame_.anchor == region.anchor else f' anchor="{_ANCHORS[region.anchor]}"'
        name = "Title" if region.slot == "title" else "Text"
        filler = self._filler(holder, region.slot)
        body, plain = filler.paragraphs(root), filler.plain(root)
        self.slide.shapes.holder(name, holder.element, place, body, anchor, plain)

    def _mixed(self, node: Node, holder: Holder, slot: str, *, alone: bool) -> None:
        """Words among other things: the first of them fill the placeholder where they came to stand."""
        if isinstance(node, Stack):
            self._stacked(node, holder, slot, alone=alone)
        elif isinstance(node, Row):
            for child in node.children:
                self._mixed(child, holder, slot, alone=False)
        elif (
            alone
            and isinstance(node, ChartNode | TableNode)
            and slot not in self._bodied
            and " type=" not in holder.element
        ):
            self._bodied.add(slot)
            self.slide.shapes.next_holder = holder.element
            self.slide.part(node)
        else:
            self.slide.part(node)

    def _stacked(self, stack: Stack, holder: Holder, slot: str, *, alone: bool) -> None:
        children = list(stack.children)
        while children:
            group: list[Node] = []
            while children and is_text(children[0]):
                group.append(children.pop(0))
            if slot not in self._bodied and any(is_running(node) for node in group):
                self._bodied.add(slot)
                self._placed(Stack(stack.id, tuple(group), stack.gap), holder, slot)
            else:
                for node in group:
                    self.slide.part(node)
            if children:
                self._mixed(children.pop(0), holder, slot, alone=alone and len(stack.children) == 1)

    def _placed(self, group: Stack, holder: Holder, slot: str) -> None:
        places = [self.page.places[node.id] for node in group.children]
        left, top = min(at.x for at in places), min(at.y for at in places)
        right, bottom = max(at.right for at in places), max(at.bottom for at in places)
        at = self._whole(holder, Rect(left, top, right - left, bottom - top))
        filler = self._filler(holder, slot)
        body, plain = filler.paragraphs(group), filler.plain(group)
        self.slide.shapes.holder("Text", holder.element, frame(at), body, ' anchor="t"', plain)

    def _picture(self, node: PictureNode, holder: Holder, region: Region) -> None:
        """A picture in the placeholder for one."""
        at = self.page.places[node.id]
        image = self.scene.images[node.image]
        relation = self.slide.media(image)
        place = "" if _near(at, region.at) else frame(at)
        self.slide.shapes.picture_holder(
            holder.element, relation, node.alt, image.crop(at), place, decorative=node.decorative
        )

    def _hidden_title(self) -> None:
        """A name for outlines and screen readers, above the slide."""
        holder = self._layout.holders["title"]
        x = self.scene.margin_x
        at = Rect(x, -3 * _HIDDEN, self.page.width - 2 * x, 2 * _HIDDEN)
        run = f'<a:r><a:rPr lang="{self.slide.writer.locale}" sz="{round(_HIDDEN * 100)}"/><a:t>{words(self.page.card.title)}</a:t></a:r>'
        self.slide.shapes.holder("Title", holder.element, frame(at), f"<a:p>{run}</a:p>")

    def _furniture(self, item: Furniture) -> None:
        if item.role == "notice":  # which stands on the layout itself
            return
        holder = self._layout.holders.get(item.role)
        if holder is None:
            self.slide.edge(item)
            return
        color = ""
        if item.color and item.color != holder.color:
            color = self.slide.palette.outright(item.color)
        properties = f'<a:rPr lang="{self.slide.writer.locale}">{color}</a:rPr>'
        run = f"<a:r>{properties}<a:t>{words(item.text)}</a:t></a:r>"
        if item.kind == "number":
            run = f"{_FIELD}{properties}<a:t>{self.page.number}</a:t></a:fld>"
        name = "Slide Number" if item.kind == "number" else "Footer"
        self.slide.shapes.holder(name, holder.element, "", f"<a:p>{run}</a:p>")

    def _whole(self, holder: Holder, inner: Rect) -> Rect:
        """The box of a placeholder around its text."""
        left, top, right, bottom = holder.inset
        return Rect(inner.x - left, inner.y - top, inner.width + left + right, inner.height + top + bottom)

    def _same(self, own: Frame, at: Rect) -> bool:
        """Whether a place is the one that the layout has."""
        scale = self.scene.format.scale
        return _near(Rect(own.x * scale, own.y * scale, own.width * scale, own.height * scale), at)


def _near(one: Rect, other: Rect) -> bool:
    pairs = ((one.x, other.x), (one.y, other.y), (one.width, other.width), (one.height, other.height))
    return all(abs(first - second) <= _SAME for first, second in pairs)
