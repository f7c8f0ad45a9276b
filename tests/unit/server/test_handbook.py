"""The document as a page: complete, harmless, and under a policy that its style fits."""

import hashlib
import re
from base64 import b64encode
from html.parser import HTMLParser
from typing import Any

from cardwright.server import handbook
from cardwright_wire.openapi import document

DOCUMENT = document("https://decks.example")
PAGE = handbook.page(DOCUMENT)


class Read(HTMLParser):
    """What a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in {"href", "src"}:
                self.links.append(value or "")
            if name.startswith("on") or name == "style":
                self.handlers.append(name)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(page: str) -> Read:
    found = Read()
    found.feed(page)
    return found


def test_every_operation_has_a_place_and_a_link_to_it() -> None:
    found = read(PAGE)
    operations = {one["operationId"] for methods in DOCUMENT["paths"].values() for one in methods.values()}
    assert operations <= set(found.ids)
    assert len(found.ids) == len(set(found.ids))
    assert {f"#{one}" for one in operations} <= set(found.links)


def test_every_property_of_a_request_is_named() -> None:
    text = "".join(read(PAGE).words)
    for name in ("inputText", "textOptions.language", "cardOptions.headerFooter.bottomRight", "pages[].inputText"):
        assert name in text


def test_nothing_is_loaded_and_nothing_runs() -> None:
    found = read(PAGE)
    assert found.tags.isdisjoint({"script", "link", "img", "iframe", "form", "object"})
    assert found.handlers == []
    assert {link for link in found.links if not link.startswith("#")} == {"/openapi.json"}


def test_the_style_fits_the_policy() -> None:
    style = re.search(r"<style>(.*?)</style>", PAGE, re.DOTALL)
    assert style is not None
    digest = b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in handbook.headers()["content-security-policy"]
    assert "url(" not in style[1]


def test_words_are_only_ever_words() -> None:
    changed: Any = document("https://decks.example/<script>")
    operation = changed["paths"]["/v1.0/me"]["get"]
    operation["summary"] = operation["description"] = "<script>alert(1)</script>"
    changed["components"]["schemas"]["Me"]["properties"]["email"]["description"] = "<img src=x>"
    found = read(handbook.page(changed))
    assert found.tags.isdisjoint({"script", "img"})
    assert "<script>alert(1)</script>" in "".join(found.words)
