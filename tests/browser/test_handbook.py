"""The page of the API in a real browser: on a telephone, without JavaScript, under its own policy."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from browsing import IN_BROWSER, windows
from cardwright.server import handbook
from cardwright_wire.openapi import document
from playwright.sync_api import Browser, Page

pytestmark = IN_BROWSER
PAGE = handbook.page(document("https://decks.example")).replace("<details>", "<details open>").encode()


class Serving(BaseHTTPRequestHandler):
    """The page with its headers, whatever is asked for."""

    def do_GET(self) -> None:
        self.send_response(200)
        for name, value in {**handbook.headers(), "content-type": "text/html; charset=utf-8"}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, format: str, *args: object) -> None:
        """Tests print what fails, not what was asked for."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Serving)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/docs/api"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=[360, 768, 1440])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    with windows(browser) as window:
        yield window(request.param, java_script_enabled=False)


def test_it_fits_its_window_and_asks_for_nothing_else(page: Page, address: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address)
    assert page.locator("details:not([open])").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") == page.evaluate("window.innerWidth")
    assert [url for url in asked if not url.endswith("/favicon.ico")] == [address]
    assert complaints == []


def test_a_link_leads_to_its_endpoint(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("navigation").get_by_role("link", name="Cancel a generation").click()
    assert page.url.endswith("#cancelGeneration")
    box = page.locator("#cancelGeneration h3").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 800
