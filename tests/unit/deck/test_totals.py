"""Labels of rows that add up the others."""

import pytest
from cardwright.deck.totals import is_total

TOTALS = [
    "Total", "TOTAL:", "Grand total", "Subtotal", "Sub-total", "Total costs", "Sum", "Summe", "Gesamt", "Gesamtsumme",
    "Insgesamt", "Total général", "Sous-total", "Total general", "Suma", "Totale", "Total geral", "Totaal", "Totalt",
    "Razem", "Итого", "Всего", "合計", "总计", "합계", "الإجمالي", "कुल", "Σ", "**Total**",
]  # fmt: skip


@pytest.mark.parametrize("label", TOTALS)
def test_a_total_is_known_in_many_languages(label: str) -> None:
    assert is_total(label)


@pytest.mark.parametrize(
    "label", ["", "Totally new", "Summer", "North", "Gesamtschule", "Total Energies of France SA", "1"]
)
def test_other_labels_are_none(label: str) -> None:
    assert not is_total(label)
