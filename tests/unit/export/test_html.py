"""The web page: meaning in the markup, nothing from outside, nothing that can run."""

import base64
import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cardwright_assets
import pytest
from cardwright.export.html import EXPORTER, Beside, accompanied, static_files, viewer_headers, viewer_page
from cardwright.export.page import faces, subset
from cardwright.export.page.lists import nested
from cardwright.export.page.text import safe_link
from cardwright.layout.fonts import shipped
from cardwright.layout.laid import Laid, Page
from cardwright.scene import (
    ChartNode,
    DrawingNode,
    Furniture,
    Image,
    Item,
    ListNode,
    Look,
    Node,
    Panel,
    PictureNode,
    Row,
    Run,
    Scene,
    SceneCard,
    ShapeNode,
    Spark,
    Stack,
    TableNode,
    TextNode,
)
from cardwright.scene.drawing import Drawing, Gradient, Paint, Stop, circle
from cardwright.scene.format import FORMATS
from cardwright.scene.plot import Layer, Plot, Series
from cardwright.theme import Fonts, Spacing, Surface, Theme
from cardwright.units import Rect
from fontTools.ttLib import TTFont
from lxml import html

LIGHT = Surface("#ffffff", "#f3f5f9", "#14213d", "#51607a", "#d5dbe6", "#2456d6", "#ffffff")
DARK = Surface("#14213d", "#1f2f54", "#ffffff", "#c3cde2", "#3a4a70", "#8fb2ff", "#14213d")
THEME = Theme(
    "plain",
    "Plain",
    (),
    (),
    False,
    LIGHT,
    DARK,
    ("#2456d6",),
    Fonts("Inter", "Inter", "JetBrains Mono", ("Vazirmatn",)),
    {},
    Spacing(64, 48, {}, 20, 22, 12),
)
HEADING = Look("heading", 30, 1.2, 700, "text", "heading")
BODY = Look("body", 19, 1.45, 400, "text", "body")
CODE = Look("code", 14, 1.5, 400, "text", "mono")
LOGO = "https://example.org/logo.png"
PIXEL = Image("ab" * 32, "image/png", 4, 2, b"\x89PNG not really")
PLOT = Plot((0, 0, 1, 1), (Layer("bar", (0, 1)),))


def text(words: str, tag: Any = "p", look: Look = BODY, **run: Any) -> TextNode:
    return TextNode(1, (Run(words, **run),), look, tag)


def card(*nodes: Node, **more: Any) -> SceneCard:
    return SceneCard("c", more.pop("title", "A card"), Stack(0, nodes, 24), **more)


def laid(*cards: SceneCard, name: str = "16x9", **page: Any) -> Laid:
    room = FORMATS[name]
    height = room.height or room.min_height or 500
    scale = page.pop("scale", 1.0)
    cells = page.pop("cells", {})
    pages = tuple(Page(one, at + 1, room.width, height, scale, {}, cells) for at, one in enumerate(cards))
    title, language = page.pop("title", "Rivers"), page.pop("language", "en")
    return Laid(Scene(title, language, room, THEME, cards, 64, 48, {LOGO: PIXEL}), pages, {})


def exported(*cards: SceneCard, **more: Any) -> Any:
    return html.document_fromstring(EXPORTER(laid(*cards, **more)).decode())


def served(one: Laid, **more: Any) -> bytes:
    more = {"asset_base": "/static/", "image_url": "/images/{}".format, "page_url": "https://d.example/docs/x"} | more
    return viewer_page(one, **more)


EVERYTHING = card(
    text("Rivers", "h1", HEADING),
    ListNode(2, (Item((Run("one"),)), Item((Run("two", bold=True),), 1)), BODY, 9),
    TableNode(
        3, ((Run("a"),), ()), (((Run("1"),), (Run("2"),)),), ("start", "end"), BODY, BODY, 10, 7, (1, 1), "Numbers"
    ),
    ChartNode(
        4,
        "bar",
        ("x",),
        (Series("s", (1.0,)),),
        100,
        50,
        '<svg viewBox="0 0 100 50"><text x="1" y="2">x</text></svg>',
        'A "chart"',
        PLOT,
    ),
    Row(
        5,
        (
            Panel(6, PictureNode(7, LOGO, 2.0, "A logo"), "panel", None, 20, 22, 12),
            Stack(8, (ShapeNode(9, "dot", "accent", 12, 12), ShapeNode(10, "rule", "line", 0, 1)), 4),
        ),
        (2, 1),
        18,
        equal=True,
    ),
    text("def f():\n\tpass", "p", CODE, color="#aa00aa"),
    DrawingNode(11, Drawing(20, 10, (circle(5, 5, 4, Paint(Gradient((Stop(0, "text"), Stop(1, "line"))))),)), "A dot"),
    backdrop=Drawing(20, 10, (circle(5, 5, 4, Paint("panel", "line")),)),
    furniture=(Furniture("top-right", "picture", "Logo", LOGO), Furniture("bottom-left", "number")),
    furniture_look=BODY,
)


