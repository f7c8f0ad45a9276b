"""Themes, folders, files and exports as clients meet them, and who may do what."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from cardwright.theme import all_themes
from housing import TEXT, House, housed, typed
from serving import envelope, http


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with housed(tmp_path_factory.mktemp("house")) as found:
        yield found


class TestPictures:
    def test_they_are_a_workspaces_own(self, house: House) -> None:
        made = house.ask("POST", "/images", house.bob, json={"prompt": "Waves"}).json()
        path = f"/images/{made['imageGenerationId']}"
        assert house.ask("GET", path, house.ada).status_code == 200
        media = house.ask("GET", path, house.bob).json()["image"]["savedMediaId"]
        assert house.ask("GET", path, house.eve).status_code == 404
        assert house.ask("POST", f"/images/media/{media}/archive", house.eve).status_code == 404


class TestLists:
    """Pages, cursors, filters."""

    def test_themes_have_what_a_picker_needs(self, house: House) -> None:
        found = house.ask("GET", "/themes").json()
        assert (found["hasMore"], found["nextCursor"]) == (False, None)
        assert {theme["id"] for theme in found["data"]} == set(all_themes())
        assert [theme["name"] for theme in found["data"]] == sorted(theme.name for theme in all_themes().values())
        for theme in found["data"]:
            assert set(theme) == {"id", "name", "type", "colorKeywords", "toneKeywords"}
            assert theme["type"] == "standard"

    def test_themes_come_in_pages(self, house: House) -> None:
        seen: list[str] = []
        after = ""
        while True:
            found = house.ask("GET", f"/themes?limit=5{after}").json()
            seen += [theme["name"] for theme in found["data"]]
            assert found["hasMore"] is (found["nextCursor"] is not None)
            if not found["hasMore"]:
                break
            assert len(found["data"]) == 5
            after = f"&after={found['nextCursor']}"
        assert seen == sorted(theme.name for theme in all_themes().values())

    @pytest.mark.parametrize(
        ("query", "ids"),
        [("query=PAP", ["paper"]), ("query=sepia", []), ("type=custom", []), ("type=standard&query=mid", ["midnight"])],
    )
    def test_themes_are_filtered(self, house: House, query: str, ids: list[str]) -> None:
        assert [theme["id"] for theme in house.ask("GET", f"/themes?{query}").json()["data"]] == ids

    @pytest.mark.parametrize(
        ("query", "complaint"),
        [
            ("limit=51", "limit must not be greater than 50"),
            ("limit=0", "limit must not be less than 1"),
            ("limit=x", "limit must be an integer number"),
            ("limit=99999999999999999999", "limit must be an integer number"),
            ("after=nonsense", "after must be a cursor of an earlier answer"),
            ("after=WzFd", "after must be a cursor of an earlier answer"),
            ("type=mine", "type must be one of: standard, custom"),
            ("query=" + "x" * 501, "query must be shorter than or equal to 500 characters"),
        ],
    )
    def test_bad_queries_are_refused(self, house: House, query: str, complaint: str) -> None:
        answer = house.ask("GET", f"/themes?{query}")
        assert answer.status_code == 400
        assert envelope(answer)["message"] == f"Input validation errors: 1. {complaint}"

    def test_folders_are_those_the_keys_owner_is_a_member_of(self, house: House) -> None:
        data = house.server.folder / "data"
        names = ["Alpha", "Beta", "Gamma", "Delta"]
        ids = {name: typed(data, "admin", "folders", "create", name, "--member", "bob@example.org") for name in names}
        typed(data, "admin", "folders", "create", "Hidden")
        found = house.ask("GET", "/folders", house.bob).json()
        assert found == {
            "data": [{"id": ids[name], "name": name} for name in sorted(names)], "hasMore": False, "nextCursor": None,
        }  # fmt: skip
        assert [one["name"] for one in house.ask("GET", "/folders?query=ET", house.bob).json()["data"]] == ["Beta"]
        assert house.ask("GET", "/folders", house.eve).json()["data"] == []

    def test_a_cursor_stays_right_when_folders_are_added_meanwhile(self, house: House) -> None:
        data = house.server.folder / "data"
        for name in ("b", "d", "f"):
            typed(data, "admin", "folders", "create", name, "--member", "ada@example.org")
        first = house.ask("GET", "/folders?limit=2", house.ada).json()
        for name in ("a", "c", "e"):
            typed(data, "admin", "folders", "create", name, "--member", "ada@example.org")
        rest = house.ask("GET", f"/folders?limit=50&after={first['nextCursor']}", house.ada).json()
        assert [one["name"] for one in (*first["data"], *rest["data"])] == ["b", "d", "e", "f"]

    def test_a_folder_that_is_not_the_callers_is_refused(self, house: House) -> None:
        folder = typed(house.server.folder / "data", "admin", "folders", "create", "Own", "--member", "bob@example.org")
        body = {"inputText": TEXT, "textMode": "preserve", "folderIds": [folder]}
        assert house.ask("POST", "/generations", house.bob, json=body).status_code == 200
        answer = house.ask("POST", "/generations", house.eve, json=body)
        assert answer.status_code == 400
        assert envelope(answer)["message"] == f"Input validation errors: 1. folderIds {folder} does not exist"


def test_me_says_whom_a_key_speaks_for(house: House) -> None:
    assert house.ask("GET", "/me", house.bob).json() == {
        "email": "bob@example.org", "displayName": "Bob", "profileImageUrl": None, "workspaceName": "Default",
        "maxGenerateCards": 60, "availableImageModels": [],
    }  # fmt: skip


def test_credits_can_be_asked_for(house: House) -> None:
    while house.ask("GET", "/credits").json()["reserved"]:  # other tests' generations
        pass
    before = house.ask("GET", "/credits").json()["remaining"]
    deducted = house.file()["credits"]["deducted"]
    assert house.ask("GET", "/credits").json() == {"remaining": before - deducted, "reserved": 0}


class TestFiles:
    """`/gammas/{id}`."""

    def test_a_file_is_described_by_either_id(self, house: House) -> None:
        done = house.file(house.bob, themeId="midnight")
        doc_id = done["gammaUrl"].rpartition("-")[2]
        found = house.ask("GET", f"/gammas/{done['gammaId']}").json()
        assert house.ask("GET", f"/gammas/{doc_id}").json() == found
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", found.pop("createdTime"))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", found.pop("updatedTime"))
        assert found == {
            "id": done["gammaId"], "title": "River ecology", "type": "regular", "url": done["gammaUrl"],
            "thumbnailUrl": None, "description": None, "author": {"name": "Bob", "avatarUrl": None},
            "themeId": "midnight", "archived": False,
        }  # fmt: skip

    @pytest.mark.parametrize("id_", ["g_000000000000000", "x"])
    def test_a_file_that_is_not_there_is_a_404(self, house: House, id_: str) -> None:
        answer = house.ask("GET", f"/gammas/{id_}")
        assert answer.status_code == 404
        assert envelope(answer)["message"] == f"Gamma not found. gammaId: {id_}"

    @pytest.mark.parametrize("id_", ["x" * 129, "a.b", "%20"])
    def test_what_is_no_id_is_a_400(self, house: House, id_: str) -> None:
        assert house.ask("GET", f"/gammas/{id_}").status_code == 400

    def test_archiving_twice_is_the_same_as_once(self, house: House) -> None:
        gamma = house.file()["gammaId"]
        for _ in range(2):
            answer = house.ask("POST", f"/gammas/{gamma}/archive")
            assert (answer.status_code, answer.json()) == (200, {"gammaId": gamma, "archived": True})
        assert house.ask("GET", f"/gammas/{gamma}").json()["archived"] is True

    def test_archiving_needs_the_files_own_id_and_edit_permission(self, house: House) -> None:
        done = house.file(house.ada, sharingOptions={"workspaceAccess": "comment"})
        doc_id = done["gammaUrl"].rpartition("-")[2]
        for id_, key in (
            (doc_id, house.ada), (done["gammaId"], house.bob), (done["gammaId"], house.eve), ("g_nothing", house.ada),
        ):  # fmt: skip
            answer = house.ask("POST", f"/gammas/{id_}/archive", key)
            assert answer.status_code == 403
            assert envelope(answer)["message"] == (
                "Access denied. You must have edit permission to archive this gamma."
            )
        assert house.ask("POST", f"/gammas/{done['gammaId']}/archive", house.ada).status_code == 200

    def test_deleting_needs_an_admin_and_leaves_nothing(self, house: House) -> None:
        done = house.file(house.bob)
        path = f"/gammas/{done['gammaId']}"
        refused = house.ask("DELETE", path, house.bob)
        assert refused.status_code == 403
        assert envelope(refused)["message"] == "Access denied - workspace admin role required"
        assert house.ask("DELETE", path, house.eve).status_code == 404
        answer = house.ask("DELETE", path, house.ada)
        assert answer.status_code == 200
        assert (answer.json()["status"], answer.json()["gammaId"]) == ("deleted", done["gammaId"])
        assert house.ask("GET", path).status_code == 404
        assert house.ask("DELETE", path, house.ada).status_code == 404
        assert http().get(done["gammaUrl"]).status_code == 404

    def test_what_members_may_do_is_the_files_own_affair(self, house: House) -> None:
        hidden = house.file(house.ada, sharingOptions={"workspaceAccess": "noAccess"})["gammaId"]
        assert house.ask("GET", f"/gammas/{hidden}", house.bob).status_code == 403
        assert house.ask("GET", f"/gammas/{hidden}", house.eve).status_code == 404
        invited = {"workspaceAccess": "noAccess", "emailOptions": {"recipients": ["BOB@example.org"], "access": "view"}}
        shown = house.file(house.ada, sharingOptions=invited)["gammaId"]
        assert house.ask("GET", f"/gammas/{shown}", house.bob).status_code == 200
        assert house.ask("POST", f"/gammas/{shown}/archive", house.bob).status_code == 403
        told = house.typed("admin", "invitations")
        assert re.fullmatch(rf"bob@example\.org  view        {shown}  http://\S+\?for=\w{{55}}  River ecology", told)

    def test_a_page_that_links_do_not_open_is_not_shown(self, house: House) -> None:
        closed = house.file(sharingOptions={"externalAccess": "noAccess"})
        assert http().get(closed["gammaUrl"]).status_code == 404
        assert http().get(house.file()["gammaUrl"]).status_code == 200


class TestExports:
    """Files made again, in any format."""

    @pytest.mark.parametrize(
        ("kind", "suffix", "magic"), [("pdf", ".pdf", b"%PDF"), ("pptx", ".pptx", b"PK"), ("png", ".zip", b"PK")]
    )
    def test_a_file_is_exported_on_demand(self, house: House, kind: str, suffix: str, magic: bytes) -> None:
        done = house.file()
        doc_id = done["gammaUrl"].rpartition("-")[2]
        started = house.ask("POST", f"/gammas/{doc_id}/export", json={"exportAs": kind})
        assert started.status_code == 200
        assert set(started.json()) == {"exportId"}
        found = house.exported(started.json()["exportId"])
        assert found.pop("exportUrl").endswith(suffix) if (url := found["exportUrl"]) else False
        assert found == {
            "exportId": started.json()["exportId"], "status": "completed", "gammaId": done["gammaId"], "exportAs": kind,
        }  # fmt: skip
        assert http().get(url).content.startswith(magic)

    @pytest.mark.parametrize("body", [{}, {"exportAs": "docx"}, {"exportAs": None}])
    def test_a_format_must_be_one_there_is(self, house: House, body: dict[str, Any]) -> None:
        answer = house.ask("POST", f"/gammas/{house.file()['gammaId']}/export", json=body)
        assert answer.status_code == 400
        assert envelope(answer)["message"] == "Input validation errors: 1. exportAs must be one of: pptx, pdf, png"

    def test_archived_files_are_not_exported(self, house: House) -> None:
        gamma = house.file()["gammaId"]
        house.ask("POST", f"/gammas/{gamma}/archive")
        assert house.ask("POST", f"/gammas/{gamma}/export", json={"exportAs": "pdf"}).status_code == 400

    def test_exports_of_others_are_not_there(self, house: House) -> None:
        started = house.ask("POST", f"/gammas/{house.file()['gammaId']}/export", json={"exportAs": "pdf"})
        export_id = started.json()["exportId"]
        for id_, key in ((export_id, house.eve), ("exp_nothing", house.ada)):
            answer = house.ask("GET", f"/exports/{id_}", key)
            assert answer.status_code == 404
            assert envelope(answer)["message"] == f"Export ID not found. exportId: {id_}"
        house.exported(export_id)

    def test_an_export_costs_nothing(self, house: House) -> None:
        gamma = house.file()["gammaId"]
        before = house.ask("GET", "/credits").json()
        house.exported(house.ask("POST", f"/gammas/{gamma}/export", json={"exportAs": "pdf"}).json()["exportId"])
        assert house.ask("GET", "/credits").json() == before


class TestQuality:
    """`/gammas/{id}/quality`: what readers would trip over."""

    def test_a_file_is_judged(self, house: House) -> None:
        done = house.file(exportAs="pptx")
        answer = house.ask("GET", f"/gammas/{done['gammaId']}/quality")
        assert answer.status_code == 200, answer.text
        report = answer.json()
        assert report["gammaId"] == done["gammaId"]
        assert 0.8 < report["score"] <= 1
        assert report["gate"] == "open"
        assert len(report["cards"]) == 2
        assert [one["severity"] for one in report["findings"] if one["severity"] == "error"] == []
        assert all(one["fix"] and one["message"] for one in report["findings"])
        assert [one["format"] for one in report["exports"]] == ["pptx"]
        assert {one["family"] for one in report["fonts"]} >= {"Inter"}

    def test_what_was_written_back_is_judged_as_it_is_now(self, house: House) -> None:
        gamma = house.file()["gammaId"]
        wall = "Rain fell on the hills, and the river rose. " * 16
        body = {
            "title": "Wall",
            "cards": [{"title": [{"text": "Wall"}], "blocks": [{"kind": "paragraph", "text": [{"text": wall}]}]}],
        }
        assert house.ask("PUT", f"/gammas/{gamma}/content", json=body).status_code == 200
        report = house.ask("GET", f"/gammas/{gamma}/quality").json()
        assert "T5" in {one["rule"] for one in report["findings"]}
        assert not {one["rule"] for one in report["findings"]} & {"K1", "K2", "K3"}  # its source is another text

    def test_who_may_not_view_a_file_may_not_judge_it(self, house: House) -> None:
        for path, status in (("g_nothing0000000000", 404), ("no%20id!", 400)):
            answer = house.ask("GET", f"/gammas/{path}/quality")
            assert answer.status_code == status
            envelope(answer)


class TestContent:
    """`/gammas/{id}/content`: what a file says, read and written back."""

    def test_a_file_is_read_as_json_and_as_markdown(self, house: House) -> None:
        gamma = house.file()["gammaId"]
        deck = house.ask("GET", f"/gammas/{gamma}/content")
        assert deck.headers["content-type"] == "application/json"
        assert deck.json()["title"] == "River ecology"
        assert len(deck.json()["cards"]) == 2
        text = house.ask("GET", f"/gammas/{gamma}/content", headers={"accept": "text/markdown"})
        assert text.headers["content-type"].startswith("text/markdown")
        assert "# River ecology" in text.text and "- dams" in text.text
        again = house.ask("GET", f"/gammas/{gamma}/content", headers={"if-none-match": deck.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")

    def test_a_deck_is_changed_and_written_back(self, house: House) -> None:
        done = house.file()
        path = f"/gammas/{done['gammaId']}"
        read = house.ask("GET", f"{path}/content")
        deck = read.json()
        deck["title"] = "Lake ecology"
        deck["cards"][1]["title"] = [{"text": "Perils of the lake"}]
        written = house.ask("PUT", f"{path}/content", json=deck, headers={"if-match": read.headers["etag"]})
        assert written.status_code == 200, written.text
        assert written.json()["title"] == "Lake ecology"
        assert house.ask("GET", f"{path}/content").json() == deck
        assert "Perils of the lake" in http().get(written.json()["url"]).text
        assert house.ask("GET", "/gammas/search?q=perils").json()["hits"][0]["id"] == done["gammaId"]
        made = house.exported(house.ask("POST", f"{path}/export", json={"exportAs": "pptx"}).json()["exportId"])
        assert "/Lake-ecology.pptx" in made["exportUrl"]
        late = house.ask("PUT", f"{path}/content", json=deck, headers={"if-match": read.headers["etag"]})
        assert late.status_code == 412
        envelope(late)

    def test_markdown_is_written_back(self, house: House) -> None:
        gamma = house.file()["gammaId"]
        text = "# Ponds\n\nStill water.\n\n---\n\n## Frogs\n\n- green\n- brown\n"
        answer = house.ask(
            "PUT", f"/gammas/{gamma}/content", content=text.encode(), headers={"content-type": "text/markdown"}
        )
        assert answer.status_code == 200, answer.text
        cards = house.ask("GET", f"/gammas/{gamma}/content").json()["cards"]
        assert ["".join(span["text"] for span in card["title"]) for card in cards] == ["Ponds", "Frogs"]

    @pytest.mark.parametrize(
        "body", [b"", b"{", b"[]", b"{}", b'{"title":"x","language":"en","cards":[]}', b'{"title":1}', b"[" * 9999]
    )
    def test_what_is_no_deck_is_refused_and_nothing_changes(self, house: House, body: bytes) -> None:
        gamma = house.file()["gammaId"]
        before = house.ask("GET", f"/gammas/{gamma}/content").json()
        answer = house.ask("PUT", f"/gammas/{gamma}/content", content=body)
        assert answer.status_code == 400, answer.text
        envelope(answer)
        assert house.ask("GET", f"/gammas/{gamma}/content").json() == before

    def test_reading_needs_view_and_writing_needs_edit(self, house: House) -> None:
        gamma = house.file(house.ada, sharingOptions={"workspaceAccess": "view"})["gammaId"]
        deck = house.ask("GET", f"/gammas/{gamma}/content", house.bob)
        assert deck.status_code == 200
        assert house.ask("PUT", f"/gammas/{gamma}/content", house.bob, json=deck.json()).status_code == 403
        assert house.ask("GET", f"/gammas/{gamma}/content", house.eve).status_code == 404


class TestSearch:
    """`/gammas/search` and `/templates/search`."""

    def search(self, house: House, query: str, key: str | None = None) -> list[str]:
        answer = house.ask("GET", f"/gammas/search?{query}", key)
        assert answer.status_code == 200, answer.text
        return [hit["title"] for hit in answer.json()["hits"]]

    def test_files_are_found_by_title_and_body_the_title_first(self, house: House) -> None:
        house.file(inputText="# Kestrels\n\nA bird of prey.", numCards=1)
        house.file(inputText="# Birds of the valley\n\nKestrels hover above the meadow.", numCards=1)
        assert self.search(house, "q=kestrel") == ["Kestrels", "Birds of the valley"]
        assert self.search(house, "q=hover+meadow") == ["Birds of the valley"]
        hit = house.ask("GET", "/gammas/search?q=hover").json()["hits"][0]
        assert "Kestrels hover above the meadow" in hit["highlight"]
        assert hit["createdBy"]["name"] == "Owner"

    @pytest.mark.parametrize(
        ("text", "query"), [("# 川沿いの古い銭湯\n\n残す。", "銭湯"), ("# Überfluss\n\nWasser.", "überfl")]
    )
    def test_words_of_any_script_are_found(self, house: House, text: str, query: str) -> None:
        done = house.file(inputText=text, numCards=1)
        found = house.ask("GET", f"/gammas/search?q={query}").json()["hits"]
        assert [hit["id"] for hit in found] == [done["gammaId"]]

    def test_what_is_hidden_is_not_found(self, house: House) -> None:
        house.file(
            house.bob, inputText="# Ospreys\n\nSecret.", numCards=1, sharingOptions={"workspaceAccess": "noAccess"}
        )
        assert self.search(house, "q=ospreys", house.bob) == ["Ospreys"]
        assert self.search(house, "q=ospreys", house.ada) == ["Ospreys"]  # an admin
        assert self.search(house, "q=ospreys", house.eve) == []
        typed(house.server.folder / "data", "admin", "members", "add", "cy@example.org")
        cy = typed(house.server.folder / "data", "keys", "create", "cy", "--user", "cy@example.org")
        assert self.search(house, "q=ospreys", cy) == []

    def test_filters_narrow_and_archived_files_are_left_out(self, house: House) -> None:
        done = house.file(house.bob, inputText="# Herons\n\nGrey.", numCards=1)
        assert self.search(house, "q=herons&createdBy=bob@example.org") == ["Herons"]
        assert self.search(house, "q=herons&createdBy=me", house.bob) == ["Herons"]
        assert self.search(house, "q=herons&createdBy=me", house.ada) == []
        assert self.search(house, "q=herons&updatedAfter=2999-01-01") == []
        assert self.search(house, "q=herons&updatedBefore=2999-01-01T00:00:00Z") == ["Herons"]
        house.ask("POST", f"/gammas/{done['gammaId']}/archive", house.bob)
        assert self.search(house, "q=herons") == []
        assert self.search(house, "q=herons&includeArchived=true") == ["Herons"]
        house.ask("DELETE", f"/gammas/{done['gammaId']}", house.ada)
        assert self.search(house, "q=herons&includeArchived=true") == []

    @pytest.mark.parametrize("query", ["", "q=", "limit=26&q=a", "q=a&updatedAfter=soon", "q=a&includeArchived=1"])
    def test_bad_queries_are_refused(self, house: House, query: str) -> None:
        answer = house.ask("GET", f"/gammas/search?{query}")
        assert answer.status_code == 400
        assert envelope(answer)["message"].startswith("Input validation errors: 1. ")

    @pytest.mark.parametrize("query", ['"', "*", "a*b OR (c", "NEAR(", "%22%22%22", "-", "^", "a:b", "🙂", "%00"])
    def test_no_query_breaks_the_search(self, house: House, query: str) -> None:
        assert house.ask("GET", f"/gammas/search?q={query}").status_code == 200

    def test_templates_are_found(self, house: House) -> None:
        done = house.file(inputText="# Offer\n\nFor [[client-name]].", numCards=1)
        assert house.ask("GET", "/templates/search?q=offer").json()["workspaceTemplates"] == []
        typed(house.server.folder / "data", "admin", "templates", "add", done["gammaId"])
        found = {"id": done["gammaId"], "title": "Offer", "url": done["gammaUrl"], "previewUrl": done["gammaUrl"]}
        for query in ("", "?q=offer"):
            assert house.ask("GET", f"/templates/search{query}").json() == {
                "workspaceTemplates": [found], "workspaceDegraded": False, "exploreTemplates": [],
            }  # fmt: skip
        assert house.ask("GET", f"/gammas/{done['gammaId']}").json()["type"] == "template"
        assert house.ask("GET", "/templates/search?q=offer", house.eve).json()["workspaceTemplates"] == []


def test_what_admins_keep_to_themselves_is_ignored_with_the_literal_warnings(house: House) -> None:
    data = house.server.folder / "data"
    typed(data, "admin", "workspaces", "set", "--sharing-restricted", "--links-disabled")
    body = {
        "inputText": TEXT, "textMode": "preserve", "numCards": 1,
        "sharingOptions": {"workspaceAccess": "view", "externalAccess": "noAccess"},
    }  # fmt: skip
    answer = house.ask("POST", "/generations", json=body).json()
    assert answer["warnings"] == (
        "sharingOptions.workspaceAccess was ignored because workspace sharing is restricted by a workspace admin. "
        "sharingOptions.externalAccess was ignored because access links are disabled by a workspace admin."
    )
    typed(data, "admin", "workspaces", "set", "--no-sharing-restricted", "--no-links-disabled")
