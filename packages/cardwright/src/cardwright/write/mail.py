"""The head lines of e-mails."""

import re
from typing import Final

_FROM: Final = "from|von|de|da|van|od|от|від|kimden|gönderen|من|מאת|差出人|发件人|寄件者|보낸 사람"
_OTHER: Final = (
    "to|cc|bcc|date|sent|subject|reply-to|an|datum|gesendet|betreff|kopie|à|objet|envoyé|para|fecha|enviado|asunto|data|assunto|a|oggetto"
    "|inviato|aan|onderwerp|verzonden|do|temat|wysłano|кому|дата|тема|kime|konu|tarih|إلى|التاريخ|الموضوع|אל|תאריך|נושא|宛先|日時|件名"
    "|收件人|日期|主题|收件者|主旨|받는 사람|날짜|제목"
)
_SENDER: Final = re.compile(rf"^\s*(?:{_FROM})\s*[:：]\s*\S", re.IGNORECASE)
_HEAD: Final = re.compile(rf"^\s*(?:{_FROM}|{_OTHER})\s*[:：]\s*\S", re.IGNORECASE)
_SUBJECT: Final = re.compile(
    r"^[ \t]*(?:subject|betreff|objet|asunto|assunto|oggetto|onderwerp|temat|тема|konu|الموضوع|נושא|件名|主题|主旨|제목)[ \t]*[:：][ \t]*(\S.*)$",
    re.IGNORECASE | re.MULTILINE,
)


def opens(line: str, following: str) -> bool:
    """Whether a line is the first one of an e-mail's head: a sender, with another head line below."""
    return bool(_SENDER.match(line)) and bool(_HEAD.match(following))


def heads(text: str) -> bool:
    """Whether a text looks like a line of an e-mail's head; so do others, such as `To: be decided`."""
    return bool(_HEAD.match(text))


def subject(text: str) -> str:
    """What the first e-mail of a thread says it is about; empty when it does not say."""
    found = _SUBJECT.search(text)
    return found[1].strip() if found else ""
