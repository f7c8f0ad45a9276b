"""Several processes of one server on loopback: API processes and workers on one database and one store."""

import signal
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from forking import Forked
from serving import Server, free_port, launched

SECRET = "a secret that all processes of these tests share"


@dataclass
class Worker:
    """A `cardwright worker`; its log lies in its folder."""

    folder: Path
    settings: dict[str, str]
    process: Forked | None = None

    def start(self) -> Self:
        self.folder.mkdir(exist_ok=True)
        data = self.settings.get("data", str(self.folder / "data"))
        self.process = launched(self.folder, "worker", ["--data", data], self.settings)
        return self

    def send(self, number: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(30)

    def stop(self, seconds: float = 30) -> int:
        """End it politely; its exit code."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(seconds)

    def log(self) -> str:
        return (self.folder / "server.log").read_text("utf-8", "replace")


@dataclass
class Peers:
    """API processes and workers of one server below `root`, at the database `url`."""

    root: Path
    url: str
    settings: dict[str, str] = field(default_factory=dict[str, str])
    apis: list[Server] = field(default_factory=list[Server])
    workers: list[Worker] = field(default_factory=list[Worker])

    def start(self, apis: int, workers: int) -> Self:
        """Start so many of each at once, and wait until the APIs answer."""
        for _ in range(apis):
            self.add_api()
        for _ in range(workers):
            self.add_worker()
        for api in self.apis:
            api.ready(60)
        return self

    def add_api(self) -> Server:
        api = Server(self._folder(f"api{len(self.apis)}"), {**self._shared(), "run_jobs": "false"})
        api.begin()
        self.apis.append(api)
        return api

    def add_worker(self) -> Worker:
        settings = {**self._shared(), "metrics_port": str(free_port())}
        worker = Worker(self._folder(f"worker{len(self.workers)}"), settings).start()
        self.workers.append(worker)
        return worker

    def _shared(self) -> dict[str, str]:
        """All on one file store: a folder, unless the settings name another."""
        return {"database_url": self.url, "secret_key": SECRET, **self.settings}

    def _folder(self, name: str) -> Path:
        """A folder of a process' own, whose data is that of all."""
        folder = self.root / name
        folder.mkdir(parents=True)
        if "object_store_url" not in self.settings:
            (self.root / "data").mkdir(exist_ok=True)
            (folder / "data").symlink_to(self.root / "data")
        return folder

    def kill(self) -> None:
        """End all of them."""
        for one in [*self.apis, *self.workers]:
            if one.process is not None:
                one.process.kill()
                one.process.wait(30)
