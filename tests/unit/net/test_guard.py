"""No address but the open internet's passes, by whatever spelling."""

import anyio
import pytest
from cardwright.errors import FetchRefused
from cardwright.net.guard import is_public, resolve

HOSTILE = [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "fe80::1", "fe80::1%eth0",
    "fc00::1", "fd12:3456::1", "ff02::1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:7f00:1::",
    "2001:db8::1", "not an address", "",
]  # fmt: skip


@pytest.mark.parametrize("address", HOSTILE)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "93.184.216.34", "2606:4700:4700::1111"])
def test_public_addresses_pass(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "a" * 64 + ".example", "a..example"])
def test_names_that_lead_inside_or_nowhere_are_refused(host: str) -> None:
    with pytest.raises(FetchRefused):
        anyio.run(resolve, host, 443)
