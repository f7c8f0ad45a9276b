"""A server's data in the hands of its operator: jobs listed, cancelled, asked for once more; backup and restore."""

import importlib
import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import postgres
import pytest
import typed
from cardwright.db import generations, open_database
from serving import Server

BODY = {"inputText": "# Tides\n\nThe bay fills twice a day.", "textMode": "preserve", "exportAs": "pdf"}
LONG = {
    **BODY,
    "cardSplit": "inputTextBreaks",
    "inputText": "\n---\n".join(f"# Weir {n}\n\nThe river rose in spring, and {n} came." for n in range(24)),
}
BASE = {"public_base": "https://decks.example", "plan": "pro"}


MADE = 8  # generations, of which the last one waits long enough to be cancelled


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("operated"), dict(BASE)).start(90)
    yield running
    running.stop()


def admin(data: Path, *words: str, **environment: str) -> tuple[int, str, str]:
    return typed.typed("admin", *words, "--data", str(data), environment=environment)


def ended(server: Server, generation_id: str) -> dict[str, object]:
    path, wait = f"/v1.0/generations/{generation_id}", {"prefer": "wait=60"}
    found: dict[str, object] = server.ask("GET", path, headers=wait).json()
    return found


def test_a_job_is_listed_cancelled_and_asked_for_once_more(served: Server) -> None:
    data = served.folder / "data"
    assert admin(data, "jobs", "list") == (0, "", "")
    for needed in (
        "cardwright.main.hands",
        "cardwright.server.intake",
    ):  # or the jobs were done before the command began
        importlib.import_module(needed)
    made = [served.generate(**LONG) for _ in range(MADE)]
    told = admin(data, "jobs", "list")[1]
    assert re.search(rf"^{made[-1]} +generation +[a-z]+ +\d +\d+\.\d s  default$", told, re.MULTILINE)
    assert admin(data, "jobs", "cancel", made[-1]) == (0, "", "")
    assert served.status(made[-1])["error"]["statusCode"] == 499
    assert admin(data, "jobs", "cancel", made[-1])[2].startswith(f"error: {made[-1]} has ended already")
    (line,) = admin(data, "jobs", "list", "--state", "failed")[1].splitlines()
    assert line.split()[:3] == [made[-1], "generation", "499"]

    status, again, _ = admin(data, "jobs", "retry", made[-1])
    assert status == 0
    assert again.strip() not in made
    for one in (*made[:-1], again.strip()):
        assert ended(served, one)["status"] == "completed"
    assert admin(data, "jobs", "list")[1] == ""
    assert len(admin(data, "jobs", "list", "--state", "completed", "--workspace", "default")[1].splitlines()) == MADE
    assert "only what failed" in admin(data, "jobs", "retry", made[0])[2]
    assert "there is no job nothing" in admin(data, "jobs", "retry", "nothing")[2]
    spent = 1_000_000 - served.ask("GET", "/v1.0/credits").json()["remaining"]
    assert spent == MADE * 24 * 2


def test_a_server_is_backed_up_while_it_runs_and_another_one_restored(served: Server, tmp_path: Path) -> None:
    data, target = served.folder / "data", tmp_path / "backup"
    made = served.generate(**BODY)
    before = ended(served, made)
    status, told, complaint = admin(data, "backup", str(target))
    assert (status, complaint) == (0, "")
    assert re.search(r"rows of schema \d{4}, \d+ files", told)
    assert (target / "secret.key").stat().st_mode & 0o077 == 0
    assert "is there already" in admin(data, "backup", str(target))[2]
    assert "is in use by another process" in admin(data, "restore", str(target))[2]

    assert admin(tmp_path / "data", "restore", str(target))[0] == 0
    assert "is there already" in admin(tmp_path / "data", "restore", str(target))[2]
    restored = Server(tmp_path, dict(BASE)).start(90)
    try:
        assert restored.status(made) == before
        for link in (str(before["gammaUrl"]), str(before["exportUrl"])):
            asked = [
                one.ask("GET", urlsplit(link)._replace(scheme="", netloc="").geturl(), key=None)
                for one in (served, restored)
            ]
            assert asked[0].status_code == asked[1].status_code == 200
        assert asked[0].content == asked[1].content
        balances = [one.ask("GET", "/v1.0/credits").json() for one in (served, restored)]
        assert balances[0] == balances[1]
        assert ended(restored, restored.generate(**BODY))["status"] == "completed"
    finally:
        restored.stop()


