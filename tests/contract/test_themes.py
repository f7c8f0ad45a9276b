"""Themes of a workspace's own over the API: brought by admins, listed beside everybody's, used, and taken away."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
from cardwright.brand.package import MAX_FILE
from cardwright.theme import all_themes
from cardwright_wire.themes import MAX_FILE as MAX_ON_THE_WIRE
from houses import meridian, nordwind
from housing import typed
from pptx import Presentation
from serving import Server, envelope

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TEXT = "# River ecology\n\nShort notes about a river.\n\n## Threats\n\n- runoff\n- dams"
THEMES = "/v1.0/themes"


@dataclass
class House:
    """A server with an admin, a member, and an admin of another workspace."""

    server: Server
    ada: str
    bob: str
    eve: str

    def ask(self, method: str, path: str, key: str | None = None, **options: Any) -> httpx2.Response:
        return self.server.ask(method, path, **({"key": key} if key else {}), **options)

    def bring(self, data: bytes, query: str = "", key: str | None = None, media_type: str = PPTX) -> httpx2.Response:
        return self.ask("POST", f"{THEMES}?{query}", key, content=data, headers={"content-type": media_type})

    def made(self, **body: Any) -> dict[str, Any]:
        asked = {"inputText": TEXT, "textMode": "preserve", "numCards": 2, **body}
        answer = self.ask("POST", "/v1.0/generations", self.ada, json=asked)
        assert answer.status_code == 200, answer.text
        path = f"/v1.0/generations/{answer.json()['generationId']}"
        found: dict[str, Any] = self.ask("GET", path, self.ada, headers={"prefer": "wait=40"}).json()
        assert found["status"] == "completed", found
        return {**found, "warnings": answer.json().get("warnings", "")}

    def file(self, url: str) -> bytes:
        answer = self.server.ask("GET", url[len(self.server.base) :], key=None)
        assert answer.status_code == 200
        return answer.content


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    running = Server(tmp_path_factory.mktemp("themes"), {"plan": "pro"}).start()
    data = running.folder / "data"
    other = typed(data, "admin", "workspaces", "create", "Elsewhere")
    keys: list[str] = []
    for email, role, workspace in (("ada", "admin", "default"), ("bob", "member", "default"), ("eve", "admin", other)):
        address = f"{email}@example.org"
        typed(data, "admin", "members", "add", address, "--role", role, "--workspace", workspace)
        keys.append(typed(data, "keys", "create", email, "--user", address, "--workspace", workspace))
    yield House(running, *keys)
    running.stop()


@pytest.fixture(scope="module")
def theme(house: House) -> str:
    answer = house.bring(nordwind(), "name=Nordwind&fileName=nordwind.pptx", house.ada)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["id"])


def test_an_admin_brings_a_presentation_and_is_told_what_was_understood(house: House) -> None:
    answer = house.bring(meridian(), "fileName=meridian%202026.pptx", house.ada)
    body = answer.json()
    assert list(body) == ["id", "name", "type", "colorKeywords", "toneKeywords", "report"]
    assert (body["name"], body["type"]) == ("meridian 2026", "custom")
    assert re.fullmatch(r"thm_[a-z0-9]{18}", body["id"])
    assert "dark" in body["colorKeywords"]
    assert {note["verdict"] for note in body["report"]} == {"understood", "repaired", "replaced", "left out"}
    assert all(set(note) == {"verdict", "about", "text"} for note in body["report"])
    assert house.ask("DELETE", f"{THEMES}/{body['id']}", house.ada).json() == {"themeId": body["id"], "deleted": True}


def test_only_admins_bring_themes_and_take_them_away(house: House, theme: str) -> None:
    for answer in (house.bring(nordwind(), key=house.bob), house.ask("DELETE", f"{THEMES}/{theme}", house.bob)):
        assert answer.status_code == 403
        assert envelope(answer)["message"] == "Access denied - workspace admin role required"


def test_the_list_has_the_workspaces_own_beside_everybodys(house: House, theme: str) -> None:
    found = house.ask("GET", f"{THEMES}?limit=50", house.bob).json()["data"]
    assert [item["name"] for item in found] == sorted(item["name"] for item in found)
    assert {item["id"] for item in found} == {*all_themes(), theme}
    own = next(item for item in found if item["id"] == theme)
    assert own["type"] == "custom"
    assert list(own) == ["id", "name", "type", "colorKeywords", "toneKeywords"]


@pytest.mark.parametrize(
    ("query", "count"),
    [("type=custom", 1), ("type=standard", len(all_themes())), ("query=nordw", 1), ("query=nordw&type=standard", 0)],
)
def test_lists_are_filtered(house: House, theme: str, query: str, count: int) -> None:
    assert len(house.ask("GET", f"{THEMES}?limit=50&{query}", house.ada).json()["data"]) == count


def test_pages_of_the_list_miss_nothing(house: House, theme: str) -> None:
    seen: list[str] = []
    after = ""
    while True:
        page = house.ask("GET", f"{THEMES}?limit=3{after}", house.ada).json()
        seen += [item["id"] for item in page["data"]]
        if not page["hasMore"]:
            break
        after = f"&after={page['nextCursor']}"
    assert sorted(seen) == sorted([*all_themes(), theme])


def test_another_workspace_knows_nothing_of_it(house: House, theme: str) -> None:
    assert house.ask("GET", f"{THEMES}?type=custom", house.eve).json()["data"] == []
    answer = house.ask("POST", "/v1.0/generations", house.eve, json={"inputText": TEXT, "themeId": theme})
    assert (answer.status_code, envelope(answer)["message"]) == (
        400,
        f"Input validation errors: 1. themeId {theme} does not exist",
    )
    assert house.ask("DELETE", f"{THEMES}/{theme}", house.eve).status_code == 404


def test_decks_are_made_in_the_companys_file_and_shown_in_its_look(house: House, theme: str) -> None:
    made = house.made(themeId=theme, exportAs="pptx")
    assert house.ask("GET", f"/v1.0/gammas/{made['gammaId']}", house.ada).json()["themeId"] == theme
    deck = Presentation(io.BytesIO(house.file(made["exportUrl"])))
    assert {slide.slide_layout.name for slide in deck.slides} <= {layout.name for layout in deck.slide_layouts}
    assert deck.slide_layouts[0].name == "Titelfolie"
    page = house.server.ask("GET", made["gammaUrl"][len(house.server.base) :], key=None).text
    pictures = set(re.findall(r"/docs/images/[0-9a-f]{64}/[0-9a-z-]+", page))
    assert pictures
    for address in pictures:
        shown = house.server.ask("GET", address, key=None)
        assert (shown.status_code, shown.headers["content-type"]) == (200, "image/svg+xml")
        assert "sandbox" in shown.headers["content-security-policy"]


def test_a_size_that_is_not_the_themes_is_told(house: House, theme: str) -> None:
    made = house.made(themeId=theme, cardOptions={"dimensions": "4x3"})
    assert "cardOptions.dimensions 4x3 was not used" in made["warnings"]
    assert "was not used" not in house.made(themeId=theme, cardOptions={"dimensions": "16x9"})["warnings"]


def test_a_deleted_theme_leaves_decks_as_they_are(house: House) -> None:
    own = house.bring(nordwind(), "name=Soon%20gone", house.ada).json()["id"]
    made = house.made(themeId=own, exportAs="pptx")
    before = house.file(made["exportUrl"])
    assert house.ask("DELETE", f"{THEMES}/{own}", house.ada).status_code == 200
    assert house.ask("DELETE", f"{THEMES}/{own}", house.ada).status_code == 404
    assert own not in house.ask("GET", f"{THEMES}?type=custom", house.ada).text
    started = house.ask("POST", f"/v1.0/gammas/{made['gammaId']}/export", house.ada, json={"exportAs": "pptx"}).json()
    for _ in range(600):
        export = house.ask("GET", f"/v1.0/exports/{started['exportId']}", house.ada).json()
        if export["status"] != "pending":
            break
    assert house.file(export["exportUrl"]) == before
    told = house.ask(
        "PUT",
        f"/v1.0/gammas/{made['gammaId']}/content",
        house.ada,
        content="# New\n\nWords.",
        headers={"content-type": "text/markdown"},
    )
    assert told.status_code == 200, told.text
    again = house.ask("POST", "/v1.0/generations", house.ada, json={"inputText": TEXT, "themeId": own})
    assert again.status_code == 400


def test_templates_keep_the_theme_or_change_to_it(house: House, theme: str) -> None:
    kept = house.made(themeId=theme)
    plain = house.made()
    names: list[str] = []
    for gamma, wish in ((kept, {}), (plain, {"themeId": theme}), (kept, {"themeId": "midnight"})):
        body = {"gammaId": gamma["gammaId"], "prompt": "Change the title to Rivers", "exportAs": "pptx", **wish}
        answer = house.ask("POST", "/v1.0/generations/from-template", house.ada, json=body)
        assert answer.status_code == 200, answer.text
        path = f"/v1.0/generations/{answer.json()['generationId']}"
        done = house.ask("GET", path, house.ada, headers={"prefer": "wait=40"}).json()
        deck = Presentation(io.BytesIO(house.file(done["exportUrl"])))
        names.append(deck.slide_layouts[0].name)
    assert names == ["Titelfolie", "Titelfolie", "Title Slide"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04nothing", "no PowerPoint presentation"),
        (b"name = ", "TOML"),
        (nordwind()[:9000], "no PowerPoint"),
    ],
)
def test_what_is_no_theme_is_refused(house: House, data: bytes, words: str) -> None:
    answer = house.bring(data, key=house.ada)
    assert answer.status_code == 400
    assert words in envelope(answer)["message"]


def test_a_file_that_is_too_large_is_refused(house: House) -> None:
    assert MAX_FILE == MAX_ON_THE_WIRE
    answer = house.bring(b"PK\x03\x04" + bytes(MAX_ON_THE_WIRE), key=house.ada)
    assert answer.status_code == 413


def test_a_name_that_is_too_long_is_refused(house: House) -> None:
    answer = house.bring(nordwind(), f"name={'n' * 81}", house.ada)
    assert (answer.status_code, "name must be shorter" in envelope(answer)["message"]) == (400, True)


def test_a_theme_as_toml_is_brought_like_a_presentation(house: House) -> None:
    from cardwright import theme as package

    text = (Path(package.__path__[0]) / "themes" / "paper.toml").read_bytes()
    answer = house.bring(text, "name=Our%20paper", house.ada, "application/toml")
    assert answer.status_code == 200, answer.text
    own = answer.json()["id"]
    made = house.made(themeId=own, exportAs="pptx", cardOptions={"dimensions": "4x3"})
    assert "was not used" not in made["warnings"]
    assert house.ask("DELETE", f"{THEMES}/{own}", house.ada).status_code == 200


def test_pictures_are_drawn_in_its_colours(house: House, theme: str) -> None:
    answer = house.ask("POST", "/v1.0/images", house.ada, json={"prompt": "calm water", "themeId": theme})
    assert answer.status_code == 200, answer.text
