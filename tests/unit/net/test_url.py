"""URLs as they go over the wire, and what is named of them."""

import pytest
from cardwright.errors import FetchRefused
from cardwright.net.url import host_of, sendable


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://a.example", "https://a.example/"),
        ("https://A.example:8443/x y?q=ü#part", "https://a.example:8443/x%20y?q=%C3%BC"),
        ("https://bücher.example/für", "https://xn--bcher-kva.example/f%C3%BCr"),
        ("https://[2606:4700::1]:444/%41", "https://[2606:4700::1]:444/%41"),
    ],
)
def test_urls_become_ascii(url: str, sent: str) -> None:
    assert sendable(url, ["https"]) == sent


@pytest.mark.parametrize(
    "url", ["http://a.example", "https://u:p@a.example", "https:///x", "https://[bad", "https://a.example:99999", ""]
)
def test_what_may_not_be_asked_for_is_refused(url: str) -> None:
    with pytest.raises(FetchRefused):
        sendable(url, ["https"])


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://a.example:9/secret?token=1", "a.example"), ("https://[::1]/", "::1"), ("https://[bad", ""), ("x", "")],
)
def test_only_the_host_of_a_url_is_named(url: str, host: str) -> None:
    assert host_of(url) == host
