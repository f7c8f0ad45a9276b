"""Of vector pictures only what they can draw from themselves is left."""

import pytest
from cardwright.errors import FetchRefused
from cardwright.images.svg import cleaned

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">%s<rect id="r" width="9" height="9"/></svg>'

LAUGHS = [f'<g id="g{n}">' + f'<use href="#g{n + 1}"/>' * 10 + "</g>" for n in range(9)]


@pytest.mark.parametrize(
    "inner",
    [
        "<script>evil()</script>", "<g><script>evil()</script></g>", '<g onload="evil()"/>', '<g onClick="evil()"/>',
        '<foreignObject><b xmlns="http://www.w3.org/1999/xhtml">evil</b></foreignObject>',
        '<image href="https://evil.example/a.png"/>', '<image xlink:href="file:///evil"/>', '<use href="evil.svg#a"/>',
        '<a href="javascript:evil()"><g/></a>', '<image href="data:image/svg+xml,evil"/>', '<image href="//evil/a"/>',
        '<style>@import "https://evil.example/a.css";</style>', '<g style="fill:url(https://evil.example/#a)"/>',
        '<g fill="url( \'http://evil/#a\' )"/>', "<style>g{fill:u\\72l(evil)}</style>", '<set attributeName="href" to="evil"/>',
        '<animate attributeName="href" values="evil"/>', "<!-- evil -->", "<?xml-stylesheet href='evil'?>",
        '<iframe src="evil"/>', '<g><handler>evil</handler></g>',
    ],
)  # fmt: skip
def test_what_runs_or_reaches_out_is_gone(inner: str) -> None:
    left = cleaned((SVG % inner).encode())
    assert b"evil" not in left
    assert b"<rect" in left


def test_what_stays_inside_stays() -> None:
    inner = '<linearGradient id="a"/><g fill="url(#a)"/><use xlink:href="#r"/><image href="data:image/png;base64,AA"/>'
    left = cleaned((SVG % inner).encode())
    assert all(part in left for part in (b"url(#a)", b'"#r"', b"data:image/png"))


@pytest.mark.parametrize(
    "data",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG % "&a;",
        '<!DOCTYPE svg [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>' + SVG % "",
        SVG % '<use href="#a"/><g id="a"><use href="#a"/></g>',
        SVG % "".join(LAUGHS),
        SVG % ("<g>" * 5000 + "</g>" * 5000),
        SVG % ("<g/>" * 60_000),
        "<svg",
        "",
    ],
    ids=["entity", "outside entity", "itself", "laughs", "deep", "many", "broken", "empty"],
)  # fmt: skip
def test_what_multiplies_itself_is_refused(data: str) -> None:
    with pytest.raises(FetchRefused):
        cleaned(data.encode())
