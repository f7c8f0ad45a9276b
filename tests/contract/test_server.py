"""The wire as a client meets it: keys, headers, states, errors, links."""

import hashlib
import io
import json
import re
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from serving import Server, envelope

SIX = (
    "x-ratelimit-limit-burst", "x-ratelimit-remaining-burst", "x-ratelimit-limit", "x-ratelimit-remaining",
    "x-ratelimit-limit-daily", "x-ratelimit-remaining-daily",
)  # fmt: skip
TEXT = "# River ecology\n\nShort notes about a river.\n\n## Threats\n\n- runoff\n- dams\n\n## Plans\n\nPlant the banks."


@pytest.fixture(scope="module")
def done(server: Server) -> dict[str, Any]:
    """A completed generation with a pdf."""
    return server.finished(server.generate(inputText=TEXT, textMode="preserve", numCards=4, exportAs="pdf"))


@pytest.mark.parametrize(
    "path", ["/v1.0/generations/x", "/v1.0/themes", "/nowhere", "/", "/public-api/v1.0/generations/x"]
)
@pytest.mark.parametrize(
    "headers", [{}, {"x-api-key": "sk-gamma-wrong"}, {"authorization": "Bearer sk-gamma-tests-0123456789abcdef"}]
)
def test_without_a_valid_key_every_path_is_a_401(server: Server, path: str, headers: dict[str, str]) -> None:
    answer = server.ask("GET", path, key=None, headers=headers)
    assert answer.status_code == 401
    assert envelope(answer)["message"] == "Invalid API key."


@pytest.mark.parametrize(
    ("method", "path", "key", "status"),
    [
        ("GET", "/v1.0/generations/x", None, 401), ("GET", "/v1.0/generations/x", "valid", 404),
        ("GET", "/v1.0/nowhere", "valid", 404), ("DELETE", "/v1.0/generations", "valid", 404),
        ("POST", "/v1.0/generations", "valid", 400),
    ],
)  # fmt: skip
def test_every_answer_carries_the_six_headers_and_a_request_id(
    server: Server, method: str, path: str, key: str | None, status: int
) -> None:
    answer = server.ask(method, path, **({"key": None} if key is None else {}))
    assert answer.status_code == status
    assert all(answer.headers[name].isdigit() for name in SIX)
    assert len(answer.headers["x-request-id"]) >= 16
    envelope(answer)


def test_windows_count_down_and_key_header_takes_any_case(server: Server) -> None:
    first = server.ask("GET", "/v1.0/generations/x")
    second = server.ask(
        "GET", "/v1.0/generations/x", key=None, headers={"X-Api-KEY": "sk-gamma-tests-0123456789abcdef"}
    )
    assert second.status_code == 404
    for name in ("x-ratelimit-remaining", "x-ratelimit-remaining-daily"):
        assert int(second.headers[name]) == int(first.headers[name]) - 1


def test_unknown_generation_echoes_its_id(server: Server) -> None:
    answer = server.ask("GET", "/v1.0/generations/xxxxxx")
    assert answer.status_code == 404
    assert envelope(answer)["message"] == "Generation ID not found. generationId: xxxxxx"


def test_unknown_routes_are_404_with_their_method_and_path(server: Server) -> None:
    answer = server.ask("GET", "/v1.0/x")
    assert (answer.status_code, envelope(answer)["message"]) == (404, "Cannot GET /v1.0/x")


def test_a_post_answers_with_the_id_alone(server: Server) -> None:
    answer = server.ask("POST", "/v1.0/generations", json={"inputText": TEXT, "textMode": "preserve", "numCards": 3})
    assert answer.status_code == 200
    assert set(answer.json()) == {"generationId"}
    assert re.fullmatch(r"[A-Za-z0-9_-]{21}", answer.json()["generationId"])
    assert server.finished(answer.json()["generationId"])["status"] == "completed"


def test_the_alias_path_is_the_same_api(server: Server) -> None:
    answer = server.ask(
        "POST", "/public-api/v1.0/generations", json={"inputText": TEXT, "textMode": "preserve", "numCards": 2}
    )
    id_ = answer.json()["generationId"]
    assert server.ask("GET", f"/public-api/v1.0/generations/{id_}").json()["generationId"] == id_


def test_completed_carries_links_and_credits(server: Server, done: dict[str, Any]) -> None:
    assert list(done) == ["generationId", "status", "gammaId", "gammaUrl", "exportUrl", "credits"]
    assert done["status"] == "completed"
    assert re.fullmatch(r"g_[a-z0-9]{15}", done["gammaId"])
    assert re.fullmatch(r"https://decks\.example/docs/River-ecology-[a-z0-9]{15}", done["gammaUrl"])
    assert done["gammaUrl"][-15:] != done["gammaId"][2:]
    assert done["exportUrl"].startswith("https://decks.example/exports/")
    assert done["exportUrl"].endswith(".pdf")
    assert done["credits"]["deducted"] == 8  # four cards
    assert done["credits"]["remaining"] >= 0


