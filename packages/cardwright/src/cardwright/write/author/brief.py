"""What the owner of a deck wants, as a model is told."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cardwright.llm.question import prompt
from cardwright.write.brief import Brief
from cardwright.write.condense import WORDS
from cardwright.write.language import tag

PROMPTS: Final = Path(__file__).parents[1] / "prompts" / "author"


@dataclass(frozen=True, slots=True)
class Task:
    """A brief with the number of cards it comes to. `theme` is what the deck will look like."""

    brief: Brief
    cards: int
    theme: str = ""

    @property
    def is_grounded(self) -> bool:
        """Whether the deck may say nothing that its text does not have."""
        return self.brief.mode == "condense"

    @property
    def language(self) -> str:
        """BCP 47."""
        return tag(self.brief.language)

    @property
    def words(self) -> int:
        """About how many on a card."""
        return WORDS[self.brief.amount]

    def wishes(self) -> dict[str, Any]:
        """Plain data; what was left open is left out."""
        brief = self.brief
        found = {
            "textMode": brief.mode,
            "format": brief.kind,
            "cards": self.cards,
            "amount": brief.amount,
            "words": self.words,
            "language": self.language,
            "tone": brief.tone,
            "audience": brief.audience,
            "instructions": brief.instructions,
            "title": brief.title,
            "theme": self.theme,
        }
        return {name: value for name, value in found.items() if value}

    def told(self, name: str, *more: str) -> str:
        """The instructions of a file, with how far the deck may go beyond its text."""
        rule = prompt(PROMPTS / ("grounded.md" if self.is_grounded else "free.md"))
        return "\n\n".join([rule, "\n".join([prompt(PROMPTS / f"{name}.md"), *more])])
