"""`/gammas/{id}/comments`: threads as clients meet them, who may write them, and how they are listed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from housing import House, housed
from serving import envelope, http

CAROL = "carol@client.example"
FIELDS = [
    "id", "cardId", "author", "targetText", "targetHtml", "contentText", "status", "archived", "replies", "createdTime",
    "updatedTime",
]  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with housed(Path(tmp_path_factory.mktemp("comments"))) as found:
        yield found


class Talk:
    """A file and what is said of it."""

    def __init__(self, house: House, access: str = "comment", **body: Any) -> None:
        sharing = {
            "workspaceAccess": access, "externalAccess": "noAccess",
            "emailOptions": {"recipients": [CAROL], "access": "comment"},
        }  # fmt: skip
        self.house = house
        self.done = house.file(house.ada, sharingOptions=sharing, **body)
        self.id: str = self.done["gammaId"]
        found = house.ask("GET", f"/gammas/{self.id}/analytics/cards", house.ada).json()["cards"]
        self.cards: list[str] = [card["cardId"] for card in found]

    def ask(self, method: str, path: str = "", key: str | None = None, **options: Any) -> httpx2.Response:
        return self.house.ask(method, f"/gammas/{self.id}/comments{path}", key or self.house.ada, **options)

    def say(self, text: str = "Say when.", key: str | None = None, **body: Any) -> dict[str, Any]:
        return self.told(self.ask("POST", "", key, json={"contentText": text, **body}))

    def told(self, answer: httpx2.Response) -> dict[str, Any]:
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def listed(self, query: str = "", key: str | None = None) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.told(self.ask("GET", query, key))["data"]
        return found


@pytest.fixture
def talk(house: House) -> Talk:
    return Talk(house)


class TestThreads:
    """Writing, answering, closing, archiving."""

    def test_a_thread_has_what_the_reference_has_in_its_order(self, talk: Talk) -> None:
        made = talk.say("Say <b>when</b>.", talk.house.bob, cardId=talk.cards[1], targetText="Threats")
        assert list(made) == FIELDS
        author = talk.house.ask("GET", f"/gammas/{talk.id}/comments", talk.house.bob).json()["data"][0]["author"]
        assert author == made["author"] == {"id": made["author"]["id"], "name": "Bob"}
        assert made["author"]["id"].startswith("usr_")
        assert {name: made[name] for name in FIELDS[3:9]} == {
            "targetText": "Threats", "targetHtml": "<p>Threats</p>", "contentText": "Say <b>when</b>.",
            "status": "open", "archived": False, "replies": [],
        }  # fmt: skip
        assert made["createdTime"] == made["updatedTime"]
        assert talk.told(talk.ask("GET")) == {"data": [made], "hasMore": False, "nextCursor": None}

    def test_html_is_made_of_escaped_text(self, house: House) -> None:
        talk = Talk(house, inputText='# Limits\n\nKeep it < 5 & "safe" <script>alert(1)</script>.', numCards=1)
        made = talk.say(targetText='< 5 & "safe" <script>alert(1)</script>')
        assert made["targetHtml"] == "<p>&lt; 5 &amp; &quot;safe&quot; &lt;script&gt;alert(1)&lt;/script&gt;</p>"
        assert made["contentText"] == "Say when."

    def test_a_comment_may_be_on_the_whole_file(self, talk: Talk) -> None:
        made = talk.say("Ready.")
        assert (made["cardId"], made["targetText"], made["targetHtml"]) == (None, None, None)

    @pytest.mark.parametrize("words", ["dams", "runoff\n dams", "Threatsrunoff", " Short  notes\nabout "])
    def test_quoted_words_say_which_card_is_meant(self, talk: Talk, words: str) -> None:
        made = talk.say(targetText=words)
        assert made["cardId"] == talk.cards[0 if "Short" in words else 1]
        assert made["targetText"] == words.strip()

    @pytest.mark.parametrize(
        ("body", "complaint"),
        [
            ({}, "contentText should not be empty"),
            ({"contentText": ""}, "contentText should not be empty"),
            ({"contentText": " \n"}, "contentText should not be empty"),
            ({"contentText": 5}, "contentText must be a string"),
            ({"contentText": "x" * 5001}, "contentText must be shorter than or equal to 5000 characters"),
            (
                {"contentText": "x", "targetText": "y" * 1001},
                "targetText must be shorter than or equal to 1000 characters",
            ),
            ({"contentText": "x", "targetText": "whales"}, "targetText must be words of the card"),
            ({"contentText": "x", "cardId": "nothing"}, "cardId nothing does not exist"),
            ({"contentText": "x", "author": "eve"}, "property author should not exist"),
        ],
    )
    def test_what_cannot_be_written_is_refused(self, talk: Talk, body: dict[str, Any], complaint: str) -> None:
        answer = talk.ask("POST", json=body)
        assert answer.status_code == 400
        assert envelope(answer)["message"] == f"Input validation errors: 1. {complaint}"
        assert talk.listed() == []

    def test_words_of_another_card_are_not_on_this_one(self, talk: Talk) -> None:
        answer = talk.ask("POST", json={"contentText": "x", "cardId": talk.cards[0], "targetText": "dams"})
        assert answer.status_code == 400

    def test_replies_are_in_the_thread_the_oldest_first(self, talk: Talk) -> None:
        made = talk.say()
        for text, key in (("First", talk.house.bob), ("Second", talk.house.ada)):
            found = talk.told(talk.ask("POST", f"/{made['id']}/replies", key, json={"contentText": text}))
        assert [(one["author"]["name"], one["contentText"], one["archived"]) for one in found["replies"]] == [
            ("Bob", "First", False), ("Ada", "Second", False),
        ]  # fmt: skip
        assert found["updatedTime"] == found["replies"][1]["createdTime"] > made["updatedTime"]
        assert talk.listed() == [found]

    def test_a_thread_is_closed_and_opened(self, talk: Talk) -> None:
        made = talk.say()
        for status in ("closed", "closed", "open"):
            found = talk.told(talk.ask("PATCH", f"/{made['id']}", talk.house.bob, json={"status": status}))
            assert found["status"] == status
        answer = talk.ask("PATCH", f"/{made['id']}", json={"status": "done"})
        assert envelope(answer)["message"] == "Input validation errors: 1. status must be one of: open, closed"
        assert talk.ask("PATCH", f"/{made['id']}", json={}).status_code == 400

    def test_an_archived_thread_is_listed_on_demand_and_done_with(self, talk: Talk) -> None:
        made = talk.say()
        for _ in range(2):
            assert talk.told(talk.ask("DELETE", f"/{made['id']}"))["archived"] is True
        assert talk.listed() == []
        assert [one["id"] for one in talk.listed("?includeArchived=true")] == [made["id"]]
        for method, path, body in (("PATCH", "", {"status": "closed"}), ("POST", "/replies", {"contentText": "x"})):
            answer = talk.ask(method, f"/{made['id']}{path}", json=body)
            assert (answer.status_code, envelope(answer)["message"]) == (409, "The comment is archived.")

    def test_a_single_reply_is_archived(self, talk: Talk) -> None:
        made = talk.say()
        path = f"/{made['id']}/replies"
        reply = talk.told(talk.ask("POST", path, talk.house.bob, json={"contentText": "Oops"}))["replies"][0]
        assert talk.told(talk.ask("DELETE", f"/{reply['id']}", talk.house.bob))["replies"] == []
        assert talk.listed()[0]["replies"] == []
        (whole,) = talk.listed("?includeArchived=true")
        assert [(one["id"], one["archived"]) for one in whole["replies"]] == [(reply["id"], True)]

    def test_control_characters_are_not_kept(self, talk: Talk) -> None:
        assert talk.say("a\u0000b\u0007\r\nc\td")["contentText"] == "ab\nc\td"


class TestWhoMay:
    """Permission to comment, to archive, and none at all."""

    @pytest.mark.parametrize(("access", "status"), [("noAccess", 403), ("view", 403), ("comment", 200), ("edit", 200)])
    def test_reading_and_writing_need_permission_to_comment(self, house: House, access: str, status: int) -> None:
        talk = Talk(house, access)
        made = talk.say()
        for method, path, body in (
            ("GET", "", None), ("POST", "", {"contentText": "x"}), ("PATCH", f"/{made['id']}", {"status": "closed"}),
            ("POST", f"/{made['id']}/replies", {"contentText": "x"}),
        ):  # fmt: skip
            answer = talk.ask(method, path, house.bob, json=body)
            assert answer.status_code == status, (method, path)
        assert talk.ask("GET", "", house.eve).status_code == 404
        assert talk.ask("POST", "", house.eve, json={"contentText": "x"}).status_code == 404

    def test_archiving_needs_the_author_or_an_editor(self, house: House) -> None:
        talk = Talk(house)
        adas, bobs = talk.say("a", house.ada), talk.say("b", house.bob)
        refused = talk.ask("DELETE", f"/{adas['id']}", house.bob)
        assert (refused.status_code, envelope(refused)["message"]) == (403, "Forbidden")
        assert talk.ask("DELETE", f"/{bobs['id']}", house.bob).status_code == 200
        reply = talk.told(talk.ask("POST", f"/{adas['id']}/replies", house.bob, json={"contentText": "x"}))["replies"][
            0
        ]
        assert talk.ask("DELETE", f"/{reply['id']}", house.ada).status_code == 200  # an admin may edit
        open_to_bob = Talk(house, "edit")
        made = open_to_bob.say("a", house.ada)
        assert open_to_bob.ask("DELETE", f"/{made['id']}", house.bob).status_code == 200

    def test_comments_of_another_file_are_not_there(self, house: House) -> None:
        one, other = Talk(house), Talk(house)
        made = one.say()
        for method, path, body in (
            ("PATCH", "", {"status": "closed"}), ("DELETE", "", None), ("POST", "/replies", {"contentText": "x"}),
        ):  # fmt: skip
            answer = other.ask(method, f"/{made['id']}{path}", json=body)
            assert answer.status_code == 404
            assert envelope(answer)["message"] == f"Comment not found. commentId: {made['id']}"

    def test_either_id_of_the_file_will_do(self, talk: Talk) -> None:
        made = talk.say()
        doc_id = talk.done["gammaUrl"].rpartition("-")[2]
        found = talk.house.ask("GET", f"/gammas/{doc_id}/comments", talk.house.ada).json()
        assert found["data"] == [made]


class TestLists:
    """Order, pages, what happened since."""

    def test_what_happened_longest_ago_comes_first(self, talk: Talk) -> None:
        ids = [talk.say(text)["id"] for text in ("a", "b", "c")]
        assert [one["id"] for one in talk.listed()] == ids
        talk.ask("POST", f"/{ids[0]}/replies", json={"contentText": "x"})
        assert [one["id"] for one in talk.listed()] == [*ids[1:], ids[0]]

    def test_pages_hold_each_thread_once_also_when_others_are_added(self, talk: Talk) -> None:
        ids = [talk.say(str(number))["id"] for number in range(5)]
        seen: list[str] = []
        query = "?limit=2"
        while True:
            page = talk.told(talk.ask("GET", query))
            seen += [one["id"] for one in page["data"]]
            if len(seen) == 2:
                ids.append(talk.say("late")["id"])
            if not page["hasMore"]:
                break
            query = f"?limit=2&after={page['nextCursor']}"
        assert (seen, page["nextCursor"]) == (ids, None)

    def test_updated_since_tells_what_is_new_and_replies_count(self, talk: Talk) -> None:
        first, second = talk.say("a"), talk.say("b")
        assert [one["id"] for one in talk.listed(f"?updatedSince={second['updatedTime']}")] in ([], [second["id"]])
        replied = talk.told(talk.ask("POST", f"/{first['id']}/replies", json={"contentText": "x"}))
        new = talk.listed(f"?updatedSince={second['updatedTime']}")
        assert new[-1] == replied
        talk.ask("DELETE", f"/{second['id']}")
        since = f"?updatedSince={replied['updatedTime']}"
        assert second["id"] not in [one["id"] for one in talk.listed(since)]
        assert [one["id"] for one in talk.listed(f"{since}&includeArchived=true")][-1] == second["id"]
        assert talk.listed("?updatedSince=2999-01-01") == []

    @pytest.mark.parametrize(
        ("query", "complaint"),
        [
            ("limit=51", "limit must not be greater than 50"),
            ("after=nonsense", "after must be a cursor of an earlier answer"),
            ("updatedSince=soon", "updatedSince must be a valid ISO 8601 date string"),
            ("includeArchived=1", "includeArchived must be a boolean value"),
        ],
    )
    def test_bad_queries_are_refused(self, talk: Talk, query: str, complaint: str) -> None:
        answer = talk.ask("GET", f"?{query}")
        assert answer.status_code == 400
        assert envelope(answer)["message"] == f"Input validation errors: 1. {complaint}"


class TestEdits:
    """Cards are edited under the comments."""

    def test_a_comment_stays_with_its_card(self, talk: Talk) -> None:
        made = talk.say(cardId=talk.cards[1])
        path = f"/gammas/{talk.id}/content"
        deck = talk.house.ask("GET", path, talk.house.ada).json()
        added = {"title": [{"text": "A new beginning"}], "blocks": []}
        changed = {**deck, "cards": [added, deck["cards"][1], deck["cards"][0]]}
        assert talk.house.ask("PUT", path, talk.house.ada, json=changed).status_code == 200
        cards = talk.house.ask("GET", f"/gammas/{talk.id}/analytics/cards", talk.house.ada).json()["cards"]
        assert [card["cardName"] for card in cards] == ["A new beginning", "Threats", "River ecology"]
        assert [card["cardId"] for card in cards[1:]] == talk.cards[::-1]
        assert talk.listed()[0]["cardId"] == made["cardId"]

    def test_a_comment_outlives_its_card(self, talk: Talk) -> None:
        talk.say(cardId=talk.cards[1])
        path = f"/gammas/{talk.id}/content"
        deck = talk.house.ask("GET", path, talk.house.ada).json()
        talk.house.ask("PUT", path, talk.house.ada, json={**deck, "cards": deck["cards"][:1]})
        (found,) = talk.listed()
        assert (found["cardId"], found["contentText"]) == (None, "Say when.")


class TestByPersonalLink:
    """The same beside the page, for whoever came by a personal link."""

    def guest(self, talk: Talk, method: str, path: str = "", token: str = "", **options: Any) -> httpx2.Response:
        doc_id = talk.done["gammaUrl"].rpartition("-")[2]
        headers = {"authorization": f"Bearer {token}"} if token else {}
        return http().request(
            method, f"{talk.house.server.base}/docs/{doc_id}/comments{path}", headers=headers, timeout=30, **options
        )

    def token(self, talk: Talk, email: str = CAROL) -> str:
        return talk.house.link(talk.id, email).rpartition("=")[2]

    def test_somebody_invited_reads_writes_and_answers(self, talk: Talk) -> None:
        token, bobs = self.token(talk), talk.say("From bob", talk.house.bob)
        made = talk.told(self.guest(talk, "POST", "", token, json={"contentText": "From carol", "targetText": "dams"}))
        assert made["author"]["name"] == CAROL
        replied = talk.told(self.guest(talk, "POST", f"/{bobs['id']}/replies", token, json={"contentText": "Yes"}))
        closed = talk.told(self.guest(talk, "PATCH", f"/{bobs['id']}", token, json={"status": "closed"}))
        assert (replied["replies"][0]["contentText"], closed["status"]) == ("Yes", "closed")
        found = self.guest(talk, "GET", "", token)
        assert found.headers["cache-control"] == "private, no-store"
        assert found.json()["data"] == talk.listed() == [made, closed]
        assert self.guest(talk, "DELETE", f"/{bobs['id']}", token).status_code == 403
        assert self.guest(talk, "DELETE", f"/{made['id']}", token).json()["archived"] is True

    @pytest.mark.parametrize("token", ["", "a" * 55])
    def test_nobody_else_does(self, house: House, token: str) -> None:
        talk = Talk(house)
        open_file = Talk(house, inputText="# Open\n\nTo all.", numCards=1)
        for one in (talk, open_file):
            for method, body in (("GET", None), ("POST", {"contentText": "x"})):
                answer = self.guest(one, method, "", token, json=body)
                assert (answer.status_code, envelope(answer)["message"]) == (403, "Forbidden")

    def test_viewing_is_not_enough(self, house: House) -> None:
        talk = Talk(house, "view")
        assert self.guest(talk, "GET", "", self.token(talk, "bob@example.org")).status_code == 403

    def test_a_token_in_the_address_or_a_cookie_is_no_token(self, talk: Talk) -> None:
        token = self.token(talk)
        assert self.guest(talk, "GET", f"?for={token}").status_code == 403
        assert self.guest(talk, "GET", cookies={"for": token, "authorization": f"Bearer {token}"}).status_code == 403

    def test_writing_is_limited(self, house: House) -> None:
        talk = Talk(house)
        token = self.token(talk)
        found = {self.guest(talk, "POST", "", token, json={}).status_code for _ in range(80)}
        assert found == {400, 429}
        assert self.guest(talk, "GET", "", token).status_code == 200

    def test_the_panel_is_there_for_who_may_comment_and_only_then(self, house: House) -> None:
        talk = Talk(house, "view")
        with_panel = http().get(house.link(talk.id, CAROL)).text
        without = http().get(house.link(talk.id, "bob@example.org")).text
        assert ("/static/comments." in with_panel, "/static/comments." in without) == (True, False)
        plain = http().get(house.file(house.ada)["gammaUrl"])
        assert "/static/comments." not in plain.text
