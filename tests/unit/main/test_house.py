"""What every process of a server opens first: who has another secret or other files than its peers does not start."""

from collections.abc import Iterator
from pathlib import Path

import postgres
import pytest
from cardwright.errors import Misconfigured
from cardwright.main.commands.serve import serve
from cardwright.main.commands.worker import worker
from cardwright.main.house import entered
from cardwright.server.settings import Settings

SECRET = "the secret of all processes of a server"


@pytest.fixture
def url(cluster: postgres.Cluster) -> Iterator[str]:
    with cluster.database() as made:
        yield made


def settings(folder: Path, url: str = "", secret: str = SECRET) -> Settings:
    return Settings(data=str(folder), database_url=url, secret_key=secret)


def test_processes_on_one_database_share_secret_and_files(url: str, tmp_path: Path) -> None:
    with entered(settings(tmp_path, url)) as one, entered(settings(tmp_path, url)) as other:
        assert other.store.get_now(one.store.put_now(b"deck")) == b"deck"
        assert one.secret == other.secret
        assert one.name != other.name


def test_another_secret_is_refused(url: str, tmp_path: Path) -> None:
    with entered(settings(tmp_path, url)):
        pass
    with pytest.raises(Misconfigured, match="secret_key"), entered(settings(tmp_path, url, "x" * 32)):
        pass


def test_other_files_are_refused(url: str, tmp_path: Path) -> None:
    with entered(settings(tmp_path / "one", url)):
        pass
    with pytest.raises(Misconfigured, match="object_store_url"), entered(settings(tmp_path / "two", url)):
        pass


def test_a_short_secret_is_none(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="secret_key"), entered(settings(tmp_path, secret="short")):
        pass


def test_a_folder_with_rows_in_it_has_one_process(tmp_path: Path) -> None:
    with entered(settings(tmp_path)), pytest.raises(Misconfigured, match="in use"), entered(settings(tmp_path)):
        pass


def test_without_a_database_of_many_nobody_else_would_run_jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Misconfigured, match="database_url"):
        worker(data=tmp_path)
    monkeypatch.setenv("CARDWRIGHT_RUN_JOBS", "false")
    with pytest.raises(Misconfigured, match="run_jobs"):
        serve(data=tmp_path)
