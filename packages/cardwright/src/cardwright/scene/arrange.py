"""How the blocks of a slide or post stand together, chosen by what they are and how much there is.

A card with little on it is set larger and airier in steps, as estimated; the
typesetter's fitting then only has to mend what the estimate missed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Final, Literal

from cardwright.deck import Block, Card, plain
from cardwright.deck.blocks.image import Image
from cardwright.scene import ChartNode, ListNode, MathNode, Node, Panel, PictureNode, Row, Stack, TableNode, TextNode
from cardwright.scene.accents import Accent
from cardwright.scene.display import balanced, display
from cardwright.scene.estimate import height, nodes
from cardwright.scene.gallery import gallery
from cardwright.scene.looks import sized
from cardwright.scene.pen import Pen
from cardwright.scene.reading import BELOW_TITLE
from cardwright.scene.widths import lines, text_width
from cardwright.scene.widths import plain as said

# (boost, air) from roomy to plain; the first that leaves some room is taken.
_STEPS: Final = ((1.2, 2.4), (1.2, 1.6), (1.1, 1.3), (1.0, 1.3), (1.0, 1.0))
_SPARSE_STEP: Final = (1.4, 2.4)
_SPARSE: Final = 0.46  # of the height; what takes no more in the sparse step has few words to be read
_POST_STEPS: Final = ((1.5, 3.0), (1.4, 2.2), (1.3, 1.8), *_STEPS)  # read on phones, at arm's length
_SLIDE: Final = 428.0  # points between the margins of the slide that the steps are drawn for
_POST_TITLE: Final = (1.1, 1.2)  # times its size a post's title is large: posts of one deck are seen side by side
_FULL: Final = 0.92  # of the height an estimate may claim before a smaller step is tried
_SIDE: Final = (5.0, 8.0)  # title beside text
_BELOW: Final = 1.5  # times the gap between blocks, at least, that parts a title from them
_DROP: Final = 0.42  # of the free height that goes between title and body
_MOST_DROP: Final = 96.0  # points
_ACCENT: Final = 0.38  # of the width that an accent takes
_ROOMY: Final = 1.2  # boost below which words need the room themselves
_FEW: Final = 0.8  # of the height that words beside an accent may take
_STRIP: Final = (0.22, 0.42)  # of the height, least and most of an accent above words
_SHORT: Final = 0.17  # of the height; words that take less leave half a card empty beside a chart
_ROUND: Final = 0.5  # of a chart's height that a circle takes where it has room
_PART: Final = 0.9  # of the height a picture should have, that one among other things has
_HALF: Final = 0.55  # of a chart's height; lower words stand half-way down beside it
_FEW_LINES: Final = 3
_ROUNDING: Final = 0.5  # points; less says nothing, and proportions are rounded
_LEAST_FIGURE: Final = 150.0  # points a chart or picture needs below text

_ALONE: Final = frozenset({"panels", "math"})  # what takes the whole width

TextSide = Literal["", "left", "right"]
Kind = Literal["text", "picture", "chart", "table", "code", "math", "panels"]


@dataclass(frozen=True, slots=True)
class Part:
    """One block that has something to show."""

    block: Block
    kind: Kind


@dataclass(frozen=True, slots=True)
class Plan:
    """A card's nodes, the gap between them, the height thought to be needed, and how it stands."""

    nodes: tuple[Node, ...]
    gap: float
    need: float
    anchor: Literal["top", "middle"] = "top"
    accented: bool = False  # whether it shows the accent it was offered


NO_PLAN: Final = Plan((), 0.0, inf)  # of an arrangement that does not suit a card: it needs more room than there is
# An arrangement, at the pen's boost and air.
Arrange = Callable[[Pen], Plan]


