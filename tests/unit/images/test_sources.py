"""Every source: what it asks its service, what it makes of the answer, and what a service may do to it."""

import threading
from contextlib import suppress

import anyio
import pytest
from cardwright.deck import Card, Deck, plain, rich
from cardwright.deck.blocks.image import Image as ImageBlock
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.errors import FetchRefused, SourceFailed
from cardwright.images import sources
from cardwright.images.ask import Asker
from cardwright.images.check import checked
from cardwright.images.fetch import GuardedFetcher
from cardwright.images.providers import NO_PROVIDERS, Painter, Providers
from cardwright.images.seek import Sought, query_for, seek
from cardwright.images.sources import Find, Found, Licence, Wish, all_sources
from cardwright.scene import Image
from painting import Asked, Gallery, picture

TITLES = ("Salmon in the river", "Weirs of the river", "Floods")
DECK = Deck("Rivers", cards=tuple(Card(rich(title), (Paragraph(rich("Water has room.")),)) for title in TITLES))


def providers(gallery: Gallery, seconds: float = 5.0) -> Providers:
    painter = Painter(f"{gallery.base}/v1", "sk-secret", "house", {"flux-2-pro": "flux"}, seconds)
    return Providers(painter, "pk", f"{gallery.base}/pexels", "gk", f"{gallery.base}/giphy", gallery.base, gallery.base)


def sought(
    gallery: Gallery, wish: Wish, cards: tuple[int, ...] = (0,), setup: Providers | None = None, *, real: bool = False
) -> tuple[Sought, list[str]]:
    """What a source finds, and the URLs that were fetched; `real` asks the guarded fetcher for them."""
    urls: list[str] = []

    async def fetch(url: str) -> bytes:
        urls.append(url)
        return picture()

    async def go() -> Sought:
        async with Asker() as ask, GuardedFetcher() as guarded:
            one = guarded if real else fetch
            find: Find | None = all_sources()[wish.source].open(setup or providers(gallery), ask, one)
            assert find is not None

            async def bring(found: Found) -> Image:
                return checked(await (found.load() if found.load else one(found.src)))

            return await seek(DECK, cards, wish, "square", find, bring)

    return anyio.run(go), urls


def block(found: Sought, card: int = 0) -> ImageBlock:
    last = found.deck.cards[card].blocks[-1]
    assert isinstance(last, ImageBlock)
    return last


def test_the_folder_holds_the_sources() -> None:
    assert {"art", "generated", "giphy", "icons", "none", "pexels", "placeholder", "web"} == set(all_sources())
    assert sources.closed(NO_PROVIDERS, None, None) is None  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["generated", "giphy", "pexels", "web"])
def test_a_source_that_is_not_set_says_so(name: str) -> None:
    spec = all_sources()[name]
    assert not spec.finds(NO_PROVIDERS)
    assert spec.missing


def test_pexels_gives_photographs_and_their_makers(gallery: Gallery) -> None:
    found, urls = sought(gallery, Wish("pexels"), (0, 2))
    assert len(set(urls)) == 2 == len(found.images)
    assert plain(block(found).credit) == "Cy / Pexels"
    assert [span.link for span in block(found).credit if span.link] == [
        "https://www.pexels.com/@cy",
        "https://www.pexels.com/photo/1",
    ]
    assert gallery.asked[0].headers["authorization"] == "pk"
    assert {one.query["query"] for one in gallery.asked} == {"Salmon in the river", "Floods"}
    assert found.paid == 0
    assert found.deck.cards[1] == DECK.cards[1]


def test_giphy_is_named(gallery: Gallery) -> None:
    found, _ = sought(gallery, Wish("giphy"))
    assert plain(block(found).credit) == "ann / Powered By GIPHY"
    assert (block(found).alt, gallery.asked[0].query["rating"]) == ("A wave", "g")


@pytest.mark.parametrize(
    ("licence", "asked", "first"),
    [("free", "cc0,pdm,by,by-sa,by-nc,by-nc-sa", "by"), ("commercial", "cc0,pdm,by,by-sa", "by")],
)
def test_licences_are_asked_for_and_held(gallery: Gallery, licence: Licence, asked: str, first: str) -> None:
    found, urls = sought(gallery, Wish("web", licence), (0, 1, 2))
    assert gallery.asked[0].query["license"] == asked
    assert {url.split("/")[-1] for url in urls} == {"by.jpg", "cc0.jpg"} | (
        {"by-nc.jpg"} if licence == "free" else set()
    )
    credits = {plain(block(found, card).credit) for card in range(3) if found.deck.cards[card] != DECK.cards[card]}
    assert "Bo / Work by / CC\u00a0BY\u00a04.0" in credits
    assert "" in credits  # CC0 asks for none


def test_any_licence_will_do_at_searxng(gallery: Gallery) -> None:
    found, urls = sought(gallery, Wish("web"))
    assert urls == ["https://web.test/a.jpg"]
    assert plain(block(found).credit) == "pages.test"


