"""Wishes about the theme."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from cardwright.write.remix.clauses import Clause, short
from cardwright.write.remix.placeholders import key, listed
from cardwright.write.remix.stage import Change, Nothing, Phase, Refusal, Stage
from cardwright.write.remix.template import Template

NO_THEME: Final = "There is no theme “{name}”; there are: {names}."
NO_THEMES: Final = "There is no theme “{name}”."
_LONGEST: Final = 200  # characters of such a clause
_USE: Final = r"(?:use|apply|choose|pick|select|go with|set|change|switch|in|with)"
_TAIL: Final = r"(?: (?:instead|everywhere|throughout|for (?:the |this )?(?:whole |entire )?(?:deck|presentation)))?"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"^{_USE}(?: to)?(?: the)?(?: deck['’]?s)? theme(?: (?:to be|to|as|called|named)| ?[:=])? (?:the )?(?P<name>.+?){_TAIL}$",
        rf"^{_USE}(?: to)?(?: the| a)? (?P<name>.+?) theme{_TAIL}$",
        r"^(?:re-?theme|restyle)(?: (?:it|everything|(?:the |this )?(?:deck|presentation)))?(?: (?:to|in|as|with|into))?(?: the)?"
        rf" (?P<name>.+?)(?: theme)?{_TAIL}$",
        r"^(?:the )?theme ?(?:[:=]|is|should be) (?P<name>.+)$",
    )
)
_BARE: Final = re.compile(rf"^(?:use|apply|switch to|change to)(?: the)? (?P<name>.+?){_TAIL}$", re.IGNORECASE)
_SAME: Final = re.compile(r"^(?:same|existing|current|original|template(?:['’]s)?|its own)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Retheme:
    """The theme that the deck is to be shown in."""

    theme: str
    phase: ClassVar[Phase] = Phase.BUILD

    def make(self, stage: Stage) -> None:
        """Choose it."""
        stage.theme = self.theme


def read(clause: Clause, template: Template) -> Sequence[Change]:
    """The theme that a clause asks for; nothing for a clause about something else."""
    if len(clause.text) > _LONGEST:
        return ()
    for form in _FORMS:
        if found := form.match(clause.text):
            return [_named(clause.value(found["name"]), template)]
    found = _BARE.match(clause.text)
    name = key(clause.value(found["name"])) if found else ""
    return [Retheme(template.themes[name])] if name in template.themes else ()


def _named(name: str, template: Template) -> Change:
    if _SAME.match(name):
        return Nothing()
    theme = template.themes.get(key(name.removesuffix(" theme")))
    if theme is not None:
        return Retheme(theme)
    names = listed([*template.themes.values()])
    return Refusal((NO_THEME if names else NO_THEMES).format(name=short(name), names=names))
