"""Operations on the blocks of a card."""

from typing import Annotated

import msgspec

from cardwright.write.revise.operation import BlockId, CardId, Line, Markdown, Operation
from cardwright.write.revise.sheet import Sheet


class RewriteTexts(Operation, frozen=True, tag="rewrite_texts"):
    """Say the texts of a block in other words; its form stays. Give as many as it has."""

    block: BlockId
    texts: Annotated[tuple[Line, ...], msgspec.Meta(max_length=400)]

    def make(self, sheet: Sheet) -> None:
        sheet.slot(self.block).reword(self.texts, sheet.reader)


class ReplaceBlock(Operation, frozen=True, tag="replace_block"):
    """Put what `markdown` says in the place of a block, be it of another form or of more blocks."""

    block: BlockId
    markdown: Markdown

    def make(self, sheet: Sheet) -> None:
        sheet.slot(self.block).replace(sheet.reader.blocks(self.markdown))


class AddBlocks(Operation, frozen=True, tag="add_blocks"):
    """Add what `markdown` says to the end of a card."""

    card: CardId
    markdown: Markdown

    def make(self, sheet: Sheet) -> None:
        sheet.open(self.card).add(sheet.reader.blocks(self.markdown))


class RemoveBlock(Operation, frozen=True, tag="remove_block"):
    """Take a block off its card."""

    block: BlockId

    def make(self, sheet: Sheet) -> None:
        sheet.take_off(self.block)
