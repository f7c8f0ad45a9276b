"""What a request for a deck is about: "Create a presentation about solar power" asks for "Solar power"."""

import re
from typing import Final

# Per language: a verb that asks, what is asked for, and the word before the topic.
_REQUESTS: Final = (
    r"(?:please\s+|can you\s+|could you\s+|i (?:want|need)(?: you)? to\s+|help me\s+)*"
    r"(?:(?:create|make|write|generate|prepare|build|draft|design|produce|give|do|need|want)\s+(?:me\s+|us\s+)?)?"
    r"(?:an?\s+|the\s+|some\s+)?(?:[\w-]+\s+){0,4}?"
    r"(?:presentations?|decks?|slides?|slideshow|documents?|reports?|web\s?pages?|website|landing page|posts?|carousel)\s+"
    r"(?:about|on|for|of|covering|explaining|describing|titled|called|regarding|that (?:explains|covers|describes))\s+",
    r"(?:bitte\s+)?(?:erstelle?|mache?|schreibe?|entwirf|baue?)\s+(?:mir\s+|uns\s+)?(?:bitte\s+)?(?:eine?n?\s+)?(?:[\w-]+\s+){0,3}?"
    r"(?:präsentation|foliensatz|vortrag|bericht|dokument|webseite|beitrag)\s+(?:über|zu[mr]?|für)\s+",
    r"(?:crée[rz]?|fai(?:s|tes)|écri(?:s|vez|re)|prépare[rz]?|génère[rz]?)(?:-moi|-nous)?\s+(?:une?\s+)?(?:[\w-]+\s+){0,3}?"
    r"(?:présentation|diaporama|rapport|document|page web|publication)\s+(?:sur|à propos de|de|pour)\s+",
    r"(?:crea|haz|escribe|prepara|genera)(?:me|nos)?\s+(?:una?\s+)?(?:[\w-]+\s+){0,3}?"
    r"(?:presentación|diapositivas|informe|documento|página web|publicación)\s+(?:sobre|acerca de|de|para)\s+",
    r"(?:crie|faça|escreva|prepare|gere)\s+(?:uma?\s+)?(?:[\w-]+\s+){0,3}?"
    r"(?:apresentação|relatório|documento|página|publicação)\s+(?:sobre|acerca de|de|para)\s+",
    r"(?:crea|fai|scrivi|prepara|genera)(?:mi|ci)?\s+(?:una?\s+)?(?:[\w-]+\s+){0,3}?"
    r"(?:presentazione|relazione|documento|pagina web|post)\s+(?:su[il]?|sull[aoe']|riguardo a|di|per)\s*",
    r"(?:maak|schrijf|bereid)\s+(?:een\s+)?(?:[\w-]+\s+){0,3}?"
    r"(?:presentatie|rapport|document|webpagina|bericht)\s+(?:over|voor)\s+",
)
_REQUEST: Final = re.compile("|".join(f"(?:{one})" for one in _REQUESTS), re.IGNORECASE)
_AROUND: Final = " \t\n.,:;!?。\"'“”«»„"


def topic_of(text: str) -> str:
    """The topic that a short text names, one line, without the words that ask for a deck."""
    line = " ".join(text.split())
    request = _REQUEST.match(line)
    named = line[request.end() :].strip(_AROUND) if request else ""
    return named[:1].upper() + named[1:] if named else line.rstrip(" .:;,。")
