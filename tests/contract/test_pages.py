"""Generations of several pages, and the sites they are published as."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from serving import Server, envelope, http

OVERVIEW = {"inputText": "# Overview\n\nWhat the company does.", "textMode": "preserve", "numCards": 1}
PRICING = {"inputText": "# Pricing\n\nWhat it costs.", "textMode": "preserve", "numCards": 1, "path": "/pricing"}
NOTHING = {"inputText": " \n ", "textMode": "preserve"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("pages"), {"plan": "pro", "credits": "100"}).start()
    yield running
    running.stop()


def post(server: Server, **body: Any) -> httpx2.Response:
    return server.ask("POST", "/v1.0/generations", json=body)


def balance(server: Server) -> dict[str, int]:
    found: dict[str, int] = server.ask("GET", "/v1.0/credits").json()
    return found


def test_each_page_becomes_a_file_and_all_become_a_site(site: Server) -> None:
    before = balance(site)["remaining"]
    made = post(site, title="Company site", pages=[OVERVIEW, PRICING], publish=True, exportAs="pdf")
    assert made.status_code == 200, made.text
    assert made.json()["pageWarnings"] == [None, None]
    found = site.finished(made.json()["generationId"])
    assert found["status"] == "completed"
    assert found["credits"] == {"deducted": 4, "remaining": before - 4}
    assert [page["status"] for page in found["pages"]] == ["completed", "completed"]
    first, second = found["pages"]
    assert (found["gammaId"], found["gammaUrl"], found["exportUrl"]) == (
        first["gammaId"], first["gammaUrl"], first["exportUrl"],
    )  # fmt: skip
    assert "/Overview-" in first["gammaUrl"] and "/Pricing-" in second["gammaUrl"]
    for page in (first, second):
        assert http().get(page["exportUrl"]).content.startswith(b"%PDF")
        assert site.ask("GET", f"/v1.0/gammas/{page['gammaId']}").status_code == 200
    assert "What the company does" in http().get(found["siteUrl"]).text
    assert "What it costs" in http().get(f"{found['siteUrl']}pricing").text
    assert http().get(f"{found['siteUrl']}pricing/").status_code == 200
    assert http().get(f"{found['siteUrl']}nowhere").status_code == 404
    assert http().get(found["siteUrl"].rstrip("/"), follow_redirects=True).status_code == 200
    assert "content-security-policy" in http().get(found["siteUrl"]).headers


def test_warnings_belong_to_their_page(site: Server) -> None:
    wide = {**OVERVIEW, "format": "webpage"}
    made = post(site, pages=[OVERVIEW, wide], cardOptions={"dimensions": "16x9"}, inputText="not read").json()
    assert "warnings" not in made
    assert made["pageWarnings"] == [
        None,
        "cardOptions.dimensions 16x9 is not valid for format webpage. Valid dimensions are: [ fluid ]. Using default: fluid.",
    ]
    site.finished(made["generationId"])


def test_a_page_that_fails_costs_nothing_and_keeps_the_site_from_being_published(site: Server) -> None:
    before = balance(site)["remaining"]
    made = post(site, pages=[OVERVIEW, NOTHING], publish=True).json()
    found = site.finished(made["generationId"])
    assert found["status"] == "completed"
    assert [page["status"] for page in found["pages"]] == ["completed", "failed"]
    assert found["pages"][1]["error"]["statusCode"] == 422
    assert set(found["pages"][1]) == {"gammaId", "status", "error"}
    assert "siteUrl" not in found
    assert found["credits"] == {"deducted": 2, "remaining": before - 2}


def test_when_all_pages_fail_the_whole_has_failed(site: Server) -> None:
    found = site.finished(post(site, pages=[NOTHING, NOTHING]).json()["generationId"])
    assert found["status"] == "failed"
    assert found["error"]["statusCode"] == 422
    assert found["credits"]["deducted"] == 0


def test_all_pages_are_paid_for_or_none(site: Server) -> None:
    before = balance(site)
    answer = post(site, pages=[{**OVERVIEW, "numCards": 40}, {**OVERVIEW, "numCards": 40}])
    assert answer.status_code == 403
    assert envelope(answer)["message"] == "Insufficient credits remaining"
    assert balance(site) == before


def test_the_whole_outlives_a_kill(site: Server) -> None:
    made = post(site, pages=[OVERVIEW] * 6).json()["generationId"]
    site.kill()
    site.start()
    found = site.finished(made, 60)
    assert found["status"] == "completed"
    assert [page["status"] for page in found["pages"]] == ["completed"] * 6
    assert found["credits"]["deducted"] == 12
    assert balance(site)["reserved"] == 0


def test_cancelling_the_whole_ends_its_open_pages(site: Server) -> None:
    long = {"inputText": ("The river rose in spring, and 120 came. " * 9000)[:390_000], "textMode": "condense"}
    made = post(site, pages=[{**long, "numCards": 2}] * 8).json()["generationId"]
    assert site.ask("DELETE", f"/v1.0/generations/{made}").status_code == 200
    found = site.finished(made, 60)
    assert "failed" in [page["status"] for page in found["pages"]]
    assert balance(site)["reserved"] == 0


def test_the_list_shows_the_whole_and_not_its_pages(site: Server) -> None:
    made = post(site, pages=[OVERVIEW, PRICING]).json()["generationId"]
    site.finished(made, 90)  # what was under way when its generation was cancelled is still written
    newest = site.ask("GET", "/v1.0/generations?limit=2").json()["data"]
    assert newest[0]["generationId"] == made
    assert newest[1]["generationId"] not in {page["gammaId"] for page in newest[0]["pages"]}


def test_one_page_alone_can_be_published_and_titled(site: Server) -> None:
    made = post(site, **{**OVERVIEW, "title": "Own title", "publish": True}).json()
    found = site.finished(made["generationId"])
    assert "/Own-title-" in found["gammaUrl"]
    assert "What the company does" in http().get(found["siteUrl"]).text


@pytest.mark.parametrize(
    ("pages", "complaint"),
    [
        ([], "pages must contain at least 1 elements"),
        ([OVERVIEW] * 51, "pages must contain no more than 50 elements"),
        ("x", "pages must be an array"),
        ([{"textMode": "preserve"}], "pages.0.inputText should not be empty"),
        ([OVERVIEW, {**OVERVIEW, "layout": "x"}], "pages.1.property layout should not exist"),
        ([{**OVERVIEW, "textOptions": {"amount": "x"}}], "pages.0.textOptions.amount must be one of: brief, medium, detailed, extensive"),
        ([{**OVERVIEW, "path": "../x"}], "pages.0.path must be a path of letters, digits, hyphens, underscores and slashes"),
    ],
)  # fmt: skip
def test_bad_pages_are_numbered_400s(site: Server, pages: Any, complaint: str) -> None:
    answer = post(site, pages=pages)
    assert answer.status_code == 400
    assert envelope(answer)["message"] == f"Input validation errors: 1. {complaint}"
