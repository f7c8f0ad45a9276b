"""Whether a sentence speaks of the one before it: `This …`, `Therefore …`; alone it says less than it seems to."""

import re
from typing import Final

_BACK: Final = re.compile(
    r"^[\s\"“„«‘'(•*–—-]*(?:"
    # English, German
    r"(?:this|that|these|those|it|they|he|she|such|therefore|thus|hence|however|also|but|and|so|then|otherwise|instead"
    r"|nevertheless|moreover|before that|after that|since then|furthermore|in addition"
    r"|dies(?:e[rsmn]?)?|dadurch|dafür|damit|daher|deshalb|deswegen|darum|darauf|dazu|davon|danach|dabei|daran|dort|er|sie|aber"
    r"|und|auch|jedoch|außerdem|zudem|sonst|stattdessen|trotzdem"
    r"|das (?:ist|war|sind|waren|wird|wurde|hat|gilt|bedeutet|heißt|wäre|würde|kostet|zeigt|macht|geht|liegt)"
    # French, Spanish, Portuguese, Italian
    r"|cela|ça|c['’](?:est|était)|ce (?:sont|n['’]est|dernier)|cet(?:te)?|ces|celui|celle|ceux|ils|elles?|ainsi|donc|mais|et|aussi"
    r"|puis|ensuite|pourtant|en effet|en revanche|de plus|cependant"
    r"|esto|eso|est[ae]s?|es[ae]s?|ello|ellos|ellas?|él|pero|y|también|además|así|por eso|por lo tanto|sin embargo|entonces"
    r"|isto|isso|ess[ea]s?|el[ea]s?|mas|também|além disso|assim|por isso|então|porém"
    r"|quest[oaie]|ciò|ess[oaie]|lui|lei|loro|ma|e|anche|inoltre|così|quindi|però|perciò|tuttavia"
    # Dutch, Russian
    r"|dit|deze|hij|zij|maar|en|ook|daarom|daardoor|dus|это|эт[аи]|этот|он|она|они|но|и|также|поэтому|тогда|при этом|кроме того|однако"
    # Arabic
    r"|هذا|هذه|ذلك|تلك|هي|هو|لكن|كما|لذلك)(?!\w)"
    # Japanese, Chinese
    r"|これ|それ|この|その|そこで|しかし|また[、，]|だから|では|でも|ですから|这|那|它|但|也|因此|所以|此外|然后|而且|不过)",
    re.IGNORECASE,
)
_QUESTION: Final = re.compile(r"[?？؟][\s\"”»’)]*$|(?:か|でしょう|ですよね)[。\s]*$")


def points_back(text: str) -> bool:
    """Whether a sentence opens with a word that leans on what was said before it, in the larger languages."""
    return bool(_BACK.match(text))


def asks(text: str) -> bool:
    """Whether a text ends in a question, in Japanese also in one without a mark."""
    return bool(_QUESTION.search(text))
