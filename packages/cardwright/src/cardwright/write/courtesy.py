"""What people write and say out of courtesy: greetings, thanks, words of leave, and that one begins now."""

import re
from typing import Final

from cardwright.write.language import count

_POLITE_WORDS: Final = 6
_LEAVE: Final = re.compile(
    r"^\W*(?:(?:kind|best|warm|many)? ?regards|cheers|sincerely|yours|(?:viele|beste|liebe|freundliche|mit freundlichen) grüßen?|gruß|lg"
    r"|cordialement|bien à vous|amitiés|saludos|un abrazo|atentamente|abraços?|atenciosamente|cordiali saluti|saluti|groeten|pozdrawiam"
    r"|с уважением|تحياتي|مع الشكر|よろしくお願い\w*|此致|敬礼|감사합니다)\b",
    re.IGNORECASE,
)
_SPOKEN_WORDS: Final = 24  # as `count` counts them, also where scripts set no spaces
_YES: Final = r"(?:(?:yes|ok(?:ay)?|right|well|ja|oui|sí|sim|да)[,.]?\s+)?"
_SPOKEN: Final = re.compile(
    rf"^\W*{_YES}(?:"
    # English, German
    r"good (?:morning|afternoon|evening|day)|hello|hi|hey|welcome|thanks?(?: you)?|have a (?:good|nice|great|lovely)|(?:good)?bye|see you"
    r"|any(?:thing)? else|any(?: other)? (?:business|questions)|(?:does|do) any(?:body|one) object|(?:can|could) (?:you|every\w+|any\w+)(?: all)? hear"
    r"|guten (?:morgen|tag|abend)|hallo|moin|servus|willkommen|(?:vielen |herzlichen |besten )?dank|danke|schöne[ns]? (?:tag|abend|woche|wochenende)"
    r"|tschüss|auf wiedersehen|bis (?:dann|bald|morgen)|hör(?:t ihr|en sie) mich|noch (?:fragen|etwas|was)"
    # French, Spanish, Portuguese, Italian
    r"|bonjour|bonsoir|salut|bienvenue|merci|au revoir|bonne (?:journée|soirée|semaine)|à (?:bientôt|demain)|vous m['’]entendez"
    r"|buen[oa]s (?:días|tardes|noches)|hola|bienvenid[oa]s?|(?:muchas )?gracias|adiós|hasta (?:luego|pronto|mañana)|me (?:oyen|oís|escuchan)"
    r"|bom dia|boa (?:tarde|noite|semana)|olá|oi|bem-vind[oa]s?|(?:muito )?obrigad[oa]|tchau|até (?:logo|breve|amanhã)|vocês me ouvem"
    r"|buongiorno|buonasera|ciao|benvenut[ie]|grazie|arrivederci|a presto|buona (?:giornata|serata|settimana)|mi sentite"
    # Dutch, Russian, Polish, Turkish
    r"|goede(?:morgen|middag|navond)|welkom|(?:hartelijk )?(?:dank|bedankt)|tot (?:ziens|morgen|straks)|fijne? (?:dag|weekend|avond)"
    r"|добр(?:ое утро|ый день|ый вечер)|здравствуйте|привет|(?:большое )?спасибо|до свидания|всем привет"
    r"|dzień dobry|dobry wieczór|cześć|witam|dziękuj\w+|do widzenia|miłego"
    r"|günaydın|merhaba|iyi (?:günler|akşamlar|haftalar)|hoş geldiniz|teşekkür\w*|görüşürüz"
    # Arabic, Hebrew, Hindi
    r"|صباح الخير|مساء الخير|السلام عليكم|مرحبا\w*|أهلا\w*|شكرا\w*|مع السلامة|إلى اللقاء|هل تسمعون\w*"
    r"|בוקר טוב|שלום|ערב טוב|תודה|להתראות|नमस्ते|नमस्कार|धन्यवाद)(?!\w)"
    # Japanese, Chinese, Korean, where words have no end
    r"|^\W*(?:(?:皆さん|みなさん|皆様)[、,\s]*)?(?:おはよう|こんにちは|こんばんは|お忙しい|お疲れ|ありがとう)|(?:ありがとうございま(?:す|した)|お疲れ(?:さま|様)でした)\W*$"
    r"|^\W*(?:(?:大家|各位)[,，\s]*)?(?:早上好|上午好|下午好|晚上好|你好|您好|大家好|谢谢|感谢大家|感谢各位|再见|辛苦了)"
    r"|^\W*(?:안녕하세요|감사합니다|고맙습니다|안녕히|수고)",
    re.IGNORECASE,
)
_BEGINS: Final = re.compile(
    rf"^\W*{_YES}(?:let(?: us|['’]s)(?: \w+)? (?:start|begin|get started|turn to|move on)|shall we (?:start|begin)|(?:fangen|beginnen|starten|kommen) wir"
    r"|(?:on|nous) commen(?:ce|çons)|commençons|empe(?:cemos|zamos)|comen(?:cemos|zamos)|comecemos|vamos começar|(?:in)?cominciamo|iniziamo"
    r"|laten we beginnen|(?:давайте )?начн[её]м|zac(?:znij|zynaj)my|başlayalım|لنبدأ|فلنبدأ|נתחיל)(?!\w)"
    r"|(?:始めましょう|始めます|決めましょう)\W*$|^\W*(?:我们|现在)?(?:开始吧|现在开始)|시작(?:하겠|합시다|할까요)",
    re.IGNORECASE,
)


def polite(text: str) -> bool:
    """Whether a line of a letter only greets or takes leave."""
    line = text.strip()
    return count(line) <= _POLITE_WORDS and (line.endswith((",", "،")) or bool(_LEAVE.match(line)))


def small_talk(sentence: str) -> bool:
    """Whether a sentence of a talk greets, thanks or takes leave, or only says that something begins, in the larger languages.

    What has a figure is no greeting: `Thanks, that leaves 400 euros`.
    """
    if count(sentence) > _SPOKEN_WORDS:
        return False
    return bool(_BEGINS.search(sentence)) or (bool(_SPOKEN.search(sentence)) and not any(map(str.isdigit, sentence)))
