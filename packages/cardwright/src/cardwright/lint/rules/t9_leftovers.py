"""What somebody forgot to fill in or take out."""

import re
from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Element, Page, Profile
from cardwright.lint.examples import deck, slide, text, title
from cardwright.lint.rule import Flaw, Rule, each_page

_LEFT: Final = re.compile(
    r"\*\*(?=\w)|(?<=\w)\*\*(?!\*)"  # emphasis of Markdown
    r"|\{\{|\}\}"  # slots of templates
    r"|(?-i:\bTODO\b(?=\s*(?:[:)\]]|$))|[\[(]\s*TODO\b)"  # the word alone is Spanish for everything
    r"|\blorem ipsum\b"
    r"|\bclick to (?:add|edit)\b|\byour (?:text|title|subtitle|logo) here\b|\binsert (?:text|title|image|picture) here\b",
    re.IGNORECASE | re.MULTILINE,
)
# One of these is in whatever the pattern finds; looking for them is much quicker.
_HINTS: Final = ("**", "{{", "}}", "TODO", "psum", "PSUM", "lick to ", "LICK TO ", " here", " HERE", " Here")


def check(page: Page, _profile: Profile) -> Iterator[Flaw]:
    """Texts with something left over, and placeholders with nothing in them; code is left alone."""
    for element in page.elements:
        if found := _left_over(element):
            yield Flaw(page.number, "error", 1, 0, f"“{found}” was left over", (element,))
        elif element.holder and element.kind == "text" and not element.text.strip() and element.role != "margin":
            yield Flaw(page.number, "error", 1, 0, f"its {element.holder} placeholder is empty", (element,))


def _left_over(element: Element) -> str:
    for paragraph in element.all_paragraphs:
        said = "".join([run.text for run in paragraph.runs if not run.code])
        if any(hint in said for hint in _HINTS) and (match := _LEFT.search(said)):
            return said[max(0, match.start() - 12) : match.end() + 12].strip()
    return ""


RULE: Final = Rule(
    id="T9",
    name="leftovers",
    title="Nothing is left over",
    formula="`**`, `{{`, `TODO`, lorem ipsum or the prompt of a template in a text that is no code; a placeholder without content",
    limit="any",
    severity="error",
    grounds="templates whose slots were not filled",
    fix="Fill it in or take it out.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(), text("Dear {{name}}, **welcome** to the river"))),
    sound=lambda: deck(slide(title(), text("{{ a }} ** b", look={"code": True}))),
)
