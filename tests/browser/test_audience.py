"""The page among people, in a real browser: what it tells of its views, and the comments beside it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from browsing import IN_BROWSER, Seen, windows
from housing import House, housed
from playwright.sync_api import Browser, Page, expect

CAROL = "carol@client.example"
HOSTILE = "</p><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\"> & <b>bold</b>"
pytestmark = IN_BROWSER


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with housed(Path(tmp_path_factory.mktemp("seen"))) as found:
        yield found


@dataclass
class Viewed(Seen):
    """A page, and what it told the server of its views."""

    reports: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    def look(self) -> None:
        """Stay until the page has counted what is in view, then leave it."""
        self.page.wait_for_timeout(2500)
        self.page.goto("about:blank")

    def hide(self) -> None:
        """Turn to another tab."""
        self.page.evaluate(
            """() => { Object.defineProperty(document, 'visibilityState', {get: () => 'hidden'});
                document.dispatchEvent(new Event('visibilitychange')); }"""
        )


Open = Callable[..., Viewed]


@pytest.fixture
def view(browser: Browser) -> Iterator[Open]:
    """Opens a URL in a fresh context; closes it after the test."""
    with windows(browser) as window:

        def opened(url: str, width: int = 1280, height: int = 800, **options: Any) -> Viewed:
            seen = Viewed.watching(window(width, height, **options))

            def sent(request: Any) -> None:
                if request.url.endswith("/views"):
                    seen.reports.append(request.post_data_json)

            seen.page.on("request", sent)
            return seen.open(url)

        yield opened


def shared(house: House, access: str = "comment", **body: Any) -> dict[str, Any]:
    """A file of bob's that carol was invited to."""
    invited = {"emailOptions": {"recipients": [CAROL], "access": access}}
    return house.file(house.bob, sharingOptions=invited, **{"cardOptions": {"dimensions": "16x9"}, **body})


def analytics(house: House, gamma_id: str, path: str = "") -> dict[str, Any]:
    found: dict[str, Any] = house.ask("GET", f"/gammas/{gamma_id}/analytics{path}", house.ada).json()
    return found


def kept(page: Page) -> Any:
    """All that a page may leave in a browser."""
    stored = page.evaluate(
        """async () => [document.cookie, localStorage.length, sessionStorage.length,
            (await indexedDB.databases()).length, (await navigator.serviceWorker?.getRegistrations() ?? []).length]"""
    )
    return [*stored, page.context.cookies()]


