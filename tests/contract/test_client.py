"""The client against a real server: what only the two together show."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from cardwright_client import AsyncClient, AuthenticationError, BadRequest, Client, NotFound
from serving import KEY, Server

TEXT = "# Tides\n\nThe bay fills twice a day.\n\n---\n\n# Boats\n\nThey wait for it."


@pytest.fixture(scope="module")
def client(server: Server) -> Iterator[Client]:
    with Client(KEY, server.base) as found:
        yield found


def test_a_deck_is_made_told_by_events_and_fetched(client: Client, tmp_path: Path) -> None:
    deck = client.generate(
        TEXT, text_mode="preserve", num_cards=2, export_as="pdf", image_options={"source": "noImages"}
    )
    assert deck.polls == 0
    assert deck.status is not None and deck.status.credits is not None and deck.status.credits.deducted == 4
    assert not deck.status.extra
    assert set(client.windows) == {"burst", "hour", "day"}
    assert deck.request_id
    gamma_id = deck.status.gamma_id or ""
    assert client.gammas.get(gamma_id).title
    assert "Boats" in client.gammas.markdown(gamma_id)
    content = client.gammas.content(gamma_id)
    assert client.gammas.write(gamma_id, content).id == gamma_id
    assert client.gammas.quality(gamma_id).gamma_id == gamma_id
    comment = client.comments.create(gamma_id, "Which bay?")
    assert client.comments.reply(gamma_id, comment.id, "Ours.").replies[0].content_text == "Ours."
    assert client.comments.change(gamma_id, comment.id, "closed").status == "closed"
    assert [found.id for found in client.comments.list(gamma_id)] == [comment.id]
    assert client.comments.archive(gamma_id, comment.id).archived
    assert client.analytics.get(gamma_id).total_views == 0
    assert len(client.analytics.cards(gamma_id).cards) == 2
    assert list(client.analytics.viewers(gamma_id)) == []
    template = client.generations.from_template(gamma_id=gamma_id, prompt="Shorter, please")
    assert template.wait().is_terminal
    assert client.gammas.search("bay").hits
    assert client.gammas.archive(gamma_id).status == 200


def test_an_export_on_demand_and_a_picture_are_fetched_by_links_of_the_server(client: Client) -> None:
    deck = client.generate("# One\n\nWord.", text_mode="preserve", image_options={"source": "noImages"})
    assert deck.status is not None
    export = client.exports.create(deck.status.gamma_id or "", "pdf")
    assert export.wait(30).export_url
    picture = client.images.create(prompt="a lighthouse", size_preset="banner")
    found = picture.wait(30).image
    assert found is not None and found.width == 1600
    assert client.images.archive(found.saved_media_id).status == 200


def test_a_repeated_start_is_known_by_its_key_and_taken_up_by_its_token(client: Client) -> None:
    first, second = (
        client.generations.create(input_text=TEXT, idempotency_key="client-test-1", text_mode="preserve")
        for _ in range(2)
    )
    assert first.id == second.id
    assert client.generations.attach(first.ref).result().status == "completed"
    assert client.generations.attach(first.id).check().status == "completed"
    assert first.id in {found.generation_id for found in client.generations.list(limit=50)}


def test_lists_and_the_workspace_are_read(client: Client) -> None:
    theme = client.themes.list(limit=2).first()
    assert theme is not None and theme.type == "standard"
    assert len({found.id for found in client.themes.list(limit=3)}) > 3
    assert client.workspace.me().max_generate_cards == 60
    assert client.workspace.credits().remaining >= 0
    assert list(client.folders.list(query="no such folder")) == []
    assert client.webhooks.secret().secret
    assert list(client.webhooks.list()) == []
    assert client.gammas.templates().workspace_templates == ()


def test_refusals_of_the_server_are_told_apart(client: Client, server: Server) -> None:
    with pytest.raises(BadRequest, match="inputText should not be empty"):
        client.generations.create(input_text="")
    with pytest.raises(NotFound, match="nowhere"):
        client.generations.attach("nowhere").wait(5)
    with (
        Client("sk-gamma-wrong-key", server.base) as stranger,
        pytest.raises(AuthenticationError, match="CARDWRIGHT_API_KEY"),
    ):
        stranger.workspace.me()


def test_several_at_once_share_a_key(server: Server) -> None:
    async def run() -> set[str]:
        async with AsyncClient(KEY, server.base) as client:
            decks = await asyncio.gather(
                *(client.generate(f"# {name}\n\nText.", text_mode="preserve", num_cards=1) for name in ("a", "b", "c"))
            )
            return {deck.status.status for deck in decks if deck.status is not None}

    assert asyncio.run(run()) == {"completed"}
