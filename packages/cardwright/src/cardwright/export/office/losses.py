"""What of pages a presentation file cannot carry."""

from collections.abc import Iterator

from cardwright.export.office.embedding import only_named
from cardwright.export.office.xml import followable
from cardwright.layout import Laid
from cardwright.layout.walk import nodes
from cardwright.scene import ListNode, Look, Node, Run, TableNode, TextNode

_SEMIBOLD = 600


def lost(laid: Laid) -> tuple[str, ...]:
    """Links that office programs call damage, a weight that their files do not know, fonts that cannot come along."""
    found = [node for page in laid.pages for node in nodes(page.card.root)]
    runs = [run for node in found for run in _runs(node)]
    dropped = sum(bool(run.link) and not run.leads_to and not followable(run.link) for run in runs)
    said = ["the links from the contents to their pages"] if any(run.leads_to for run in runs) else []
    if dropped:
        said.append(f"{dropped} links whose addresses are not of the web, of mail or of a telephone")
    if any(look.weight == _SEMIBOLD for node in found for look in _looks(node)):
        said.append("semi-bold text, which becomes bold")
    return (*said, *(f"the font {name}, which is only named" for name in only_named(laid)))


def _runs(node: Node) -> Iterator[Run]:
    match node:
        case TextNode():
            yield from node.runs
        case ListNode():
            yield from (run for item in node.items for run in item.runs)
        case TableNode():
            yield from (run for row in (node.head, *node.rows) for cell in row for run in cell)
        case _:
            return


def _looks(node: Node) -> tuple[Look, ...]:
    match node:
        case TextNode() | ListNode():
            return (node.look,)
        case TableNode():
            return node.head_look, node.cell_look
        case _:
            return ()