class TestViews:
    """What the page tells."""

    def test_a_view_is_counted_with_seconds_by_card(self, house: House, view: Open) -> None:
        done = shared(house)
        seen = view(done["gammaUrl"])
        seen.page.wait_for_timeout(2500)
        assert kept(seen.page) == ["", 0, 0, 0, 0, []]
        seen.page.goto("about:blank")
        gamma = done["gammaId"]
        cards = house.until(lambda: _counted(analytics(house, gamma, "/cards")["cards"]))
        spent = [card["viewTimeSeconds"] for card in cards]
        assert spent[0] > spent[1] == 0  # only the first filled the window
        whole = analytics(house, gamma)
        assert (whole["totalViews"], whole["uniqueViewers"]) == (1, 1)
        assert seen.complaints == []
        assert list(seen.reports[0]) == ["view", "seconds"]
        assert re.fullmatch("[0-9a-f]{32}", seen.reports[0]["view"])

    def test_presenting_counts_the_card_that_is_shown(self, house: House, view: Open) -> None:
        done = shared(house)
        seen = view(done["gammaUrl"])
        seen.page.keyboard.press("f")
        seen.page.keyboard.press("End")
        seen.look()
        cards = house.until(lambda: _counted(analytics(house, done["gammaId"], "/cards")["cards"]))
        assert cards[1]["viewTimeSeconds"] > cards[0]["viewTimeSeconds"]

    def test_cards_that_share_a_page_are_counted_apart(self, house: House, view: Open) -> None:
        text = "# River ecology\n\nShort notes.\n\n## Threats\n\n- runoff\n\n## Hopes\n\n- eels\n\n## Means\n\n- time"
        done = shared(house, inputText=text, numCards=4, format="document", cardOptions={"dimensions": "a4"})
        seen = view(done["gammaUrl"], height=3000)
        seen.page.wait_for_timeout(2500)
        seen.hide()
        cards = house.until(lambda: _counted(analytics(house, done["gammaId"], "/cards")["cards"]))
        assert len(cards) == 4
        assert all(card["viewTimeSeconds"] > 0 for card in cards)
        report = seen.reports[-1]["seconds"]
        assert max(report.values()) - min(report.values()) <= 0.2  # whoever sees them all looks at all alike

    def test_opening_it_again_is_another_view_of_the_same_viewer(self, house: House, view: Open) -> None:
        done = shared(house)
        seen = view(done["gammaUrl"])
        seen.page.reload()
        seen.page.wait_for_load_state("networkidle")
        found = house.until(lambda: _with(analytics(house, done["gammaId"]), "totalViews", 2))
        assert found["uniqueViewers"] == 1
        assert len({report["view"] for report in seen.reports}) == 2

    def test_under_a_personal_link_the_viewer_is_that_person(self, house: House, view: Open) -> None:
        done = shared(house, "view")
        seen = view(house.link(done["gammaId"], CAROL))
        assert kept(seen.page) == ["", 0, 0, 0, 0, []]
        seen.look()
        found = house.until(lambda: analytics(house, done["gammaId"], "/viewers")["data"])
        assert [one["displayName"] for one in found] == [CAROL]
        assert seen.complaints == []

    def test_nothing_is_sent_for_who_asks_not_to_be_tracked(self, house: House, view: Open) -> None:
        done = shared(house)
        for script in (
            "navigator, 'doNotTrack', {get: () => '1'}",
            "navigator, 'globalPrivacyControl', {get: () => true}",
        ):
            seen = view("about:blank")
            seen.page.add_init_script(f"Object.defineProperty({script})")
            seen.page.goto(done["gammaUrl"])
            seen.look()
            assert seen.reports == []
            assert seen.complaints == []

    def test_a_page_in_the_background_is_not_viewed(self, house: House, view: Open) -> None:
        done = shared(house)
        seen = view("about:blank")
        seen.page.add_init_script("Object.defineProperty(document, 'visibilityState', {get: () => 'hidden'})")
        seen.page.goto(done["gammaUrl"])
        seen.look()
        assert seen.reports == []

    def test_a_site_page_is_counted_for_its_file(self, house: House, view: Open) -> None:
        done = house.file(house.bob, title="Museum", publish=True, numCards=1)
        seen = view(done["siteUrl"])
        assert seen.complaints == []
        house.until(lambda: _with(analytics(house, done["gammaId"]), "totalViews", 1))

    def test_without_script_nothing_is_told(self, house: House, view: Open) -> None:
        done = shared(house)
        seen = view(house.link(done["gammaId"], CAROL), java_script_enabled=False)
        assert seen.reports == []
        expect(seen.page.locator("#talk, .talk")).to_have_count(0)
        assert seen.page.get_by_text("Short notes about a river.").is_visible()


