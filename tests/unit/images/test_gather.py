"""All pictures of a deck: what cannot be had is left out with a reason, and nothing else is harmed."""

from collections.abc import Mapping
from pathlib import Path

import anyio
import pytest
from cardwright.errors import CardwrightError, FetchRefused
from cardwright.images.check import checked
from cardwright.images.fetch import GuardedFetcher
from cardwright.images.gather import MAX_PICTURES, FolderFetcher, gather
from cardwright.scene import Image
from making import EXAMPLES

VALLEY = (EXAMPLES / "valley.svg").read_bytes()


async def check(data: bytes) -> Image:
    return checked(data)


class Missed(dict[str, str]):
    def __call__(self, source: str, error: CardwrightError) -> None:
        self[source] = error.message


def gathered(folder: Path, *sources: str) -> tuple[Mapping[str, Image], Missed]:
    missed = Missed()

    async def go() -> Mapping[str, Image]:
        async with GuardedFetcher() as remote:
            return await gather(sources, FolderFetcher(folder, remote), check, missed)

    return anyio.run(go), missed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inner = tmp_path / "texts"
    (inner / "pictures").mkdir(parents=True)
    (inner / "pictures" / "valley.svg").write_bytes(VALLEY)
    (tmp_path / "outside.svg").write_bytes(VALLEY)
    return inner


def test_files_below_the_folder_are_had(folder: Path) -> None:
    found, missed = gathered(folder, "pictures/valley.svg", "./pictures/../pictures/valley.svg")
    assert list(found) == ["pictures/valley.svg", "./pictures/../pictures/valley.svg"]
    assert missed == {}


@pytest.mark.parametrize(
    "source",
    [
        "../outside.svg", "/etc/passwd", "pictures", "", "missing.png", "a\0b", "x" * 5000, "~/a.png", "mailto:a@b",
        "data:image/png;base64," + "A" * 5000, "file:///etc/passwd", "http://example.com/a.png",
        "https://127.0.0.1/a.png", "https://[bad/a.png", "https://a..b/" + "x" * 9000, "https://" + "x" * 300 + "/a",
        "https://127.0.0.1:port/a.png", "https://127.0.0.1:99999/a.png", "https://\udcff/a.png",
        "https://127.0.0.1/ü b.png", "https://127.0.0.1/\n.png", "javascript://x/%0aalert(1)",
    ],
)  # fmt: skip
def test_what_cannot_be_had_is_left_out_with_a_reason(folder: Path, source: str) -> None:
    found, missed = gathered(folder, source, "pictures/valley.svg")
    assert list(found) == ["pictures/valley.svg"]
    assert list(missed) == [source]
    assert missed[source]


def test_a_link_out_of_the_folder_is_not_followed(folder: Path) -> None:
    (folder / "link.svg").symlink_to(folder.parent / "outside.svg")
    assert gathered(folder, "link.svg")[0] == {}


def test_a_file_that_is_no_picture_or_too_large_is_left_out(folder: Path) -> None:
    (folder / "text.png").write_text("no picture")
    with (folder / "huge.png").open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    found, missed = gathered(folder, "text.png", "huge.png")
    assert found == {}
    assert missed == {"text.png": "is not a picture that can be read", "huge.png": "is too large"}


def test_more_pictures_than_a_deck_may_have_are_left_out_with_a_reason() -> None:
    sources = [f"https://pictures.test/{number}" for number in range(MAX_PICTURES + 2)]
    missed, picture = Missed(), checked(VALLEY)

    async def fetch(_: str) -> bytes:
        return b""

    async def take(_: bytes) -> Image:
        return picture

    found = anyio.run(gather, sources, fetch, take, missed)
    assert list(found) == sources[:MAX_PICTURES]
    assert list(missed) == sources[MAX_PICTURES:]


def test_a_picture_wanted_twice_is_fetched_once() -> None:
    asked: list[str] = []

    async def fetch(url: str) -> bytes:
        asked.append(url)
        raise FetchRefused("answered 404")

    missed = Missed()
    assert anyio.run(gather, ["a", "a"], fetch, check, missed) == {}
    assert (asked, missed) == (["a"], {"a": "answered 404"})
