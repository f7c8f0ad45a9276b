"""Views as pages tell them and as the API lists them: counted once, bounded, private, and told to whom they concern."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from housing import TEXT, House, housed
from serving import envelope, http

CAROL = "carol@client.example"
THREE = TEXT + "\n\n## Hopes\n\n- eels\n- salmon"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with housed(Path(tmp_path_factory.mktemp("analytics")), trusted_proxies="127.0.0.1") as found:
        yield found


class File:
    """A file of bob's with three cards, and what its page tells."""

    def __init__(self, house: House, **sharing: Any) -> None:
        self.house = house
        wishes = {"emailOptions": {"recipients": [CAROL], "access": "view"}, **sharing}
        self.done = house.file(house.bob, inputText=THREE, numCards=3, sharingOptions=wishes)
        self.id: str = self.done["gammaId"]
        self.doc: str = self.done["gammaUrl"].rpartition("-")[2]
        self.cards: list[str] = [card["cardId"] for card in self.ask("/cards")["cards"]]

    def ask(self, path: str = "", key: str | None = None) -> dict[str, Any]:
        answer = self.house.ask("GET", f"/gammas/{self.id}/analytics{path}", key or self.house.ada)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def refused(self, path: str = "", key: str | None = None) -> tuple[int, str]:
        answer = self.house.ask("GET", f"/gammas/{self.id}/analytics{path}", key or self.house.ada)
        return answer.status_code, envelope(answer)["message"]

    def tell(self, view: str, agent: str = "Browser/1", **options: Any) -> int:
        """What a page sends; the status of the answer."""
        headers = {"user-agent": agent, **options.pop("headers", {})}
        body = options.pop("json", {"view": view.ljust(16, "-"), "seconds": options.pop("seconds", {}), **options})
        url = f"{self.house.server.base}/docs/{self.doc}/views"
        return http().post(url, json=body, headers=headers, timeout=30).status_code

    def viewed(self, views: int) -> dict[str, Any]:
        """The analytics once so many views are told."""
        return self.house.until(lambda: found if (found := self.ask())["totalViews"] == views else None)  # type: ignore[return-value]

    def settled(self) -> None:
        """Wait until all that was told before is written: a view of another file is written with it."""
        other = File(self.house)
        assert other.tell("settled") == 204
        other.viewed(1)

    def token(self, email: str) -> str:
        return self.house.link(self.id, email).rpartition("=")[2]


@pytest.fixture
def file(house: House) -> File:
    return File(house)


class TestWhole:
    """`/analytics`."""

    def test_a_file_that_nobody_has_seen(self, file: File) -> None:
        before = datetime.now(UTC).date()
        found = file.ask()
        daily = found.pop("dailyViews")
        assert found == {
            "scope": "all", "gammaId": file.id, "totalViews": 0, "uniqueViewers": 0, "uniqueEditors": 1, "cardCount": 3,
            "lastOpened": None,
        }  # fmt: skip
        assert (daily["dayCount"], daily["timezone"], len(daily["days"])) == (30, "UTC", 30)
        dates = [one["date"] for one in daily["days"]]
        today = datetime.fromisoformat(dates[-1]).date()
        assert before <= today <= datetime.now(UTC).date()
        assert dates == [(today - timedelta(days=back)).isoformat() for back in range(29, -1, -1)]
        assert {one["uniqueViewers"] for one in daily["days"]} == {0}

    def test_views_and_viewers_are_counted(self, file: File) -> None:
        for view, agent in (("one", "Browser/1"), ("two", "Browser/1"), ("three", "Browser/2")):
            assert file.tell(view, agent) == 204
        found = file.viewed(3)
        assert found["uniqueViewers"] == 2
        assert found["dailyViews"]["days"][-1]["uniqueViewers"] == 2
        assert found["lastOpened"].endswith("Z")
        assert list(found) == [
            "scope", "gammaId", "totalViews", "uniqueViewers", "uniqueEditors", "cardCount", "lastOpened", "dailyViews",
        ]  # fmt: skip

    def test_the_same_view_told_again_counts_once(self, file: File) -> None:
        for _ in range(5):
            assert file.tell("same") == 204
        file.settled()
        assert file.ask()["totalViews"] == 1

    def test_views_outlive_the_server(self, tmp_path: Path) -> None:
        with housed(tmp_path) as house:
            file = File(house)
            assert file.tell("before") == 204
            house.server.stop()
            house.server.start()
            assert file.ask()["totalViews"] == 1
            assert file.tell("before") == 204
            file.settled()
            assert (file.ask()["totalViews"], file.ask()["uniqueViewers"]) == (1, 1)

    def test_reading_over_the_api_and_fetching_the_page_are_no_views(self, file: File) -> None:
        assert http().get(file.done["gammaUrl"]).status_code == 200
        file.house.ask("GET", f"/gammas/{file.id}/content", file.house.ada)
        file.settled()
        assert file.ask()["totalViews"] == 0

    def test_editors_are_those_who_changed_what_it_says(self, file: File) -> None:
        path = f"/gammas/{file.id}/content"
        deck = file.house.ask("GET", path, file.house.ada).json()
        for key, editors in ((file.house.ada, 2), (file.house.ada, 2), (file.house.bob, 2)):
            assert file.house.ask("PUT", path, key, json=deck).status_code == 200
            assert file.ask()["uniqueEditors"] == editors
        stale = file.house.ask("PUT", path, json=deck, headers={"if-match": '"x"'})
        assert (stale.status_code, file.ask()["uniqueEditors"]) == (412, 2)


