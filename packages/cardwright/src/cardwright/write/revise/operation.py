"""What all operations have in common: they are told apart by `op`, and make themselves on a sheet."""

from typing import Annotated

import msgspec

from cardwright.write.revise.sheet import Sheet

Reference = Annotated[str, msgspec.Meta(max_length=60)]
CardId = Annotated[Reference, msgspec.Meta(description="The id of a card, such as card-3")]
BlockId = Annotated[Reference, msgspec.Meta(description="The id of a block, such as card-3.b1")]
Title = Annotated[str, msgspec.Meta(max_length=300)]
Line = Annotated[str, msgspec.Meta(max_length=20_000)]
Markdown = Annotated[str, msgspec.Meta(max_length=20_000)]
Notes = Annotated[str, msgspec.Meta(max_length=20_000)]
After = Annotated[
    Reference, msgspec.Meta(description="The id of the card that it is to stand behind; empty for the first place")
]


class Operation(msgspec.Struct, frozen=True, tag_field="op"):
    """One change."""

    def make(self, sheet: Sheet) -> None:
        """Make it.

        Raises:
            Refused: it cannot be made; nothing was changed.
        """
        raise NotImplementedError
