"""Memory of the server and of its rendering processes, and what the server costs while nobody asks."""

import time

from generation import BODY
from processes import cpu_s, field_mb, tree
from servers import running
from serving import Server

IDLE_S = 10
DECKS = 100


def measure() -> list[str]:
    with running() as server:
        assert server.process is not None
        pid = server.process.pid
        fresh, used = resident(pid), cpu_s(pid)
        time.sleep(IDLE_S)
        idle = (cpu_s(pid) - used) / IDLE_S
        _work(server)
        return [
            f"server, one deck made       {fresh:6.0f} MB",
            f"server, {DECKS} more             {resident(pid):6.0f} MB",
            *(f"rendering process, peak     {field_mb(child.pid, 'VmHWM'):6.0f} MB" for child in tree(pid)[1:]),
            f"idle, all processes         {idle * 100:6.2f} % of a core",
        ]


def _work(server: Server) -> None:
    for _ in range(DECKS):
        server.finished(server.ask("POST", "/v1.0/generations", content=BODY).json()["generationId"])


def resident(pid: int) -> float:
    """Megabytes of a process that lie in memory."""
    return field_mb(pid, "VmRSS")