def style_of(page: Any) -> str:
    return page.find(".//style").text


def test_a_file_asks_for_nothing_outside_itself() -> None:
    page = exported(EVERYTHING)
    loads = [*page.xpath("//@src"), *page.xpath("//link/@href"), *re.findall(r"url\(([^)]*)", style_of(page))]
    assert loads
    assert all(load.startswith("data:") for load in loads)
    assert "@import" not in style_of(page)


def test_the_policy_of_a_file_names_exactly_its_style_and_script() -> None:
    page = exported(EVERYTHING)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    for element in (page.find(".//style"), page.find(".//script")):
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


@pytest.mark.parametrize("make", [EXPORTER, served])
def test_no_element_carries_a_style_or_a_handler(make: Any) -> None:
    page = html.document_fromstring(make(laid(EVERYTHING)).decode())
    names = {name for element in page.iter() for name in element.attrib}
    assert "style" not in names
    assert not [name for name in names if name.startswith("on")]


def test_meaning_is_kept() -> None:
    page = exported(EVERYTHING, language="de-AT")
    assert page.attrib["lang"] == "de-AT"
    assert page.attrib["dir"] == "ltr"
    assert page.xpath("string(//h1)") == "Rivers"
    assert page.xpath("//ul/li/ul/li/strong/text()") == ["two"]
    assert page.xpath("//th/@scope") == ["col"]
    assert page.xpath("//caption/text()") == ["Numbers"]
    assert page.xpath("//*[@role='img' and @class='cg']/@aria-label") == ['A "chart"']
    assert page.xpath("string(//pre)") == "def f():\n\tpass"
    assert page.xpath("//section/@aria-label") == ["A card"]
    assert page.xpath("//section/@id") == ["1"]


def test_a_table_says_what_its_cells_are() -> None:
    spark = Spark(0, 2, ChartNode(0, "sparkline", ("1", "2"), (), 80, 20, "<svg/>", "North: rises", PLOT))
    rows = tuple(tuple((Run(word),) for word in words) for words in (("North", "4.5", ""), ("Total", "9", "x")))
    head = ((Run("Region"),), (Run("Sold"),), (Run("Trend"),))
    table = TableNode(
        3, head, rows, ("start", "end", "start"), BODY, BODY, 10, 7, (1, 1, 1),
        tails=(("", "", ""), ("", ".0", "")), named=True, total=BODY, striped=True, sparks=(spark,),
    )  # fmt: skip
    page = exported(card(table))
    assert page.xpath("//thead//th/@scope") == ["col"] * 3
    assert page.xpath("//tbody//th[@scope='row']/text()") == ["North"]
    assert page.xpath("//tfoot//th[@scope='row']/text()") == ["Total"]
    assert page.xpath("//tfoot//td/@data-t") == [".0"]
    assert page.xpath("string(//tfoot)") == "Total9x"
    assert page.xpath("//tbody//*[@role='img']/@aria-label") == ["North: rises"]
    assert "zb" in page.xpath("//table/@class")[0].split()


def test_a_table_without_a_head_has_none() -> None:
    table = TableNode(3, (), (((Run("2021"),), (Run("4"),)),), ("start", "end"), BODY, BODY, 10, 7, (1, 1))
    page = exported(card(table))
    assert not page.xpath("//thead | //th")
    assert page.xpath("//tbody//td/text()") == ["2021", "4"]


def test_every_node_can_be_found_again() -> None:
    found = exported(EVERYTHING).xpath("//@data-n")
    assert sorted(found, key=lambda name: int(name[2:])) == [f"1.{at}" for at in range(12)][:2] + ["1.1"] + [
        f"1.{at}" for at in range(2, 12)
    ]


def plotted(kind: Any, categories: tuple[str, ...], *series: Series, **more: Any) -> ChartNode:
    return ChartNode(4, kind, categories, series, 100, 50, "<svg/>", "A chart", PLOT, **more)