class TestCards:
    """`/analytics/cards`."""

    def test_every_card_is_listed_in_its_place(self, file: File) -> None:
        found = file.ask("/cards")
        assert list(found) == ["scope", "gammaId", "uniqueViewers", "uniqueEditors", "cardCount", "cards"]
        assert [(one["cardName"], one["cardPosition"]) for one in found["cards"]] == [
            ("River ecology", 1), ("Threats", 2), ("Hopes", 3),
        ]  # fmt: skip
        assert {(one["viewTimeSeconds"], one["viewersPercent"]) for one in found["cards"]} == {(0.0, 0.0)}
        assert len({one["cardId"] for one in found["cards"]}) == 3

    def test_seconds_and_reach_are_told_by_card(self, file: File) -> None:
        first, second, third = file.cards
        for view, agent in (("one", "Browser/1"), ("two", "Browser/2")):
            file.tell(view, agent)
        time.sleep(1.2)
        file.tell("one", "Browser/1", seconds={first: 0.5, second: 0.4, "unknown": 0.1})
        file.tell("two", "Browser/2", seconds={first: 0.3})
        found = file.house.until(
            lambda: one if (one := file.ask("/cards"))["cards"][0]["viewTimeSeconds"] == 0.8 else None
        )
        assert found is not None
        assert found["uniqueViewers"] == 2
        assert [(one["cardId"], one["viewTimeSeconds"], one["viewersPercent"]) for one in found["cards"]] == [
            (first, 0.8, 100.0), (second, 0.4, 50.0), (third, 0.0, 0.0),
        ]  # fmt: skip

    def test_nobody_looks_longer_than_the_page_is_open(self, file: File) -> None:
        began = time.monotonic()
        file.tell("long")
        file.tell("long", seconds=dict.fromkeys(file.cards, 1e8))
        passed = time.monotonic() - began
        file.settled()
        assert sum(one["viewTimeSeconds"] for one in file.ask("/cards")["cards"]) <= passed + 0.15  # rounded to 0.1

    def test_a_card_keeps_its_time_when_the_deck_is_edited(self, file: File) -> None:
        file.tell("one")
        time.sleep(0.6)
        file.tell("one", seconds={file.cards[2]: 0.5})
        file.house.until(lambda: file.ask("/cards")["cards"][2]["viewTimeSeconds"])
        path = f"/gammas/{file.id}/content"
        deck = file.house.ask("GET", path, file.house.ada).json()
        file.house.ask("PUT", path, file.house.bob, json={**deck, "cards": deck["cards"][1:]})
        found = file.ask("/cards")
        assert (found["cardCount"], file.ask()["cardCount"]) == (2, 2)
        assert [(one["cardId"], one["viewTimeSeconds"]) for one in found["cards"]] == [
            (file.cards[1], 0.0), (file.cards[2], 0.5),
        ]  # fmt: skip


