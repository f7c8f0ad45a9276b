"""Vectors of the wire that any compatible server passes, ours or another.

    pytest tests/contract/test_conformance.py --base-url https://… --api-key sk-gamma-…

Against a server elsewhere, what costs credits or needs an operator is left out
unless `--spend` allows it.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest
from serving import KEY, Server, http

SIX = (
    "x-ratelimit-limit-burst", "x-ratelimit-remaining-burst", "x-ratelimit-limit", "x-ratelimit-remaining",
    "x-ratelimit-limit-daily", "x-ratelimit-remaining-daily",
)  # fmt: skip
TEXT = "# River ecology\n\nShort notes about a river.\n\n## Threats\n\n- runoff\n- dams"
CHEAP = {"inputText": TEXT, "textMode": "preserve", "numCards": 1, "imageOptions": {"source": "noImages"}}
POLL_S, LONGEST_S = 5.0, 600.0


@dataclass(frozen=True)
class Target:
    """Where the vectors are sent."""

    base: str
    key: str
    own: bool  # a server of this checkout
    spends: bool

    def ask(self, method: str, path: str, *, key: str | None = "", **options: Any) -> httpx2.Response:
        headers = {**({} if key is None else {"x-api-key": key or self.key}), **options.pop("headers", {})}
        return http().request(method, f"{self.base}/v1.0{path}", headers=headers, timeout=60, **options)

    def make(self, **body: Any) -> httpx2.Response:
        if not self.spends:
            pytest.skip("costs credits; --spend allows it")
        return self.ask("POST", "/generations", json={**CHEAP, **body})

    def finished(self, generation_id: str) -> dict[str, Any]:
        until = time.monotonic() + LONGEST_S
        while time.monotonic() < until:
            found: dict[str, Any] = self.ask("GET", f"/generations/{generation_id}").json()
            if found["status"] != "pending":
                return found
            time.sleep(0.05 if self.own else POLL_S)
        raise AssertionError("still pending")


@pytest.fixture(scope="module")
def target(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    base: str | None = request.config.getoption("--base-url")
    if base:
        key: str = request.config.getoption("--api-key") or ""
        yield Target(base.rstrip("/"), key, own=False, spends=bool(request.config.getoption("--spend")))
        return
    running = Server(tmp_path_factory.mktemp("conformance"), {"plan": "pro", "credits": "80"}).start()
    yield Target(running.base, KEY, own=True, spends=True)
    running.stop()


@pytest.fixture(scope="module")
def done(target: Target) -> dict[str, Any]:
    """A completed generation with a pdf."""
    return target.finished(target.make(exportAs="pdf").json()["generationId"])


def refused(answer: httpx2.Response, status: int, message: str) -> None:
    assert answer.status_code == status
    assert answer.json() == {"message": message, "statusCode": status}
    assert all(answer.headers[name].isdigit() for name in SIX)


@pytest.mark.parametrize("path", ["/themes", "/generations/x", "/nowhere"])
def test_01_no_key(target: Target, path: str) -> None:
    refused(target.ask("GET", path, key=None), 401, "Invalid API key.")


def test_02_a_key_as_bearer(target: Target) -> None:
    answer = target.ask("GET", "/themes", key=None, headers={"authorization": f"Bearer {target.key}"})
    refused(answer, 401, "Invalid API key.")


def test_03_the_smallest_request(target: Target) -> None:
    answer = target.make(textMode="generate")
    assert answer.status_code in {200, 201}
    assert answer.json()["generationId"]
    assert all(answer.headers[name].isdigit() for name in SIX)


@pytest.mark.parametrize(
    ("format", "dimensions", "legal", "default"),
    [("presentation", "1x1", "16x9, 4x3, fluid", "fluid"), ("social", "fluid", "1x1, 4x5, 9x16", "4x5")],
)
def test_04_05_dimensions_of_another_format(
    target: Target, format: str, dimensions: str, legal: str, default: str
) -> None:
    answer = target.make(format=format, cardOptions={"dimensions": dimensions})
    assert answer.json()["warnings"] == (
        f"cardOptions.dimensions {dimensions} is not valid for format {format}. "
        f"Valid dimensions are: [ {legal} ]. Using default: {default}."
    )


def test_06_a_model_without_generated_images(target: Target) -> None:
    answer = target.make(imageOptions={"source": "pictographic", "model": "flux-1-quick"})
    if answer.status_code == 400:  # the list of models changes
        pytest.skip(answer.json()["message"])
    assert answer.json()["warnings"] == (
        "imageOptions.model and imageOptions.style are ignored when imageOptions.source is not aiGenerated."
    )


def test_07_text_options_that_preserving_ignores(target: Target) -> None:
    answer = target.make(textOptions={"amount": "brief", "tone": "warm"})
    assert answer.json()["warnings"] == (
        "textOptions.amount and textOptions.tone are ignored when textMode is preserve."
    )


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"textMode": "none"}, "textMode must be one of: generate, condense, preserve"),
        (
            {"additionalInstructions": "x" * 5001},
            "additionalInstructions must be shorter than or equal to 5000 characters",
        ),
        ({"layout": "x"}, "property layout should not exist"),
        ({"imageOptions": {"prompt": "x"}}, "imageOptions.property prompt should not exist"),
    ],
    ids=["09", "10", "11", "12"],
)
def test_09_to_12_bad_requests(target: Target, change: dict[str, Any], complaint: str) -> None:
    answer = target.ask("POST", "/generations", json={**CHEAP, **change})
    refused(answer, 400, f"Input validation errors: 1. {complaint}")


def test_13_more_cards_than_any_plan_allows(target: Target) -> None:
    assert target.ask("POST", "/generations", json={**CHEAP, "numCards": 61 if target.own else 101}).status_code == 400


@pytest.mark.parametrize(
    ("breaks", "split", "cards"), [(5, "auto", 9), (5, "inputTextBreaks", 6), (0, "inputTextBreaks", 1)]
)
def test_14_how_text_is_cut_into_cards(target: Target, breaks: int, split: str, cards: int) -> None:
    if not target.own:
        pytest.skip("what a file says cannot be read there")
    parts = [f"# Part {n}\n\nThe river has a part {n}, with words enough for two cards or more." for n in range(6)]
    text = ("\n---\n" if breaks else "\n\n").join(parts)
    found = target.finished(target.make(inputText=text, cardSplit=split, numCards=9).json()["generationId"])
    content = target.ask("GET", f"/gammas/{found['gammaId']}/content").json()
    assert len(content["cards"]) == cards


def test_15_an_unknown_generation(target: Target) -> None:
    answer = target.ask("GET", "/generations/hOUCXuBAY0Lf3RokbCDcM")
    refused(answer, 404, "Generation ID not found. generationId: hOUCXuBAY0Lf3RokbCDcM")


def test_a_completed_generation_has_all_a_client_needs(target: Target, done: dict[str, Any]) -> None:
    assert done["status"] == "completed"
    assert {"generationId", "gammaId", "gammaUrl", "exportUrl", "credits"} <= done.keys()
    assert done["credits"]["deducted"] >= 0 and done["credits"]["remaining"] >= 0
    assert http().get(done["exportUrl"], timeout=60).content.startswith(b"%PDF")


def later(target: Target, path: str) -> dict[str, Any]:
    """The answer of an endpoint that came after the target's version; skips where it is not there yet."""
    answer = target.ask("GET", path)
    if answer.status_code == 404 and not target.own:
        pytest.skip("not in this version")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_comments_are_a_list_in_pages(target: Target, done: dict[str, Any]) -> None:
    path = f"/gammas/{done['gammaId']}/comments"
    assert later(target, f"{path}?limit=50&updatedSince=2026-01-01T00:00:00.000Z&includeArchived=true") == {
        "data": [], "hasMore": False, "nextCursor": None,
    }  # fmt: skip
    assert target.ask("GET", f"{path}?limit=51").status_code == 400


