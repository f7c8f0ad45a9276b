"""`POST /v1.0/files`: a file of another program as text that a generation takes."""

from collections.abc import Iterator

import httpx2
import pytest
from cardwright_wire.readings import MAX_FILE
from filing import document, repacked
from serving import Server, envelope

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("files")).start()
    yield running
    running.stop()


def sent(server: Server, data: bytes, query: str = "", media_type: str = "application/octet-stream") -> httpx2.Response:
    return server.ask("POST", f"/v1.0/files?{query}", content=data, headers={"content-type": media_type})


def test_a_file_comes_back_as_text_that_can_be_made_into_a_deck(server: Server) -> None:
    answer = sent(server, document(), "fileName=report.docx")
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert (body["title"], body["format"]) == ("Annual river report", "docx")
    assert body["text"].startswith("# River report\n\n") and "picture-1" not in body["text"]
    assert body["warnings"] == ["a picture within the file was left out"]
    assert sent(server, document(), media_type=DOCX).json() == body
    done = server.finished(server.generate(inputText=body["text"], textMode="preserve", numCards=2))
    assert done["status"] == "completed"


def test_what_cannot_be_read_is_told_in_the_envelope(server: Server) -> None:
    def refused(answer: httpx2.Response) -> tuple[int, str]:
        body = envelope(answer)
        return body["statusCode"], body["message"]

    assert refused(sent(server, b"MZ", "fileName=a.exe"))[0] == 400
    assert refused(sent(server, b"PK", "fileName=a.docx")) == (400, "the file is no Word document")
    assert refused(sent(server, b"", "fileName=a.md")) == (400, "the file is empty")
    assert refused(sent(server, b"x", f"fileName={'a' * 300}.md"))[0] == 400
    assert refused(sent(server, bytes(MAX_FILE + 1), "fileName=a.md"))[0] == 413
    declared = repacked(document(), {"word/document.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"})
    assert "document type" in refused(sent(server, declared, "fileName=a.docx"))[1]


def test_it_needs_a_key(server: Server) -> None:
    assert envelope(server.ask("POST", "/v1.0/files", key=None, content=b"x"))["statusCode"] == 401
