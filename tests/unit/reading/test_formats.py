"""Each file format as Markdown: what its readers see is there, and nothing of it is taken for a mark."""

import re
from collections.abc import Iterable

import pytest
from cardwright.deck import Card, Deck, rich
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.reading import FileRefused, all_readers, format_named, read, unpictured
from cardwright.write.source import sections
from cardwright_wire.readings import FORMATS, MAX_FILE
from filing import MAKERS, document, notebook, printed, repacked, slides, workbook
from making import built
from mutants import unpacked


def lines(text: str, wanted: Iterable[str]) -> None:
    """Assert that lines stand in a text, in this order."""
    found = iter(text.split("\n"))
    for line in wanted:
        assert line in found, (line, text)


def test_the_wire_names_the_formats_that_are_read() -> None:
    from cardwright import reading

    assert tuple(all_readers()) == FORMATS == tuple(sorted(MAKERS))
    assert reading.MAX_FILE == MAX_FILE


@pytest.mark.parametrize("name", FORMATS)
def test_a_reader_is_found_by_name_or_media_type_and_reads_the_same_twice(name: str) -> None:
    reader, data = all_readers()[name], MAKERS[name]()
    assert {format_named(f"A b{suffix.upper()}") for suffix in reader.suffixes} == {name}
    assert {format_named("", f"{kind}; charset=utf-8") for kind in reader.media_types} == {name}
    found = read(data, f"a.{name}")
    assert found == read(data, "", reader.media_types[0])
    assert sections(found.text)


def test_a_word_document() -> None:
    found = read(document(), "report.docx")
    assert found.title == "Annual river report"
    lines(
        found.text,
        (
            "# River report",
            "Nitrate \\*fell\\* at C:\\\\data to $5 | x < y.",
            "## Threats",
            "- Runoff is **serious**",
            "- Dams",
            "1. Count fish",
            "2. Plant trees",
            "| Year | Fish\\|m |",
            "| 2024 | 17 |",
            "![](picture-1.png)",
        ),
    )
    assert found.pictures["picture-1.png"].startswith(b"\x89PNG")


def test_words_with_marks_are_read_as_they_stand() -> None:
    from cardwright.deck import plain

    (part,) = (one for one in sections(read(document(), "report.docx").text) if plain(one.head) == "River report")
    said = plain(part.pieces[0].text)  # pyright: ignore[reportAttributeAccessIssue]
    assert said == "Nitrate *fell* at C:\\data to $5 | x < y."


@pytest.mark.parametrize("count", [b"1", b"99999999999999999999", b"-1", b"many"])
def test_a_chart_is_read_whatever_it_says_of_the_number_of_its_figures(count: bytes) -> None:
    def lying(chart: bytes) -> bytes:
        return re.sub(rb'ptCount val="\d+"', b'ptCount val="%s"' % count, chart)

    (chart,) = (name for name in unpacked(slides()) if re.fullmatch(r"ppt/charts/chart\d*\.xml", name))
    text = read(repacked(slides(), {chart: lying}), "deck.pptx").text  # not counting up to it
    assert "| 2024 | 12.5 |" in text
    assert len(text) < 5000


def test_slides() -> None:
    found = read(slides(), "deck.pptx")
    lines(
        found.text,
        (
            "# Bay Museum",
            "- Two halls",
            "  - one of glass",
            "Notes: Greet the board.",
            "---",
            "## Visitors",
            "|  | Adults |",
            "| 2024 | 12.5 |",
            "![](picture-1.png)",
            "| Day | Price |",
        ),
    )
    assert "Not for the board" not in found.text
    assert found.warnings == ("1 hidden slides are left out",)


def test_a_workbook_shows_numbers_as_their_formats_do() -> None:
    found = read(workbook(), "sales.xlsx")
    lines(found.text, ("## Sales", "| Region | Share | Revenue |", "| Region 0 | 25% | 1,234.50 € |"))
    assert "hidden words" not in found.text
    assert found.warnings == ("1 hidden sheets are left out",)


def test_long_sheets_are_cut_and_say_so() -> None:
    found = read(workbook(300), "sales.xlsx")
    assert found.text.count("\n| Region ") == 200  # with the head, which is the first row
    assert "of the sheet “Sales”, the first 200 rows are taken" in found.warnings


