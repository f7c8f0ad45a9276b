"""Keys that are limited: each endpoint lets those in that have its scope, and tells all others which it is."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from cardwright_wire import messages
from cardwright_wire.contract import Endpoint
from cardwright_wire.endpoints import ENDPOINTS
from cardwright_wire.scopes import EVERY, SCOPES, Scope
from housing import typed
from serving import Server, envelope

BY_ID = {one.id: one for one in ENDPOINTS}
# What each key must never do, said once more and apart from the table.
NEVER: dict[Scope, set[str]] = {
    "read": {"POST", "PUT", "PATCH", "DELETE"},
    "analytics": {"POST", "PUT", "PATCH", "DELETE"},
    "export": {"PUT", "PATCH", "DELETE"},
}
ANYTHING = {"json": {}}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    found = Server(tmp_path_factory.mktemp("scopes"), {"plan": "pro", "metrics_port": "0"}).start()
    yield found
    found.stop()


@pytest.fixture(scope="module")
def keys(running: Server) -> dict[Scope, str]:
    """A key for each scope, limited to it."""
    return {scope: limited(running, scope) for scope in SCOPES}


def limited(server: Server, *scopes: Scope) -> str:
    chosen = [word for scope in scopes for word in ("--scope", scope)]
    return typed(server.folder / "data", "keys", "create", "-".join(scopes), *chosen)


def ask(server: Server, endpoint: Endpoint, key: str) -> Any:
    path = re.sub(r"{\w+}", "nowhere", endpoint.path)
    return server.ask(endpoint.method, path, key=key, **(ANYTHING if endpoint.requests else {}))


def test_every_endpoint_has_a_scope() -> None:
    assert all(one.scopes for one in ENDPOINTS)
    assert all(set(one.scopes) <= set(SCOPES) for one in ENDPOINTS)
    assert {scope for one in ENDPOINTS if one.scopes != EVERY for scope in one.scopes} == set(SCOPES)  # none is idle


@pytest.mark.parametrize("scope", NEVER)
def test_keys_that_only_look_change_nothing(scope: Scope) -> None:
    may = {(one.method, one.id) for one in ENDPOINTS if scope in one.scopes}
    assert {(method, id_) for method, id_ in may if method in NEVER[scope]} == set()


@pytest.mark.parametrize("scope", SCOPES)
def test_a_limited_key_does_what_its_scope_says_and_nothing_else(
    running: Server, keys: dict[Scope, str], scope: Scope
) -> None:
    for one in ENDPOINTS:
        answer, refusal = ask(running, one, keys[scope]), messages.scope_needed(one.scopes)
        if scope in one.scopes:
            assert answer.status_code in {200, 400, 403, 404}, (one.id, answer.text)
            assert "scope" not in answer.text or one.id == "getMe", (one.id, answer.text)
        else:
            assert answer.status_code == 403, (one.id, answer.text)
            assert envelope(answer)["message"] == refusal
            assert all(f" {needed}" in refusal for needed in one.scopes)


def test_a_key_without_a_limit_is_refused_nothing(running: Server) -> None:
    key = typed(running.folder / "data", "keys", "create", "all")
    for one in ENDPOINTS:
        assert "scope" not in ask(running, one, key).text, one.id
    assert "scopes" not in running.ask("GET", "/v1.0/me", key=key).json()


def test_a_key_with_two_scopes_makes_a_file_exports_it_and_does_not_delete_it(running: Server) -> None:
    key = limited(running, "generate", "export")
    assert running.ask("GET", "/v1.0/me", key=key).json()["scopes"] == ["generate", "export"]
    body = {"inputText": "# Tides\n\nTwice a day.", "textMode": "preserve", "numCards": 1}
    made = running.ask("POST", "/v1.0/generations", key=key, json=body).json()["generationId"]
    for base in ("/v1.0", "/public-api/v1.0"):
        found = running.ask("GET", f"{base}/generations/{made}", key=key, headers={"prefer": "wait=25"}).json()
        assert found["status"] == "completed"
    gamma = f"/v1.0/gammas/{found['gammaId']}"
    assert running.ask("POST", f"{gamma}/export", key=key, json={"exportAs": "pdf"}).status_code == 200
    for method, path, needed in (
        ("DELETE", gamma, "files"), ("POST", f"{gamma}/archive", "files"), ("GET", gamma, "read"), ("HEAD", gamma, "read"),
        ("GET", f"/public-api{gamma}", "read"),
    ):  # fmt: skip
        answer = running.ask(method, path, key=key)
        assert answer.status_code == 403
        assert method == "HEAD" or needed in answer.json()["message"]
    assert running.ask("GET", gamma).status_code == 200  # it is still there


def test_the_status_which_the_gate_answers_is_guarded_too(running: Server, keys: dict[Scope, str]) -> None:
    made = running.generate(inputText="# Tides\n\nText", textMode="preserve", numCards=1)
    needed = messages.scope_needed(BY_ID["getGeneration"].scopes)
    for method in ("GET", "HEAD"):
        for base in ("", "/public-api"):
            for scope in ("webhooks", "files"):
                answer = running.ask(method, f"{base}/v1.0/generations/{made}", key=keys[scope])
                assert answer.status_code == 403
                assert method == "HEAD" or envelope(answer)["message"] == needed
            assert running.ask(method, f"{base}/v1.0/generations/{made}", key=keys["read"]).status_code == 200


def test_what_is_refused_counts_as_a_request(running: Server, keys: dict[Scope, str]) -> None:
    def left(path: str) -> int:
        return int(running.ask("GET", path, key=keys["themes"]).headers["x-ratelimit-remaining-burst"])

    assert left("/v1.0/gammas/x") - 1 == left("/v1.0/generations/x") == left("/v1.0/generations/x") + 1


@pytest.mark.parametrize("path", ["/v1.0/nowhere", "/v1.0/gammas/x/", "/v1.0//gammas/x", "/v1.0/gammas/%2e%2e/me/x/y"])
def test_what_is_not_there_is_not_there_for_limited_keys_either(
    running: Server, keys: dict[Scope, str], path: str
) -> None:
    assert running.ask("GET", path, key=keys["themes"]).status_code == 404


def test_a_key_cannot_be_limited_to_what_is_none(running: Server) -> None:
    with pytest.raises(AssertionError, match="scope"):
        typed(running.folder / "data", "keys", "create", "x", "--scope", "everything")
