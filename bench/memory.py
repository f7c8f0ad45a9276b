"""Memory of the server and of its rendering processes, and what the server costs while nobody asks."""

import os
import time
from pathlib import Path

from generation import BODY
from servers import running
from serving import Server

IDLE_S = 10
DECKS = 100


def measure() -> list[str]:
    with running() as server:
        assert server.process is not None
        pid = server.process.pid
        fresh, used = resident(pid), _cpu(pid)
        time.sleep(IDLE_S)
        idle = (_cpu(pid) - used) / IDLE_S
        _work(server)
        return [
            f"server, one deck made       {fresh:6.0f} MB",
            f"server, {DECKS} more             {resident(pid):6.0f} MB",
            *(f"rendering process, peak     {_peak(child):6.0f} MB" for child in _children(pid)),
            f"idle, all processes         {idle * 100:6.2f} % of a core",
        ]


def _work(server: Server) -> None:
    for _ in range(DECKS):
        server.finished(server.ask("POST", "/v1.0/generations", content=BODY).json()["generationId"])


def _children(pid: int) -> list[int]:
    found = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [*found, *(below for child in found for below in _children(child))]


def _field(pid: int, name: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((float(line.split()[1]) / 1000 for line in lines if line.startswith(name)), 0.0)


def resident(pid: int) -> float:
    return _field(pid, "VmRSS")


def _peak(pid: int) -> float:
    return _field(pid, "VmHWM")


def _cpu(pid: int) -> float:
    """Seconds of processor time that a process and its children have used."""
    ticks = 0
    for one in (pid, *_children(pid)):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
