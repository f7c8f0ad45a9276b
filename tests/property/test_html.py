"""Whatever a deck says, the page says it and nothing else: no text becomes markup."""

from typing import Any

from cardwright.export.html import EXPORTER, viewer_page
from cardwright.export.page.text import clean
from cardwright.layout.laid import Laid, Page
from cardwright.scene import (
    Furniture,
    Item,
    ListNode,
    Look,
    Run,
    Scene,
    SceneCard,
    Stack,
    TableNode,
    TextNode,
)
from cardwright.scene.format import FORMATS
from cardwright.theme import Fonts, Spacing, Surface, Theme
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

HOSTILE = [
    "<script>alert(1)</script>",
    "</p></section></main>",
    '" onmouseover="alert(1)',
    "' style='x",
    "</title><script>",
    "</style>",
    "<!--",
    "-->",
    "]]>",
    "&lt;&amp;&#60;",
    "\x00<\x00b>",
    "\u202e\u2066",
    "{{7*7}}",
    "\ud800",
    "\ufffe",
    "<svg/onload=alert(1)>",
    "{}*{color:red}",
    "\\3c style",
    "javascript:alert(1)",
]
words = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12)), min_size=1, max_size=4).map(
    lambda parts: "a" + "".join(parts) + "z"  # never empty, never only spaces: those are left out on purpose
)
SURFACE = Surface("#ffffff", "#f3f5f9", "#14213d", "#51607a", "#d5dbe6", "#2456d6", "#ffffff")
FONTS = Fonts("Inter", "Inter", "JetBrains Mono")
THEME = Theme("t", "T", (), (), False, SURFACE, SURFACE, (), FONTS, {}, Spacing(64, 48, {}, 20, 22, 12))
BODY = Look("body", 19, 1.45, 400, "text", "body")


def deck(said: list[str]) -> Laid:
    """A card that shows each of ten strings at another kind of place."""
    runs = [(Run(one),) for one in said]
    nodes = (
        TextNode(1, runs[0], BODY, "h1"),
        TextNode(2, (Run(said[1], bold=True, link="https://example.org"),), BODY),
        ListNode(3, (Item(runs[2]), Item(runs[3], 1, 2)), BODY, 9),
        TableNode(4, (runs[4],), ((runs[5],),), ("start",), BODY, BODY, 1, 1, (1,), said[6]),
        TextNode(5, (Run(said[7], code=True),), Look("code", 14, 1.5, 400, "text", "mono")),
    )
    furniture = (Furniture("bottom-left", "text", said[8]),)
    card = SceneCard("c", said[9], Stack(0, nodes, 24), furniture=furniture, furniture_look=BODY)
    page = Page(card, 1, 960, 540, 1.0, {}, {})
    return Laid(Scene(said[9], "en", FORMATS["16x9"], THEME, (card,), 64, 48, {}), (page,), {})


def skeleton(page: Any) -> list[tuple[Any, ...]]:
    """Every element with the names of its attributes, in order."""
    return [(element.tag, *sorted(element.attrib)) for element in page.iter()]


def parsed(data: bytes) -> Any:
    return html.document_fromstring(data.decode("utf-8"), parser=html.HTMLParser(huge_tree=True))


@given(st.lists(words, min_size=10, max_size=10))
@settings(max_examples=150, deadline=None)
def test_text_never_becomes_markup(said: list[str]) -> None:
    page, tame = parsed(EXPORTER(deck(said))), parsed(EXPORTER(deck(["x"] * 10)))
    assert skeleton(page) == skeleton(tame)
    shown = [clean(one) for one in said]
    assert page.xpath("string(//h1)") == shown[0]
    assert page.xpath("string(//main//a)") == shown[1]
    assert [item.xpath("string(text())") for item in page.xpath("//li")] == shown[2:4]
    assert page.xpath("string(//th)") == shown[4]
    assert page.xpath("string(//tbody//td)") == shown[5]
    assert page.xpath("string(//caption)") == shown[6]
    assert page.xpath("string(//pre)") == shown[7]
    assert page.xpath("string(//*[contains(@class, 'fu-bottom')])") == shown[8]
    assert page.xpath("string(//section/@aria-label)") == shown[9]
    assert page.xpath("string(//title)") == shown[9]


@given(words, words, words)
@settings(max_examples=100, deadline=None)
def test_what_surrounds_a_served_deck_is_escaped_too(title: str, label: str, address: str) -> None:
    def page(title: str, label: str, address: str) -> Any:
        return parsed(
            viewer_page(
                deck(["x"] * 10),
                asset_base="/static",
                image_url=str,
                page_url=address,
                title=title,
                description=title,
                preview_url=address,
                downloads=[(label, address)],
            )
        )

    hostile = page(title, label, address)
    assert skeleton(hostile) == skeleton(page("x", "x", "x"))
    assert hostile.xpath("string(//details//a)") == clean(label)
    assert hostile.xpath("string(//details//a/@href)") == clean(address)
    assert hostile.xpath("string(//p[@class='name'])") == clean(title)
