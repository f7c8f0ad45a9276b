"""`cardwright …` as typed, against a service that is played: what is printed where, and what it ends with."""

import json
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
from cardwright_client.cli import tree
from cardwright_client.cli.patience import Patience
from cardwright_client.journal import Journal
from cardwright_client.testing import FakeService, Fault
from typed import Command

POST = "POST /v1.0/generations"


# generate, status, wait, download


def test_the_address_alone_is_printed_for_programs(typed: Command, cardwright_service: FakeService) -> None:
    status, out, err = typed("generate", "Q3 results", "--cards", "4", "--tone", "dry")
    assert (status, err) == (0, "")
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/docs/fake0001\n", out)
    assert cardwright_service.made[0].body == {
        "inputText": "Q3 results", "textMode": "generate", "numCards": 4, "textOptions": {"tone": "dry"},
    }  # fmt: skip


def test_files_are_fetched_and_named_after_the_text(typed: Command, tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text("# Plan")
    assert typed("generate", "plan.md", "--export", "pdf", "-o", "out")[1] == "out/plan.pdf\n"
    assert typed("generate", "@plan.md", "--export-as", "pptx", "-o", "deck.pptx")[1] == "deck.pptx\n"
    assert typed("generate", "-", "--export", "pdf", stdin=b"Two words\nmore")[1] == "Two-words.pdf\n"
    assert typed("generate", "plan.md", "--export", "pdf", "-o", "out")[1] == "out/plan-2.pdf\n"
    assert typed("generate", "plan.md", "--export", "pdf", "-o", "out", "--overwrite")[1] == "out/plan.pdf\n"


def test_json_has_all_fields_or_those_that_were_chosen(typed: Command) -> None:
    whole = json.loads(typed("generate", "Q3", "--json")[1])
    assert whole["status"] == "completed"
    assert whole["credits"] == {"deducted": 20, "remaining": 9_980}
    assert json.loads(typed("status", whole["ref"], "--json=id,status")[1]) == {
        "id": whole["id"], "status": "completed",
    }  # fmt: skip
    status, out, err = typed("status", whole["id"], "--json=price")
    assert (status, out) == (2, "")
    assert "there is no field price; there are: id, ref, status" in err


def test_a_generation_is_started_here_and_fetched_there(typed: Command, cardwright_service: FakeService) -> None:
    token = typed("generate", "Q3", "--no-wait", "--export", "pdf", "-q")[1].strip()
    assert cardwright_service.key not in token
    assert typed("wait", token)[0] == 0
    assert typed("download", "-", "-o", "there", stdin=token.encode())[1] == "there/fake0001.pdf\n"
    cardwright_service.seconds = lambda body: 1e6 if body["inputText"] == "Q4" else 0
    other = typed("generate", "Q4", "--no-wait")[1].strip()
    assert typed("status", other)[0] == 8
    status, out, _ = typed("wait", token, other, "--any", "--json=id")
    assert (status, json.loads(out)) == (8, [{"id": "fake0001"}]) or (status, json.loads(out)) == (
        0,
        [{"id": "fake0001"}],
    )
    assert len(cardwright_service.made) == 2


def test_events_are_told_line_by_line(typed: Command) -> None:
    out = typed("generate", "Q3", "--export", "pdf", "--jsonl")[1]
    assert [json.loads(line)["event"] for line in out.splitlines()] == ["posted", "done", "downloaded"]


def test_a_dry_run_sends_nothing(typed: Command, cardwright_service: FakeService) -> None:
    _, out, err = typed("generate", "Q3", "--dry-run", "--set", "sharing_options.external_access=view", "--cards", "5")
    assert json.loads(out)["sharingOptions"] == {"externalAccess": "view"}
    assert "at most 25 credits" in err
    assert cardwright_service.requests == []


def test_a_body_is_read_from_a_file_and_options_go_before_it(
    typed: Command, cardwright_service: FakeService, tmp_path: Path
) -> None:
    (tmp_path / "b.json").write_text('{"input_text": "x", "textOptions": {"tone": "dry", "amount": "brief"}}')
    assert typed("generate", "--body", "b.json", "--tone", "warm")[0] == 0
    assert cardwright_service.made[0].body["textOptions"] == {"tone": "warm", "amount": "brief"}
    template = typed("template", "g_1", "shorter", "--set", "imageOptions.style=ink", "--dry-run", "--json=body")
    assert json.loads(template[1])["body"]["imageOptions"] == {"style": "ink"}


@pytest.mark.parametrize(
    ("words", "fault", "status"),
    [
        (("generate",), None, 2),
        (("generate", "x", "--set", "colour=red"), None, 2),
        (("generate", "x", "--set", "title"), None, 2),
        (("template", "g_1", "x", "--set", "title"), None, 2),
        (("generate", "nowhere.md"), None, 2),
        (("generate", "x", "--deadline", "soon"), None, 2),
        (("generate", "x", "--num-cards", "99"), None, 1),
        (("generate", "x", "--max-credits", "1"), None, 5),
        (("generate", "x"), Fault(POST, status=401), 4),
        (("generate", "x"), Fault(POST, status=402), 5),
        (("generate", "x"), Fault(POST, status=429, retry_after=0, times=9), 6),
        (("generate", "x"), Fault(POST, status=502), 9),
        (("generate", "x"), Fault(POST), 9),
        (("status", "nothing"), None, 1),
        (("status", "a.b"), None, 2),
        (("status",), None, 2),
        (("wait", "--profile", "none"), None, 2),
        (("--base-url",), None, 2),
        (("nonsense",), None, 2),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else "",
)
def test_exit_statuses_say_what_went_wrong(
    typed: Command, cardwright_service: FakeService, words: tuple[str, ...], fault: Fault | None, status: int
) -> None:
    cardwright_service.faults += [fault] if fault else []
    found, out, err = typed(*words)
    assert (found, out) == (status, "")
    assert err


def test_a_failed_generation_ends_with_1_and_a_pending_one_with_8(
    typed: Command, cardwright_service: FakeService
) -> None:
    cardwright_service.fails = lambda body: "no words"
    status, out, err = typed("generate", "x")
    assert (status, out) == (1, "")
    assert "500 no words" in err
    cardwright_service.fails, cardwright_service.era = (lambda body: None), "2026-02"  # nothing but polls
    cardwright_service.seconds = 1e6
    status, _, err = typed("generate", "y", "--deadline", "0.1s")
    assert status == 8
    assert "still pending" in err


def test_a_service_that_is_not_there_is_not_reached(typed: Command) -> None:
    assert typed("themes", "--base-url", "http://127.0.0.1:9")[0] == 3


# batches


def test_a_folder_is_done_once(typed: Command, cardwright_service: FakeService, tmp_path: Path) -> None:
    for name in ("a.md", "b.txt", "sub/c.md", ".hidden/d.md", "e.pdf"):
        (tmp_path / "texts" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "texts" / name).write_text(f"# {name}")
    run_it = ("batch", "run", "texts", "--export", "pdf", "-o", "out", "--credits", "9000")
    status, out, _ = typed(*run_it)
    assert status == 0
    assert sorted(out.split()) == ["out/a.pdf", "out/b.pdf", "out/sub_c.pdf"]
    assert typed(*run_it, "--json=key,state")[0] == 0
    assert len(cardwright_service.made) == 3
    (tmp_path / "texts/a.md").write_text("# changed")
    typed(*run_it)
    assert len(cardwright_service.made) == 4
    assert typed("batch", "status", "texts")[0] == 0
    assert "is here already" in typed("download", "--all", "--journal", "texts")[2]
    watched = typed("watch", "texts", "--plain")
    assert watched[1].count("downloaded") == 4
    assert "credits left" in watched[2]


def test_a_run_looks_for_a_service_ever_less_often_and_forgets_that_when_it_answers() -> None:
    patience = Patience(60)
    assert [patience.rest(now) for now in (100, 101, 103, 107, 115, 125, 158)] == [1, 2, 4, 8, 10, 10, 2]
    assert patience.rest(160) is None
    patience.answered()  # long after it began
    assert [patience.rest(now) for now in (1_000, 1_001)] == [1, 2]


def test_a_batch_waits_for_a_service_that_goes_away(
    typed: Command, cardwright_service: FakeService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)
    cardwright_service.era = "cardwright"  # which tells that a repetition starts nothing twice
    table, run_it = tmp_path / "t.jsonl", ("batch", "run", "t.jsonl", "--credits", "9000")
    table.write_text('{"key": "a", "text": "# A"}\n')
    assert typed(*run_it)[0] == 0
    table.write_text('{"key": "b", "text": "# B"}\n')
    cardwright_service.faults = [Fault(POST, 503, times=7)]
    status, out, err = typed(*run_it, "--jsonl")
    assert (status, len(cardwright_service.made)) == (0, 2), err
    events = [json.loads(line) for line in out.splitlines()]
    assert [one["event"] for one in events] == ["paused", "paused", "posted", "done"]
    assert [one["seconds"] for one in events[:2]] == [1, 2]
    assert [line for line in err.splitlines() if "again in" in line] == [
        f"the service is not reached; again in {seconds} s" for seconds in (1, 2)
    ]
    cardwright_service.faults = [Fault(POST, 503, times=99)]
    table.write_text('{"key": "c", "text": "# C"}\n')
    assert typed(*run_it, "--patience", "0s")[0] == 3


def test_a_batch_tells_each_change_as_a_line(
    typed: Command, cardwright_service: FakeService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cardwright_service.fails = lambda body: "no words" if body["inputText"] == "B" else None
    cardwright_service.faults = [
        Fault("GET /v1.0/generations", 429, retry_after=0.1), Fault("GET /files/fake0003", 404, times=9),
    ]  # fmt: skip
    (tmp_path / "t.csv").write_text("key,text,cards,export_as\na,A,2,pdf\nb,B,2,pdf\nc,C,2,pdf\nd,D,900,\ne,E,2,\n")
    run_it = ("batch", "run", "t.csv", "--credits", "9000", "--in-flight", "1", "-o", "out", "--jsonl")
    status, out, err = typed(*run_it)
    events = [json.loads(line) for line in out.splitlines()]
    (pause,) = [event for event in events if event["event"] == "paused"]
    assert pause["error"] == "the service refuses more requests"
    assert 0 < pause["seconds"] < 1
    changes = [event for event in events if event["event"] != "paused"]
    assert {tuple(event) for event in changes} == {("event", "key", "id", "url", "file", "credits", "error")}
    told = {key: [one["event"] for one in changes if one["key"] == key] for key in "abcde"}
    assert told == {
        "a": ["posted", "done", "downloaded"],
        "b": ["posted", "failed"],
        "c": ["posted", "done", "not_downloaded"],
        "d": ["failed"],  # it was refused
        "e": ["posted", "done"],
    }
    assert (status, "no words" in err) == (7, True)
    found = {(one["key"], one["event"]): one for one in changes}
    assert found["a", "posted"]["id"] == found["a", "downloaded"]["id"] == "fake0001"
    assert (found["a", "done"]["credits"], found["a", "downloaded"]["file"]) == (4, "out/a.pdf")
    assert found["b", "failed"]["error"] == "no words"

    cardwright_service.faults = []
    again = [json.loads(line) for line in typed(*run_it)[1].splitlines()]
    assert [(one["key"], one["event"]) for one in again] == [  # what ended before, and the file that was missing
        ("a", "downloaded"), ("b", "failed"), ("d", "failed"), ("e", "done"), ("c", "downloaded"),
    ]  # fmt: skip


def test_a_table_is_read_tried_again_held_and_resolved(
    typed: Command, cardwright_service: FakeService, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text("key,text,cards,textOptions.tone\na,# A,1,dry\nb,# B,900,\n")
    run_it = ("batch", "run", "t.csv", "--credits", "9000")
    assert typed(*run_it)[0] == 7
    assert cardwright_service.made[0].body == {
        "inputText": "# A", "numCards": 1, "textMode": "generate", "textOptions": {"tone": "dry"},
    }  # fmt: skip
    assert typed("batch", "hold", "t.csv", "b")[0] == 2  # it has failed
    assert typed("batch", "retry", "t.csv", "b")[0] == 0
    assert typed("batch", "status", "t.csv")[0] == 8
    assert typed("batch", "hold", "t.csv", "b")[0] == 0
    posts = len(cardwright_service.requests)
    assert typed(*run_it)[0] == 8
    assert len(cardwright_service.requests) == posts
    assert typed("batch", "retry", "t.csv")[0] == 0
    assert typed(*run_it)[0] == 7

    (tmp_path / "u.jsonl").write_text('{"key": "x", "input_text": "X"}\n\n{"id": "y", "text": "Y"}\n')
    cardwright_service.faults.append(Fault(POST))
    cardwright_service.era = "2026-02"
    status, out, _ = typed("batch", "run", "u.jsonl", "--limit", "1", "--json=key,state")
    assert (status, json.loads(out)) == (9, [{"key": "x", "state": "unknown"}])
    assert typed("batch", "resolve", "u.jsonl", "x")[0] == 2
    assert typed("batch", "resolve", "u.jsonl", "x", "--is", cardwright_service.made[0].id)[0] == 0
    with Journal(tmp_path / "u.jsonl.journal") as book:
        assert [(row.key, row.state) for row in book.rows()] == [("x", "posted"), ("y", "queued")]


def test_what_cannot_be_paid_is_held(typed: Command, cardwright_service: FakeService, tmp_path: Path) -> None:
    cardwright_service.credits = 25
    (tmp_path / "t.csv").write_text("key,text\na,A\nb,B\n")
    status, _, err = typed("batch", "run", "t.csv")
    assert status == 5
    assert "credits are needed" in err


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("t.csv", "key,text,colour\na,A,red\n", "line 2: a request has no colour"),
        ("t.csv", "key,text\na,A\na,B\n", "two items are named a"),
        ("t.csv", "key,text\n", "holds nothing"),
        ("t.jsonl", "{\n", "line 1"),
        ("t.jsonl", "[]\n", "line 1: not an object"),
        ("t.xlsx", "", "neither a folder"),
        ("t.csv", "key,text\na/b,A\na_b,B\n", "would be one file"),
    ],
)
def test_a_bad_source_is_named_with_its_line(
    typed: Command, cardwright_service: FakeService, tmp_path: Path, name: str, content: str, complaint: str
) -> None:
    (tmp_path / name).write_text(content)
    status, _, err = typed("batch", "run", name, "--export", "pdf")
    assert status == 2
    assert complaint in err
    assert cardwright_service.requests == []


# settings and keys


def test_settings_are_changed_line_by_line_and_say_where_they_come_from(
    typed: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "config/cardwright/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("port = 9000  # a server's\n\n[client]\n# mine\ntimeout = 5\n")
    assert typed("config", "set", "timeout", "7")[0] == 0
    assert typed("config", "set", "base_url", "https://a.test/", "--of", "work")[0] == 0
    assert tomllib.loads(file.read_text()) == {
        "port": 9000, "client": {"timeout": 7.0, "profiles": {"work": {"base_url": "https://a.test"}}},
    }  # fmt: skip
    assert "# mine" in file.read_text()
    assert typed("config", "get", "timeout")[1] == "7.0\n"
    (tmp_path / "cardwright.toml").write_text("[client]\ntimeout = 3\n")
    assert typed("config", "get", "timeout")[1] == "3.0\n"
    monkeypatch.setenv("CARDWRIGHT_TIMEOUT", "2")
    rows = json.loads(typed("--profile=work", "config", "list", "--origin", "--json")[1])
    found = {row["name"]: (row["value"], row["origin"]) for row in rows}
    assert found["timeout"] == (2.0, "CARDWRIGHT_TIMEOUT")
    assert found["base_url"] == ("https://a.test", f"{file}, profile work")
    assert typed("config", "unset", "timeout")[0] == 0
    assert "timeout" not in tomllib.loads(file.read_text())["client"]
    assert typed("config", "set", "colour", "red")[0] == 2
    assert typed("config", "set", "timeout", "never")[0] == 2


# the rest


def test_any_request_can_be_sent(typed: Command, cardwright_service: FakeService) -> None:
    assert json.loads(typed("api", "get", "themes", "-f", "query=night")[1])["data"][0]["id"] == "night"
    assert [row["id"] for row in json.loads(typed("api", "GET", "/v1.0/themes", "--paginate", "--json")[1])] == [
        "plain", "night",
    ]  # fmt: skip
    body = b'{"inputText": "x"}'
    assert "generationId" in typed("api", "POST", "generations", "--input", "-", "-f", "numCards=2", stdin=body)[1]
    assert cardwright_service.made[0].body == {"inputText": "x", "numCards": 2}


def test_the_doctor_looks_at_every_piece(typed: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    typed("generate", "x")
    status, out, _ = typed("doctor", "--json")
    assert status == 0
    found = {row["check"]: row for row in json.loads(out)}
    assert found["answer"]["verdict"] == "ok"
    assert found["credits"]["finding"] == "9980 left"
    assert "cheap\t10" in typed("doctor", "--durations")[1]
    monkeypatch.setenv("CARDWRIGHT_API_KEY", "wrong-key-0123456789")
    assert typed("doctor")[0] == 4


def test_the_doctor_of_a_client_alone_says_what_it_needs_to_look_at_a_server(
    typed: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cardwright_client.cli.commands.doctor.offers", list)
    status, out, err = typed("doctor", "--security", "--json")
    assert (status, out) == (2, "")
    assert "--security looks at a server, whose package is not installed here" in err
    assert "pip install cardwright" in err


@pytest.mark.parametrize("words", [("--security", "--durations"), ("--data", "d"), ("--config", "c.toml")])
def test_the_doctor_answers_one_question_at_a_time(typed: Command, words: tuple[str, ...]) -> None:
    status, out, err = typed("doctor", *words)
    assert (status, out) == (2, "")
    assert "--security" in err


def test_an_event_is_checked(typed: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    from cardwright_client.cli.commands.webhook import sign

    body, now = (
        b'{"type": "generation.completed", "data": {"generationId": "g", "status": "completed"}}',
        int(time.time()),
    )
    headers = [
        "webhook-id: m1",
        f"webhook-timestamp: {now}",
        f"webhook-signature: {sign('m1', now, body, 'whsec_c2VjcmV0')}",
    ]
    words = ["webhook", "verify", *(word for header in headers for word in ("-H", header))]
    assert typed(*words, stdin=body)[0] == 2  # no secret
    monkeypatch.setenv("CARDWRIGHT_WEBHOOK_SECRET", "whsec_c2VjcmV0")
    assert typed(*words, stdin=body)[1] == "generation.completed\n"
    assert typed(*words, stdin=body + b" ")[0] == 1


def test_lists_credits_and_estimates(typed: Command, tmp_path: Path) -> None:
    assert typed("folders")[1] == "folder1\tReports\n"
    assert typed("credits")[1] == "10000\n"
    (tmp_path / "t.csv").write_text("text,cards\nA,2\nB,3\n")
    assert typed("credits", "--estimate", "t.csv")[1] == "25\n"


def test_completions_know_commands_and_options(typed: Command) -> None:
    for shell in ("bash", "zsh", "fish"):
        out = typed("completion", shell)[1]
        assert "--max-credits" in out
        assert "batch" in out


def test_rows_whose_fields_have_any_name_are_told_line_by_line(typed: Command) -> None:
    status, out, _ = typed("themes", "--query", "night", "--jsonl")
    assert (status, json.loads(out)["event"], json.loads(out)["name"]) == (0, "row", "Night")


def test_the_beginning_of_a_command_is_recognised(typed: Command) -> None:
    assert "did you mean generate?" in typed("gen")[2]


def test_no_colour_where_nobody_looks(typed: Command) -> None:
    for words in (("doctor",), ("themes",), ("generate", "x")):
        assert "\x1b" not in "".join(map(str, typed(*words)))


# the tree


def test_the_list_of_commands_loads_no_library() -> None:
    script = (
        "import sys; sys.argv = ['cardwright', '--help']\n"
        "from cardwright_client.cli import main\n"
        "try: main()\n"
        "except SystemExit as ended: assert ended.code == 0\n"
        "slow = {'cyclopts', 'rich', 'httpx2', 'msgspec', 'keyring', 'cardwright.lint'} & set(sys.modules)\n"
        "assert not slow, slow\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert {"generate", "batch", "watch", "serve", "admin", "lint"} <= set(done.stdout.split())


def test_naming_the_package_loads_no_library() -> None:
    script = (
        "import sys, cardwright_client; fast = set(sys.modules); cardwright_client.Client\n"
        "assert not {'httpx2', 'msgspec'} & fast\n"
        "assert not {'httpx2', 'asyncio', 'sqlite3', 'statistics', 'email'} & set(sys.modules)\n"
        "cardwright_client.Client('key'); assert 'httpx2' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_service_that_is_chosen_goes_before_this_process() -> None:
    offered = [tree.Offer({"generate": tree.Command("theirs:generate", ""), "serve": tree.Command("theirs:serve", "")})]
    assert tree.commands([], remote=False)["generate"].target.startswith("cardwright_client")
    assert tree.commands(offered, remote=False)["generate"].target == "theirs:generate"
    assert tree.commands(offered, remote=True)["generate"].target.startswith("cardwright_client")
    assert tree.commands(offered, remote=True)["serve"].target == "theirs:serve"


def test_both_packages_give_the_same_command() -> None:
    root = Path(__file__).parents[3] / "packages"
    scripts = [
        tomllib.loads((root / name / "pyproject.toml").read_text())["project"]["scripts"]
        for name in ("client", "cardwright")
    ]
    assert scripts[0] == scripts[1] == {"cardwright": "cardwright_client.cli:main"}
