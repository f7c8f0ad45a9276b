"""Tables whose columns nobody names."""

from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Page, Profile
from cardwright.lint.examples import deck, slide, table, title
from cardwright.lint.rule import Flaw, Rule, each_page


def check(page: Page, _profile: Profile) -> Iterator[Flaw]:
    """Tables without a row of headings, and such with merged cells."""
    for element in page.elements:
        rows = element.table.rows if element.table else ()
        if element.table is None:
            continue
        if not element.table.header or not rows or not any(p.text.strip() for cell in rows[0] for p in cell.paragraphs):
            yield Flaw(page.number, "error", 1, 0, "no row of the table names its columns", (element,))
        merged = sum(cell.spans for row in rows for cell in row)
        if merged:
            yield Flaw(page.number, "warning", merged, 0, f"{merged} cells of the table are merged", (element,))


RULE: Final = Rule(
    id="A3",
    name="tables",
    title="Tables have a row of headings",
    formula="a table whose first row is not marked as headings, or is empty; merged cells",
    limit="any",
    severity="error; warning for merged cells",
    grounds="accessibility checkers of office programs",
    fix="Mark the first row as headings; split merged cells.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(), table(header=False))),
    sound=lambda: deck(slide(title(), table())),
)
