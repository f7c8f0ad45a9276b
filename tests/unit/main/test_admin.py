"""`cardwright admin` as an operator types it."""

import json
from pathlib import Path
from typing import Any

import pytest
from cardwright.db import migrate
from typed import Command


@pytest.fixture
def admin(command: Command) -> Command:
    return lambda *words, stdin=b"": command("admin", *words, "--data", "d", stdin=stdin)


def test_a_workspace_gets_members_folders_and_keys(admin: Command, command: Command) -> None:
    workspace = admin("workspaces", "create", "Acme", "--plan", "pro", "--credits", "40")[1].strip()
    assert f"{workspace}  pro              40       0  Acme" in admin("workspaces", "list")[1]

    user = admin("members", "add", "Ada@Example.org", "--name", "Ada", "--workspace", workspace)[1].strip()
    assert admin("members", "list", "--workspace", workspace)[1] == f"{user}  member  ada@example.org  Ada\n"
    assert admin("members", "add", "ada@example.org", "--role", "admin", "--workspace", workspace)[1].strip() == user
    assert admin("members", "list", "--workspace", workspace)[1] == f"{user}  admin   ada@example.org  Ada\n"

    folder = admin("folders", "create", "Proposals", "--member", "ada@example.org", "--workspace", workspace)[1].strip()
    assert admin("folders", "list", "--workspace", workspace)[1] == f"{folder}  Proposals  ada@example.org\n"

    made = command("keys", "create", "--user", "ada@example.org", "--workspace", workspace, "--data", "d")
    assert made[0] == 0
    assert f"{workspace}/ada@example.org" in command("keys", "list", "--data", "d")[1]

    assert admin("members", "remove", "ada@example.org", "--workspace", workspace)[0] == 0
    assert admin("folders", "list", "--workspace", workspace)[1] == f"{folder}  Proposals  \n"
    assert " revoked " in command("keys", "list", "--data", "d")[1]


def test_lists_are_json_for_programs(admin: Command, command: Command) -> None:
    def read(told: tuple[int, str, str]) -> Any:
        assert (told[0], told[2]) == (0, "")
        return json.loads(told[1])

    workspace = admin("workspaces", "create", "Acme", "--credits", "40")[1].strip()
    acme = {"id": workspace, "plan": "ultra", "credits": 40, "reserved": 0, "name": "Acme"}
    assert acme in read(admin("workspaces", "list", "--json"))
    assert [row["role"] for row in read(admin("members", "list", "--json"))] == ["admin"]
    folder = admin("folders", "create", "Proposals")[1].strip()
    assert read(admin("folders", "list", "--json")) == [
        {"id": folder, "name": "Proposals", "members": ["owner@localhost"]}
    ]
    assert read(admin("invitations", "--json")) == read(admin("jobs", "list", "--json")) == []
    made = read(command("keys", "create", "ci", "--data", "d", "--json"))
    (key,) = read(command("keys", "list", "--data", "d", "--json"))
    assert (key["id"], key["state"], key["name"], made["key"].startswith(key["begins"])) == (
        made["id"], "active", "ci", True,
    )  # fmt: skip


def test_what_was_made_is_json_for_programs(admin: Command, tmp_path: Path) -> None:
    def read(*words: str) -> Any:
        told = admin(*words, "--json")
        assert (told[0], told[2]) == (0, "")
        return json.loads(told[1])

    workspace = read("workspaces", "create", "Acme")["id"]
    assert f"{workspace}  " in admin("workspaces", "list")[1]
    user = read("members", "add", "ada@example.org", "--workspace", workspace)["id"]
    folder = read("folders", "create", "Proposals", "--workspace", workspace)["id"]
    assert user in admin("members", "list", "--workspace", workspace)[1]
    assert folder in admin("folders", "list", "--workspace", workspace)[1]
    assert read("purge") == {"files of the store": 0}
    saved = tmp_path / "saved"
    assert read("backup", str(saved)) == {"folder": str(saved), "schema": migrate.HEAD, "files": 0}


def test_links_are_rotated_as_often_as_one_likes(admin: Command) -> None:
    assert admin("links", "rotate") == (0, "", "")
    assert admin("links", "rotate") == (0, "", "")


def test_credits_are_granted_and_never_fall_below_nothing(admin: Command) -> None:
    workspace = admin("workspaces", "create", "Acme", "--credits", "40")[1].strip()
    admin("grant", "2", "--workspace", workspace)
    assert "         42 " in admin("workspaces", "list")[1]
    admin("grant", "-100", "--workspace", workspace)
    assert "          0 " in admin("workspaces", "list")[1]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("members", "add", "a@b.org", "--workspace", "none"), "there is no workspace none"),
        (("members", "add", "nobody"), "nobody is no mail address"),
        (("members", "remove", "a@b.org"), "there is no user a@b.org"),
        (("folders", "create", "F", "--workspace", "none"), "there is no workspace none"),
        (("folders", "create", "F", "--member", "a@b.org"), "there is no user a@b.org"),
        (("folders", "join", "none", "owner@localhost"), "there is no folder none"),
        (("workspaces", "set", "none", "--name", "x"), "there is no workspace none"),
        (("grant", "5", "--workspace", "none"), "there is no workspace none"),
        (("link", "g_none", "a@b.org"), "there is no file g_none"),
        (("revoke", "g_none", "a@b.org"), "there is no file g_none"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else "",
)
def test_what_is_not_there_is_named(admin: Command, words: tuple[str, ...], complaint: str) -> None:
    status, out, err = admin(*words)
    assert status in {1, 2}
    assert out == ""
    assert err.startswith(f"error: {complaint}")


def test_a_key_for_somebody_outside_is_refused(admin: Command, command: Command, tmp_path: Path) -> None:
    admin("members", "add", "ada@example.org")
    workspace = admin("workspaces", "create", "Acme")[1].strip()
    made = command("keys", "create", "--user", "ada@example.org", "--workspace", workspace, "--data", "d")
    assert made[0] == 2
    assert "ada@example.org is no member of" in made[2]
    assert command("keys", "list", "--data", "d")[1] == ""


def test_purge_counts_and_removes_what_the_settings_say(admin: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    assert admin("purge") == (0, "       0  files of the store\n", "")
    monkeypatch.setenv("CARDWRIGHT_KEEP_VIEWS_DAYS", "30")
    assert admin("purge", "--dry-run") == (0, "       0  views\n", "")
    monkeypatch.setenv("CARDWRIGHT_KEEP_GENERATIONS_DAYS", "7")
    assert "keep_generations_days: links to files live seven days" in admin("purge")[2]