def test_the_numbers_of_a_chart_can_be_read_without_its_drawing() -> None:
    series = (Series("Salmon", (1200.0, None)), Series("Trout", (-300.0, 2400.0)))
    page = exported(card(plotted("bar", ("2023", "2024"), *series, unit="kg", colors=("#112233", "#445566"))))
    entries = [
        [part.text.replace("\xa0", " ") for part in entry if part.text] for entry in page.xpath("//ul[@class='cd']/li")
    ]
    assert entries == [["2023", "Salmon", "1,200 kg", "Trout", "−300 kg"], ["2024", "Trout", "2,400 kg"]]
    bars = [re.search(rf"\.{name}{{([^}}]*)}}", style_of(page)) for name in page.xpath("//ul[@class='cd']//i/@class")]
    assert [bar[1] for bar in bars if bar] == [
        "width:50%;background:#112233",
        "width:12.5%;background:#445566",
        "width:100%;background:#445566",
    ]


def test_a_chart_with_very_many_numbers_stays_a_drawing() -> None:
    many = tuple(float(at) for at in range(40))
    page = exported(card(plotted("line", tuple(map(str, many)), Series("s", many))))
    assert not page.xpath("//ul[@class='cd']")
    assert page.xpath("//*[@class='cg']/@aria-label") == ["A chart"]


def test_right_to_left_cards_say_so() -> None:
    page = exported(card(text("عودة"), rtl=True), card(text("back")), language="ar")
    assert page.attrib["dir"] == "rtl"
    assert page.xpath("//section/@dir") == ["rtl", "ltr"]


def test_items_nest_by_level_and_keep_their_numbers() -> None:
    items = [Item((Run(word),), level, value) for word, level, value in ITEMS]
    tree = html.fragment_fromstring(nested(items, lambda item: item.runs[0].text, 'class="ls"'))
    assert [(entry.text, int(entry.get("value", 0)) or None) for entry in tree.iter("li")] == [
        (word, value) for word, _, value in ITEMS
    ]
    for entry, (_, level, value) in zip(tree.iter("li"), ITEMS, strict=True):
        above = [one for one in entry.iterancestors() if one.tag in ("ul", "ol")]
        assert len(above) == level + 1
        assert above[0].tag == ("ul" if value is None else "ol")


ITEMS = [
    ("a", 0, None),
    ("b", 1, 4),
    ("c", 1, 5),
    ("d", 2, None),
    ("e", 1, None),
    ("f", 0, None),
    ("g", 0, 1),
    ("h", 1, None),
    ("i", 0, 2),
]


def test_columns_of_a_table_are_as_wide_as_layout_found() -> None:
    cells = {3: ((Rect(0, 0, 300, 20), Rect(300, 0, 100, 20)),)}
    page = exported(EVERYTHING, cells=cells)
    widths = [re.search(rf"\.{name}{{width:([\d.]+)%}}", style_of(page)) for name in page.xpath("//col/@class")]
    assert [float(width[1]) for width in widths if width] == [75.0, 25.0]


def test_a_header_cell_without_words_is_no_header() -> None:
    page = exported(EVERYTHING)
    assert [cell.tag for cell in page.xpath("//thead/tr/*")] == ["th", "td"]


def test_scale_shrinks_headings_but_never_grows_them() -> None:
    for scale, headings in ((0.8, "0.8"), (1.2, "1")):
        assert f"--s:{scale:g};--hs:{headings};" in style_of(exported(EVERYTHING, scale=scale))


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://example.org/a?b=c&d=é#e", True),
        ("mailto:a@example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,<script>", False),
        ("//example.org", False),
        ("https://example.org/ x", False),
        (" https://example.org", False),
        ('https://example.org/"onclick=', False),
    ],
)
def test_only_harmless_links_are_followed(link: str, kept: bool) -> None:
    assert safe_link(link) == (link if kept else "")
    page = exported(card(text("here", link=link)))
    assert page.xpath("//main//a/@href") == ([link] if kept else [])
    assert page.xpath("string(//main)").strip() == "here"


def test_links_do_not_hand_over_the_page() -> None:
    anchor = exported(card(text("here", link="https://example.org"))).find(".//main//a")
    assert "noopener" in anchor.get("rel")


def test_a_picture_shown_often_is_carried_once() -> None:
    furniture = (Furniture("top-right", "picture", "Logo", LOGO),)
    data = EXPORTER(laid(*[card(text("x"), furniture=furniture) for _ in range(5)]))
    assert data.count(base64.b64encode(PIXEL.data)) == 1
    page = html.document_fromstring(data.decode())
    assert page.xpath("//main//*[@role='img']/@aria-label") == ["Logo"] * 5