def arranged(
    card: Card,
    pen: Pen,
    tall: float,
    index: int,
    text_side: TextSide = "",
    accent: Accent | None = None,
    *,
    framed: bool = False,
) -> Plan:
    """The plan for a card `tall` points high between its margins; with few words it may show `accent`.

    A `framed` one stands below a title that is elsewhere; its text is set in the theme's plain sizes.
    """
    pen = replace(pen, figure_height=tall, styles=BELOW_TITLE if framed or plain(card.title).strip() else {})
    parts = [Part(block, _kind(node)) for block in card.blocks if (node := pen.block(block)) is not None]
    bench = _Bench(card, tuple(parts), tall, index, text_side, accent)
    steps = _POST_STEPS if pen.room.kind == "social" else (_SPARSE_STEP, *_STEPS)
    if framed:
        steps = _STEPS[-1:] if any(part.kind == "text" for part in parts) else _STEPS
    for arrange in bench.choices(pen):
        for step in steps:
            boost, air = step
            plan = arrange(replace(pen, boost=boost, air=1.0 if air == 1.0 else air * bench.stretch(pen)))
            if plan.need <= tall * (_SPARSE if step == _SPARSE_STEP else _FULL):
                return plan
    return bench.stacked(replace(pen, boost=1.0, air=1.0))


def _kind(node: Node) -> Kind:
    found = list(nodes(node))
    if any(isinstance(one, PictureNode) for one in found):
        return "picture" if not any(isinstance(one, Row) for one in found) else "panels"
    if any(isinstance(one, Row) for one in found):
        return "panels"
    if any(isinstance(one, ChartNode) for one in found):
        return "chart"
    if any(isinstance(one, TableNode) for one in found):
        return "table"
    if any(isinstance(one, TextNode) and one.look.style == "code" for one in found):
        return "code"
    if any(isinstance(one, MathNode) for one in found):
        return "math"
    return "panels" if any(isinstance(one, Panel) and one.fill for one in found) else "text"