class TestViewers:
    """`/analytics/viewers` and one of them."""

    def test_people_are_known_by_their_link_and_others_are_not(self, file: File) -> None:
        file.tell("ada", **{"for": file.token("ada@example.org")})
        file.tell("carol", **{"for": file.token(CAROL)})
        file.tell("nobody", **{"for": "a" * 55})
        file.viewed(3)
        found = file.ask("/viewers")
        assert list(found) == ["scope", "gammaId", "data", "hasMore", "nextCursor"]
        assert list(found["data"][0]) == ["viewerId", "displayName", "email", "lastOpened", "cardsViewed"]
        assert [(one["displayName"], one["email"]) for one in found["data"]] == [
            (None, None), (CAROL, CAROL), ("Ada", "ada@example.org"),
        ]  # fmt: skip
        assert found["data"][0]["viewerId"].startswith("anon_")
        assert found["data"][2]["viewerId"].startswith("usr_")
        assert file.ask()["uniqueViewers"] == 3

    def test_pages_and_directions(self, file: File) -> None:
        for number in range(5):
            file.tell(f"view{number}", f"Browser/{number}")
        file.viewed(5)
        newest = [one["viewerId"] for one in file.ask("/viewers")["data"]]
        assert [one["viewerId"] for one in file.ask("/viewers?sortDirection=asc")["data"]] == newest[::-1]
        for direction, expected in (("desc", newest), ("asc", newest[::-1])):
            seen: list[str] = []
            after = ""
            while True:
                page = file.ask(f"/viewers?limit=2&sortDirection={direction}{after}")
                seen += [one["viewerId"] for one in page["data"]]
                if not page["hasMore"]:
                    break
                after = f"&after={page['nextCursor']}"
            assert (seen, page["nextCursor"]) == (expected, None)

    def test_no_more_than_five_hundred_are_listed(self, file: File) -> None:
        for number in range(510):  # of many addresses: each may open so many pages a minute
            headers = {"x-forwarded-for": f"198.51.{number // 250}.{number % 250}"}
            assert file.tell(f"view{number}", headers=headers) == 204
        file.viewed(510)
        seen: list[str] = []
        after = ""
        for _ in range(20):
            page = file.ask(f"/viewers?limit=50{after}")
            seen += [one["viewerId"] for one in page["data"]]
            if not page["hasMore"]:
                break
            after = f"&after={page['nextCursor']}"
        assert (len(seen), len(set(seen)), page["nextCursor"]) == (500, 500, None)
        assert file.ask()["uniqueViewers"] == 510

    def test_one_viewer_is_told_with_every_card(self, file: File) -> None:
        token = file.token(CAROL)
        file.tell("carol", **{"for": token})
        time.sleep(1.2)
        file.tell("carol", seconds={file.cards[0]: 0.9, file.cards[2]: 0.3}, **{"for": token})
        viewer = file.house.until(
            lambda: next((one for one in file.ask("/viewers")["data"] if one["cardsViewed"]), None)
        )
        assert viewer is not None
        found = file.ask(f"/viewers/{viewer['viewerId']}")
        times = found.pop("perCardTimeSpent")
        assert found == {
            "scope": "all", "gammaId": file.id, "userId": viewer["viewerId"], "displayName": CAROL, "email": CAROL,
            "lastOpened": viewer["lastOpened"], "cardsViewed": 2, "cardCount": 3,
        }  # fmt: skip
        assert [list(one) for one in times] == [["cardId", "cardName", "cardPosition", "viewTimePercent"]] * 3
        assert [one["viewTimePercent"] for one in times] == [75.0, 0.0, 25.0]

    def test_who_is_anonymous_or_has_not_viewed_it_is_not_there(self, file: File) -> None:
        file.tell("nobody")
        file.viewed(1)
        anonymous = file.ask("/viewers")["data"][0]["viewerId"]
        for viewer in (anonymous, "usr_owner", "usr_nobody"):
            assert file.refused(f"/viewers/{viewer}") == (404, f"Viewer not found. userId: {viewer}")

    @pytest.mark.parametrize(
        ("query", "complaint"),
        [
            ("limit=51", "limit must not be greater than 50"),
            ("sortDirection=up", "sortDirection must be one of: asc, desc"),
            ("after=nonsense", "after must be a cursor of an earlier answer"),
            ("after=WyIxLjAiLCJ4Il0", "after must be a cursor of an earlier answer"),
        ],
    )
    def test_bad_queries_are_refused(self, file: File, query: str, complaint: str) -> None:
        assert file.refused(f"/viewers?{query}") == (400, f"Input validation errors: 1. {complaint}")