def test_decoration_is_not_announced() -> None:
    page = exported(card(PictureNode(1, LOGO, 2.0, "never said", decorative=True)))
    assert page.xpath("//main//img/@alt") == [""]


def test_a_picture_that_is_not_there_leaves_no_trace() -> None:
    assert exported(card(PictureNode(1, "nowhere", 2.0, "x"))).xpath("//main//img") == []


def test_equal_decks_give_equal_bytes() -> None:
    assert EXPORTER(laid(EVERYTHING)) == EXPORTER(laid(EVERYTHING))
    assert served(laid(EVERYTHING)) == served(laid(EVERYTHING))


def test_a_served_page_links_only_to_its_own_origin() -> None:
    page = html.document_fromstring(served(laid(EVERYTHING)).decode())
    loads = [
        *page.xpath("//@src"),
        *page.xpath("//link[@rel='stylesheet']/@href"),
        *re.findall(r"url\('?([^')]*)", style_of(page)),
    ]
    assert f"/images/{PIXEL.sha256}" in loads
    assert all(load.startswith(("/static/", "/images/", "data:font/")) for load in loads)
    names = [load.removeprefix("/static/") for load in loads if load.startswith("/static/")]
    assert {name.rsplit(".", 1)[1] for name in names} >= {"css", "js"}
    assert all(name in static_files() for name in names)


def test_what_accompanies_a_page_leaves_the_page_as_it_is() -> None:
    page = served(laid(EVERYTHING))
    views = accompanied(page, Beside(["a", "b"], views="/docs/x/views"), asset_base="/static/")
    both = accompanied(
        page, Beside(["a"], "/docs/x/views", "/docs/x/comments", "usr_1", edits=True), asset_base="/static"
    )
    assert accompanied(page, Beside([]), asset_base="/static") == page
    for found, programs in ((views, {"views.js"}), (both, {"views.js", "comments.css", "comments.js"})):
        read = html.document_fromstring(found.decode())
        added = [name for name in (*read.xpath("//@src"), *read.xpath("//link/@href")) if name.encode() not in page]
        names = [name.removeprefix("/static/") for name in added]
        assert {re.sub(r"\.\w{16}\.", ".", name) for name in names} == programs
        assert all(name in static_files() for name in names)
        assert viewer_headers(found) == viewer_headers(page)
    (script,) = html.document_fromstring(views.decode()).xpath("//script[@data-to]")
    assert (script.get("data-to"), script.get("data-cards")) == ("/docs/x/views", "a b")
    (script,) = html.document_fromstring(both.decode()).xpath("//script[@data-at]")
    assert (script.get("data-at"), script.get("data-reader"), "data-edits" in script.attrib) == (
        "/docs/x/comments",
        "usr_1",
        True,
    )


def test_nothing_that_accompanies_a_page_can_break_out_of_its_place() -> None:
    found = accompanied(
        served(laid(EVERYTHING)),
        Beside(['"><b>'], views='"><i>', comments='"><i>', reader='"><i>'),
        asset_base="/static",
    )
    assert b'"><i>' not in found and b'"><b>' not in found


def test_a_page_connects_to_its_own_server_when_it_must() -> None:
    page = served(laid(EVERYTHING))
    plain, connected = viewer_headers(page), viewer_headers(page, connects=True)
    policies = [headers["content-security-policy"] for headers in (plain, connected)]
    assert policies[1] == f"{policies[0]}; connect-src 'self'"


def test_headers_allow_the_page_and_nothing_else() -> None:
    page = served(laid(EVERYTHING))
    headers = viewer_headers(page, frame_ancestors="https://intranet.example")
    style = style_of(html.document_fromstring(page.decode()))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": f"'self' 'sha256-{digest}'",
        "img-src": "'self' data:",
        "font-src": "'self' data:",
        "frame-ancestors": "https://intranet.example",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert headers["x-robots-tag"] == "noindex"
    assert "x-robots-tag" not in viewer_headers(page, indexable=True)


def test_the_head_tells_other_sites_what_the_page_is() -> None:
    page = html.document_fromstring(
        served(
            laid(EVERYTHING), title='<A> "deck"', description="What & why", preview_url="https://d.example/p"
        ).decode()
    )
    said = {meta.get("property") or meta.get("name"): meta.get("content") for meta in page.iter("meta")}
    assert page.findtext(".//title") == '<A> "deck"'
    assert said["og:title"] == '<A> "deck"'
    assert said["og:description"] == "What & why"
    assert said["og:image"] == "https://d.example/p"
    assert said["robots"] == "noindex"
    allowed = html.document_fromstring(served(laid(EVERYTHING), indexable=True).decode())
    assert not allowed.xpath("//meta[@name='robots']")


