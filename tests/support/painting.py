"""Services for pictures on loopback: they answer as the real ones do, or as they are told."""

import base64
import io
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from PIL import Image as Pillow


def picture(color: str = "teal", size: tuple[int, int] = (320, 320)) -> bytes:
    out = io.BytesIO()
    Pillow.new("RGB", size, color).save(out, "JPEG")
    return out.getvalue()


def read_body(content_type: str, data: bytes) -> Any:
    """JSON; of a form, fields as text and files as lists of media type and bytes."""
    if not content_type.startswith("multipart/form-data"):
        return json.loads(data)
    form: dict[str, Any] = {}
    for part in message_from_bytes(b"content-type: %b\r\n\r\n%b" % (content_type.encode(), data)).get_payload():
        name, content = part.get_param("name", header="content-disposition"), part.get_payload(decode=True)
        if part.get_filename() is None:
            form[name] = content.decode()
        else:
            form.setdefault(name, []).append((part.get_content_type(), content))
    return form


@dataclass
class Asked:
    """One request that came in; the body as `read_body` reads it."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any


@dataclass
class Gallery:
    """Answers by the last part of the path; `instead` gives status and body in place of the real answer."""

    base: str = ""
    asked: list[Asked] = field(default_factory=list)
    instead: Callable[[Asked], tuple[int, bytes] | None] = lambda _: None

    def answer(self, asked: Asked) -> tuple[int, bytes]:
        self.asked.append(asked)
        if (other := self.instead(asked)) is not None:
            return other
        return 200, json.dumps(self._usual(asked)).encode()

    def _usual(self, asked: Asked) -> Any:
        number = len(self.asked)
        if asked.path.endswith(("/images/generations", "/images/edits")):
            return {"data": [{"b64_json": base64.b64encode(picture()).decode()}]}
        if asked.path.endswith("/gifs/search"):
            return {"data": [{"url": "https://giphy.com/gifs/x", "title": "A wave", "username": "ann",
                              "images": {"original": {"url": f"https://media.test/{number}.gif"}}}]}  # fmt: skip
        if asked.path.endswith("/v1/images/"):
            kinds = ("by", "by-nd", "cc0", "by-nc")
            return {"results": [{"url": f"https://free.test/{kind}.jpg", "license": kind, "license_version": "4.0",
                                 "license_url": "https://creativecommons.org/", "title": f"Work {kind}", "creator": "Bo",
                                 "creator_url": "https://free.test/bo", "foreign_landing_url": "https://free.test/w"}
                                for kind in kinds]}  # fmt: skip
        if "categories" in asked.query:
            return {"results": [{"img_src": "//web.test/a.jpg", "url": "https://pages.test/a", "title": "Found"}]}
        return {"photos": [{"src": {"large2x": f"https://photos.test/{number}-{n}.jpg"}, "url": "https://www.pexels.com/photo/1",
                            "alt": "A river", "photographer": "Cy", "photographer_url": "https://www.pexels.com/@cy"}
                           for n in range(2)]}  # fmt: skip

    @contextmanager
    def up(self) -> Iterator["Gallery"]:
        server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        self.base = f"http://127.0.0.1:{server.server_port}"
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        gallery = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                length = int(self.headers.get("content-length", 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                body = read_body(headers.get("content-type", ""), self.rfile.read(length)) if length else None
                status, answer = gallery.answer(Asked(parts.path, query, headers, body))
                self.send_response(status)
                if 300 <= status < 400:
                    self.send_header("location", answer.decode())
                self.send_header("content-length", str(len(answer)))
                with suppress(BrokenPipeError):  # whoever asked may have gone
                    self.end_headers()
                    self.wfile.write(answer)

            do_POST = do_GET

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base's name
                """Tests are quiet."""

        return Handler
