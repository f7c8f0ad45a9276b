"""What counts as a mail address and as a web address: as validator.js decides with its defaults."""

import re
from ipaddress import ip_address
from typing import Final

# No underscore, no hyphen at either end, no full-width forms; letters of every script.
_LABEL: Final = re.compile(
    r"(?!-)[a-z0-9\u00a1-\uff00\uff5f-\uffff\U00010000-\U0010ffff-]{1,63}(?<!-)",
    re.IGNORECASE,
)
_TOP_LABEL: Final = re.compile(
    r"[a-z\u00a1-\u00a8\u00aa-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]{2,}|xn[a-z0-9-]{2,}",
    re.IGNORECASE,
)
_MAILBOX: Final = re.compile(
    r"[a-z\d!#$%&'*+\-/=?^_`{|}~\u00a1-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]+",
    re.IGNORECASE,
)
_URL: Final = re.compile(
    r"https://(?:(?P<user>[^\s<>/?#@]+)@)?"
    r"(?:\[(?P<ipv6>[^\s<>/?#@\]]+)\]|(?P<host>[^\s<>/?#@:\[\]]+))"
    r"(?::(?P<port>[0-9]*))?(?:[/?#][^\s<>]*)?",
    re.IGNORECASE,
)
_LONGEST_ADDRESS: Final = 254
_LONGEST_MAILBOX: Final = 64
_LAST_PORT: Final = "65535"


def is_mail_address(text: str) -> bool:
    """Whether a text is `mailbox@host`; no display name, no quoted mailbox, no IP address as host."""
    mailbox, _, host = text.rpartition("@")
    if len(text) > _LONGEST_ADDRESS or len(mailbox.encode("utf-8", "replace")) > _LONGEST_MAILBOX:
        return False
    return is_host(host) and all(_MAILBOX.fullmatch(part) for part in mailbox.split("."))


def is_https_url(text: str) -> bool:
    """Whether a text is an absolute https URL on a named host or an IP address; `localhost` is not one."""
    match = _URL.fullmatch(text)
    if match is None or not _is_login(match["user"]) or not _is_port(match["port"]):
        return False
    host, ipv6 = match["host"], match["ipv6"]
    return _is_ip(ipv6, 6) if ipv6 else is_host(host) or _is_ip(host, 4)


def is_host(text: str) -> bool:
    """Whether a text is a full host name: labels of 1 to 63 letters, the last one no number."""
    labels = text.split(".")
    if len(labels) == 1 or _TOP_LABEL.fullmatch(labels[-1]) is None:
        return False
    return all(_LABEL.fullmatch(label) for label in labels)


def _is_login(user: str | None) -> bool:
    return user is None or (user != ":" and user.count(":") <= 1)


def _is_port(port: str | None) -> bool:
    if not port:
        return True
    number = port.lstrip("0")
    return (1, "1") <= (len(number), number) <= (len(_LAST_PORT), _LAST_PORT)


def _is_ip(text: str, version: int) -> bool:
    try:
        return ip_address(text).version == version
    except ValueError:
        return False
