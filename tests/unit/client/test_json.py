"""What programs read: one JSON document of each command that did its work, else nothing but a line on standard error."""

import json
from pathlib import Path

import pytest
from cardwright_client.testing import FakeService, Fault
from typed import Command


@pytest.fixture
def made(typed: Command, tmp_path: Path) -> Command:
    """With a generation fake0001 that has ended, and a batch of two that did."""
    (tmp_path / "texts").mkdir()
    for name in "ab":
        (tmp_path / f"texts/{name}.md").write_text(f"# {name}")
    assert typed("generate", "x", "--export", "pdf")[0] == 0
    assert typed("batch", "run", "texts", "--credits", "9000")[0] == 0
    return typed


@pytest.mark.parametrize(
    "words",
    [
        "generate x", "generate x --no-wait", "generate x --dry-run", "template g_1 x", "status fake0001",
        "wait fake0001", "download fake0001", "batch run texts", "batch run texts --dry-run", "batch status texts",
        "batch retry texts", "batch hold texts", "watch texts", "watch texts --once", "watch texts --plain", "themes",
        "themes list", "themes --query nowhere", "folders", "credits --estimate texts", "auth status", "auth logout",
        "config list", "config get timeout", "config set timeout 5", "config unset timeout", "config path",
        "config edit", "api GET themes", "api GET themes --paginate", "doctor", "doctor --durations",
        "completion bash",
    ],
)  # fmt: skip
def test_a_command_prints_one_document(made: Command, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setenv("EDITOR", "true")
    status, out, _ = made(*words.split(), "--json")
    assert status == 0
    assert isinstance(json.loads(out), dict | list)


def test_what_was_done_is_told(made: Command, tmp_path: Path, cardwright_service: FakeService) -> None:
    file = str(tmp_path / "config/cardwright/config.toml")
    assert json.loads(made("config", "set", "timeout", "5", "--json")[1]) == {
        "name": "timeout", "value": 5.0, "file": file,
    }  # fmt: skip
    login = made("auth", "login", "--with-token", "--json=keptIn", stdin=cardwright_service.key.encode())
    assert json.loads(login[1]) == {"keptIn": file.replace("config.toml", "keys.json")}
    assert json.loads(made("auth", "logout", "--json=forgotten")[1]) == {"forgotten": True}
    cardwright_service.credits = 0
    (tmp_path / "texts/c.md").write_text("# c")
    assert made("batch", "run", "texts")[0] == 5
    assert json.loads(made("batch", "retry", "texts", "--json")[1]) == [{"key": "c", "state": "queued"}]
    assert json.loads(made("batch", "hold", "texts", "--json")[1]) == [{"key": "c", "state": "held"}]


@pytest.mark.parametrize(
    ("words", "status", "complaint"),
    [
        ("batch", 2, "batch needs a command"),
        ("auth", 2, "auth needs a command"),
        ("generate", 2, "there is no text"),
        ("generate texts", 2, "cardwright batch run texts"),
        ("generate empty.md", 2, "there is no text"),
        ("generate x --export pdf -o empty.md", 1, "empty.md"),
        ("batch run texts --in-flight 0", 2, "in-flight"),
        ("batch run texts --limit -1", 2, "limit"),
        ("batch run texts --journal empty.md/j", 1, "empty.md"),
        ("themes --base-url foo", 2, "base_url must be an address"),
        ("themes --base-url ftp://x", 2, "base_url must be an address"),
        ("themes --base-url http://[::1", 2, "base_url must be an address"),
        ("themes --base-url http://a:99999", 2, "base_url must be an address"),
        ("config set base_url foo", 2, "base_url must be an address"),
        ("config edit", 2, "set EDITOR"),
        ("api B-D themes", 2, "is no method"),
        ("api GET generations/fake0001 --paginate", 2, "is no list"),
        ("api GET nowhere", 1, "404 Cannot GET"),
        ("webhook verify --body nowhere", 2, "nowhere: No such file"),
        ("status nowhere", 1, "404"),
    ],
)
def test_a_mistake_is_one_line(
    made: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: str, status: int, complaint: str
) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor")
    monkeypatch.setenv("CARDWRIGHT_WEBHOOK_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    (tmp_path / "empty.md").touch()
    found, out, err = made(*words.split(), "--json")
    assert found == status
    assert complaint in err
    if "-o" not in words.split():  # that one has made a deck, and tells of it
        assert out == ""


def test_blank_words_are_no_text(typed: Command, cardwright_service: FakeService) -> None:
    for words in (("generate", ""), ("generate", "  "), ("generate", "-")):
        assert (typed(*words)[0], "there is no text" in typed(*words)[2]) == (2, True)
    assert cardwright_service.requests == []


@pytest.mark.parametrize("key", ["schl\u00fcssel", "two\nlines"])
def test_a_key_that_cannot_be_one_is_refused(typed: Command, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("CARDWRIGHT_API_KEY", key)
    status, out, err = typed("themes", "--json")
    assert (status, out) == (4, "")
    assert "the key has letters or control characters that no key has" in err
    assert key not in err


def test_what_was_paid_for_is_told_whatever_comes_between(
    typed: Command, cardwright_service: FakeService, tmp_path: Path
) -> None:
    cardwright_service.seconds = 1e6
    status, out, err = typed("generate", "x", "--deadline", "0.1s", "--json")
    told = json.loads(out)
    assert (status, told["id"], told["status"]) == (8, "fake0001", "pending")
    assert "still pending" in told["error"]
    assert "still pending" in err
    cardwright_service.seconds = 0
    cardwright_service.faults = [Fault("GET /files/", 404, times=9)]
    status, out, err = typed("generate", "x", "--export", "pdf", "--json")
    told = json.loads(out)
    assert (status, told["id"], told["status"], told["files"]) == (1, "fake0002", "completed", [])
    assert told["error"].startswith("the link to the export")
    events = [json.loads(line) for line in typed("generate", "x", "--deadline", "0s", "--jsonl")[1].splitlines()]
    assert [one["event"] for one in events] == ["posted", "pending"]


def test_of_several_each_is_told_of(made: Command) -> None:
    status, out, _ = made("status", "nowhere", "fake0001", "--json")
    assert (status, [row["status"] for row in json.loads(out)]) == (7, [None, "completed"])
    status, out, _ = made("wait", "nowhere", "fake0001", "--json")
    assert (status, {row["id"]: row["status"] for row in json.loads(out)}) == (
        7, {"nowhere": None, "fake0001": "completed"},
    )  # fmt: skip
    events = [json.loads(line) for line in made("wait", "nowhere", "fake0001", "--jsonl")[1].splitlines()]
    assert {(one["id"], one["event"]) for one in events} == {("nowhere", "error"), ("fake0001", "done")}
    assert all("404" in one["error"] for one in events if one["event"] == "error")
