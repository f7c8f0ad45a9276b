"""A server set to the versions of the reference that contradict the target one."""

from collections.abc import Iterator

import pytest
from serving import Server, envelope

TEXT = {"inputText": "Four uses for a paper clip"}


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = {
        "credits": "3", "out_of_credits_status": "402", "text_mode_missing": "refuse",
        "style_preset": "refuse", "later_properties": "refuse", "most_folders": "1",
    }  # fmt: skip
    running = Server(tmp_path_factory.mktemp("later"), settings)
    running.start()
    yield running
    running.stop()


def test_out_of_credits_is_a_402(later: Server) -> None:
    answer = later.ask("POST", "/v1.0/generations", json={**TEXT, "textMode": "generate", "numCards": 50})
    assert (answer.status_code, envelope(answer)["message"]) == (402, "Insufficient credits remaining")


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({}, "textMode must be one of: generate, condense, preserve"),
        ({"textMode": "preserve", "title": "Clips"}, "property title should not exist"),
        ({"textMode": "preserve", "folderIds": ["a", "b"]}, "folderIds must contain no more than 1 elements"),
        (
            {"textMode": "preserve", "imageOptions": {"stylePreset": "lineArt"}},
            "imageOptions.property stylePreset should not exist",
        ),
    ],
)
def test_what_such_versions_refuse(later: Server, fields: dict[str, object], complaint: str) -> None:
    answer = later.ask("POST", "/v1.0/generations", json={**TEXT, **fields})
    assert (answer.status_code, envelope(answer)["message"]) == (400, f"Input validation errors: 1. {complaint}")
