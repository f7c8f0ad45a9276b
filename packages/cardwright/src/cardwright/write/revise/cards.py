"""Operations on whole cards and on the deck."""

from cardwright.write.revise.operation import After, CardId, Markdown, Notes, Operation, Title
from cardwright.write.revise.sheet import Sheet


class SetDeckTitle(Operation, frozen=True, tag="set_deck_title"):
    """Name the deck anew. Titles of cards are not changed by this."""

    title: Title

    def make(self, sheet: Sheet) -> None:
        sheet.rename(self.title)


class SetCardTitle(Operation, frozen=True, tag="set_card_title"):
    """Give a card another title."""

    card: CardId
    title: Title

    def make(self, sheet: Sheet) -> None:
        sheet.open(self.card).retitle(sheet.reader.line(self.title))


class SetNotes(Operation, frozen=True, tag="set_notes"):
    """Write a card's speaker notes anew, as plain text; empty takes them away."""

    card: CardId
    notes: Notes

    def make(self, sheet: Sheet) -> None:
        sheet.open(self.card).note(sheet.reader.plain(self.notes))


class InsertCard(Operation, frozen=True, tag="insert_card"):
    """Add a card with a title and with what `markdown` says."""

    after: After
    title: Title
    markdown: Markdown = ""
    notes: Notes = ""

    def make(self, sheet: Sheet) -> None:
        reader = sheet.reader
        sheet.insert(self.after, reader.line(self.title), reader.blocks(self.markdown), reader.plain(self.notes))


class RemoveCard(Operation, frozen=True, tag="remove_card"):
    """Take a card out of the deck."""

    card: CardId

    def make(self, sheet: Sheet) -> None:
        sheet.remove(self.card)


class MoveCard(Operation, frozen=True, tag="move_card"):
    """Put a card behind another one."""

    card: CardId
    after: After

    def make(self, sheet: Sheet) -> None:
        sheet.move(self.card, self.after)
