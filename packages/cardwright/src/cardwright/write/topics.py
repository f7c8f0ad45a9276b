"""What a heading announces, in the larger languages: an agenda, a funnel, a team, pros and cons."""

import re
from typing import Final, Literal

Topic = Literal["agenda", "funnel", "pyramid", "process", "cycle", "team", "good", "bad", "swot"]

_WORDS: Final[dict[Topic, str]] = {
    "agenda": r"agendas?|table of contents|contents|outline|overview of topics|inhalt(?:sverzeichnis)?|ablauf|tagesordnung"
    r"|sommaire|ordre du jour|plan de la présentation|índice|orden del día|contenidos?|sumário|pauta|indice|ordine del giorno"
    r"|inhoud(?:sopgave)?|spis treści|оглавление|повестка(?: дня)?|зміст|gündem|içindekiler|جدول الأعمال|المحتويات|目次|アジェンダ"
    r"|目录|目錄|议程|議程|목차|विषय[- ]सूची|एजेंडा",
    "funnel": r"funnels?|(?:conversion|sales) pipeline|trichter|entonnoir|tunnel (?:de vente|d'achat|de conversion)|embudo|funil|imbuto"
    r"|trechter|lejek|воронка|漏斗|ファネル|퍼널|قمع",
    "pyramid": r"pyramids?e?n?|hierarchy of needs|pirámide|pirâmide|piramide|piramida|пирамида|ピラミッド|金字塔|피라미드|هرم",
    "process": r"process(?:es)?|steps?|how it works|workflow|roadmap|stages|phases|procedure|our approach|prozess|schritte?n?|vorgehen|ablauf"
    r"|so funktioniert|étapes|processus|démarche|proceso|pasos|cómo funciona|etapas|processo|passos|passaggi|come funziona"
    r"|stappen|werkwijze|kroki|шаги|этапы|процесс|adımlar|خطوات|手順|流れ|ステップ|步骤|步驟|流程|단계|절차|चरण",
    "cycle": r"cycles?|life ?cycle|flywheel|virtuous circle|(?:feedback )?loop|kreislauf|zyklus|cercle vertueux|ciclo(?: virtuoso)?|kringloop"
    r"|cykl|цикл|круговорот|döngü|دورة|サイクル|循環|循环|순환|चक्र",
    "team": r"(?:(?:our|the|meet the|project|core|leadership) )?(?:team|people)|who we are|founders|leadership|das team|unser team|équipe"
    r"|notre équipe|l'équipe|equipo|nuestro equipo|el equipo|equipe|nossa equipe|squadra|il team|ons team|zespół|команда|ekip(?:imiz)?"
    r"|فريق(?:نا)?|チーム|メンバー|团队|團隊|팀|टीम",
    "good": r"pros|advantages|benefits|strengths|upsides?|for|vorteile|stärken|pro|avantages|atouts|points forts|pour|ventajas|a favor"
    r"|vantagens|prós|vantaggi|voordelen|zalety|преимущества|плюсы|avantajlar|مزايا|إيجابيات|メリット|利点|优点|優點|장점|लाभ",
    "bad": r"cons|disadvantages|drawbacks|downsides?|weaknesses|risks|against|nachteile|schwächen|contra|kontra|inconvénients"
    r"|points faibles|contre|desventajas|inconvenientes|en contra|desvantagens|contras|svantaggi|nadelen|wady|недостатки|минусы"
    r"|dezavantajlar|عيوب|سلبيات|デメリット|欠点|缺点|缺點|단점|हानि",
    "swot": r"strengths|weaknesses|opportunities|threats|stärken|schwächen|chancen|risiken|forces|faiblesses|opportunités|menaces"
    r"|fortalezas|debilidades|oportunidades|amenazas|forças|fraquezas|ameaças|punti di forza|punti di debolezza|opportunità|minacce"
    r"|sterktes|zwaktes|kansen|bedreigingen|сильные стороны|слабые стороны|возможности|угрозы|強み|弱み|機会|脅威|优势|劣势|机会|威胁",
}
_ANYWHERE: Final[frozenset[Topic]] = frozenset({"funnel", "pyramid", "process", "cycle"})
_PATTERNS: Final = {
    topic: re.compile(rf"(?<!\w)(?:{words})(?!\w)" if topic in _ANYWHERE else rf"\W*(?:{words})\W*", re.IGNORECASE)
    for topic, words in _WORDS.items()
}
_LONGEST: Final = 90  # characters; what is longer says something instead of announcing it


def announces(heading: str, topic: Topic) -> bool:
    """Whether a heading announces a topic: a funnel, pyramid, process or cycle anywhere in it, the others by being it."""
    text = heading.strip()
    if not text or len(text) > _LONGEST:
        return False
    pattern = _PATTERNS[topic]
    return bool(pattern.search(text) if topic in _ANYWHERE else pattern.fullmatch(text))