class TestWhoMay:
    """Full access sees everybody, permission to edit oneself, anything less nothing."""

    def test_who_may_only_edit_is_told_of_themselves(self, house: House) -> None:
        file = File(house, workspaceAccess="edit")
        dan = house.typed("admin", "members", "add", "dan@example.org", "--name", "Dan")
        key = house.typed("keys", "create", "dan", "--user", "dan@example.org")
        file.tell("other")
        file.tell("ada", **{"for": file.token("ada@example.org")})
        ada = file.house.until(
            lambda: next((o for o in file.ask("/viewers")["data"] if o["displayName"] == "Ada"), None)
        )
        assert ada is not None
        found = file.ask("", key)
        assert [found[name] for name in ("scope", "totalViews", "uniqueViewers", "uniqueEditors", "lastOpened")] == [
            "self", 0, 0, 0, None,
        ]  # fmt: skip
        assert file.ask("/viewers", key) == {
            "scope": "self", "gammaId": file.id, "data": [], "hasMore": False, "nextCursor": None,
        }  # fmt: skip
        token = file.token("dan@example.org")
        file.tell("dan", **{"for": token})
        time.sleep(0.6)
        file.tell("dan", seconds={file.cards[1]: 0.5}, **{"for": token})
        own = file.house.until(lambda: one if (one := file.ask("/viewers", key))["data"] else None)
        assert own is not None
        assert [(one["viewerId"], one["displayName"]) for one in own["data"]] == [(dan, "Dan")]
        file.house.until(lambda: file.ask("/cards", key)["cards"][1]["viewTimeSeconds"])
        cards = file.ask("/cards", key)
        assert (cards["scope"], cards["uniqueViewers"]) == ("self", 1)
        assert [one["viewersPercent"] for one in cards["cards"]] == [0.0, 100.0, 0.0]
        assert file.ask(f"/viewers/{dan}", key)["scope"] == "self"
        assert file.refused(f"/viewers/{ada['viewerId']}", key)[0] == 404
        deck = house.ask("GET", f"/gammas/{file.id}/content", key).json()
        house.ask("PUT", f"/gammas/{file.id}/content", key, json=deck)
        assert file.ask("", key)["uniqueEditors"] == 1
        assert file.ask()["uniqueViewers"] == 3

    @pytest.mark.parametrize("path", ["", "/cards", "/viewers", "/viewers/usr_owner"])
    def test_less_than_edit_is_not_enough(self, house: House, path: str) -> None:
        file = File(house, workspaceAccess="comment")
        key = house.typed("keys", "create", "owner", "--user", house.member("fay@example.org"))
        assert file.refused(path, key) == (403, "Forbidden")
        assert file.refused(path, house.eve)[0] == 404
        assert file.house.ask("GET", f"/gammas/a.b/analytics{path}").status_code == 400
        doc = file.house.ask("GET", f"/gammas/{file.doc}/analytics{path}", house.bob)
        assert doc.status_code == (404 if "usr" in path else 200)