class TestComments:
    """The panel beside the cards."""

    @pytest.fixture
    def done(self, house: House) -> dict[str, Any]:
        return shared(house)

    @pytest.fixture
    def talk(self, house: House, view: Open, done: dict[str, Any]) -> Viewed:
        """Carol's page with the panel open."""
        seen = view(house.link(done["gammaId"], CAROL))
        seen.page.get_by_role("button", name="Comments").click()
        return seen

    def comments(self, house: House, done: dict[str, Any], query: str = "") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = house.ask("GET", f"/gammas/{done['gammaId']}/comments{query}", house.ada).json()[
            "data"
        ]
        return found

    def say(self, house: House, done: dict[str, Any], text: str, key: str | None = None, **body: Any) -> dict[str, Any]:
        path = f"/gammas/{done['gammaId']}/comments"
        found: dict[str, Any] = house.ask("POST", path, key or house.ada, json={"contentText": text, **body}).json()
        return found

    def cards(self, house: House, done: dict[str, Any]) -> list[str]:
        return [card["cardId"] for card in analytics(house, done["gammaId"], "/cards")["cards"]]

    def test_what_is_written_in_the_panel_is_there_over_the_api(
        self, house: House, done: dict[str, Any], talk: Viewed
    ) -> None:
        page = talk.page
        page.get_by_label("Write a comment").fill("Which river?")
        page.get_by_role("button", name="Comment", exact=True).click()
        expect(page.get_by_role("article").get_by_text("Which river?")).to_be_visible()
        (found,) = self.comments(house, done)
        assert (found["contentText"], found["author"]["name"]) == ("Which river?", CAROL)
        assert found["cardId"] == self.cards(house, done)[0]  # the card that was being read
        assert kept(page) == ["", 0, 0, 0, 0, []]
        assert talk.complaints == []
        origin = house.server.base
        assert all(url.startswith((origin, "data:")) for url in talk.requests)

    def test_selected_words_are_quoted(self, house: House, done: dict[str, Any], talk: Viewed) -> None:
        page = talk.page
        page.get_by_text("runoff").select_text()
        expect(page.locator("#talk form blockquote")).to_have_text(re.compile("runoff"))
        page.get_by_label("Write a comment").fill("From where?")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("article").get_by_text("From where?")).to_be_visible()
        (found,) = self.comments(house, done)
        assert (found["targetText"], found["cardId"]) == ("runoff", self.cards(house, done)[1])
        page.get_by_role("article").hover()
        assert page.evaluate("[...CSS.highlights.get('talk')].map(String)") == ["runoff"]

    def test_words_over_several_blocks_can_be_quoted(self, house: House, done: dict[str, Any], talk: Viewed) -> None:
        page = talk.page
        page.evaluate(
            """() => { const range = new Range(); range.selectNodeContents(document.querySelector('[data-card="2"]'));
                getSelection().removeAllRanges(); getSelection().addRange(range); }"""
        )
        page.get_by_label("Write a comment").fill("All of it?")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("article").get_by_text("All of it?")).to_be_visible()
        assert self.comments(house, done)[0]["targetText"].split() == ["Threats", "runoff", "dams"]

    def test_threads_are_read_answered_closed_and_opened(self, house: House, done: dict[str, Any], view: Open) -> None:
        self.say(house, done, "Is this right?", cardId=self.cards(house, done)[1])
        seen = view(house.link(done["gammaId"], CAROL))
        page = seen.page
        page.get_by_role("button", name="Comments, 1 open").click()
        thread = page.get_by_role("article", name="Comment by Ada")
        thread.get_by_role("button", name="Reply").click()
        page.get_by_label("Write a reply").fill("It is.")
        thread.locator("form").get_by_role("button", name="Reply").click()
        expect(thread.get_by_text("It is.")).to_be_visible()
        assert [one["contentText"] for one in self.comments(house, done)[0]["replies"]] == ["It is."]
        thread.get_by_role("button", name="Close", exact=True).click()
        expect(thread).to_have_count(0)
        assert self.comments(house, done)[0]["status"] == "closed"
        page.get_by_label("Show 1 closed").check()
        thread.get_by_role("button", name="Reopen").click()
        expect(page.get_by_role("status")).to_have_text("The thread is open again.")
        assert self.comments(house, done)[0]["status"] == "open"
        assert seen.complaints == []

    def test_one_deletes_what_is_ones_own_after_a_second_click(
        self, house: House, done: dict[str, Any], view: Open
    ) -> None:
        self.say(house, done, "Of ada's")
        page = view(house.link(done["gammaId"], CAROL)).page
        page.get_by_role("button", name="Comments").click()
        page.get_by_label("Write a comment").fill("Of carol's")
        page.keyboard.press("Control+Enter")
        own = page.get_by_role("article", name=f"Comment by {CAROL}")
        expect(own).to_be_visible()
        assert page.get_by_role("article", name="Comment by Ada").get_by_text("Delete").count() == 0
        delete = own.get_by_role("button", name=re.compile("Delete"))
        delete.click()
        assert len(self.comments(house, done)) == 2
        delete.click()
        expect(own).to_have_count(0)
        assert [one["contentText"] for one in self.comments(house, done)] == ["Of ada's"]

    def test_text_that_looks_like_markup_is_text(self, house: House, done: dict[str, Any], view: Open) -> None:
        made = self.say(house, done, HOSTILE)
        path = f"/gammas/{done['gammaId']}/comments/{made['id']}/replies"
        house.ask("POST", path, house.ada, json={"contentText": HOSTILE})
        seen = view(house.link(done["gammaId"], CAROL))
        seen.page.get_by_role("button", name="Comments").click()
        said = seen.page.locator("#talk .said")
        expect(said).to_have_text([HOSTILE, HOSTILE])
        assert seen.page.locator("#talk :is(script, img, .said b)").count() == 0
        assert seen.page.title() != "taken"
        assert seen.complaints == []

    def test_a_mark_on_the_card_leads_to_its_threads(self, house: House, done: dict[str, Any], view: Open) -> None:
        self.say(house, done, "About the threats", cardId=self.cards(house, done)[1])
        page = view(house.link(done["gammaId"], CAROL)).page
        page.get_by_role("button", name="1 open on card 2").click()
        expect(page.locator("#talk")).to_be_visible()
        expect(page.get_by_role("article")).to_be_focused()
        assert page.get_by_label("On", exact=True).input_value() == self.cards(house, done)[1]

    def test_what_others_say_meanwhile_appears_and_no_draft_is_lost(
        self, house: House, done: dict[str, Any], view: Open
    ) -> None:
        self.say(house, done, "First", cardId=self.cards(house, done)[1])
        seen = view("about:blank")
        seen.page.clock.install()
        seen.page.goto(house.link(done["gammaId"], CAROL))
        page = seen.page
        page.get_by_role("button", name="Comments").click()
        page.get_by_role("article").get_by_role("button", name="Reply").click()
        page.keyboard.type("Half a sent")
        self.say(house, done, "Second")
        page.clock.fast_forward(25_000)
        expect(page.get_by_role("article", name="Comment by Ada")).to_have_count(2)
        expect(page.get_by_label("Write a reply")).to_have_value("Half a sent")
        expect(page.get_by_label("Write a reply")).to_be_focused()

    def test_a_link_that_has_ended_says_so_and_keeps_the_words(
        self, house: House, done: dict[str, Any], talk: Viewed
    ) -> None:
        house.typed("admin", "revoke", done["gammaId"], CAROL)
        page = talk.page
        page.get_by_label("Write a comment").fill("Too late")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("status")).to_have_text("You may not comment here any more.")
        expect(page.get_by_label("Write a comment")).to_have_value("Too late")

    def test_the_keyboard_alone_will_do(self, house: House, done: dict[str, Any], view: Open) -> None:
        page = view(house.link(done["gammaId"], CAROL)).page
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Comments")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Comments")).to_be_focused()
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('#talk > form textarea')"):
                break
        page.keyboard.type("f is a letter here")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("article").get_by_text("f is a letter here")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#talk")).to_be_hidden()
        expect(page.get_by_role("button", name="Comments, 1 open")).to_be_focused()

    @pytest.mark.parametrize("width", [320, 360, 800, 1280])
    def test_nothing_hangs_over_the_side(self, house: House, done: dict[str, Any], view: Open, width: int) -> None:
        self.say(house, done, "https://example.org/" + "a-long-path/" * 20)
        page = view(house.link(done["gammaId"], CAROL), width, 740).page
        page.get_by_role("button", name="Comments").click()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        outside = page.evaluate(
            """() => Array.from(document.querySelectorAll('#talk *, .talk, .talk *'))
                .filter((node) => node.getBoundingClientRect().right > innerWidth + 1).map((node) => node.outerHTML)"""
        )
        assert outside == []
        panel = page.locator("#talk").bounding_box()
        assert panel is not None
        assert panel["x"] >= 0 and panel["y"] >= 56

    def test_presenting_and_paper_leave_comments_out(self, house: House, done: dict[str, Any], view: Open) -> None:
        self.say(house, done, "x", cardId=self.cards(house, done)[0])
        page = view(house.link(done["gammaId"], CAROL)).page
        page.get_by_role("button", name="Comments").click()
        page.emulate_media(media="print")
        expect(page.locator("#talk")).to_be_hidden()
        assert page.locator(".mark").first.is_hidden()
        page.emulate_media(media="screen")
        page.locator("[data-present]").click()
        expect(page.locator("#talk")).to_be_hidden()
        box = page.locator(".card.on .in").bounding_box()
        assert box is not None
        assert box["width"] == pytest.approx(1280, abs=1)

    def test_plain_pages_stay_as_they_are(self, house: House, done: dict[str, Any], view: Open) -> None:
        for url in (done["gammaUrl"], house.link(shared(house, "view")["gammaId"], CAROL)):
            seen = view(url)
            expect(seen.page.locator("#talk, .talk, .mark")).to_have_count(0)
            assert not any("/static/comments." in asked for asked in seen.requests)


def _counted(cards: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The cards, once any of them was looked at."""
    return cards if any(card["viewTimeSeconds"] for card in cards) else []


def _with(found: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
    """The analytics, once they say so."""
    return found if found[name] == value else {}
