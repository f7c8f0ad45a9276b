"""The examples do what they say, against a service that is played."""

import asyncio
import importlib.util
import json
import shlex
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from cardwright_client.cli.run import run
from cardwright_client.testing import FakeService

EXAMPLES = Path(__file__).parents[3] / "examples/client"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"example_{name}", EXAMPLES / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_script_fetches_a_deck(cardwright_service: FakeService, tmp_path: Path) -> None:
    assert load("script").deck("Q3", tmp_path).read_bytes() == cardwright_service.file("fake0001", "pdf")


def test_the_page_starts_decks_and_tells_of_them(cardwright_service: FakeService) -> None:
    web = load("web")
    token = asyncio.run(web.start("Q3"))["token"]
    assert asyncio.run(web.tell(token))["status"] == "completed"
    assert cardwright_service.key not in token


def test_the_nightly_job_goes_on_where_it_was(cardwright_service: FakeService, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("region,text\nnorth,Sales\nsouth,bad\n")
    cardwright_service.fails = lambda body: "no" if body["inputText"] == "bad" else None
    flow = load("flow")
    with pytest.raises(RuntimeError, match="south: no"):
        flow.make_decks(str(table), str(tmp_path / "j"), str(tmp_path / "out"))
    table.write_text("region,text\nnorth,Sales\n")
    again = tmp_path / "again"
    assert flow.make_decks(str(table), str(again), str(tmp_path / "out")) == {"north": str(tmp_path / "out/north.pdf")}
    made = len(cardwright_service.made)
    flow.make_decks(str(table), str(again), str(tmp_path / "out"))
    assert len(cardwright_service.made) == made


def test_the_notebook_runs_from_top_to_bottom(cardwright_service: FakeService) -> None:
    cells = json.loads((EXAMPLES / "notebook.ipynb").read_text())["cells"]
    names: dict[str, object] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    assert len(cardwright_service.made) == 2
    assert names["urls"]


def test_the_action_runs_a_command_there_is(
    cardwright_service: FakeService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/a.md").write_text("# A")
    steps = yaml.safe_load((EXAMPLES / "github-action.yml").read_text())["jobs"]["decks"]["steps"]
    words = shlex.split(next(step["run"] for step in steps if "batch run" in step.get("run", "")))
    assert run(words[1:]) == 0
    assert (tmp_path / "decks/a.pdf").exists()
