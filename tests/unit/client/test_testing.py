"""The fake service for other people's tests: it charges, limits, breaks and differs by era as told."""

import asyncio
import hashlib
from pathlib import Path

import pytest
from cardwright_client import (
    AsyncClient,
    BadRequest,
    Client,
    CreateOutcomeUnknown,
    GenerationFailed,
    NotFound,
    OutOfCredits,
    RateLimited,
)
from cardwright_client.testing import FakeService, Fault

POST = "POST /v1.0/generations"


def test_ninety_seconds_take_none_and_the_file_is_right(tmp_path: Path) -> None:
    service = FakeService(seconds=90)
    with service.client() as client:
        deck = client.generate("Q3", num_cards=5, export_as="pdf")
        got = deck.download(tmp_path / "q3.pdf")
        assert client.windows["burst"].limit == 10_000
    assert got.sha256 == hashlib.sha256(service.file(deck.id, "pdf")).hexdigest()
    assert deck.status is not None and deck.status.credits is not None
    assert (deck.status.credits.deducted, deck.status.credits.remaining) == (10, 9_990)
    assert [made.body["inputText"] for made in service.made] == ["Q3"]


def test_asynchronous_clients_are_served_too() -> None:
    service = FakeService(seconds=30)

    async def go() -> str:
        async with service.async_client() as client:
            deck = await client.generate("Q3")
            return deck.status.status if deck.status else ""

    assert asyncio.run(go()) == "completed"


@pytest.mark.parametrize(("after", "made"), [(False, 0), (True, 1)])
def test_a_lost_answer_may_leave_something_behind(after: bool, made: int) -> None:
    service = FakeService(faults=[Fault(POST, after=after)])
    with service.client() as client, pytest.raises(CreateOutcomeUnknown):
        client.generate("Q3")
    assert len(service.made) == made


def test_an_own_server_knows_repetitions() -> None:
    service = FakeService(era="cardwright", faults=[Fault(POST, status=502, after=True, times=2)])
    with service.client(idempotent_create=True) as client:
        client.generate("Q3")
        assert client.workspace.credits().remaining == service.credits - 20
    assert len(service.made) == 1


def test_limits_are_kept_and_told() -> None:
    service = FakeService(limits=(3, 100, 100))
    for _ in range(3):
        service.answer("GET", "/v1.0/themes", {"x-api-key": service.key}, b"")
    with service.client(max_retries=0) as client, pytest.raises(RateLimited):
        client.raw.get("/v1.0/themes")


def test_a_cut_file_is_resumed_and_an_expired_link_renewed(tmp_path: Path) -> None:
    service = FakeService(
        file_bytes=5_000, faults=[Fault("GET /files/", cut_at=1_000), Fault("GET /files/", status=403)]
    )
    with service.client() as client:
        got = client.generate("Q3", export_as="pptx").download(tmp_path / "a.pptx")
    assert got.bytes == 5_000
    assert [status for _, path, status in service.requests if path.startswith("/files/")] == [200, 403, 206]


def test_a_link_that_cannot_be_renewed_for_a_while_is_renewed_later(tmp_path: Path) -> None:
    service = FakeService()
    generation = service.client().generate("Q3", export_as="pdf")
    away = [Fault("GET /v1.0/generations/", 503, times=4), Fault("GET /v1.0/generations/", times=4)]
    service.faults = [Fault("GET /files/", 403), *away]
    assert generation.download(tmp_path / "q3.pdf").path.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("era", "error"), [("2025-11", "403 Forbidden"), ("2026-02", "403 Insufficient"), ("2026-07", "402 Insufficient")]
)
def test_eras_refuse_in_their_own_words(era: str, error: str) -> None:
    service = FakeService(era=era, credits=3)  # type: ignore[arg-type]
    with (
        service.client() as client,
        pytest.raises(OutOfCredits if "402" in error or "Ins" in error else Exception) as caught,
    ):
        client.generate("Q3")
    assert str(caught.value).startswith(error)


def test_eras_differ_in_what_they_take_and_tell() -> None:
    old, late = FakeService(era="2025-11"), FakeService(era="2026-07")
    with old.client() as client:
        with pytest.raises(BadRequest, match="exportAs"):
            client.generate("Q3", export_as="png")
        deck = client.generate("Q3")
        assert not client.windows
        assert deck.status is not None and deck.status.gamma_id is None
        with pytest.raises(NotFound):
            client.workspace.credits()
    with late.client() as client, pytest.raises(BadRequest, match="folderIds"):
        client.generate("Q3", folder_ids=["a", "b"])


def test_what_is_to_fail_fails_and_costs_nothing() -> None:
    service = FakeService(fails=lambda body: "no" if "bad" in body["inputText"] else None)
    with service.client() as client:
        with pytest.raises(GenerationFailed, match="no"):
            client.generate("bad")
        deck = client.generate("good")
    assert deck.status is not None and deck.status.credits is not None
    assert deck.status.credits.remaining == service.credits - 20


def test_the_fixture_is_there_for_clients_without_address_and_key(cardwright_service: FakeService) -> None:
    cardwright_service.faults.append(Fault("GET /v1.0/themes", cut_at=5))
    with Client() as client:
        assert client.base_url.startswith("http://127.0.0.1:")
        assert [theme.id for theme in client.themes.list(query="night")] == ["night"]
        assert client.generate("Q3").polls == 0  # told by an event

    async def go() -> int:
        async with AsyncClient() as client:
            return (await client.generate("Q4")).polls

    assert asyncio.run(go()) == 0
    assert len(cardwright_service.made) == 2
    assert cardwright_service.key not in repr(cardwright_service)
