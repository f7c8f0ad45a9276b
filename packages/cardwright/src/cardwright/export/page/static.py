"""The files a served page links to, named by their content so that they never change."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final, Literal

from cardwright_assets import web_fonts

_CSS: Final = "text/css; charset=utf-8"
_JS: Final = "text/javascript; charset=utf-8"
_FONT: Final = "font/woff2"
_REFLOW_AT: Final = {"wide": 620, "social": 420}  # pixels, by container name


@cache
def stylesheet() -> str:
    """The rules that all decks share."""
    narrow = _text("reflow.css")
    reflows = [f"@container {name} (max-width: {width}px) {{\n{narrow}}}\n" for name, width in _REFLOW_AT.items()]
    return "".join([_text("cards.css"), *reflows, _text("viewer.css")])


@cache
def script() -> str:
    """The viewer's program."""
    return _text("viewer.js")


@cache
def _programs() -> Mapping[str, tuple[str, bytes]]:
    """Name → (media type, bytes) of styles and scripts, by what they are for: of the page, of views, of comments."""
    found = [
        ("page", "css", _CSS, stylesheet()),
        ("page", "js", _JS, script()),
        ("views", "js", _JS, _text("views.js")),
        ("comments", "css", _CSS, _text("comments.css")),
        ("comments", "js", _JS, _text("comments.js")),
    ]
    return {f"{stem}.{_digest(text.encode())}.{suffix}": (kind, text.encode()) for stem, suffix, kind, text in found}


@cache
def program_name(stem: str, suffix: Literal["css", "js"]) -> str:
    """The name under which a style or script is served: `page`, `views` or `comments`."""
    return next(name for name in _programs() if name.startswith(f"{stem}.") and name.endswith(f".{suffix}"))


@cache
def font_name(path: Path) -> str:
    """The name under which a font file is served."""
    return f"{path.stem}.{_digest(path.read_bytes())}.woff2"


class StaticFiles(Mapping[str, tuple[str, bytes]]):
    """Name → (media type, bytes). Font files are read when they are asked for."""

    def __init__(self) -> None:
        self._fonts = {face.path.stem: face.path for faces in web_fonts().values() for face in faces}

    def __getitem__(self, name: str) -> tuple[str, bytes]:
        if name in _programs():
            return _programs()[name]
        path = self._fonts.get(name.rsplit(".", 2)[0])
        if path is None or font_name(path) != name:
            raise KeyError(name)
        return _FONT, path.read_bytes()

    def __iter__(self) -> Iterator[str]:
        yield from _programs()
        for path in self._fonts.values():
            yield font_name(path)

    def __len__(self) -> int:
        return len(_programs()) + len(self._fonts)


@cache
def static_files() -> Mapping[str, tuple[str, bytes]]:
    """All files a served page may link to; each may be cached for ever."""
    return StaticFiles()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _text(name: str) -> str:
    return (resources.files("cardwright.export.page") / "assets" / name).read_text("utf-8")
