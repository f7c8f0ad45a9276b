"""Points in time as people write them; months have their names in English and in the text's own language."""

import re
from typing import Final

from cardwright.locales import months

_YEAR: Final = r"(?:1[0-9]|20|21)\d{2}"
_DATE: Final = re.compile(
    rf"""^(?:
        (?:[^\W\d_]+\.?\s+){{0,2}}(?:\d{{1,2}}(?:\.|st|nd|rd|th)?\s+)?(?:de\s+)?(?:[^\W\d_]+\.?,?\s+(?:de\s+)?)?
            (?:\d{{1,2}},\s+)?{_YEAR}s?(?:\s*[-\u2013]\s*(?:{_YEAR}|\d{{2}}))?    # 2019, May 2019, 12 May 2019, May 12, 2019
      | {_YEAR}\s*[/.\-]\s*\d{{1,2}}(?:\s*[/.\-]\s*\d{{1,2}})?                          # 2019-05-12
      | \d{{1,2}}[/.]\d{{1,2}}[/.](?:{_YEAR}|\d{{2}})                                   # 12.05.2019
      | {_YEAR}\s*年(?:\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?)?                          # 2019年5月12日
      | (?:[QqHh][1-4]|FY)[\s/]*'?(?:{_YEAR}|\d{{2}})?                                  # Q1 2019
      | {_YEAR}\s*[QqHh][1-4]
      | \d{{1,2}}[:.]\d{{2}}(?:\s*[-\u2013]\s*\d{{1,2}}[:.]\d{{2}})?(?:\s*(?:[ap]\.?m\.?|Uhr|h))?  # 9:30
      | (?:phase|week|day|month|year|step|stage|sprint|woche|tag|monat|jahr|schritt|semaine|jour|mois|étape|année
          |semana|día|mes|año|etapa|paso|fase|settimana|giorno|mese|anno|dia|mês|ano|неделя|день|этап|шаг|фаза)\s+\d{{1,3}}
      | 第\s*[\d一二三四五六七八九十]+\s*(?:週|周|日|月|年|段階|阶段|步|期|回)
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERED_MONTH: Final = re.compile(r"^\d{1,2}月$")
_LONGEST: Final = 32
_EASTERN: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९０１２３４５６７８９", "0123456789" * 4)


def is_date(label: str, language: str = "en") -> bool:
    """Whether a label is a year, a month, a day, a quarter, an hour or a numbered phase."""
    label = label.strip().translate(_EASTERN)
    if len(label) > _LONGEST:
        return False
    return bool(_DATE.match(label) or _NUMBERED_MONTH.match(label)) or _is_month(label, language)


def _is_month(label: str, language: str) -> bool:
    name = label.casefold().rstrip(".")
    return len(name) > 2 and (name in months("en") or name in months(language))  # noqa: PLR2004 - `1`, `J`
