"""A deck changed by a language model: it answers with operations, and those are carried out here, each one checked.

What the model may do is bounded by the operations, whatever it was told and
whoever told it: locked cards stay as they are, references must exist, and no
address comes in that neither the deck nor the wishes have.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from cardwright.deck import Deck
from cardwright.llm import Budget, Model, Question
from cardwright.llm.question import prompt
from cardwright.write.remix import Origin, shortened
from cardwright.write.remix.clauses import NOT_DONE, short
from cardwright.write.revise.plan import Plan
from cardwright.write.revise.sheet import Refused, Sheet
from cardwright.write.revise.view import view

__all__ = ["NO_ANSWER", "Plan", "Revised", "Revision", "planned", "revised", "unrevised"]

NO_ANSWER: Final = "The language model gave no usable answer; what it was to do was not done."
_PROMPT: Final = Path(__file__).parents[1] / "prompts" / "revise.md"


class Revision(msgspec.Struct, frozen=True):
    """What a language model is to do to a deck that the grammar has adapted.

    `origins` tell the deck's cards, in order. `otherwise` are the warnings
    that hold if no model answers. With `keeps_title` the deck's title stays.
    """

    wishes: tuple[str, ...]
    origins: tuple[Origin, ...]
    otherwise: tuple[str, ...]
    keeps_title: bool = False


@dataclass(frozen=True, slots=True)
class Revised:
    """The changed deck, and what was left undone."""

    deck: Deck
    warnings: tuple[str, ...]


async def planned(model: Model, deck: Deck, revision: Revision, budget: Budget) -> Plan:
    """What a model would do.

    Raises:
        ModelFailed: it does not say.
    """
    wishes = {str(number): wish for number, wish in enumerate(revision.wishes, 1)}
    data = {"deck": view(deck, revision.origins), "wishes": wishes}
    return (await model.ask(Question(prompt(_PROMPT), data, Plan, lambda plan: _check(plan, revision)), budget)).value


def _check(plan: Plan, revision: Revision) -> None:
    count = len(revision.wishes)
    if unknown := [number for number in plan.undone if not 1 <= number <= count]:
        msg = f"undone: there is no wish {unknown[0]}; there are {count}"
        raise ValueError(msg)


def revised(deck: Deck, revision: Revision, plan: Plan) -> Revised:
    """The deck with a plan carried out; never raises for what the plan says.

    Locked cards come out equal. The deck keeps at least one card.
    """
    sheet = Sheet(deck, revision.origins, revision.wishes, keeps_title=revision.keeps_title)
    warnings: list[str] = []
    for operation in plan.operations:
        try:
            operation.make(sheet)
        except Refused as refusal:
            warnings.append(str(refusal))
    undone = [NOT_DONE.format(said=short(revision.wishes[number - 1])) for number in dict.fromkeys(plan.undone)]
    return Revised(sheet.deck(), shortened([*undone, *warnings, *sheet.remarks()]))


def unrevised(deck: Deck, revision: Revision) -> Revised:
    """The deck as it is, when no model has said what to do."""
    return Revised(deck, shortened([NO_ANSWER, *revision.otherwise]))