class TestReports:
    """`POST /docs/…/views`: public, so bounded."""

    @pytest.mark.parametrize(
        "body",
        [
            b"", b"{", b"[]", b"{}", b"null", b'{"view":"short"}', b'{"view":5}', b"\xff" * 20, b"[" * 5000,
            b'{"view":"----------------","seconds":[]}', b'{"view":"----------------","seconds":{"a":"b"}}',
            b'{"view":"----------------","seconds":{"a":-1}}', b'{"view":"----------------","seconds":{"a":1e99}}',
            b'{"view":"----------------","seconds":{"":1}}', b'{"view":"--------- ------"}',
            b'{"view":"----------------","seconds":{' + b",".join(b'"c%d":1' % at for at in range(501)) + b"}}",
            b'{"view":"----------------","for":"' + b"x" * 201 + b'"}',
            b'{"view":"----------------","pad":"' + b"x" * 40_000 + b'"}',
        ],
    )  # fmt: skip
    def test_what_is_no_report_is_refused(self, house: House, body: bytes) -> None:
        answer = http().post(f"{house.server.base}/docs/aaaaaaaaaaaaaaa/views", content=body)
        assert answer.status_code == 400
        envelope(answer)

    def test_nobody_learns_what_was_counted(self, house: House) -> None:
        hidden = File(house, externalAccess="noAccess")
        assert hidden.tell("nobody") == 204
        assert hidden.tell("carol", **{"for": hidden.token(CAROL)}) == 204
        for name in ("aaaaaaaaaaaaaaa", "x", "images", "a" * 300):
            answer = http().post(f"{house.server.base}/docs/{name}/views", json={"view": "-" * 16})
            assert (answer.status_code, answer.content) == (204, b"")
        hidden.settled()
        assert hidden.ask()["totalViews"] == 1

    @pytest.mark.parametrize("header", ["dnt", "sec-gpc"])
    def test_who_asks_not_to_be_tracked_is_not_counted(self, file: File, header: str) -> None:
        assert file.tell("one", headers={header: "1"}) == 204
        assert file.tell("two", headers={header: "0"}) == 204
        file.settled()
        assert file.ask()["totalViews"] == 1

    def test_an_address_opens_so_many_pages_a_minute(self, file: File) -> None:
        until = time.monotonic() + 30
        sent = 0
        while time.monotonic() < until and sent < 200:
            sent += 1
            assert file.tell(f"flood{sent}", headers={"x-forwarded-for": "203.0.113.9"}) == 204
        assert file.tell("other", headers={"x-forwarded-for": "203.0.113.10"}) == 204
        file.settled()
        assert 60 < file.ask()["totalViews"] <= 121  # one minute's worth, or two when it turned meanwhile

    def test_only_trusted_proxies_say_who_asks(self, tmp_path: Path) -> None:
        with housed(tmp_path) as house:
            file = File(house)
            for number in range(3):
                file.tell(f"view{number}", headers={"x-forwarded-for": f"203.0.113.{number}"})
            assert file.viewed(3)["uniqueViewers"] == 1

    def test_behind_a_trusted_proxy_addresses_tell_viewers_apart(self, file: File) -> None:
        for number in range(3):
            file.tell(f"view{number}", headers={"x-forwarded-for": f"203.0.113.{number}"})
        assert file.viewed(3)["uniqueViewers"] == 3

    def test_no_address_is_stored(self, file: File) -> None:
        file.tell("one", headers={"x-forwarded-for": "203.0.113.77"}, agent="Peculiar/7")
        file.viewed(1)
        for path in (file.house.server.folder / "data").glob("cardwright.db*"):
            assert b"203.0.113.77" not in path.read_bytes()
            assert b"Peculiar/7" not in path.read_bytes()
        assert "203.0.113.77" not in file.house.server.log()

    def test_a_page_of_a_site_counts_for_its_file(self, house: House) -> None:
        done = house.file(
            house.bob, title="Museum", publish=True, numCards=1, sharingOptions={"externalAccess": "noAccess"}
        )
        page = http().get(done["siteUrl"])
        assert "/static/views." in page.text
        doc = done["gammaUrl"].rpartition("-")[2]
        http().post(f"{house.server.base}/docs/{doc}/views", json={"view": "-" * 16})
        found = house.until(
            lambda: house.ask("GET", f"/gammas/{done['gammaId']}/analytics", house.ada).json()["totalViews"]
        )
        assert found == 1


def test_analytics_can_be_turned_off(tmp_path: Path) -> None:
    with housed(tmp_path, analytics="off") as house:
        file = File(house)
        page = http().get(file.done["gammaUrl"])
        assert "/static/views." not in page.text
        assert "connect-src" not in page.headers["content-security-policy"]
        assert file.tell("one") == 204
        time.sleep(4)  # longer than views wait to be written
        assert file.ask()["totalViews"] == 0


def test_pages_say_what_they_connect_to_and_files_connect_to_nothing(house: House) -> None:
    done = house.file(house.bob, exportAs="pdf", numCards=1)
    page = http().get(done["gammaUrl"])
    policy = page.headers["content-security-policy"]
    assert policy.endswith("; connect-src 'self'")
    assert "unsafe" not in policy
    assert page.headers["cache-control"] == "no-cache"
    export = house.ask(
        "POST", "/generations", house.bob, json={"inputText": TEXT, "textMode": "preserve", "numCards": 1},
        headers={"x-cardwright-export": "html"},
    )  # fmt: skip
    found = house.ask("GET", f"/generations/{export.json()['generationId']}", house.bob, headers={"prefer": "wait=25"})
    told = http().get(found.json()["exports"]["html"]).text
    assert "sendBeacon" not in told
    assert "/static/" not in told
    assert "connect-src" not in told
