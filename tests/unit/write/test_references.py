"""Links by reference: a definition is followed where its label is used and stays text where it is not."""

import pytest
from cardwright.deck.blocks.image import Image
from cardwright.deck.blocks.paragraph import Paragraph
from cardwright.write.brief import Brief
from cardwright.write.builtin import write


def links(text: str) -> dict[str, str]:
    """Address of every linked text."""
    blocks = [block for card in write(Brief(text, mode="preserve", cards=None)).deck.cards for block in card.blocks]
    return {
        span.text: span.link for block in blocks if isinstance(block, Paragraph) for span in block.text if span.link
    }


@pytest.mark.parametrize("label", ["1", "the report"])
def test_a_label_that_is_used_links(label: str) -> None:
    found = links(f"# River\n\nSee [the report][{label}] first.\n\n[{label}]: https://a.example/r_1_\n")
    assert found == {"the report": "https://a.example/r_1_"}


def test_a_label_that_is_not_used_is_text() -> None:
    found = links("# River\n\n[Source]: https://a.example/x\n")
    assert found == {"https://a.example/x": "https://a.example/x"}


def test_a_picture_by_reference_is_found() -> None:
    text = "# River\n\n![map][m]\n\n[m]: https://a.example/map.png\n"
    (card,) = write(Brief(text, mode="preserve", cards=None)).deck.cards
    assert card.blocks == (Image("https://a.example/map.png", alt="map"),)


def test_an_address_that_looks_like_a_hidden_one_is_left_alone() -> None:
    found = links("# River\n\n[u](https://a.example/%EE%80%807%EE%80%81) and [v](%EE%80%807%EE%80%81)\n")
    assert found["u"] == "https://a.example/%EE%80%807%EE%80%81"
