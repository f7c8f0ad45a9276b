"""Characters as HTML: escaping, and runs as inline markup."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from cardwright.export.page.classes import Classes
from cardwright.layout.encode import joiner
from cardwright.layout.hyphens import BREAK, UNSPACED
from cardwright.scene import Run

# What HTML cannot carry: controls (except tab and newline), surrogates, noncharacters.
_UNFIT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SAFE_LINK: Final = re.compile(r"(?:https?://|mailto:|tel:|#)[^\s\"'<>\\]*\Z", re.IGNORECASE)


def clean(text: str) -> str:
    """The characters HTML can carry, with every line end as one newline."""
    if _UNFIT.search(text) is None:
        return text
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def escape(text: str) -> str:
    """Characters for an element's text or a double-quoted attribute."""
    text = clean(text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text


def safe_link(link: str) -> str:
    """The link itself when following it can only load a page or open a mail or phone program."""
    return link if _SAFE_LINK.match(link) else ""


def inline(runs: Sequence[Run], classes: Classes, words: Callable[[Run], str]) -> str:
    """Runs as phrasing content; `words` writes the words of each."""
    before = ("", *(run.text for run in runs))
    return "".join(
        [_run(run, classes, words(run), joiner(at) if run.note else "") for at, run in zip(before, runs, strict=False)]
    )


def marked(text: str, ends: Mapping[str, str]) -> str:
    """Words as markup. Where one may break stands an element, not a character that would be copied with it.

    `ends` has words that no space parts, each with breaks between them: there such text breaks, and nowhere else.
    """

    def kept(match: re.Match[str]) -> str:
        known = ends.get(match.group())
        return f'<span class="un">{known}</span>' if known else match.group()

    return UNSPACED.sub(kept, escape(text)).replace(BREAK, "<wbr>")


def plain(runs: Sequence[Run]) -> str:
    """The characters of runs alone."""
    return "".join([run.text for run in runs])


def _run(run: Run, classes: Classes, markup: str, unseen: str) -> str:
    if not markup:
        return ""
    if run.color and (name := classes.color(run.color)):
        markup = f'<span class="{name}">{markup}</span>'
    if run.code:
        markup = f"<code>{markup}</code>"
    if run.strike:
        markup = f"<s>{markup}</s>"
    if run.italic:
        markup = f"<em>{markup}</em>"
    if run.bold:
        markup = f"<strong>{markup}</strong>"
    if run.note:
        markup = f"<sup>{unseen}{markup}</sup>"
    if run.link and (link := safe_link(run.link)):
        away = "" if link.startswith("#") else ' target="_blank" rel="noopener noreferrer"'
        markup = f'<a href="{escape(link)}"{away}>{markup}</a>'
    return markup