@pytest.mark.parametrize(("wished", "own"), [("flux-2-pro", "flux"), ("dall-e-3", "house"), ("", "house")])
def test_a_model_paints_under_the_name_that_its_server_has(gallery: Gallery, wished: str, own: str) -> None:
    found, _ = sought(gallery, Wish("generated", style="in ink", model=wished))
    (asked,) = gallery.asked
    assert asked.headers["authorization"] == "Bearer sk-secret"
    assert (asked.body["model"], asked.body["size"], asked.body["response_format"]) == (own, "1024x1024", "b64_json")
    assert "Salmon in the river" in asked.body["prompt"] and asked.body["prompt"].endswith("Style: in ink")
    assert (found.paid, block(found).credit) == (1, ())
    assert block(found).src.startswith("painted:")


def test_a_painting_behind_an_address_is_fetched_as_any_other(gallery: Gallery) -> None:
    gallery.instead = lambda _: (200, b'{"data": [{"url": "https://paintings.test/1.png"}]}')
    assert sought(gallery, Wish("generated"))[1] == ["https://paintings.test/1.png"]
    gallery.instead = lambda _: (200, b'{"data": [{"url": "https://127.0.0.1/1.png"}]}')
    assert sought(gallery, Wish("generated"), real=True)[0] == Sought(DECK, {}, 0)


BAD = [
    (500, b"{}"), (401, b"{}"), (404, b""), (302, b"http://169.254.169.254/"), (200, b""), (200, b"<html>"), (200, b"[]"),
    (200, b"null"), (200, b'{"data": 5, "photos": {}, "results": "x"}'), (200, b'{"data": [{}], "photos": [{}], "results": [{}]}'),
    (200, b'{"data": [{"b64_json": "!!"}], "photos": [{"src": {}}], "results": [{"img_src": 1, "url": []}]}'),
    (200, b'{"data": [], "photos": [], "results": []}'), (200, b"[" * 100_000),
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD, ids=range(len(BAD)))
@pytest.mark.parametrize(
    "wish", [Wish("generated"), Wish("giphy"), Wish("pexels"), Wish("web"), Wish("web", "free")], ids=repr
)
def test_bad_answers_cost_the_pictures_and_nothing_else(gallery: Gallery, wish: Wish, bad: tuple[int, bytes]) -> None:
    gallery.instead = lambda _: bad
    assert sought(gallery, wish, (0, 1, 2)) == (Sought(DECK, {}, 0), [])
    assert all(one.path != "/" for one in gallery.asked)  # no redirect was followed


def test_a_service_that_fails_is_left_alone(gallery: Gallery, caplog: pytest.LogCaptureFixture) -> None:
    gallery.instead = lambda _: (500, b"")
    many = (0, 1, 2) * 10
    sought(gallery, Wish("giphy"), many)
    assert len(gallery.asked) <= 4  # those that were asked at once
    assert [record.message for record in caplog.records] == [
        "pictures could not be had: GIPHY answered HTTP status 500"
    ]


def test_a_busy_painter_is_asked_again(gallery: Gallery, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr("cardwright.images.ask.anyio.sleep", sleep)
    gallery.instead = lambda _: (429, b"") if len(gallery.asked) < 3 else None
    assert sought(gallery, Wish("generated"))[0].paid == 1
    assert waits == [1.0, 1.0]


def test_a_painter_that_hangs_is_given_up(gallery: Gallery) -> None:
    hold = threading.Event()

    def hang(_: Asked) -> None:
        hold.wait(10)

    gallery.instead = hang
    try:
        assert sought(gallery, Wish("generated"), setup=providers(gallery, 0.2))[0] == Sought(DECK, {}, 0)
    finally:
        hold.set()


def test_pictures_inside_are_not_fetched_for_a_service(gallery: Gallery) -> None:
    answer = (
        b'{"photos": [{"src": {"large2x": "https://127.0.0.1/a.jpg"}}, {"src": {"large2x": "http://x.test/a.jpg"}}]}'
    )
    gallery.instead = lambda _: (200, answer)
    assert sought(gallery, Wish("pexels"), real=True)[0] == Sought(DECK, {}, 0)


def test_words_are_searched_for_from_exact_to_broad() -> None:
    asked = query_for(DECK, 0, Wish("pexels"), "square")
    assert asked.tries == ("Salmon in the river", "river salmon", "river", "Rivers")


def test_keys_are_in_no_text(gallery: Gallery) -> None:
    assert "secret" not in repr(providers(gallery)) and "gk" not in repr(providers(gallery))
    gallery.instead = lambda _: (403, b"")

    async def ask() -> None:
        async with Asker() as asker:
            await asker("GIPHY", f"{gallery.base}/x", {"api_key": "gk-secret"})

    with pytest.raises(SourceFailed) as failed, suppress(FetchRefused):
        anyio.run(ask)
    assert "secret" not in failed.value.message
