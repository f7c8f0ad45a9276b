"""Notes at the foot of pages: taken off a card before it is cut, and put under each part that refers to them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cardwright.layout.walk import nodes, texts
from cardwright.scene import Node, SceneCard, Stack, TextNode
from cardwright.units import Rect

Height = Callable[[Node], float]


def apart(root: Stack) -> tuple[Stack, Stack | None]:
    """What a card says, and the notes at its foot if there are any."""
    match root.children:
        case (Stack() as body, Stack(foot=True) as foot):
            return body, foot
        case _:
            return root, None


def together(root: Stack, body: Stack, foot: Stack | None) -> Stack:
    """A root like `root`, of another body and other notes."""
    if foot is None:
        return replace(body, id=0)
    return replace(root, children=(body, foot))


def referred(part: Iterable[Node]) -> list[int]:
    """The numbers of the notes that nodes refer to, each once, in reading order."""
    found = (run.note for root in part for one in nodes(root) for text in texts(one) for run in text if run.note)
    return list(dict.fromkeys(found))


def notes(foot: Stack | None) -> dict[int, TextNode]:
    """The notes of a foot by their numbers."""
    told = foot.children if foot else ()
    return {node.runs[0].note: node for node in told if isinstance(node, TextNode)}


def of(foot: Stack | None, numbers: Iterable[int]) -> Stack | None:
    """A foot like this one with some of its notes, in the order of their numbers; None when there are none."""
    there = notes(foot)
    kept = [there[number] for number in sorted(set(numbers)) if number in there]
    return replace(foot, children=(foot.children[0], *kept)) if foot and kept else None


def tall(foot: Stack | None, height: Height) -> float:
    """About how high a foot of notes is."""
    if foot is None:
        return 0.0
    return sum(height(node) for node in foot.children) + foot.gap * (len(foot.children) - 1)


def shares(foot: Stack, height: Height, first: float, room: float) -> list[Stack]:
    """A foot in parts of which the first takes at most `first` points, others at most `room`; one has one note at least."""
    groups: list[list[Node]] = [[]]
    used, most = height(foot.children[0]), first
    for note in foot.children[1:]:
        size = height(note) + foot.gap
        if groups[-1] and used + size > most:
            groups.append([])
            used, most = height(foot.children[0]), room
        groups[-1].append(note)
        used += size
    return [replace(foot, children=(foot.children[0], *group)) for group in groups]


@dataclass(slots=True)
class Gathered:
    """The notes that stand at the foot of a page while it is filled. `gap` is that above them, lengths are points."""

    height: Height
    gap: float = 0.0
    _foot: Stack | None = None
    _told: dict[int, TextNode] = field(default_factory=dict[int, TextNode])

    @property
    def used(self) -> float:
        """What the notes take of the page."""
        return self.gap + tall(self._foot, self.height) if self._foot else 0.0

    def more(self, node: Node, foot: Stack | None, gap: float) -> float:
        """What the page has to give for the notes of a node that would stand on it, of those at its card's foot."""
        wanted = of(foot, [number for number in referred([node]) if number not in self._told])
        if wanted is None:
            return 0.0
        above = self.height(wanted.children[0]) + wanted.gap
        return tall(wanted, self.height) - above + wanted.gap + (0.0 if self._foot else gap + above - wanted.gap)

    def add(self, node: Node, foot: Stack | None, gap: float) -> None:
        """Take the notes of a node that now stands on the page."""
        there = notes(foot)
        new = {number: there[number] for number in referred([node]) if number in there}
        if not new or foot is None:
            return
        self.gap = gap
        self._told |= new
        self._foot = replace(foot, children=(foot.children[0], *(self._told[at] for at in sorted(self._told))))

    def under(self, body: Stack) -> Stack:
        """The page's root."""
        return body if self._foot is None else Stack(0, (body, self._foot), self.gap)


def off(card: SceneCard) -> tuple[SceneCard, Stack | None]:
    """A card with regions without the notes at the end of one, and these."""
    for at, root in enumerate(card.root.children):
        if isinstance(root, Stack) and root.children and _is_foot(root.children[-1]):
            foot = root.children[-1]
            assert isinstance(foot, Stack)
            bare = replace(root, children=root.children[:-1])
            return _with(card, at, bare), foot
    return card, None


def on(card: SceneCard, foot: Stack | None) -> SceneCard:
    """A card with regions with those of some notes that it refers to at the end of its body, or of its last region."""
    below = of(foot, referred(card.root.children))
    if below is None:
        return card
    bodies = [at for at, region in enumerate(card.regions) if region.slot.startswith("body")]
    at = bodies[-1] if bodies else len(card.regions) - 1
    root = card.root.children[at]
    assert isinstance(root, Stack)
    return _with(card, at, replace(root, children=(*root.children, below)))


def _with(card: SceneCard, at: int, root: Stack) -> SceneCard:
    roots: Sequence[Node] = card.root.children
    return replace(card, root=replace(card.root, children=(*roots[:at], root, *roots[at + 1 :])))


def _is_foot(node: Node) -> bool:
    return isinstance(node, Stack) and node.foot


def lowered(root: Stack, places: Mapping[tuple[int, ...], Rect], by: float, top: float) -> dict[tuple[int, ...], Rect]:
    """The places of all nodes with the foot so many points lower; the root reaches from `top` to where that ends."""
    _, foot = apart(root)
    below = {node.id for node in nodes(foot)} if foot else set[int]()
    found = {key: at.moved(0, by) if key[0] in below else at for key, at in places.items()}
    whole = places[root.id,]
    found[root.id,] = replace(whole, y=top, height=whole.bottom + by - top)
    return found
