"""What a model answers with: operations on cards, on blocks and on figures, in the order in which they are made."""

from typing import Annotated

import msgspec

from cardwright.write.revise.blocks import AddBlocks, RemoveBlock, ReplaceBlock, RewriteTexts
from cardwright.write.revise.cards import InsertCard, MoveCard, RemoveCard, SetCardTitle, SetDeckTitle, SetNotes
from cardwright.write.revise.figures import SetChart, SetTable

Operation = (
    SetDeckTitle
    | SetCardTitle
    | SetNotes
    | InsertCard
    | RemoveCard
    | MoveCard
    | RewriteTexts
    | ReplaceBlock
    | AddBlocks
    | RemoveBlock
    | SetTable
    | SetChart
)


class Plan(msgspec.Struct, frozen=True):
    """The changes to the deck, and the wishes that they do not fulfil."""

    operations: Annotated[tuple[Operation, ...], msgspec.Meta(max_length=400)]
    undone: Annotated[
        tuple[int, ...], msgspec.Meta(max_length=200, description="Numbers of the wishes that are not fulfilled")
    ] = ()
