"""The web page of a deck: one page, either self-contained or served by the viewer.

Both are the same box tree as CSS flex and grid. Every length is N times `--u`,
a card's width divided by its width in points, so a card is a scalable picture
of itself; in a narrow window it lets go of its shape and reflows. No inline
style and no inline event handler is ever written: lengths become classes in
one generated `<style>`, which a strict content security policy can name by hash.
"""
