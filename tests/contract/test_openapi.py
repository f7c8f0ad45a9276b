"""The document a server publishes, and whether the server keeps to it: judged by programs that are not ours."""

import importlib.util
import json
import os
import subprocess
import sys
import textwrap
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cardwright_wire.openapi import document
from serving import KEY, Server

CHECKS = (
    "not_a_server_error", "response_schema_conformance", "status_code_conformance", "content_type_conformance",
    "response_headers_conformance", "use_after_free",
)  # fmt: skip
EXAMPLES = 4  # of each operation and way to generate; some ten seconds
OPEN = frozenset({"DeckBlock"})  # objects whose further properties are not described
POLL = """
    import sys, time
    sys.path.insert(0, sys.argv[3])
    from made.api.generations import create_generation, get_generation
    from made.client import Client
    from made.models import GenerationRequest, GenerationRequestExportAs, GenerationRequestTextMode

    client = Client(base_url=sys.argv[1], headers={"X-API-KEY": sys.argv[2]})
    body = GenerationRequest(
        "# Tides\\n\\nThe bay fills twice a day.", num_cards=2, text_mode=GenerationRequestTextMode.PRESERVE,
        export_as=GenerationRequestExportAs.PDF,
    )
    made = create_generation.sync(client=client, body=body)
    for _ in range(100):
        found = get_generation.sync(made.generation_id, client=client)
        if found.status != "pending":
            break
        time.sleep(0.3)
    print(found.status.value, found.credits_.deducted, found.export_url)
"""


@pytest.fixture(scope="module")
def roomy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose windows and credits no test uses up."""
    settings = {"plan": "ultra", **dict.fromkeys(("rate_burst", "rate_hour", "rate_day", "credits"), "100000000")}
    running = Server(tmp_path_factory.mktemp("roomy"), settings).start()
    yield running
    running.stop()


def needs(module: str) -> None:
    """Skip loudly when a tool of the development environment is missing."""
    if importlib.util.find_spec(module) is None:
        warnings.warn(f"{module} is missing; type: make setup", stacklevel=2)
        pytest.skip(f"{module} is missing; type: make setup")


def typed(*words: str, folder: Path, seconds: float = 150) -> str:
    """What a program printed that must end well."""
    environment = {**os.environ, "PYTHONWARNINGS": "ignore", "SCHEMATHESIS_HOOKS": "", "NO_COLOR": "1"}
    found = subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, timeout=seconds, cwd=folder, env=environment
    )
    assert found.returncode == 0, found.stdout[-8000:] + found.stderr[-3000:]
    return found.stdout


class TestPublished:
    """`/openapi.json` and `/docs/api`."""

    def test_the_document_needs_no_key_and_names_the_public_address(self, server: Server) -> None:
        answer = server.ask("GET", "/openapi.json", key=None)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json"
        assert answer.json() == json.loads(json.dumps(document("https://decks.example")))

    @pytest.mark.parametrize("path", ["/openapi.json", "/docs/api", "/public-api/openapi.json"])
    def test_they_are_cached_until_they_change(self, server: Server, path: str) -> None:
        first = server.ask("GET", path, key=None)
        assert first.headers["cache-control"].startswith("public, max-age=")
        again = server.ask("GET", path, key=None, headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")

    def test_the_page_may_load_nothing(self, server: Server) -> None:
        answer = server.ask("GET", "/docs/api", key=None)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/html")
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy
        assert "script" not in policy
        assert "createGeneration" in answer.text

    def test_a_deck_is_still_served_beside_it(self, server: Server) -> None:
        done = server.finished(server.generate(inputText="# Api\n\nText", textMode="preserve", numCards=1))
        path = done["gammaUrl"].removeprefix("https://decks.example")
        assert server.ask("GET", path, key=None).status_code == 200

    def test_addresses_are_ascii(self, server: Server) -> None:
        done = server.finished(server.generate(inputText="# Überblick 水\n\nText", textMode="preserve", numCards=1))
        assert done["gammaUrl"].isascii()
        path = done["gammaUrl"].removeprefix("https://decks.example")
        assert server.ask("GET", path, key=None).status_code == 200


@pytest.mark.slow
def test_the_server_answers_as_the_document_says(roomy: Server, tmp_path: Path) -> None:
    needs("schemathesis")
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(closed(roomy.ask("GET", "/openapi.json", key=None).json())))
    told = typed(
        "-m", "schemathesis.cli", "run", str(path), "--url", roomy.base, "--header", f"X-API-KEY:{KEY}",
        "--checks", ",".join(CHECKS), "--max-examples", str(EXAMPLES), "--seed", "1", "--request-timeout", "60",
        "--generation-database", "none", "--no-shrink", "--suppress-health-check", "all", "--warnings", "off",
        folder=tmp_path,
    )  # fmt: skip
    operations = sum(len(methods) for methods in document("")["paths"].values())
    assert f"Tested: {operations}" in told
    assert roomy.ask("GET", "/health", key=None).status_code == 200
    assert "Traceback" not in roomy.log()


def closed(whole: dict[str, Any]) -> dict[str, Any]:
    """The document with answers that may hold nothing but what is described."""
    for name, schema in whole["components"]["schemas"].items():
        if name not in OPEN:
            schema.setdefault("additionalProperties", False)
    return whole


def test_a_client_that_was_generated_from_the_document_makes_a_deck(roomy: Server, tmp_path: Path) -> None:
    needs("openapi_python_client")
    path = tmp_path / "openapi.json"
    path.write_bytes(roomy.ask("GET", "/openapi.json", key=None).content)
    config = tmp_path / "config.yml"
    config.write_text("post_hooks: []\n")
    typed(
        "-m", "openapi_python_client", "generate", "--path", str(path), "--output-path", str(tmp_path / "made"),
        "--meta", "none", "--config", str(config), folder=tmp_path,
    )  # fmt: skip
    program = tmp_path / "poll.py"
    program.write_text(textwrap.dedent(POLL), "utf-8")
    status, deducted, link = typed(str(program), roomy.base, KEY, str(tmp_path), folder=tmp_path).split()
    assert (status, deducted) == ("completed", "4")
    assert link.startswith(f"{roomy.base}/exports/")


@pytest.mark.parametrize("path", ["folders", "themes", "generations", "webhooks"])
def test_a_cursor_nobody_gave_is_refused(server: Server, path: str) -> None:
    for cursor in ("WyJcdWQ4MDAiLCJ4Il0", "WyJpbmYiLCJcdWQ4MDAiXQ", "W10", "%C3%A9"):  # halves of surrogate pairs
        assert server.ask("GET", f"/v1.0/{path}?after={cursor}").status_code == 400


def test_a_last_event_far_away_is_no_error(server: Server) -> None:
    made = server.generate(inputText="# Tides\n\nText", textMode="preserve", numCards=1)
    server.finished(made)
    answer = server.ask("GET", f"/v1.0/generations/{made}/events", headers={"last-event-id": "9" * 5000})
    assert answer.status_code == 200