def test_links_ignore_the_host_header(server: Server, done: dict[str, Any]) -> None:
    answer = server.ask("GET", f"/v1.0/generations/{done['generationId']}", headers={"host": "evil.example"})
    assert answer.json() == done


def test_pending_says_nothing_but_that(server: Server) -> None:
    id_ = server.generate(inputText=TEXT * 40, textMode="preserve", numCards=30, exportAs="png")
    body = server.status(id_)
    if body["status"] == "pending":
        assert body == {"generationId": id_, "status": "pending"}
    server.finished(id_)


def test_failed_is_a_200_with_the_reason_and_costs_nothing(server: Server) -> None:
    before = server.finished(server.generate(inputText=TEXT, textMode="preserve", numCards=1))["credits"]["remaining"]
    found = server.finished(server.generate(inputText=" \n \u200b ", textMode="preserve"))
    assert found["status"] == "failed"
    assert found["error"] == {"message": "Failed to generate text. Check your inputs and try again.", "statusCode": 422}
    assert found["credits"] == {"deducted": 0, "remaining": before}


def test_bad_input_is_a_numbered_400(server: Server) -> None:
    answer = server.ask("POST", "/v1.0/generations", json={"inputText": "x", "textMode": "none", "layout": "y"})
    assert answer.status_code == 400
    message = envelope(answer)["message"]
    assert message.startswith("Input validation errors: 1. property layout should not exist 2. ")
    assert message.endswith("textMode must be one of: generate, condense, preserve")


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 100_000, b'{"inputText": NaN}']
)
def test_bodies_that_are_no_request_are_400(server: Server, body: bytes) -> None:
    answer = server.ask("POST", "/v1.0/generations", content=body)
    assert answer.status_code == 400
    envelope(answer)


def test_a_body_beyond_any_request_is_refused_and_the_server_lives(server: Server) -> None:
    answer = server.ask("POST", "/v1.0/generations", content=b" " * (7 * 1024 * 1024))
    assert answer.status_code == 413
    assert server.ask("GET", "/health", key=None).status_code == 200


def test_unknown_themes_are_refused(server: Server) -> None:
    answer = server.ask("POST", "/v1.0/generations", json={"inputText": "x", "themeId": "no-such-theme"})
    assert answer.status_code == 400
    assert "themeId" in envelope(answer)["message"]


def test_more_cards_than_the_plan_allows_are_refused(server: Server) -> None:
    assert server.ask("POST", "/v1.0/generations", json={"inputText": TEXT, "numCards": 61}).status_code == 400


def test_dimension_warning_is_literal(server: Server) -> None:
    body = {"inputText": TEXT, "textMode": "preserve", "format": "presentation", "cardOptions": {"dimensions": "1x1"}}
    answer = server.ask("POST", "/v1.0/generations", json=body).json()
    assert answer["warnings"] == (
        "cardOptions.dimensions 1x1 is not valid for format presentation. "
        "Valid dimensions are: [ 16x9, 4x3, fluid ]. Using default: fluid."
    )


def test_a_bare_topic_is_scaffolded_with_a_warning(server: Server) -> None:
    body = {"inputText": "Create a presentation about renewable energy", "textMode": "generate", "numCards": 8}
    answer = server.ask("POST", "/v1.0/generations", json=body).json()
    assert "No language model is configured" in answer["warnings"]
    assert server.finished(answer["generationId"])["status"] == "completed"


class TestExports:
    """The file behind `exportUrl`: no key, ranges, digests, and nothing for who tampers."""

    def path(self, done: dict[str, Any]) -> str:
        return urlsplit(done["exportUrl"]).path

    def test_downloads_whole_without_a_key(self, server: Server, done: dict[str, Any]) -> None:
        answer = server.ask("GET", self.path(done), key=None)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")
        digest = re.fullmatch(r"sha-256=:(.+):", answer.headers["repr-digest"])
        assert digest is not None
        assert b64decode(digest.group(1)) == hashlib.sha256(answer.content).digest()

    @pytest.mark.parametrize(
        ("wanted", "part"),
        [("bytes=0-99", slice(0, 100)), ("bytes=100-", slice(100, None)), ("bytes=-50", slice(-50, None))],
    )
    def test_ranges(self, server: Server, done: dict[str, Any], wanted: str, part: slice) -> None:
        whole = server.ask("GET", self.path(done), key=None).content
        answer = server.ask("GET", self.path(done), key=None, headers={"range": wanted})
        assert answer.status_code == 206
        assert answer.content == whole[part]
        assert answer.headers["content-range"].endswith(f"/{len(whole)}")

    def test_range_beyond_the_end_and_stale_if_range(self, server: Server, done: dict[str, Any]) -> None:
        assert server.ask("GET", self.path(done), key=None, headers={"range": "bytes=99999999-"}).status_code == 416
        stale = {"range": "bytes=0-9", "if-range": '"other"'}
        assert server.ask("GET", self.path(done), key=None, headers=stale).status_code == 200

    def test_etag_saves_a_download(self, server: Server, done: dict[str, Any]) -> None:
        etag = server.ask("HEAD", self.path(done), key=None).headers["etag"]
        assert server.ask("GET", self.path(done), key=None, headers={"if-none-match": etag}).status_code == 304

    def test_a_changed_link_opens_nothing(self, server: Server, done: dict[str, Any]) -> None:
        parts = self.path(done).split("/")
        until, signature = parts[3].split("-")
        for changed in (f"{int(until) + 1}-{signature}", f"{until}-{'0' * 40}", until):
            parts[3] = changed
            assert server.ask("GET", "/".join(parts), key=None).status_code == 404


