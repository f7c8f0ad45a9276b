"""References between pages: what leads to a card is given the page it begins on, once that is known."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cardwright.layout.walk import nodes
from cardwright.scene import Node, Panel, Row, Run, SceneCard, Stack, TextNode


def begins(pages: Sequence[SceneCard]) -> dict[int, int]:
    """The page, from 1, on which each of the deck's cards begins."""
    found: dict[int, int] = {}
    for number, page in enumerate(pages, start=1):
        for node in nodes(page.root):
            if isinstance(node, Stack) and node.card:
                found.setdefault(node.card, number)
    return found


def referred(page: SceneCard, pages: Mapping[int, int]) -> SceneCard:
    """The page with links to pages where it leads to cards; sizes stay as they were measured."""
    leads = any(run.leads_to for node in nodes(page.root) if isinstance(node, TextNode) for run in node.runs)
    root = _referred(page.root, pages) if leads else page.root
    assert isinstance(root, Stack)
    return replace(page, root=root) if leads else page


def _referred(node: Node, pages: Mapping[int, int]) -> Node:
    match node:
        case TextNode():
            return replace(node, runs=tuple(_run(run, pages) for run in node.runs))
        case Stack() | Row():
            return replace(node, children=tuple(_referred(child, pages) for child in node.children))
        case Panel():
            return replace(node, child=_referred(node.child, pages))
        case _:
            return node


def _run(run: Run, pages: Mapping[int, int]) -> Run:
    page = pages.get(run.leads_to)
    if page is None:
        return run
    return replace(run, text=str(page) if run.counts else run.text, link=f"#{page}")
