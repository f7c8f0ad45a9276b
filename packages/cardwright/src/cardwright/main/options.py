"""Options that several commands have: how many cards there are, and where they begin."""

from typing import Annotated, Literal

from cardwright_wire import CARDS_OF_PLAN, LEAST_CARDS
from cyclopts import Parameter
from cyclopts.validators import Number

NumCards = Annotated[int, Parameter(validator=Number(gte=LEAST_CARDS, lte=max(CARDS_OF_PLAN.values())))]
CardSplit = Literal["auto", "inputTextBreaks"]