@dataclass(frozen=True, slots=True)
class _Bench:
    card: Card
    parts: tuple[Part, ...]
    tall: float
    index: int
    text_side: TextSide
    accent: Accent | None

    def choices(self, pen: Pen) -> list[Arrange]:
        """Arrangements that suit the content, the preferred first; `stacked` suits everything."""
        figures = [part for part in self.parts if part.kind != "text"]
        texts = [part for part in self.parts if part.kind == "text"]
        pictures = [part for part in self.parts if part.kind == "picture"]
        found: list[Arrange] = []
        if len(pictures) > 1 and len(pictures) == len(figures) and self._together(pictures):
            found.append(self._gallery)
        elif not pen.narrow and len(self.parts) == 1 and pictures and self._titled:
            found.append(self._pictured)
        elif not pen.narrow and len(figures) == 1 and texts and figures[0] in (self.parts[0], self.parts[-1]):
            beside = [self._beside] if figures[0].kind not in _ALONE else []
            found += [self._pictured] if pictures and not self._captions_first(pen) else beside
        elif texts and not figures and self._titled:
            found += [] if self.accent is None else [self._below_accent if pen.narrow else self._beside_accent]
            found += [] if pen.narrow else [self._side, self._abreast]
        return [*found, self.stacked]

    def stretch(self, pen: Pen) -> float:
        """How much higher the card is than an ordinary slide; what is left free grows with it."""
        return max(1.0, self.tall / _SLIDE) if pen.room.kind == "slide" else 1.0

    def _together(self, some: Sequence[Part]) -> bool:
        """Whether parts stand at the beginning or at the end of the card with nothing between them."""
        count = len(some)
        return tuple(some) in (self.parts[:count], self.parts[-count:])

    def _captions_first(self, pen: Pen) -> bool:
        """Whether a picture's caption is to be read after the title and before the text: then the title stands above both."""
        first = self.parts[0]
        node = pen.block(first.block) if first.kind == "picture" and self._titled else None
        credited = isinstance(first.block, Image) and not first.block.caption
        return node is not None and not credited and not isinstance(node, PictureNode)

    @property
    def _picture_first(self) -> bool:
        return self.text_side == "right" if self.text_side else self.index % 2 == 1

    @property
    def _titled(self) -> bool:
        return bool(plain(self.card.title).strip())

    def title(self, pen: Pen) -> list[TextNode]:
        if not self._titled:
            return []
        most = 4 if pen.narrow else 2
        largest = min(max(pen.boost, _POST_TITLE[0]), _POST_TITLE[1]) if pen.room.kind == "social" else 1.0
        return [display(pen, self.card.title, "heading", "h2", most, largest)]

    def finished(self, pen: Pen, body: Sequence[Node], gap: float = 0.0) -> Plan:
        """Title above body, with some of the free height between them."""
        gap = gap or pen.gap("normal")
        title, body = self.title(pen), pen.headed(body)
        inner = Stack(next(pen.ids), tuple(body), gap)
        if not title or not body:
            alone = (*title, *body)
            need = height(Stack(0, alone, gap), pen.width)
            return Plan(alone, gap, need, "middle")
        below = pen.gap("normal") * _BELOW
        need = height(title[0], pen.width) + below + height(inner, pen.width)
        free = self.tall - need
        if free < 24 * pen.scale or pen.narrow:
            wider = gap * 1.3 if pen.narrow and free > 120 * pen.scale else below if len(body) == 1 else gap
            return Plan((*title, *body), wider, need, "middle" if pen.narrow else "top")
        drop = min(free * _DROP, _MOST_DROP * pen.scale * self.stretch(pen))
        child = body[0] if len(body) == 1 else inner
        return Plan((*title, child), round(below + drop, 2), need)

    def stacked(self, pen: Pen) -> Plan:
        """Everything below each other; charts and pictures take what height the rest leaves."""
        flexible = [part for part in self.parts if part.kind in {"chart", "picture"}]
        gap = pen.gap("normal")
        fixed = {
            id(part): node
            for part in self.parts
            if part not in flexible and (node := pen.block(part.block)) is not None
        }
        used = sum(height(node, pen.width) + gap for node in fixed.values())
        used += sum(height(node, pen.width) + gap * _BELOW for node in self.title(pen))
        each = (self.tall - used + gap) / max(1, len(flexible)) - gap
        share = max(each, _LEAST_FIGURE * pen.scale)
        if flexible and pen.boost > 1.0 and each < min(pen.width * 0.5, self.tall * 0.4):
            return NO_PLAN  # larger words are no reason for a small picture
        drawn = [fixed.get(id(part)) or fitted(part.block, pen, share) for part in self.parts]
        body = _evened([node for node in drawn if node is not None], pen)
        least = min(pen.width * 0.5, self.tall * 0.4) * _PART
        if pen.boost > 1.0 and any(height(one, pen.width) < least for node in body for one in _pictures(node)):
            return NO_PLAN  # nor are they where it stands among them
        plan = self.finished(pen, body)
        # A figure that fills the room is not a card too full.
        return replace(plan, need=min(plan.need, self.tall * _FULL)) if flexible and each >= share else plan

    def _side(self, pen: Pen) -> Plan:
        """Title left, a little text right: an editorial page."""
        left, right = pen.split(_SIDE)
        title = display(left, self.card.title, "heading", "h2", 9)
        if lines(said(title.runs), title.look, left.width) > 3:
            return NO_PLAN
        body = right.stack(_evened([node for part in self.parts if (node := right.block(part.block))], right))
        row = pen.row([left.stack([balanced(left, title), left.accent_rule()], "normal"), body], _SIDE)
        need = height(row, pen.width)
        roomy = need <= self.tall * 0.72 and pen.boost >= 1.1
        return Plan((row,), pen.gap("normal"), need, "middle") if roomy else NO_PLAN

    def _abreast(self, pen: Pen) -> Plan:
        """One list of many short points in two columns."""
        drawn = [pen.block(part.block) for part in self.parts]
        if len(drawn) != 1 or not isinstance(drawn[0], ListNode) or pen.boost < 1.1:
            return NO_PLAN
        found, column = drawn[0], pen.split((1.0, 1.0))[0].width
        short = all(lines(said(item.runs), found.look, column - 30) <= 2 for item in found.items)
        if len(found.items) < 5 or any(item.level for item in found.items) or not short:
            return NO_PLAN
        half = -(-len(found.items) // 2)
        first = found.part(0, half)
        second = replace(found.part(half, len(found.items)), id=next(pen.ids))
        return self.finished(pen, [pen.row([first, second], (1.0, 1.0))])

    def _beside(self, pen: Pen) -> Plan:
        """Text beside a chart, a table or code."""
        figure = next(part for part in self.parts if part.kind != "text")
        weights = self._weights(figure, pen)
        if weights is None:
            return NO_PLAN
        first = figure is self.parts[0]
        pens = pen.split(weights[::-1] if first else weights)
        words, shown = (pens[1], pens[0]) if first else (pens[0], pens[1])
        title = self.title(pen)
        room = self.tall - sum(height(node, pen.width) + pen.gap("normal") * _BELOW for node in title)
        text = words.stack([node for part in self.parts if part is not figure and (node := words.block(part.block))])
        drawn = fitted(figure.block, shown, room)
        if drawn is None or (_stretches(drawn) and self._says_little(words, figure)):
            return NO_PLAN
        row = pen.row([drawn, text] if first else [text, drawn], weights[::-1] if first else weights)
        if figure.kind == "chart" and height(text, words.width) < height(drawn, shown.width) * _HALF:
            row = _half_way(row, pen)
        plan = self.finished(pen, [row])
        used = (
            self.tall
            - room
            + max(height(text, words.width), 0 if figure.kind == "chart" else height(drawn, shown.width))
        )
        return replace(plan, need=used * _FULL)

    def _says_little(self, pen: Pen, figure: Part) -> bool:
        """Whether the words beside a figure would leave most of their side empty."""
        plain_pen = replace(pen, boost=1.0, air=1.0)
        text = plain_pen.stack(
            [node for part in self.parts if part is not figure and (node := plain_pen.block(part.block))]
        )
        return height(text, pen.width) < self.tall * _SHORT

    def _weights(self, figure: Part, pen: Pen) -> tuple[float, float] | None:
        """Relative widths of text and figure; None when the figure needs the whole width."""
        if figure.kind == "chart":
            return 2.0, 3.0
        wanted = _natural(pen.block(figure.block)) * 1.06
        share = wanted / pen.width
        if share > 0.6:
            return None
        share = max(share, 0.42)
        return 1.0 - share, share

    def _pictured(self, pen: Pen) -> Plan:
        """Title and text beside a picture as high as the card."""
        figure = next(part for part in self.parts if part.kind == "picture")
        node = pen.block(figure.block)
        picture = next((one for one in nodes(node) if isinstance(one, PictureNode)), None) if node else None
        if picture is None or (picture.max_width and picture.max_width < pen.width * 0.34):
            return NO_PLAN
        image = pen.images[picture.image]
        share = min(0.5 if self.parts[1:] else 0.62, max(0.36, self.tall * image.width / image.height / pen.width))
        credited = isinstance(figure.block, Image) and bool(figure.block.credit) and not figure.block.caption
        captioned = not credited and not isinstance(node, PictureNode)
        alone = len(self.parts) == 1
        first = not alone and (figure is self.parts[0] if captioned else self._picture_first)
        weights = (share, 1.0 - share) if first else (1.0 - share, share)
        pens = pen.split(weights)
        words, shown = (pens[1], pens[0]) if first else (pens[0], pens[1])
        drawn = fitted(figure.block, shown, self.tall) if captioned else self._filling(figure, picture, shown)
        text = [node for part in self.parts if part is not figure and (node := words.block(part.block))]
        title = [balanced(words, display(words, self.card.title, "heading", "h2", 3))] if self._titled else []
        under = [words.stack(text)] if text else [words.accent_rule()]
        body = words.stack([*title, *under], "wide" if text else "normal")
        if drawn is None:
            return NO_PLAN
        row = pen.row([drawn, body] if first else [body, drawn], weights)
        return Plan((row,), pen.gap("normal"), height(body, words.width), "middle")

    def _filling(self, figure: Part, picture: PictureNode, pen: Pen) -> Node | None:
        """A picture as high as the card, what is said of it within that height."""
        node = pen.block(figure.block)
        said = node.children[1:] if isinstance(node, Stack) else ()
        below = sum(height(one, pen.width) + pen.gap("snug") for one in said)
        filled = pen.filling(picture.image, picture.alt, self.tall - below)
        return pen.stack((filled, *said), "snug") if filled and said else filled

    def _beside_accent(self, pen: Pen) -> Plan:
        """Title and a little text beside the accent, which is as high as the card."""
        assert self.accent is not None
        weights = (_ACCENT, 1.0 - _ACCENT) if self._picture_first else (1.0 - _ACCENT, _ACCENT)
        pens = pen.split(weights)
        words, shown = (pens[1], pens[0]) if self._picture_first else (pens[0], pens[1])
        text = [node for part in self.parts if (node := words.block(part.block))]
        body = words.stack([display(words, self.card.title, "heading", "h2", 3), words.stack(text)], "wide")
        need = height(body, words.width)
        if pen.boost < _ROOMY or need > self.tall * _FEW:
            return NO_PLAN
        drawn = self.accent.node(next(pen.ids), shown.width, self.tall)
        row = _half_way(pen.row([drawn, body] if self._picture_first else [body, drawn], weights), pen)
        return Plan((row,), pen.gap("normal"), need, "middle", accented=True)

    def _below_accent(self, pen: Pen) -> Plan:
        """The accent above title and text, as high as these leave it room."""
        assert self.accent is not None
        plan = self.stacked(pen)
        free = self.tall * _FULL - plan.need - plan.gap
        if pen.boost < _ROOMY or free < self.tall * _STRIP[0]:
            return NO_PLAN
        tall = min(free, self.tall * _STRIP[1], pen.width * 0.8)
        drawn = self.accent.node(next(pen.ids), pen.width, tall)
        return replace(plan, nodes=(drawn, *plan.nodes), need=plan.need + plan.gap + tall, accented=True)

    def _gallery(self, pen: Pen) -> Plan:
        texts = [node for part in self.parts if part.kind == "text" and (node := pen.block(part.block))]
        pictures = [part.block for part in self.parts if part.kind == "picture"]
        gap = pen.gap("normal")
        used = sum(height(node, pen.width) + gap * _BELOW for node in [*self.title(pen), *texts])
        shown = gallery(pictures, pen, self.tall - used)
        first = self.parts[0].kind == "picture"
        plan = self.finished(pen, [shown, *texts] if first else [*texts, shown])
        return replace(plan, need=used + min(self.tall - used, height(shown, pen.width)) * 0.9)


def _pictures(node: Node) -> list[PictureNode]:
    """Pictures that are to be as large as may be: not those of people, which stand in rows."""
    if any(isinstance(one, Row) for one in nodes(node)):
        return []
    return [one for one in nodes(node) if isinstance(one, PictureNode)]


def _evened(drawn: list[Node], pen: Pen) -> list[Node]:
    """A paragraph that is all there is stands in few lines of like length."""
    match drawn:
        case [TextNode() as only] if lines(said(only.runs), only.look, pen.width) <= _FEW_LINES:
            return [balanced(pen, only)]
        case _:
            return drawn


def fitted(block: Block, pen: Pen, room: float) -> Node | None:
    """A block whose picture or chart leaves room for what stands with it, such as a caption."""
    pen = replace(pen, figure_height=room)
    node = pen.block(block)
    if node is None:
        return None
    over = height(node, pen.width) - room
    if over <= _ROUNDING:
        return node
    figures = (one for one in nodes(node) if isinstance(one, PictureNode | ChartNode))
    highest = min(room, max((height(one, pen.width) for one in figures), default=room))
    return replace(pen, figure_height=max(highest - over - _ROUNDING, 60.0)).block(block)


def _half_way(node: Node, pen: Pen) -> Node:
    """A row whose lower children stand half-way down beside the highest: in boxes of one height that are not seen."""
    if not isinstance(node, Row):
        return node
    boxed = [Panel(next(pen.ids), child, None, None, 0.0, 0.0, 0.0, middle=True) for child in node.children]
    return replace(node, children=tuple(boxed), equal=True)


def _stretches(node: Node) -> bool:
    """Whether a figure is a chart that gets better with width: one with axes, or a circle that its names leave small."""
    return any(
        isinstance(one, ChartNode) and (one.plot.scale is not None or one.plot.area[3] < one.height * _ROUND)
        for one in nodes(node)
    )


def _natural(node: Node | None) -> float:
    """Points a table or code would like to be wide."""
    if node is None:
        return 0.0
    widest = 0.0
    for one in nodes(node):
        if isinstance(one, TableNode):
            head = ((one.head, one.head_look),) if one.head else ()
            rows = (*head, *((row, one.look(at)) for at, row in enumerate(one.rows)))
            columns = zip(*[[text_width(said(cell), look) for cell in row] for row, look in rows], strict=True)
            widest = max(widest, sum(max(column) + 2 * one.pad_x for column in columns))
        if isinstance(one, TextNode) and one.look.style == "code":
            full = sized(one.look, 1.0)
            widest = max(widest, *(text_width(line, full) for line in said(one.runs).split("\n"))) + 48
    return widest
