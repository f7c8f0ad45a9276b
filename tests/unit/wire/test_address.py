"""Mail and web addresses: the same verdicts as validator.js."""

import pytest
from cardwright_wire.address import is_host, is_https_url, is_mail_address


@pytest.mark.parametrize(
    "text",
    [
        "a@example.com",
        "first.last+tag@sub.example.co.uk",
        "o'brien@example.ie",
        "müller@example.de",
        "info@bücher.example",
        "x@xn--bcher-kva.example",
        "1@2.museum",
        "a" * 64 + "@example.com",
    ],
)
def test_mail_addresses(text: str) -> None:
    assert is_mail_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "@",
        "a@",
        "@example.com",
        "a@b@example.com",
        "a..b@example.com",
        ".a@example.com",
        "a.@example.com",
        "a b@example.com",
        "a@example",
        "a@example.c",
        "a@example.123",
        "a@-example.com",
        "a@example-.com",
        "a@exa_mple.com",
        "a@example..com",
        "a@example.com.",
        "a@127.0.0.1",
        "Ann <a@example.com>",
        "a@example.com\n",
        "a@exa\nmple.com",
        "a@" + "b" * 64 + ".com",
        "a" * 65 + "@example.com",
        "é" * 33 + "@example.com",
        "a@" + "b." * 126 + "com",
        "\ud800@example.com",
        "a@\uff41.example.com",
    ],
)
def test_other_texts_are_no_mail_addresses(text: str) -> None:
    assert not is_mail_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com",
        "HTTPS://EXAMPLE.COM/Logo.PNG",
        "https://cdn.example.com/a/b.png?x=1&y=%20#z",
        "https://example.com:8443/a.png",
        "https://example.com:/a.png",
        "https://example.com:00443/a.png",
        "https://example.com?x",
        "https://example.com#x",
        "https://user:secret@example.com/a.png",
        "https://user@example.com",
        "https://192.0.2.7/a.png",
        "https://[2001:db8::1]/a.png",
        "https://[2001:db8::1]:8443/a.png",
        "https://bücher.example/ü.png",
        "https://example.com/a(b),c;d",
    ],
)
def test_https_urls(text: str) -> None:
    assert is_https_url(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://",
        "https:///a.png",
        "example.com/a.png",
        "//example.com/a.png",
        "http://example.com/a.png",
        "ftp://example.com/a.png",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "javascript:alert(1)",
        "https://localhost/a.png",
        "https://example/a.png",
        "https://example.com:0/a.png",
        "https://example.com:65536/a.png",
        "https://example.com:99999999999999999999/a.png",
        "https://example.com:x/a.png",
        "https://exa mple.com/a.png",
        "https://example.com/a b.png",
        "https://example.com/<script>",
        "https://example.com/a.png\n",
        " https://example.com/a.png",
        "https://:@example.com/",
        "https://a:b:c@example.com/",
        "https://@example.com/",
        "https://192.0.2.256/",
        "https://192.0.2/",
        "https://[192.0.2.1]/",
        "https://[::g]/",
        "https://[]/",
        "https://2001:db8::1/",
        "https://-example.com/",
        "https://exa_mple.com/",
    ],
)
def test_other_texts_are_no_https_urls(text: str) -> None:
    assert not is_https_url(text)


def test_hosts_are_names_of_two_parts_or_more() -> None:
    assert is_host("a.example")
    assert not is_host("example")
    assert not is_host("")
    assert not is_host(".")


def test_long_texts_are_judged_in_no_time() -> None:
    assert not is_https_url("https://" + "a@" * 100_000)
    assert not is_https_url("https://" + "a:" * 100_000)
    assert not is_host("a-" * 100_000)
    assert not is_mail_address("a." * 100_000 + "@")
