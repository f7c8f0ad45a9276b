"""Requests to register a receiver: what they mean, and what is said of those that are none."""

import pytest
from cardwright_wire import Invalid
from cardwright_wire.webhooks import EVENTS, WebhookRequest, parse_webhook

URL = "https://receiver.example/told"


@pytest.mark.parametrize(
    ("body", "events"),
    [
        ('{"url": "%s"}', EVENTS),
        ('{"url": "%s", "events": null}', EVENTS),
        ('{"url": "%s", "events": ["generation.failed"]}', ("generation.failed",)),
        ('{"url": "%s", "events": ["generation.failed", "generation.failed"]}', ("generation.failed",)),
    ],
)
def test_who_does_not_choose_is_told_everything(body: str, events: tuple[str, ...]) -> None:
    assert parse_webhook((body % URL).encode()) == WebhookRequest(URL, events)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("body", "complaints"),
    [
        (b"{}", ("url should not be empty",)),
        (b'{"url": 5}', ("url must be a URL address",)),
        (b'{"url": "http://receiver.example"}', ("url must be a URL address",)),
        (b'{"url": "https://u:p@receiver.example"}', ("url must be a URL address",)),
        (b'{"url": "https://r.example/%s"}' % (b"x" * 2048), ("url must be shorter than or equal to 2048 characters",)),
        (b'{"url": "https://r.example", "events": "all"}', ("events must be an array",)),
        (b'{"url": "https://r.example", "events": []}', ("events must contain at least 1 elements",)),
        (
            b'{"url": "https://r.example", "events": ["deleted", {}]}',
            ("each value in events must be one of: generation.completed, generation.failed",),
        ),
        (b'{"url": "https://r.example", "secret": "x"}', ("property secret should not exist",)),
    ],
)
def test_complaints_are_those_of_the_wire(body: bytes, complaints: tuple[str, ...]) -> None:
    with pytest.raises(Invalid) as caught:
        parse_webhook(body)
    assert caught.value.complaints == complaints


def test_a_receiver_in_ones_own_network_is_taken_where_that_is_wanted() -> None:
    assert parse_webhook(b'{"url": "http://queue:8080/x"}', private=True).url == "http://queue:8080/x"
