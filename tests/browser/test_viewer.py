"""The page in a real browser: it agrees with layout, obeys its policy, reads and presents everywhere."""

import hashlib
import io
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import drawings
import pytest
from browsing import IN_BROWSER, Seen, rectangles, windows
from cardwright.deck import Block, Card, Deck, Span, image_sources, rich
from cardwright.deck.blocks import all_specs
from cardwright.deck.blocks.heading import Heading
from cardwright.deck.blocks.list import Item, List
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.deck.blocks.table import Table
from cardwright.export.html import EXPORTER, static_files, viewer_headers, viewer_page
from cardwright.export.png import pages_as_png
from cardwright.layout import Laid, lay_out
from cardwright.scene import Image
from cardwright.scene.compose import compose
from cardwright.scene.format import FORMATS, SITE
from cardwright.theme import all_themes
from formulaic import FRACTIONS, PROSE, formulas
from making import built
from PIL import Image as Pixels
from PIL import ImageChops, ImageStat
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

pytestmark = IN_BROWSER
PARAGRAPH = (
    "The river was straightened in 1902 and lost three quarters of its length. Five towns agreed in 2019 to give it "
    "room again: they bought land on both banks, moved a road and opened the first weir within two years."
)
HOSTILE = "</p><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\"> & <b>bold</b>"
CONTENTS: tuple[tuple[str, tuple[Block, ...]], ...] = (
    ("What the river taught us", (Paragraph(rich(PARAGRAPH)),)),
    (
        "A list, nested and numbered",
        (
            List(
                (
                    Item(rich("Plant the banks before the first flood")),
                    Item(rich("Willow first, then alder"), 1),
                    Item(rich("Open the weir")),
                )
            ),
            List((Item(rich("Measure")), Item(rich("Decide")), Item(rich("Measure again"))), ordered=True),
        ),
    ),
    (
        "A table with many columns",
        (
            Table(
                tuple(rich(f"Year {2016 + at}") for at in range(8)),
                tuple(tuple(rich(f"{row * 8 + at}.5 km") for at in range(8)) for row in range(4)),
            ),
        ),
    ),
    (
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
        (Paragraph(rich("https://example.org/" + "a-long-path/" * 20)),),
    ),
    ("Text that looks like markup", (Heading(rich(HOSTILE), 3), Paragraph(rich(HOSTILE)))),
)


def deck(*, hard: bool = True) -> Deck:
    """A cover, a card for every block type by its own example, and some that are hard to set."""
    examples = [Card(rich(f"Example of {kind}"), (spec.example,)) for kind, spec in all_specs().items()]
    chosen = CONTENTS if hard else CONTENTS[:2]
    said = [Card(rich(title), blocks) for title, blocks in chosen]
    return Deck("Rivers & towns", "en", (Card(rich("Bringing the river back"), kind="cover"), *said, *examples))


def photograph() -> Image:
    """A small grey gradient."""
    drawn = Pixels.linear_gradient("L").resize((90, 60)).convert("RGB")
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return Image(hashlib.sha256(out.getvalue()).hexdigest(), "image/png", 90, 60, out.getvalue())


PHOTOGRAPH = photograph()
ROOMS = {**FORMATS, SITE.name: SITE}


def set_in(name: str = "16x9", theme: str = "", said: Deck | None = None) -> Laid:
    chosen = all_themes()[theme or next(iter(all_themes()))]
    said = said or deck()
    images = dict.fromkeys(image_sources(said), PHOTOGRAPH)
    return lay_out(compose(said, chosen, ROOMS[name], images, None))


@pytest.fixture(scope="module")
def slides() -> Laid:
    return set_in()


Open = Callable[..., Seen]


@pytest.fixture
def view(browser: Browser) -> Iterator[Open]:
    """Opens a URL in a fresh context; closes it after the test."""
    with windows(browser) as window:

        def opened(url: str, width: int = 1280, height: int = 800, **options: Any) -> Seen:
            seen = Seen.watching(window(width, height, **options))
            seen.page.on("requestfailed", lambda request: seen.complaints.append(request.url))
            return seen.open(url)

        yield opened


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Laid], str]:
    """Exports a deck to a file; gives its URL."""

    def url(laid: Laid) -> str:
        path = tmp_path / "deck.html"
        path.write_bytes(EXPORTER(laid))
        return path.as_uri()

    return url