def test_a_backup_that_is_not_whole_is_refused(served: Server, tmp_path: Path) -> None:
    target = tmp_path / "backup"
    assert admin(served.folder / "data", "backup", str(target))[0] == 0
    victim = next((target / "files").glob("??/*"))
    whole = victim.read_bytes()
    victim.write_bytes(b"other")
    assert f"{victim} is not what was backed up" in admin(tmp_path / "a", "restore", str(target))[2]
    victim.unlink()
    assert re.search(r"holds \d+ of \d+ files", admin(tmp_path / "b", "restore", str(target))[2])
    victim.write_bytes(whole)
    (target / "rows.db").write_bytes((target / "rows.db").read_bytes()[:-1])
    assert "is not what was backed up" in admin(tmp_path / "c", "restore", str(target))[2]
    assert "is no backup" in admin(tmp_path / "c", "restore", str(tmp_path))[2]
    assert not list(tmp_path.glob("?/cardwright.db"))


def test_a_backup_is_for_the_database_it_was_made_of(served: Server, cluster: postgres.Cluster, tmp_path: Path) -> None:
    target = tmp_path / "backup"
    assert admin(served.folder / "data", "backup", str(target))[0] == 0
    with cluster.empty_database() as url:
        assert "the backup is of sqlite" in admin(tmp_path, "restore", str(target), CARDWRIGHT_DATABASE_URL=url)[2]


def test_rows_in_postgresql_are_backed_up_and_restored(cluster: postgres.Cluster, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    with cluster.database() as url, cluster.empty_database() as other:
        running = Server(tmp_path / "one", {**BASE, "database_url": url}).start(90)
        try:
            before = ended(running, made := running.generate(**BODY))
            data, backup = running.folder / "data", str(tmp_path / "backup")
            assert admin(data, "backup", backup, CARDWRIGHT_DATABASE_URL=url)[0] == 0
            assert "holds tables already" in admin(tmp_path / "x", "restore", backup, CARDWRIGHT_DATABASE_URL=url)[2]
        finally:
            running.stop()
        assert json.loads((tmp_path / "backup" / "backup.json").read_bytes())["dialect"] == "postgresql"
        assert admin(tmp_path / "two" / "data", "restore", backup, CARDWRIGHT_DATABASE_URL=other)[0] == 0
        with closing(open_database(tmp_path, url)) as one, closing(open_database(tmp_path, other)) as two:
            assert generations.ended(two, made).status == before["status"] == "completed"
            for table in (
                "generations",
                "gammas",
                "gamma_words",
                "ledger",
                "facts",
                "dbos.workflow_status",
                "dbos.operation_outputs",
            ):
                rows = [sorted(map(str, found.all(f"SELECT * FROM {table}"))) for found in (one, two)]
                assert rows[0] == rows[1] != []
    files = [set((tmp_path / name / "data" / "files").glob("??/*")) for name in ("one", "two")]
    assert {path.name for path in files[0]} == {path.name for path in files[1]} != set()
    assert (tmp_path / "two" / "data" / "secret.key").read_bytes() == (data / "secret.key").read_bytes()


def test_without_the_programs_of_postgresql_that_is_said(
    cluster: postgres.Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with cluster.database() as url:
        status, _, complaint = admin(tmp_path / "d", "backup", str(tmp_path / "b"), CARDWRIGHT_DATABASE_URL=url)
    assert status == 1
    assert complaint.startswith("error: pg_dump is not installed\n\nhint: ")
    assert not (tmp_path / "b").exists()
