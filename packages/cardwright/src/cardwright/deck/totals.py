"""Words that say that a row adds up those above it. The CLDR has none for this."""

import re
from typing import Final

# Whole labels, case-folded; `grand`, `sub` and what is counted may stand beside those of the first group.
_TOTAL: Final = re.compile(
    r"(?:(?:grand|sub|overall|net|gross)[\s-]?)?totals?(?:\s+\S{1,20}){0,2}|sum|overall|all"  # English
    r"|(?:gesamt|zwischen|end)?summe|(?:ins)?gesamt(?:ergebnis|betrag|wert)?|summe\s+gesamt|total"  # German
    r"|(?:sous-)?total(?:\s+(?:général|cumulé|partiel))?|ensemble|somme"  # French
    r"|(?:sub)?total(?:es)?(?:\s+general)?|suma(?:\s+total)?|importe\s+total"  # Spanish
    r"|totale(?:\s+(?:generale|parziale|complessivo))?|somma|complessivo|total\s+geral|soma"  # Italian, Portuguese
    r"|totaal|eindtotaal|subtotaal|som|summa|totalt|i\s+alt|sum\s+totalt|yhteensä"  # Dutch, Nordic
    r"|razem|suma|ogółem|łącznie|celkem|součet|spolu|összesen|skupaj|ukupno|kokku|kopā|iš\s+viso"  # Central Europe
    r"|итого|всего|сумма|разом|усього|всього|общо|сбор|σύνολο|toplam|genel\s+toplam|סה[\"״]?כ|סך\s+הכל"
    r"|المجموع|الإجمالي|الاجمالي|إجمالي|مجموع|جمع\s*کل|جمع|कुल|कुल\s+योग|योग|मोट|মোট|மொத்தம்|รวม|รวมทั้งหมด"
    r"|合計|総計|小計|計|合计|总计|小计|共计|合計金額|總計|小計|합계|총계|소계|총합계|tổng(?:\s+cộng)?|jumlah|total\s+keseluruhan"
)


def is_total(label: str) -> bool:
    """Whether a label of a row says `total`, in any of many languages."""
    return _TOTAL.fullmatch(label.strip(" \t:：*_∑Σ").casefold()) is not None or label.strip() in {"∑", "Σ"}
