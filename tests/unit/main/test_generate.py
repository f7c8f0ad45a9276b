"""`cardwright generate` as typed: files, standard input, refusals."""

from pathlib import Path

import pytest
from making import EXAMPLES
from typed import Command

TEXT = "# A river plan\n\nWater comes first.\n\n## Weirs\n\nThree weirs are lowered.\n"


@pytest.fixture
def generate(command: Command) -> Command:
    return lambda *words, stdin=b"": command("generate", *words, stdin=stdin)


def test_a_file_becomes_files_named_after_it(generate: Command, tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(TEXT)
    wanted = ["pdf", "pptx", "png", "html"]
    asked = [word for format in wanted for word in ("--export-as", format)]
    status, out, err = generate("plan.md", "--text-mode", "preserve", "--num-cards", "2", *asked, "-o", "made")
    assert (status, err) == (0, "")
    assert out.split() == ["made/plan.pdf", "made/plan.pptx", "made/plan-png.zip", "made/plan.html"]
    assert {path.name for path in (tmp_path / "made").iterdir()} == {Path(line).name for line in out.split()}
    starts = {".pdf": b"%PDF-", ".pptx": b"PK\3\4", ".zip": b"PK\3\4", ".html": b"<!doctype html>"}
    assert all((tmp_path / line).read_bytes().startswith(starts[Path(line).suffix]) for line in out.split())


@pytest.mark.parametrize("more", [(), ("-o", "made"), ("--num-cards", "2", "-o", "made")], ids=["alone", "-o", "flags"])
def test_standard_input_becomes_a_file_named_after_its_title(generate: Command, more: tuple[str, ...]) -> None:
    status, out, _ = generate("-", "--text-mode", "preserve", *more, stdin=TEXT.encode())
    assert status == 0
    assert Path(out.strip()).name == "A-river-plan.pdf"
    assert Path(out.strip()).read_bytes().startswith(b"%PDF-")


def test_words_that_name_no_file_are_the_text_as_they_are_for_a_service(generate: Command, tmp_path: Path) -> None:
    words = ("--text-mode", "preserve", "--image-source", "noImages")
    assert generate("# Weirs\n\nThe river is dammed.", *words)[:2] == (0, "Weirs.pdf\n")
    assert generate("Weirs and floods " * 40, *words, "-o", "made/floods.pdf")[:2] == (0, "made/floods.pdf\n")
    (tmp_path / "plan").write_text(TEXT)
    assert generate("@plan", *words)[:2] == (0, "plan.pdf\n")
    assert generate("plan", *words)[:2] == (0, "plan.pdf\n")


def test_flags_may_come_before_the_dash(generate: Command) -> None:
    status, out, _ = generate("--text-mode", "preserve", "-", stdin=TEXT.encode())
    assert (status, out) == (0, "A-river-plan.pdf\n")


def test_pictures_are_looked_for_beside_the_file(generate: Command, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "valley.svg").write_bytes((EXAMPLES / "valley.svg").read_bytes())
    (folder / "plan.md").write_text(TEXT + "\n![The valley](valley.svg)\n")
    assert generate("texts/plan.md", "--text-mode", "preserve", "--export-as", "html")[0] == 0
    assert 'alt="The valley"' in (tmp_path / "plan.html").read_text()


def test_paths_go_to_stdout_and_warnings_do_not(generate: Command) -> None:
    status, out, err = generate("-", stdin=b"The history of weirs")
    assert status == 0
    assert len(out.splitlines()) == 1
    assert err.startswith("warning: No language model is configured")


def test_bytes_that_are_no_utf8_cost_those_characters_only(generate: Command) -> None:
    status, out, _ = generate("-", "--text-mode", "preserve", "--export-as", "html", stdin=b"# Caf\xff\n\nopen\n")
    assert status == 0
    assert "open" in Path(out.strip()).read_text()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("nowhere.md",), "nowhere.md: No such file"),
        (("@nowhere",), "nowhere: No such file"),
        ((".",), ".: Is a directory"),
        (("-", "--theme", "sepia"), "theme 'sepia' does not exist; there are: "),
        (("-", "--export-as", "doc"), "export format 'doc' does not exist; there are: html, pdf, png, pptx"),
        (("-", "--dimensions", "a4"), "--dimensions a4 is not for presentation; there are: 16x9, 4x3, fluid"),
        (("-", "--num-cards", "0"), "--num-cards"),
        (("-", "--num-cards", "76"), "--num-cards"),
        (("-", "--num-cards", "many"), "--num-cards"),
        (("-", "--text-mode", "rewrite"), "--text-mode"),
        (("-", "--language", "klingon"), "--language"),
        (("-", "--colour", "red"), "--colour"),
        ((), "source"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else "",
)
def test_what_cannot_be_is_refused_in_a_line(
    generate: Command, tmp_path: Path, words: tuple[str, ...], complaint: str
) -> None:
    status, out, err = generate(*words, stdin=TEXT.encode())
    assert status == 2
    assert complaint.lower() in err.lower()
    assert out == ""
    assert "warning" not in err  # refused before any work
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", [b"", b" \n\t\n", b"---\n---\n"], ids=["empty", "blank", "breaks"])
def test_nothing_to_say_is_an_error(generate: Command, text: bytes) -> None:
    status, out, err = generate("-", "--text-mode", "preserve", stdin=text)
    assert (status, out) == (1, "")
    assert err.startswith("error: ")


def test_pictures_that_cannot_be_had_are_named(generate: Command) -> None:
    text = b"# Plan\n\nWords.\n\n![a](missing.png)\n\n![b](https://127.0.0.1/b.png)\n"
    status, out, err = generate("-", "--text-mode", "preserve", "--num-cards", "2", stdin=text)
    assert (status, out) == (0, "Plan.pdf\n")
    assert sorted(err.splitlines()) == [
        "warning: the picture https://127.0.0.1/b.png was left out: 127.0.0.1 is not on the open internet",
        "warning: the picture missing.png was left out: is not a file below the text's own folder",
    ]