def test_a_notebook() -> None:
    found = read(notebook(), "fish.ipynb")
    wanted = ("# Fish counts", "```python", "print(17)", "17", "| a | b |", "![](picture-1.png)", "KeyError: 'fish'")
    lines(found.text, wanted)
    assert "<Figure>" not in found.text


def test_a_pdf_has_its_headings_and_items() -> None:
    found = read(printed(), "report.pdf")
    lines(found.text, ("# River report", "Nitrate fell in every reach that was sampled."))
    assert "Threats" in found.text and "- Dams" in found.text


def test_lines_of_a_paragraph_belong_together_whatever_letter_they_begin_with() -> None:
    first = "Apples ripen under old trees. " * 6
    second = "Some xenon, argon and neon are rare on our hill, as our own measures say. " * 4
    blocks = (Paragraph(rich(first.strip())), Paragraph(rich(second.strip())))
    data = built(Deck("Hill", "en", (Card(rich("Hill"), blocks),))).file("pdf")
    lines(read(data, "hill.pdf").text, (first.strip(), second.strip()))


def test_a_page_without_its_menus() -> None:
    source = """<html><head><title>My  page</title><style>p {}</style></head><body><nav>menu</nav>
      <h1>Top</h1>Some <b>bold</b> text<br>next <a href="https://x.org/a b">link</a> <a href="javascript:x">none</a>
      <ul><li>one<ul><li>in</li></ul></li><li><p>two</p><p>more</p></li></ul><ol start=3><li>c</li></ol>
      <pre><code class="language-py">x = 1\ny</code></pre><blockquote><p>q</p></blockquote><p>1. no list</p>
      <table><tr><th>a<th>b<tr><td colspan=2>wide</table><script>alert(1)</script>
      <img src="https://x.org/p.png" alt="a [b]"></body></html>"""
    found = read(source.encode(), "page.html")
    assert found.title == "My page"
    assert found.text == (
        "# Top\n\nSome **bold** text\\\nnext [link](https://x.org/a%20b) none\n\n- one\n  - in\n- two\n\n  more\n\n3. c\n\n"
        "```py\nx = 1\ny\n```\n\n> q\n\n1\\. no list\n\n| a | b |\n| --- | --- |\n| wide |  |\n\n![a \\[b\\]](https://x.org/p.png)"
    )


@pytest.mark.parametrize(
    "source", ["a,b\n1,2\n", "a;b\n1;2\n", "a\tb\n1\t2\n", "sep=;\na;b\n1;2\n", '"a","b"\r\n"1","2"\r\n']
)
def test_values_however_they_are_separated(source: str) -> None:
    assert read(source.encode(), "a.csv").text == "| a | b |\n| --- | --- |\n| 1 | 2 |"


def test_text_of_other_encodings() -> None:
    assert read("Grüße".encode("utf-16"), "a.txt").text == "Grüße"
    found = read("Grüße".encode("cp1252"), "a.txt")
    assert (found.text, len(found.warnings)) == ("Grüße", 1)


def test_a_text_that_is_too_long_is_cut_between_paragraphs() -> None:
    found = read(b"word word\n\n" * 50_000, "a.md")
    assert len(found.text) <= 400_000 and found.text.endswith("word word")
    assert "cut" in found.warnings[-1]


def test_pictures_are_taken_out_of_a_text_that_goes_alone() -> None:
    found = unpictured(read(document(), "a.docx"))
    assert "picture-1" not in found.text and not found.pictures
    assert found.warnings == ("a picture within the file was left out",)


@pytest.mark.parametrize(
    "name, data, reason",
    [
        ("a.exe", b"x", "not read"),
        ("a", b"x", "not read"),
        ("a.docx", b"", "empty"),
        ("a.docx", b"no zip", "no Word document"),
        ("a.docx", workbook(), "no Word document"),
        ("a.xlsx", document(), "no Excel workbook"),
        ("a.pptx", b"\xd0\xcf\x11\xe0old", "old program"),
        ("a.pdf", b"%PDF-1.7 nothing", "damaged"),
        ("a.ipynb", b"{}", "no Jupyter notebook"),
        ("a.txt", b"\0\1\2", "no text"),
        ("a.html", b"<script>x</script>", "no text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(FileRefused) as error:
        read(data, name)
    assert reason in error.value.message
