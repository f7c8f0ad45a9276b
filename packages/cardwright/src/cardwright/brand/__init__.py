"""A company's look, read from its own file: a presentation (PPTX) or a theme (TOML).

What is found becomes a `Design`: tokens, pictures, and the presentation without
its slides, into which decks are exported. Nothing is guessed in silence: a
report says what was understood, what was mended, what something else stands in
for, and what was left out. Files are foreign; reading them is bounded, follows
no address and runs nothing.
"""