@pytest.fixture
def served(slides: Laid) -> Iterator[str]:
    """The slides behind a loopback server that sends the real headers; its URL."""
    body = viewer_page(
        slides, asset_base="/static", image_url="/images/{}".format, page_url="", downloads=[("PDF", "/deck.pdf")]
    )

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.removeprefix("/static/")
            if self.path == "/docs/x":
                self.answer(200, viewer_headers(body), body)
            elif self.path == f"/images/{PHOTOGRAPH.sha256}":
                self.answer(200, {"content-type": PHOTOGRAPH.media_type}, PHOTOGRAPH.data)
            elif name in static_files():
                kind, data = static_files()[name]
                self.answer(200, {"content-type": kind}, data)
            else:
                self.answer(404, {}, b"")

        def answer(self, status: int, headers: Any, data: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/docs/x"
    server.shutdown()
    server.server_close()


def distances(laid: Laid, page: Page) -> dict[tuple[int, int], float]:
    """How far each node's rectangle in the browser is from where layout put it, in points."""
    seen = rectangles(page)
    found: dict[tuple[int, int], float] = {}
    for one in laid.pages:
        for node, rect in one.places.items():
            if (one.number, node) in seen:
                there = (rect.x, rect.y, rect.width, rect.height)
                here = seen[one.number, node]
                found[one.number, node] = max(abs(a - b) for a, b in zip(there, here, strict=True))
    return found


@pytest.mark.parametrize("name", list(ROOMS))
def test_the_browser_puts_things_where_layout_does(name: str, view: Open, written: Callable[[Laid], str]) -> None:
    laid = set_in(name)
    page = view(written(laid), 1100, 1400).page
    page.evaluate("document.fonts.ready")
    found = distances(laid, page)
    assert len(found) > 3 * len(laid.pages)
    far = {node: round(distance, 2) for node, distance in found.items() if distance > 0.5}
    assert not far


NOTED = {"en": ("The weir was opened in 2018.", "Annual report"), "ar": ("فُتح السد عام 2018.", "التقرير السنوي")}


def noted(language: str) -> Deck:
    """Cards with notes: at the end of sentences, in a list, in a title and in a table."""
    said, report = NOTED[language]
    mark, other = (
        Span("", note=rich(report)),
        Span("", note=(Span(f"{report} ", italic=True), Span(" ".join([said] * 6)))),
    )
    text = (Span(said), mark, Span(f" {said} {said}"), other, Span(f" {said * 3}"))
    blocks = (Paragraph(text), List((Item((Span(said), mark)), Item((Span(said), other, mark)))))
    table = Table((rich("a"), rich("b")), (((Span(said), mark), (Span("12"), other)),))
    cards = (Card((Span(said), mark), blocks), Card(rich("T"), (table,)), Card((), (Paragraph(text),), "statement"))
    return Deck("T", language, cards * 2)


@pytest.mark.parametrize("name", ["16x9", "4x3", "1x1", "a4", "fluid"])
def test_notes_stand_where_layout_puts_them(name: str, view: Open, written: Callable[[Laid], str]) -> None:
    for language in NOTED:
        laid = set_in(name, said=noted(language))
        page = view(written(laid), 1100, 1400).page
        page.evaluate("document.fonts.ready")
        found = distances(laid, page)
        assert len(found) > 3 * len(laid.pages)
        assert not {node: round(distance, 2) for node, distance in found.items() if distance > 0.5}
        assert page.locator("sup").count() > len(laid.pages)


@pytest.mark.parametrize("name", list(FORMATS))
def test_drawings_stand_where_layout_puts_them(name: str, view: Open, written: Callable[[Laid], str]) -> None:
    for rtl in (False, True):
        laid = drawings.drawn(name, rtl=rtl)
        page = view(written(laid), 1100, 1400).page
        page.evaluate("document.fonts.ready")
        found = distances(laid, page)
        assert {(1, 3), (1, 7)} <= set(found)
        assert not {node: round(distance, 2) for node, distance in found.items() if distance > 0.5}


def test_a_backdrop_lies_behind_and_covers_the_card(view: Open, written: Callable[[Laid], str]) -> None:
    for width in (1280, 390):
        page = view(written(drawings.drawn()), width, 800).page
        card, behind, words = (page.locator(f"section:nth-of-type(2){part}") for part in ("", " .bd", " h2"))
        assert behind.bounding_box() == card.bounding_box()
        words.scroll_into_view_if_needed()
        box = words.bounding_box()
        assert box
        middle = f"document.elementFromPoint({box['x'] + 20}, {box['y'] + box['height'] / 2}).tagName"
        assert page.evaluate(middle) == "H2"


def test_a_drawing_is_drawn_as_on_paper(view: Open, written: Callable[[Laid], str]) -> None:
    """Pixel by pixel, but for the edges, where two programs smooth differently."""
    laid = drawings.drawn()
    page = view(written(laid), 1100, 1400).page
    page.evaluate("document.fonts.ready")
    for number, paper in enumerate(pages_as_png(laid, 72), 1):
        shot = page.locator(f"section:nth-of-type({number})").screenshot()
        seen, printed = (Pixels.open(io.BytesIO(data)).convert("RGB") for data in (shot, paper))
        inner = [one.resize((960, 540)).crop((12, 12, 948, 528)) for one in (seen, printed)]
        assert max(ImageStat.Stat(ImageChops.difference(*inner)).mean) < 3


LANGUAGES = {
    "de": "Fünf Gemeinden haben beschlossen, dem Fluss wieder Raum zu geben, und kauften Land an beiden Ufern.",
    "ru": "Пять городов решили вернуть реке её русло и выкупили землю на обоих берегах, а затем открыли плотину.",
    "el": "Πέντε πόλεις συμφώνησαν να δώσουν ξανά χώρο στο ποτάμι και αγόρασαν γη και στις δύο όχθες του.",
    "ar": "اتفقت خمس مدن على إعادة المساحة إلى النهر، فاشترت الأرض على الضفتين وفتحت السد الأول خلال عامين.",
    "he": "חמש ערים הסכימו להחזיר לנהר את מקומו, קנו אדמה בשתי הגדות ופתחו את הסכר הראשון בתוך שנתיים.",
    "hi": "पाँच नगरों ने नदी को फिर से जगह देने का निर्णय लिया और दोनों किनारों पर ज़मीन खरीदी।",
    "th": "ห้าเมืองตกลงคืนพื้นที่ให้แม่น้ำ ซื้อที่ดินทั้งสองฝั่ง และเปิดฝายแห่งแรกภายในสองปี",
    "ja": "五つの町は川に再び場所を与えることに合意し、両岸の土地を買い、二年以内に最初の堰を開いた。",
    "zh": "五个城镇同意把空间还给河流，他们买下两岸的土地，两年之内打开了第一座水坝。",
    "ko": "다섯 마을은 강에 다시 자리를 내주기로 합의하고 양쪽 강둑의 땅을 사들여 두 해 만에 첫 보를 열었다.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_script_is_set_as_layout_sets_it(language: str, view: Open, written: Callable[[Laid], str]) -> None:
    sentence = LANGUAGES[language]
    blocks = (
        Paragraph(rich(sentence * 2)),
        List((Item(rich(sentence)), Item(rich(sentence[:30]), 1), Item(rich("2024: 31 km")))),
    )
    laid = set_in(said=Deck(sentence[:20], language, (Card(rich(sentence[:24]), blocks),)))
    seen = view(written(laid), 1100, 900)
    seen.page.evaluate("document.fonts.ready")
    assert seen.complaints == []
    found = distances(laid, seen.page)
    assert len(found) >= 4
    assert max(found.values()) < 1, found


@pytest.mark.parametrize("theme", list(all_themes()))
@pytest.mark.parametrize("name", ["16x9", "9x16", "a4", "pageless"])
def test_formulas_are_where_layout_puts_them(name: str, theme: str, view: Open, written: Callable[[Laid], str]) -> None:
    laid = set_in(name, theme, formulas())
    seen = view(written(laid), 1100, 1400)
    seen.page.evaluate("document.fonts.ready")
    assert seen.complaints == []
    found = distances(laid, seen.page)
    far = {node: round(distance, 2) for node, distance in found.items() if distance > 0.5}
    assert not far
    # What the browser sets is about as wide as the room it has been given; it reckons the sign of a root too wide.
    sizes = seen.page.evaluate(
        """() => Array.from(document.querySelectorAll('.fd, .fi'), (box) => {
            const set = box.querySelector('semantics').getBoundingClientRect(), at = box.getBoundingClientRect();
            return [set.width / at.width, box.classList.contains('fd')];
        })"""
    )
    assert len(sizes) > 20
    assert all(share <= 1.01 if is_display else 0.8 < share < 1.4 for share, is_display in sizes)
    assert seen.page.evaluate("document.fonts.check('20px \"STIX Two Math\"', '\U0001d465')")


def test_lines_with_formulas_are_as_high_as_others(view: Open, written: Callable[[Laid], str]) -> None:
    laid = set_in("16x9", said=Deck("Lines", "en", (Card(rich("Lines"), (Paragraph(PROSE), Paragraph(FRACTIONS))),)))
    page = view(written(laid), 1280, 900).page
    page.evaluate("document.fonts.ready")
    heights = page.evaluate(
        """() => Array.from(document.querySelectorAll('p.k'), (text) =>
            [text.getBoundingClientRect().height, parseFloat(getComputedStyle(text).lineHeight)])"""
    )
    assert len(heights) == 2
    for height, line in heights:
        assert height / line == pytest.approx(round(height / line), abs=0.02)


def test_formulas_can_be_read_aloud_and_copied(view: Open, written: Callable[[Laid], str]) -> None:
    page = view(written(set_in("16x9", said=formulas()))).page
    told = page.locator("math").evaluate_all("(all) => all.map((one) => one.getAttribute('alttext'))")
    assert "E = mc²" in told and all(told)
    notes = page.locator("math annotation").evaluate_all(
        "(all) => all.map((one) => [one.getAttribute('encoding'), one.textContent])"
    )
    assert ["application/x-tex", "E = mc^2"] in notes
    assert all(kind == "application/x-tex" for kind, _ in notes)
    assert page.locator("math [style]").count() == 0


@pytest.mark.parametrize("name", ["16x9", "pageless", "9x16"])
def test_markers_of_lists_stand_where_their_list_begins(name: str, view: Open, written: Callable[[Laid], str]) -> None:
    items = tuple(Item(rich(f"point {number}"), level) for number, level in enumerate((0, 0, 1, 2, 0)))
    cards = tuple(Card(rich("Points"), (List(items, ordered),)) for ordered in (True, False))
    page = view(written(built(Deck("Lists", "en", cards), name).laid), 1100, 1400).page
    found = page.evaluate(
        """() => Array.from(document.querySelectorAll('.ls li'), (item) => {
            const mark = getComputedStyle(item, '::before');
            return [mark.content, parseFloat(mark.insetInlineStart), parseFloat(getComputedStyle(item).paddingInlineStart)];
        })"""
    )
    assert len(found) == 2 * len(items)
    assert all(content not in {"none", "normal"} and 0 <= start < indent for content, start, indent in found)


def test_a_served_page_obeys_its_policy(served: str, view: Open) -> None:
    seen = view(served)
    assert seen.complaints == []
    origin = served.rsplit("/docs", 1)[0]
    assert all(url.startswith((origin, "data:")) for url in seen.requests)
    assert seen.page.locator("[data-present]").is_visible()
    assert seen.page.title() == "Rivers & towns"
    seen.page.locator("main img").first.scroll_into_view_if_needed()
    picture = seen.page.locator("main img").first
    assert picture.evaluate("(picture) => picture.decode().then(() => picture.naturalWidth)") == 90


def test_a_file_obeys_its_policy_and_asks_for_nothing(slides: Laid, view: Open, written: Callable[[Laid], str]) -> None:
    url = written(slides)
    seen = view(url)
    assert seen.complaints == []
    assert [asked for asked in seen.requests if not asked.startswith("data:")] == [url]


def test_text_that_looks_like_markup_is_text(slides: Laid, view: Open, written: Callable[[Laid], str]) -> None:
    page = view(written(slides)).page
    said = page.locator(".card", has=page.get_by_text("Text that looks like markup")).first
    assert said.locator("p.k").first.inner_text().replace("\xa0", " ") == HOSTILE
    assert page.locator("main script, main .k b, main img[onerror]").count() == 0
    assert page.title() == "Rivers & towns"


@pytest.mark.parametrize("name", ["16x9", "a4", "pageless", "9x16", "fluid"])
@pytest.mark.parametrize("width", [320, 360, 800])
def test_nothing_hangs_over_the_side(name: str, width: int, view: Open, written: Callable[[Laid], str]) -> None:
    page = view(written(set_in(name)), width, 740).page
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    outside = page.evaluate(
        """() => Array.from(document.querySelectorAll('.k'))
            .filter((node) => !node.closest('.tb, pre, .fd') && node.getBoundingClientRect().right > innerWidth + 1)
            .map((node) => node.textContent)"""
    )
    assert outside == []


def test_type_is_readable_on_a_phone(slides: Laid, view: Open, written: Callable[[Laid], str]) -> None:
    page = view(written(slides), 360, 740).page
    sizes = page.evaluate(
        """() => Array.from(document.querySelectorAll('.in > :not(.fr) .k'), (n) => parseFloat(getComputedStyle(n).fontSize))"""
    )
    assert min(sizes) >= 16


def test_a_wide_table_scrolls_in_its_own_box(slides: Laid, view: Open, written: Callable[[Laid], str]) -> None:
    page = view(written(slides), 360, 740).page
    box = page.locator(".tb", has=page.get_by_text("Year 2023"))
    assert box.evaluate("(box) => box.scrollWidth - box.clientWidth") > 200
    assert box.get_attribute("tabindex") == "0"  # so that the keyboard can scroll it
    small = page.locator(".tb", has=page.get_by_text("Reach"))
    assert small.evaluate("(box) => box.scrollWidth - box.clientWidth") <= 1
    assert small.get_attribute("tabindex") is None


def test_presenting_by_keyboard(slides: Laid, view: Open, written: Callable[[Laid], str]) -> None:
    page = view(written(slides)).page
    last = len(slides.pages)

    def shown() -> list[str]:
        return page.locator(".card").evaluate_all(
            "cards => cards.filter((c) => c.offsetParent !== null || c.getClientRects().length).map((c) => c.id)"
        )

    page.keyboard.press("f")
    assert shown() == ["1"]
    for key, card in (
        ("ArrowRight", 2),
        ("PageDown", 3),
        (" ", 4),
        ("ArrowLeft", 3),
        ("PageUp", 2),
        ("Shift+ ", 1),
        ("ArrowLeft", 1),
        ("End", last),
        ("ArrowRight", last),
        ("Home", 1),
        ("ArrowDown", 2),
    ):
        page.keyboard.press(key.replace(" ", "Space"))
        assert shown() == [str(card)], key
        assert page.evaluate("location.hash") in (f"#{card}", "")
    assert page.locator(".stage .count").inner_text() == f"2 / {last}"
    page.keyboard.press("Escape")
    expect(page.locator("html.presenting")).to_have_count(0)
    assert len(shown()) == last


def test_a_presented_card_fills_the_screen(slides: Laid, view: Open, written: Callable[[Laid], str]) -> None:
    page = view(written(slides), 1600, 900).page
    page.locator("[data-present]").click()
    box = page.locator(".card.on .in").bounding_box()
    assert box
    assert box["width"] == pytest.approx(1600, abs=1)
    assert box["y"] == pytest.approx(0, abs=1)


def test_presenting_by_touch(slides: Laid, view: Open, written: Callable[[Laid], str]) -> None:
    page = view(written(slides), 844, 390, has_touch=True).page
    page.locator("[data-present]").tap()
    touch = page.context.new_cdp_session(page)

    def swipe(start: int, end: int) -> str:
        for kind, x in (
            ("touchStart", start),
            ("touchMove", (start + end) // 2),
            ("touchMove", end),
            ("touchEnd", None),
        ):
            points = [] if x is None else [{"x": x, "y": 200}]
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        return page.locator(".card.on").get_attribute("id") or ""

    assert swipe(600, 300) == "2"
    assert swipe(600, 300) == "3"
    assert swipe(300, 600) == "2"


def test_a_card_has_an_address(slides: Laid, view: Open, written: Callable[[Laid], str]) -> None:
    page = view(written(slides) + "#3").page
    expect(page.locator(".bar .count")).to_have_text(f"3 / {len(slides.pages)}")  # scrolling there takes a moment
    page.keyboard.press("f")
    expect(page.locator(".card.on")).to_have_attribute("id", "3")


def test_arrows_follow_the_direction_of_reading(view: Open, written: Callable[[Laid], str]) -> None:
    said = Deck("أنهار", "ar", tuple(Card(rich(title), (Paragraph(rich("عودة النهر")),)) for title in ("نهر", "بحر")))
    page = view(written(set_in(said=said))).page
    page.keyboard.press("f")
    page.keyboard.press("ArrowLeft")
    assert page.locator(".card.on").get_attribute("id") == "2"


def test_the_menu_leads_through_the_cards(slides: Laid, view: Open, written: Callable[[Laid], str]) -> None:
    page = view(written(slides)).page
    page.locator(".toc summary").click()
    links = page.locator(".toc a")
    expect(links.first).to_have_attribute("aria-current", "true")
    links.nth(4).click()
    expect(page.locator(".toc nav")).to_be_hidden()
    expect(page.locator(".bar .count")).to_have_text(f"5 / {len(slides.pages)}")
    page.locator(".toc summary").click()
    expect(page.locator(".toc a[aria-current]")).to_have_count(1)
    expect(links.nth(4)).to_have_attribute("aria-current", "true")
    page.keyboard.press("Escape")
    expect(page.locator(".toc nav")).to_be_hidden()


def test_the_page_stays_where_it_is_when_the_bar_gets_the_focus(
    slides: Laid, view: Open, written: Callable[[Laid], str]
) -> None:
    page = view(written(slides)).page
    page.evaluate("scrollTo({top: 2000, behavior: 'instant'})")
    page.wait_for_function("scrollY === 2000")
    page.locator(".toc summary").focus()
    page.wait_for_timeout(500)
    assert page.evaluate("scrollY") == 2000


def test_a_web_page_goes_from_edge_to_edge_and_names_its_sections(view: Open, written: Callable[[Laid], str]) -> None:
    titles = ("Bakery", "Bread", "Hours", "Contact")
    said = Deck(
        "Bakery", "en", tuple(Card(rich(title), (Paragraph(rich("Said in a few words.")),)) for title in titles)
    )
    laid = lay_out(compose(said, all_themes()["paper"], SITE, {}))
    wide = view(written(laid), 1400, 900).page
    boxes = [box for card in wide.locator(".card").all() if (box := card.bounding_box())]
    assert [box["width"] for box in boxes] == [1400] * 4 and boxes[0]["height"] >= 730
    assert all(above["y"] + above["height"] == pytest.approx(below["y"], abs=1) for above, below in pairwise(boxes))
    wide.locator(".sections a").nth(1).click()
    expect(wide.locator(".sections a[aria-current]")).to_have_text("Hours")
    narrow = view(written(laid), 390, 800).page
    assert not narrow.locator(".sections").is_visible() and narrow.locator(".toc summary").is_visible()
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 390


def test_reading_needs_no_script(served: str, view: Open) -> None:
    page = view(served, java_script_enabled=False).page
    assert not page.locator("[data-present]").is_visible()
    assert not page.locator(".stage").is_visible()
    assert page.get_by_text("The river was straightened in 1902").is_visible()
    page.get_by_text("Download").click()
    link = page.locator("details a[download]")
    assert link.get_attribute("href") == "/deck.pdf" and link.is_visible()
    page.locator(".toc summary").click()
    assert page.locator(".toc a").first.is_visible()


@pytest.mark.parametrize("name", ["16x9", "a4", "fluid", "9x16"])
def test_paper_takes_one_card_a_page(name: str, view: Open, written: Callable[[Laid], str]) -> None:
    laid = set_in(name)
    page = view(written(laid)).page
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    assert len(printed.pages) == len(laid.pages)
    for sheet, one in zip(printed.pages, laid.pages, strict=True):
        assert float(sheet.mediabox.width) == pytest.approx(one.width, abs=1)
        assert float(sheet.mediabox.height) == pytest.approx(one.height, abs=1)


def test_motion_stops_when_asked_to(slides: Laid, view: Open, written: Callable[[Laid], str]) -> None:
    url = written(slides)
    ask = "getComputedStyle(document.documentElement).scrollBehavior"
    assert view(url, reduced_motion="reduce").page.evaluate(ask) == "auto"
    assert view(url, reduced_motion="no-preference").page.evaluate(ask) == "smooth"


def test_focus_can_be_seen(served: str, view: Open) -> None:
    page = view(served).page
    for _ in range(2):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