def test_analytics_agree_with_each_other(target: Target, done: dict[str, Any]) -> None:
    path = f"/gammas/{done['gammaId']}/analytics"
    whole, cards, viewers = (later(target, f"{path}{part}") for part in ("", "/cards", "/viewers?sortDirection=asc"))
    for found in (whole, cards, viewers):
        assert (found["scope"], found["gammaId"]) == ("all", done["gammaId"])
    assert whole["totalViews"] >= whole["uniqueViewers"] >= 0
    assert (whole["dailyViews"]["dayCount"], whole["dailyViews"]["timezone"]) == (30, "UTC")
    assert [cards[name] for name in ("uniqueViewers", "cardCount")] == [whole["uniqueViewers"], len(cards["cards"])]
    first = cards["cards"][0]["cardPosition"]
    assert [one["cardPosition"] for one in cards["cards"]] == list(range(first, first + whole["cardCount"]))
    assert len(viewers["data"]) == min(20, whole["uniqueViewers"])
    assert target.ask("GET", f"{path}/viewers/nobody").status_code == 404


def test_17_archiving_twice(target: Target, done: dict[str, Any]) -> None:
    for _ in range(2):
        answer = target.ask("POST", f"/gammas/{done['gammaId']}/archive")
        assert answer.status_code in {200, 201}
        assert answer.json() == {"gammaId": done["gammaId"], "archived": True}


def test_18_archiving_by_the_id_in_the_url(target: Target, done: dict[str, Any]) -> None:
    answer = target.ask("POST", f"/gammas/{done['gammaUrl'].rpartition('-')[2]}/archive")
    refused(answer, 403, "Access denied. You must have edit permission to archive this gamma.")


def test_19_a_page_that_is_too_large(target: Target) -> None:
    assert target.ask("GET", "/themes?limit=51").status_code == 400


@pytest.mark.parametrize("path", ["/themes", "/folders"])
def test_20_pages_until_the_end(target: Target, path: str) -> None:
    seen: list[str] = []
    query: dict[str, str] = {"limit": "1" if target.own else "50"}
    for _ in range(200):
        page = target.ask("GET", path, params=query).json()
        seen += [item["id"] for item in page["data"]]
        if not page["hasMore"]:
            break
        query["after"] = page["nextCursor"]
    assert (page["hasMore"], page["nextCursor"]) == (False, None)
    assert len(seen) == len(set(seen))


def test_16_credits_run_out(target: Target) -> None:
    if not target.own:
        pytest.skip("needs a workspace without credits")
    answer = target.make(numCards=60)
    refused(answer, 403, "Insufficient credits remaining")