@pytest.mark.parametrize(("kind", "magic"), [("pptx", b"PK\x03\x04"), ("png", b"PK\x03\x04")])
def test_other_exports_end_in_their_suffix(server: Server, kind: str, magic: bytes) -> None:
    found = server.finished(server.generate(inputText=TEXT, textMode="preserve", numCards=3, exportAs=kind))
    path = urlsplit(found["exportUrl"]).path
    assert path.endswith({"pptx": ".pptx", "png": ".zip"}[kind])
    data = server.ask("GET", path, key=None).content
    assert data.startswith(magic)
    if kind == "png":
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
        assert names == ["01.png", "02.png", "03.png"]


def test_no_export_url_unless_asked(server: Server) -> None:
    assert "exportUrl" not in server.finished(server.generate(inputText=TEXT, textMode="preserve", numCards=2))


def test_the_page_is_served_under_a_strict_policy(server: Server, done: dict[str, Any]) -> None:
    answer = server.ask("GET", urlsplit(done["gammaUrl"]).path, key=None)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "River ecology" in answer.text
    for word in ("runoff", "dams", "Plant the banks"):
        assert word in answer.text


def test_a_page_that_is_not_there_is_a_404(server: Server) -> None:
    assert server.ask("GET", "/docs/River-ecology-000000000000000", key=None).status_code == 404


@pytest.fixture(scope="module")
def poor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own, with a small window and few credits."""
    running = Server(tmp_path_factory.mktemp("poor"), {"credits": "5", "rate_hour": "400"}).start()
    yield running
    running.stop()


class TestLimits:
    """Credits and windows that run out."""

    def test_credits_run_out_with_the_literal_403(self, poor: Server) -> None:
        answer = poor.ask("POST", "/v1.0/generations", json={"inputText": TEXT, "numCards": 3})
        assert answer.status_code == 403
        assert envelope(answer)["message"] == "Insufficient credits remaining"
        assert poor.finished(poor.generate(inputText=TEXT, textMode="preserve", numCards=2))["credits"] == {
            "deducted": 4, "remaining": 1,
        }  # fmt: skip

    def test_a_full_window_answers_429_and_survives_a_restart(self, poor: Server) -> None:
        answers = [poor.ask("GET", "/v1.0/generations/x") for _ in range(401)]
        refused = answers[-1]
        assert refused.status_code == 429
        assert envelope(refused)["message"] == "Too many requests"
        assert 1 <= int(refused.headers["retry-after"]) <= 3600
        assert refused.headers["x-ratelimit-remaining"] == "0"
        assert all(refused.headers[name].isdigit() for name in SIX)
        poor.stop()
        poor.start()
        assert poor.ask("GET", "/v1.0/generations/x").status_code == 429


def test_400k_characters_end_well(server: Server) -> None:
    text = ("The river rose again in spring, and 120 volunteers came. " * 8000)[:400_000]
    answer = server.ask(
        "POST", "/v1.0/generations", json={"inputText": text, "textMode": "condense", "exportAs": "pdf"}
    )
    assert answer.status_code == 200
    assert server.finished(answer.json()["generationId"], 60)["status"] == "completed"
    too_long = server.ask("POST", "/v1.0/generations", json={"inputText": text + "x" * 100})
    assert too_long.status_code == 400


def test_hostile_texts_become_decks(server: Server) -> None:
    texts = [
        "\x00\x01 control \x1b[31m characters \ud800 \u202e bidi",
        '#read("/etc/passwd") $x$ ]] *_` <script>alert(1)</script> </a:t> ]]>',
        "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 300,
        "[" * 5000 + "x" + "](" * 5000,
        "> " * 500 + "deep",
        "word" * 5_000,
        "![p](https://127.0.0.1/a.png) https://10.0.0.1/b.png https://127.0.0.1/ü.png https://[bad/c.png",
        "The river rose in spring and 120 came. " * 1_000,  # one paragraph
        "a,b,c " * 5_000,
    ]
    started = [
        json.loads(
            server.ask(
                "POST", "/v1.0/generations", json={"inputText": text, "textMode": "preserve", "exportAs": "pptx"}
            ).content
        )["generationId"]
        for text in (text.encode("utf-8", "replace").decode() for text in texts)
    ]
    for id_ in started:
        assert server.finished(id_, 90)["status"] == "completed"
    assert server.ask("GET", "/health", key=None).status_code == 200