def test_downloads_are_offered_only_when_there_are_any() -> None:
    assert not html.document_fromstring(served(laid(EVERYTHING)).decode()).xpath("//details")
    links = [("PDF", "/f/a.pdf"), ("PowerPoint", "/f/a.pptx?x=1&y=2")]
    page = html.document_fromstring(served(laid(EVERYTHING), downloads=links).decode())
    assert [(link.text, link.get("href")) for link in page.xpath("//details//a")] == links


def test_static_files_are_named_by_their_content() -> None:
    files = static_files()
    assert len(list(files)) == len(files)
    for name in list(files)[:2]:
        kind, data = files[name]
        assert hashlib.sha256(data).hexdigest()[:16] in name
        assert kind.startswith("text/")
    with pytest.raises(KeyError):
        files["../document.py"]
    assert "page.0000000000000000.css" not in files


@dataclass(frozen=True)
class Face:
    path: Path
    weight: int
    italic: bool
    unicode_range: str


def family(name: str, *cuts: tuple[int, bool, str]) -> Mapping[str, tuple[Face, ...]]:
    made = [Face(Path(f"/{name}-{at}.woff2"), *cut) for at, cut in enumerate(cuts)]
    return {name: tuple(made)}


def test_only_the_fonts_that_are_used_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {
        **family(
            "Inter",
            (400, False, "U+0000-00FF"),
            (700, False, "U+0000-00FF"),
            (400, True, "U+0000-00FF"),
            (400, False, "U+0400-04FF"),
        ),
        **family("Vazirmatn", (400, False, "U+0020-007F, U+0600-06FF"), (700, False, "U+0600-06FF")),
        **family("JetBrains Mono", (400, False, "U+0000-00FF")),
    }
    monkeypatch.setattr(faces, "web_fonts", lambda: known)
    monkeypatch.setattr(faces, "shipped", lambda family: ())

    def taken(asked: set[tuple[str, int, bool]], characters: str) -> list[str]:
        return sorted(chosen.path.stem for chosen in faces.needed(THEME.fonts, asked, set(characters)))

    assert taken({("body", 400, False)}, "river") == ["Inter-0"]
    assert taken({("body", 600, False)}, "river") == ["Inter-1"]
    assert taken({("body", 400, False)}, "river река") == ["Inter-0", "Inter-3"]
    assert taken({("body", 400, False)}, "نهر") == ["Vazirmatn-0"]
    assert taken({("body", 700, True)}, "river") == ["Inter-2"]
    assert taken({("mono", 400, False)}, "river") == ["JetBrains Mono-0"]


needs_fonts = pytest.mark.skipif(cardwright_assets.font_folder() is None, reason="no fonts were shipped")


@needs_fonts
def test_other_scripts_are_carried_letter_by_letter() -> None:
    page = EXPORTER(laid(card(text("نهر 川")), title="")).decode()
    fonts = {
        name: TTFont(io.BytesIO(base64.b64decode(data)))
        for name, data in re.findall(r"font-family:'([^']*)'[^}]*?data:font/woff;base64,([^)]*)", page)
    }
    assert list(fonts) == ["Vazirmatn"]
    letters = set(fonts["Vazirmatn"].getBestCmap())
    assert letters >= {ord(letter) for letter in "نهر"}
    assert ord("川") not in letters
    assert len(letters) < 20
    assert "GSUB" in fonts["Vazirmatn"]  # letters must still join


@needs_fonts
def test_a_cut_font_has_what_shapers_turn_letters_into() -> None:
    path = shipped("Noto Sans Thai")[0].path
    _, data = subset.data_uri(path, "\u0e33").split(",")  # sara am, set as nikhahit and sara aa
    assert set(TTFont(io.BytesIO(base64.b64decode(data))).getBestCmap()) >= {0x0E33, 0x0E4D, 0x0E32}


@needs_fonts
def test_cut_fonts_are_the_same_every_time() -> None:
    path = shipped("Vazirmatn")[0].path
    first = subset.data_uri(path, "نهر")
    subset.data_uri.cache_clear()
    assert subset.data_uri(path, "نهر") == first


def test_unicode_ranges_are_read_as_css_means_them() -> None:
    assert faces.ranges("U+26, U+0-7F, U+4??") == ((0x26, 0x26), (0, 0x7F), (0x400, 0x4FF))
    assert faces.ranges("") == ((0, 0x10FFFF),)
