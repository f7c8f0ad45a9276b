"""`cardwright themes`: bring, list, show, remove; and a file given to `cardwright generate`."""

import io
import json
import re
from pathlib import Path

import pytest
from cardwright import theme as package
from cardwright.db import themes
from cardwright.main.data import opened
from cardwright.theme import all_themes
from houses import House, Sheet, backed, logo, mapping, meridian, nordwind, solid
from pptx import Presentation
from pptx.util import Inches
from typed import Command

PAPER = (Path(package.__path__[0]) / "themes" / "paper.toml").read_text("utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Nordwind 2026.pptx"
    path.write_bytes(nordwind())
    return path


def rows(tmp_path: Path) -> list[themes.CustomTheme]:
    with opened(tmp_path / "cardwright-data", "") as database:
        return themes.of(database, "default")


def test_a_presentation_is_imported_and_reported(command: Command, file: Path, tmp_path: Path) -> None:
    code, out, err = command("themes", "import", str(file))
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert re.fullmatch(r"id thm_[a-z0-9]{18}", lines[0])
    assert lines[1] == "name Nordwind 2026"
    for head in ("Understood", "Repaired", "Replaced", "Left out or not understood"):
        assert head in lines
    assert "  layouts: “Titelfolie” for covers" in lines
    (row,) = rows(tmp_path)
    assert (row.name, row.source, (row.width, row.height)) == ("Nordwind 2026", "Nordwind 2026.pptx", (959.976, 540.0))


def test_programs_get_the_same_as_json(command: Command, file: Path, tmp_path: Path) -> None:
    _, out, _ = command("themes", "import", str(file), "--name", "Ours", "--json")
    body = json.loads(out)
    assert (body["id"], body["name"], body["source"]) == (rows(tmp_path)[0].id, "Ours", "Nordwind 2026.pptx")
    assert {note["verdict"] for note in body["report"]} == {"understood", "repaired", "replaced", "left out"}
    listed = json.loads(command("themes", "list", "--json")[1])
    assert {theme["id"]: theme["type"] for theme in listed} == {
        **dict.fromkeys(all_themes(), "standard"),
        body["id"]: "custom",
    }
    shown = json.loads(command("themes", "show", body["id"], "--json")[1])
    assert shown["theme"]["name"] == "Ours"
    assert shown["report"] == body["report"]


def test_a_theme_is_listed_shown_and_removed(command: Command, file: Path, tmp_path: Path) -> None:
    command("themes", "import", str(file))
    (row,) = rows(tmp_path)
    listed = command("themes", "list")[1]
    assert re.search(rf"^{row.id}  custom    Nordwind 2026", listed, re.MULTILINE)
    assert re.search(r"^paper +standard  Paper", listed, re.MULTILINE)
    shown = command("themes", "show", row.id)[1]
    assert "Carlito for headings" in shown
    assert "“Titelfolie” for covers" in shown
    assert "Source Serif 4 for headings" in command("themes", "show", "paper")[1]
    assert command("themes", "remove", row.id)[0] == 0
    code, _, err = command("themes", "remove", row.id)
    assert (code, "there is no theme" in err) == (1, True)


def test_a_file_is_shown_without_being_kept(command: Command, file: Path, tmp_path: Path) -> None:
    code, out, _ = command("themes", "show", str(file))
    assert code == 0
    assert "“Titelfolie” for covers" in out
    assert not (tmp_path / "cardwright-data").exists()


def test_what_is_no_theme_is_refused_in_a_line(command: Command, tmp_path: Path) -> None:
    for name, data, words in (("a.pptx", b"PK..", "no PowerPoint"), ("b.toml", b"x", "TOML"), ("c.pptx", b"", "empty")):
        (tmp_path / name).write_bytes(data)
        code, out, err = command("themes", "import", name)
        assert (code, out) == (2, "")
        assert words in err
    code, _, err = command("themes", "import", "absent.pptx")
    assert (code, "absent.pptx" in err) == (2, True)


def test_what_was_found_of_a_refused_file_is_printed_all_the_same(command: Command, tmp_path: Path) -> None:
    house = House(Inches(10), Inches(7.5))
    house.draw_master(Sheet(), backed(solid("bg1")), "<p:titleStyle/><p:bodyStyle/><p:otherStyle/>", mapping())
    house.layout("Empty", lambda sheet, part: None)
    (tmp_path / "empty.pptx").write_bytes(house.finished())
    for verb in ("import", "show"):
        code, out, err = command("themes", verb, "empty.pptx")
        assert (code, out) == (2, "")
        assert "size: 25.40 × 19.05 cm" in err
        assert "no layout of the file has a placeholder for a title" in err


def test_a_workspace_that_is_not_there_gets_none(command: Command, file: Path) -> None:
    code, _, err = command("themes", "import", str(file), "--workspace", "nowhere")
    assert (code, "there is no workspace nowhere" in err) == (1, True)


def test_a_toml_file_may_have_a_logo_beside_it_but_not_elsewhere(command: Command, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(logo("#0b6e99"))
    text = PAPER.replace('name = "Paper"', 'name = "Ours"\nlogo = { picture = "logo.png" }')
    (tmp_path / "ours.toml").write_text(text, "utf-8")
    code, out, _ = command("themes", "import", "ours.toml")
    assert (code, "logo: logo.png, 480 × 160 pixels" in out) == (0, True)
    (tmp_path / "ours.toml").write_text(text.replace('"logo.png"', '"../../etc/hostname"'), "utf-8")
    code, _, err = command("themes", "import", "ours.toml")
    assert (code, "below the theme's own folder" in err) == (2, True)


def test_generate_takes_a_presentation_as_theme(command: Command, file: Path, tmp_path: Path) -> None:
    words = ("--text-mode", "preserve", "--num-cards", "2", "--export-as", "pptx", "--export-as", "pdf")
    code, out, err = command(
        "generate", "-", "--theme", str(file), *words, stdin=b"# Tides\n\nThe bay fills.\n\n## Twice\n\nA day."
    )
    assert code == 0, err
    path = next(line for line in out.splitlines() if line.endswith(".pptx"))
    deck = Presentation(io.BytesIO((tmp_path / path).read_bytes()))
    assert deck.slide_layouts[0].name == "Titelfolie"
    assert "“Titel und Tabelle”" in err  # what of the file was left out
    assert "more notes on it" in err
    assert not (tmp_path / "cardwright-data").exists()


def test_generate_says_when_a_size_is_not_the_themes(command: Command, tmp_path: Path) -> None:
    (tmp_path / "m.pptx").write_bytes(meridian())
    words = ("--text-mode", "preserve", "--num-cards", "1", "--dimensions")
    assert "16x9 was not used" in command("generate", "-", "--theme", "m.pptx", *words, "16x9", stdin=b"# A\n\nB.")[2]
    assert "was not used" not in command("generate", "-", "--theme", "m.pptx", *words, "4x3", stdin=b"# A\n\nB.")[2]


def test_generate_names_the_themes_there_are(command: Command) -> None:
    code, _, err = command("generate", "-", "--theme", "nonsense", stdin=b"# A")
    assert (code, "paper" in err) == (2, True)
