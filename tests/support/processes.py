"""What the kernel says of a process and of those it started, whichever of its threads did."""

import os
from pathlib import Path
from typing import NamedTuple


class Process(NamedTuple):
    """A process; `began` tells it apart from a later one that is given the same number."""

    pid: int
    began: int

    @property
    def lives(self) -> bool:
        """Whether it still runs; a zombie does not."""
        fields = _stat(self.pid)
        return bool(fields) and fields[0] != "Z" and int(fields[19]) == self.began


def tree(pid: int) -> list[Process]:
    """A process and all below it, as far as they run."""
    fields = _stat(pid)
    if not fields:
        return []
    return [Process(pid, int(fields[19])), *(below for child in children(pid) for below in tree(child))]


def children(pid: int) -> list[int]:
    """The processes that threads of a process started."""
    found: list[int] = []
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(child) for child in listed.read_text().split()]
        except OSError:  # the thread has ended
            continue
    return found


def field_mb(pid: int, name: str, file: str = "status") -> float:
    """A field such as VmRSS of `status` or Pss of `smaps_rollup`, in megabytes; 0 when the process has ended."""
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) / 1000 for line in lines if line.startswith(f"{name}:")), 0.0)


def cpu_s(pid: int) -> float:
    """Seconds of processor time that a process and those below it have used."""
    fields = [_stat(one.pid) for one in tree(pid)]
    ticks = sum(int(one[11]) + int(one[12]) for one in fields if one)
    return ticks / os.sysconf("SC_CLK_TCK")


def _stat(pid: int) -> list[str]:
    """What follows a process' name in its `stat`; nothing when it has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
