"""Where a page gets its pictures from."""

import base64
from collections.abc import Callable, Mapping
from typing import Final, Protocol

from cardwright.export.page.classes import Classes, number
from cardwright.export.page.text import escape
from cardwright.scene import Image

_HARMLESS: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/svg+xml", "image/webp"})


class Pictures(Protocol):
    """Makes the element that shows a picture."""

    def element(self, key: str, classes: str, alt: str, data: str = "") -> str:
        """An element showing the picture `key`, or nothing when there is no such picture."""
        ...

    def css(self) -> str:
        """Rules the elements need."""
        ...


class Linked:
    """Pictures at their own URLs."""

    def __init__(self, images: Mapping[str, Image], url: Callable[[str], str]) -> None:
        self._images = images
        self._url = url

    def element(self, key: str, classes: str, alt: str, data: str = "") -> str:
        image = self._images.get(key)
        if image is None:
            return ""
        size = f'width="{image.width}" height="{image.height}"'
        source = escape(self._url(image.sha256))
        return (
            f'<img class="{classes}"{data} src="{source}" alt="{escape(alt)}" {size} loading="lazy" decoding="async">'
        )

    def css(self) -> str:
        return ""


class Embedded:
    """Pictures inside the page. One that is shown again is carried once, by the stylesheet."""

    def __init__(self, images: Mapping[str, Image], uses: Mapping[str, int]) -> None:
        self._images = images
        self._uses = uses
        self._shared: dict[str, str] = {}

    def element(self, key: str, classes: str, alt: str, data: str = "") -> str:
        image = self._images.get(key)
        if image is None or image.media_type not in _HARMLESS:
            return ""
        if self._uses.get(key, 0) < 2:
            size = f'width="{image.width}" height="{image.height}"'
            return f'<img class="{classes}"{data} src="{data_uri(image)}" alt="{escape(alt)}" {size}>'
        name = self._shared.setdefault(key, f"b{len(self._shared)}")
        said = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true"'
        return f'<div class="{classes} bg {name}"{data} {said}></div>'

    def css(self) -> str:
        rules = (
            f".{name}{{background-image:url({data_uri(self._images[key])})}}" for key, name in self._shared.items()
        )
        return "".join(rules)


def data_uri(image: Image) -> str:
    """The picture's bytes as a URI."""
    return f"data:{image.media_type};base64,{base64.b64encode(image.data).decode('ascii')}"


def shape(classes: Classes, *, ratio: float, radius: float = 0.0, max_width: float = 0.0) -> str:
    """The class of a picture of this form; lengths are points."""
    body = f"aspect-ratio:calc({number(ratio)}/var(--hs))"
    if radius:
        body += f";border-radius:calc({number(radius)}*var(--u))"
    if max_width:
        body += f";max-width:calc({number(max_width)}*var(--u))"
    return classes.of(body)
