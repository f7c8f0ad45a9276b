"""How many cards a request gets: the table of the wire, from the body to the deck."""

import json

import pytest
from cardwright.pipeline import written
from cardwright.server.order import order_from
from cardwright_wire import TEXT_MODES, parse_generation
from cardwright_wire.prices import estimate

SIX = ("Rivers", "Weirs", "Salmon", "Levees", "Willows", "Harbours")


def text(breaks: int, end: str) -> str:
    """Six headed parts, divided by as many breaks."""
    parts = [f"# {name}{end}{end}{name} are the subject of this part.{end}" for name in SIX]
    return (f"{end}---{end}" if breaks else end).join(parts)


@pytest.mark.parametrize("mode", TEXT_MODES)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(
    ("breaks", "split", "asked", "cards"),
    [
        (0, "auto", 9, 9),
        (0, "auto", None, 10),
        (0, "inputTextBreaks", 9, 1),
        (0, "inputTextBreaks", None, 1),
        (5, "auto", 9, 9),
        (5, "auto", None, 10),
        (5, "inputTextBreaks", 9, 6),
        (5, "inputTextBreaks", None, 6),
    ],
)
def test_the_cards_of_a_request(breaks: int, split: str, asked: int | None, cards: int, end: str, mode: str) -> None:
    body = {"inputText": text(breaks, end), "textMode": mode, "cardSplit": split}
    request = parse_generation(json.dumps(body if asked is None else {**body, "numCards": asked})).request
    assert len(written(order_from(request)).deck.cards) == cards
    assert estimate(request).cards == cards  # what is paid for is what is made
