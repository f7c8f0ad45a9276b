"""What render processes put aside is gone with them, though they are killed."""

import fcntl
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import anyio
import pytest
from cardwright.errors import LimitExceeded
from cardwright.jobs.cells import Cells
from cardwright.jobs.scratch import Scratch


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(("work", "how"), [(time.sleep, 30), (os._exit, 3)], ids=["slow", "dead"])
def test_what_a_killed_cell_put_aside_is_removed(temporary: Path, work: Callable[[int], None], how: int) -> None:
    with Cells(1, 512, 2.0) as cells:
        left = Path(anyio.run(cells.run, tempfile.mkdtemp))
        assert left.is_relative_to(temporary)
        assert left.is_dir()
        with pytest.raises(LimitExceeded):
            anyio.run(cells.run, work, how)
        assert not left.exists()
        assert Path(anyio.run(cells.run, tempfile.mkdtemp)).is_dir()
    assert not list(temporary.iterdir())


def test_what_a_killed_server_left_is_removed_by_the_next_one(temporary: Path) -> None:
    with Scratch.held() as one:
        left = temporary / f"{one.folder.name}x"
        (left / "17").mkdir(parents=True)
        (left / "17" / "picture").write_bytes(b"of a customer")
        with Scratch.held():
            assert left.exists(), "it may only just be made"
        os.utime(left, (1, 1))
        os.utime(one.folder, (1, 1))
        with Scratch.held():
            assert not left.exists()
            assert one.folder.exists(), "it is held"


def test_a_folder_whose_lock_is_held_stays_however_old_it_is(temporary: Path) -> None:
    with Scratch.held() as one:
        theirs = temporary / f"{one.folder.name}x"
    theirs.mkdir()
    with (theirs / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        os.utime(theirs, (1, 1))
        with Scratch.held():
            assert theirs.exists()
    with Scratch.held():
        assert not theirs.exists()


def test_the_living_keep_their_own(temporary: Path) -> None:
    with Scratch.held() as one:
        (one.folder / str(os.getpid())).mkdir()
        (one.folder / "2000000000").mkdir()  # no process has such an id
        one.sweep()
        assert {path.name for path in one.folder.iterdir()} == {str(os.getpid()), ".lock"}
