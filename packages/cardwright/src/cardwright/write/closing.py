"""Whether a text's last words take leave: thanks, questions, an address."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from cardwright.deck import Block, Text, plain
from cardwright.language.headings import all_headings
from cardwright.write.outline import weight

_ASKING: Final = (
    r"thanks|(?:any )?questions|q\s*&\s*a|contact|get in touch|fragen|kontakt|contacto|preguntas|contatti|contato|vragen"
    r"|вопросы|контакты|تواصل|お問い合わせ|联系|聯絡|문의"
)
_SURE: Final = 5  # letters of a word that takes leave wherever a title begins with it
_CLOSING_WORDS: Final = 40


def closes(title: Text, blocks: Sequence[Block]) -> bool:
    """Whether a last card of this title and these blocks is a closing."""
    return bool(_closing().match(plain(title))) and weight(blocks) <= _CLOSING_WORDS


@cache
def _closing() -> re.Pattern[str]:
    thanks = {word for one in all_headings().values() for word in one.thanks}
    return re.compile(rf"^\W*(?:{_ASKING}|{'|'.join(map(_said, sorted(thanks)))})", re.IGNORECASE)


def _said(word: str) -> str:
    """The word at a title's beginning; a short one of Latin letters, such as `Tak`, only as the whole title.

    Words of other scripts may go on: many set no space behind them.
    """
    if not word.isascii():
        return re.escape(word)
    return re.escape(word) + (r"\b" if len(word) >= _SURE else r"\W*$")
