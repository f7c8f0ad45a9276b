"""Links that do not say where they lead."""

import re
from collections.abc import Iterator
from typing import Final

from cardwright.lint.canvas import Page, Profile
from cardwright.lint.examples import deck, slide, text, title
from cardwright.lint.rule import Flaw, Rule, each_page

_BARE: Final = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
_VAGUE: Final = frozenset(
    {"here", "click here", "link", "this link", "more", "read more", "learn more", "hier", "mehr", "hier klicken", "ici",
     "cliquez ici", "en savoir plus", "aquí", "haz clic aquí", "más", "aqui", "clique aqui", "qui", "clicca qui",
     "тут", "здесь", "こちら", "ここ", "点击这里", "这里", "여기", "هنا", "यहाँ", "כאן"}
)  # fmt: skip


def check(page: Page, _profile: Profile) -> Iterator[Flaw]:
    """Words of links: such as "here", and addresses written out in prose."""
    for element in page.elements:
        for paragraph in element.all_paragraphs:
            for run in paragraph.runs:
                shown = run.text.strip().strip(".,:;!?()").casefold()
                if run.link and shown in _VAGUE:
                    yield Flaw(
                        page.number, "warning", 1, 0, f"“{run.text.strip()}” does not say where it leads", (element,)
                    )
                elif run.link and _BARE.match(shown):
                    yield Flaw(page.number, "warning", 1, 0, "a link shows its bare address", (element,))


RULE: Final = Rule(
    id="A5",
    name="links",
    title="Links say where they lead",
    formula="a link whose words are “here” or the like, in the most common languages, or a bare address",
    limit="any",
    severity="warning",
    grounds="accessibility checkers of office programs; WCAG 2.2, 2.4.4",
    fix="Put the link on words that name what is behind it.",
    check=each_page(check),
    flawed=lambda: deck(slide(title(), text("here", look={"link": "https://example.org/plan"}))),
    sound=lambda: deck(slide(title(), text("The river plan", look={"link": "https://example.org/plan"}))),
)
