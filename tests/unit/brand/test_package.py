"""Files that mean harm, and files that are simply broken: each is refused with a reason, none is believed."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from cardwright.brand import package as packages
from cardwright.brand.package import Package
from cardwright.brand.reading import read
from cardwright.brand.report import ThemeRefused
from cardwright.brand.xml import parsed
from cardwright.images.check import checked
from houses import nordwind, sakura

CHANGE = Callable[[str, bytes], bytes]


def rewritten(data: bytes, change: CHANGE, more: dict[str, bytes] | None = None) -> bytes:
    """The file with parts changed and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, body in (more or {}).items():
            new.writestr(name, body)
    return out.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(ThemeRefused) as error:
        read(data, "file.pptx", "", checked)
    return error.value.message


def only(part: str, change: Callable[[bytes], bytes]) -> CHANGE:
    return lambda name, data: change(data) if name == part else data


MASTER = "ppt/slideMasters/slideMaster1.xml"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 cut off", "no PowerPoint presentation"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
        (b"\x00\xff\x00", "neither"),
    ],
)
def test_what_is_no_presentation_is_refused(data: bytes, words: str) -> None:
    assert words in refused(data)


def test_a_word_document_is_no_presentation() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        archive.writestr("word/document.xml", "<w/>")
    assert "no PowerPoint presentation" in refused(out.getvalue())


def test_any_cut_of_a_file_is_refused_or_read_and_nothing_else() -> None:
    whole = sakura()
    for at in range(0, len(whole), len(whole) // 40):
        try:
            read(whole[:at], "cut.pptx", "", checked)
        except ThemeRefused:
            continue
        raise AssertionError(at)


def test_entities_and_document_types_are_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "boom"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
    assert "document type" in refused(rewritten(nordwind(), only(MASTER, lambda _: bomb)))
    with pytest.raises(ThemeRefused):
        parsed(b'<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd"><a/>', "a")


def test_a_document_nested_too_deep_is_refused() -> None:
    deep = b"<a>" * 3000 + b"</a>" * 3000
    with pytest.raises(ThemeRefused, match="damaged"):
        parsed(deep, "a")


def test_what_unpacks_to_more_than_it_may_is_refused_while_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "48 MB" in refused(rewritten(nordwind(), only(MASTER, lambda _: bytes(packages.MAX_PART + 1))))
    monkeypatch.setattr(packages, "BOUNDS", replace(packages.BOUNDS, total=20_000))
    assert "unpacks to more" in refused(nordwind())


def test_a_part_whose_header_lies_about_its_size_is_refused() -> None:
    data = bytearray(rewritten(nordwind(), lambda _, part: part))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(MASTER)
    at = data.index(MASTER.encode(), info.header_offset + 40)  # the name in the central directory
    data[at - 22 : at - 18] = (10).to_bytes(4, "little")  # its unpacked size
    assert refused(bytes(data))


def test_too_many_parts_are_refused() -> None:
    many = {f"ppt/media/{number}.png": b"" for number in range(packages.MAX_PARTS)}
    assert "parts" in refused(rewritten(nordwind(), lambda _, part: part, many))


def test_two_parts_of_one_name_are_refused() -> None:
    assert "one name" in refused(rewritten(nordwind(), lambda _, part: part, {MASTER.upper(): b"<a/>"}))


def test_a_file_above_the_limit_is_refused_before_it_is_opened() -> None:
    assert "larger than" in refused(b"PK\x03\x04" + bytes(packages.MAX_FILE))


def test_targets_that_climb_out_of_the_file_lead_to_no_part() -> None:
    rels = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    climbed = rewritten(
        nordwind(), only(rels, lambda data: data.replace(b"../theme/theme1.xml", b"../../../../etc/passwd"))
    )
    assert "etc/passwd" in refused(climbed)


def test_pictures_outside_the_file_are_never_fetched_and_not_passed_on() -> None:
    rels = "ppt/slideMasters/_rels/slideMaster1.xml.rels"

    def outside(data: bytes) -> bytes:
        head, tail = data.rsplit(b"</Relationships>", 1)
        row = (
            b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
            b'Target="http://169.254.169.254/latest" TargetMode="External"/>'
        )
        return head + row + b"</Relationships>" + tail

    def linked(data: bytes) -> bytes:
        shape = (
            b'<p:pic><p:nvPicPr><p:cNvPr id="77" name="Far"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:link="rIdX"/>'
            b'<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9144" cy="9144"/></a:xfrm>'
            b'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic></p:spTree>'
        )
        return data.replace(b"</p:spTree>", shape)

    data = rewritten(rewritten(nordwind(), only(rels, outside)), only(MASTER, linked))
    design, report = read(data, "far.pptx", "", checked)
    assert design.master is not None
    assert all(b"169.254" not in part.data for part in design.master.parts.values())
    assert b"rIdX" not in design.master.parts[MASTER].data
    assert any("outside the file" in note.text for note in report.notes)


def test_strict_files_say_what_to_do() -> None:
    def strict(name: str, data: bytes) -> bytes:
        return data.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006", b"http://purl.oclc.org/ooxml/officeDocument"
        )

    assert "save it as" in refused(rewritten(nordwind(), strict))


def test_only_parts_that_are_asked_for_are_unpacked() -> None:
    package = Package(rewritten(nordwind(), lambda _, part: part, {"ppt/media/huge.bin": bytes(packages.MAX_PART + 1)}))
    assert package.data(MASTER).startswith(b"<?xml")
