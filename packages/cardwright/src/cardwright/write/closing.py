"""Whether a text's last words take leave: thanks, questions, an address."""

import re
from collections.abc import Sequence
from typing import Final

from cardwright.deck import Block, Text, plain
from cardwright.write.outline import weight

_CLOSING: Final = re.compile(
    r"^\W*(?:thank(?:s| you)|(?:any )?questions|q\s*&\s*a|contact|get in touch|danke|vielen dank|fragen|kontakt|merci|questions"
    r"|gracias|contacto|preguntas|grazie|contatti|obrigad[oa]|contato|bedankt|vragen|dziękuj\w+|спасибо|вопросы|контакты"
    r"|дякую\w*|teşekkür\w*|شكر|تواصل|תודה|धन्यवाद|ありがとう|ご清聴|お問い合わせ|谢谢|謝謝|联系|聯絡|감사합니다|문의)",
    re.IGNORECASE,
)
_CLOSING_WORDS: Final = 40


def closes(title: Text, blocks: Sequence[Block]) -> bool:
    """Whether a last card of this title and these blocks is a closing."""
    return bool(_CLOSING.match(plain(title))) and weight(blocks) <= _CLOSING_WORDS
