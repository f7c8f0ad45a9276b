"""Walking and rebuilding box trees."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from cardwright.scene import ListNode, Node, Panel, Row, Run, Stack, TableNode, TextNode


def nodes(root: Node) -> Iterator[Node]:
    """The node and all below it, in reading order."""
    yield root
    for child in children(root):
        yield from nodes(child)


def children(node: Node) -> tuple[Node, ...]:
    match node:
        case Stack() | Row():
            return node.children
        case Panel():
            return (node.child,)
        case _:
            return ()


def renumbered(node: Node, ids: Iterator[int]) -> Node:
    """The same tree with fresh ids in reading order."""
    own = next(ids)
    match node:
        case Stack() | Row():
            return replace(node, id=own, children=tuple(renumbered(child, ids) for child in node.children))
        case Panel():
            return replace(node, id=own, child=renumbered(node.child, ids))
        case _:
            return replace(node, id=own)


def fresh(root: Stack) -> Stack:
    """A root whose ids are unique again after parts were taken from several places."""
    node = renumbered(root, count(0))
    assert isinstance(node, Stack)
    return node


def texts(node: Node) -> Iterator[tuple[Run, ...]]:
    """The texts of a node itself, in reading order."""
    match node:
        case TextNode():
            yield node.runs
        case ListNode():
            yield from (item.runs for item in node.items)
        case TableNode():
            yield from (cell for row in (node.head, *node.rows) for cell in row)
        case _:
            return


def characters(node: Node) -> int:
    """How much text a tree holds."""
    return sum(len(run.text) for one in nodes(node) for text in texts(one) for run in text)
