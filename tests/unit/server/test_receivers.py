"""Where events may be sent on a server that sends to the open internet only, and on one that may send anywhere."""

import pytest
from cardwright.errors import InvalidInput
from cardwright.server.receivers import allowed, named
from cardwright.server.settings import Settings
from cardwright_wire import Invalid
from starlette.requests import Request

OPEN, PRIVATE = Settings(), Settings(webhook_private=True)


def request(*urls: str) -> Request:
    headers = [(b"x-cardwright-webhook", url.encode()) for url in urls]
    return Request({"type": "http", "headers": headers})


def test_a_request_that_names_nobody_names_nobody() -> None:
    assert named(request(), OPEN) is None


@pytest.mark.parametrize(
    "url", ["https://receiver.example/told?x=1", "https://93.184.216.34/", "https://[2606:4700::1111]/"]
)
def test_a_receiver_on_the_open_internet_is_taken(url: str) -> None:
    assert named(request(url), OPEN) == url


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1/", "https://10.0.0.1:8443/x", "https://[::1]/", "https://169.254.169.254/"]
)
def test_an_address_inside_is_refused_by_name(url: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        named(request(url), OPEN)
    assert caught.value.message == "Input validation errors: 1. X-Cardwright-Webhook must be on the open internet"
    assert allowed("url", url, PRIVATE) == url


@pytest.mark.parametrize(
    "url", ["", "http://receiver.example/", "https://localhost/", "https://u:p@receiver.example/", "ftp://x"]
)
def test_what_is_no_https_url_is_refused(url: str) -> None:
    with pytest.raises(Invalid) as caught:
        named(request(url), OPEN)
    assert caught.value.message == "Input validation errors: 1. X-Cardwright-Webhook must be a URL address"


@pytest.mark.parametrize(
    "url", ["http://localhost:9000/told", "http://10.0.0.1/", "https://receiver.example/", "http://queue/x"]
)
def test_any_web_address_is_taken_where_that_is_wanted(url: str) -> None:
    assert named(request(url), PRIVATE) == url


@pytest.mark.parametrize(
    "url", ["", "queue", "file:///etc/passwd", "http://u:p@queue/", "http://queue:99999/", "http://[x/"]
)
def test_and_nothing_else_is(url: str) -> None:
    with pytest.raises(Invalid):
        named(request(url), PRIVATE)
