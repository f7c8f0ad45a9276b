"""`cardwright lint`: what is wrong with decks, by rules that need no model: PPTX files, decks and texts."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from cardwright_wire import DEFAULT_CARDS, Language
from cyclopts import Parameter

from cardwright.errors import InvalidInput
from cardwright.lint.rule import SEVERITIES
from cardwright.lint.rules import all_rules
from cardwright.lint.sarif import sarif
from cardwright.main.judging import Judged, Unreadable, Wishes, files_in, judge
from cardwright.main.options import CardSplit, NumCards
from cardwright.main.rooms import room
from cardwright.main.telling import tell
from cardwright.pipeline import Order
from cardwright.theme import DEFAULT_THEME
from cardwright.write import Brief, Kind, Mode

UNREADABLE = 2  # exit status


def lint(
    files: Annotated[list[Path], Parameter(consume_multiple=True)],
    /,
    *,
    fail_on: Literal["error", "warning", "info", "never"] = "error",
    ignore: Annotated[list[str] | None, Parameter(negative="")] = None,
    profile: Literal["auto", "presented", "read"] = "auto",
    json: Annotated[bool, Parameter(negative="")] = False,
    sarif_: Annotated[bool, Parameter(name="--sarif", negative="")] = False,
    text_mode: Mode = "preserve",
    format: Kind = "presentation",  # noqa: A002 - the option's name
    num_cards: NumCards = DEFAULT_CARDS,
    card_split: CardSplit = "auto",
    theme: str = DEFAULT_THEME,
    dimensions: str | None = None,
    language: Language = "en",
) -> None:
    """Check decks for what readers trip over; exits 0 when there is nothing, 1 with findings, 2 with unreadable files.

    Parameters
    ----------
    files
        PPTX files of anybody's, decks as JSON, texts or Markdown; of a folder all PPTX files below it.
    fail_on
        The least severity that makes the command fail.
    ignore
        Rules to leave out by their ids, such as G4; may be given several times.
    profile
        Whether cards are presented to a room or read at a desk; auto tells by their shape.
    json
        Print the whole report as JSON.
    sarif_
        Print it as SARIF 2.1.0, for code scanners and editors.
    text_mode
        How texts become decks: generate, condense or preserve.
    format
        What the cards of decks and texts make up.
    num_cards
        Number of cards of texts when cards are split automatically.
    card_split
        Where cards of texts begin: by number, or at lines that hold only `---`.
    theme
        Theme for decks and texts.
    dimensions
        Card format for decks and texts; each format of `--format` has its own default.
    language
        Language of texts.
    """
    ignored = frozenset(name.upper() for name in ignore or ())
    if unknown := sorted(ignored - set(all_rules())):
        msg = f"--ignore {unknown[0]} is no rule; there are: {', '.join(all_rules())}"
        raise InvalidInput(msg)
    brief = Brief("", text_mode, format, num_cards if card_split == "auto" else None, language=language)
    wishes = Wishes(Order(brief, theme, room(format, dimensions)), profile, ignored)
    found = [judge(path, wishes) for path in files_in(files)]
    if sarif_:
        print(sarif([(one.path, one.report) for one in found if isinstance(one, Judged)]).decode())
    elif json:
        print(_as_json(found).decode())
    else:
        tell(found)
    for one in found:
        if isinstance(one, Unreadable):
            print(f"error: {one.path}: {one.message}", file=sys.stderr)
    sys.exit(_status(found, fail_on))


def _as_json(found: list[Judged | Unreadable]) -> bytes:
    rows = [
        {"file": one.path, "report": one.report}
        if isinstance(one, Judged)
        else {"file": one.path, "error": one.message}
        for one in found
    ]
    return msgspec.json.format(msgspec.json.encode({"files": rows}), indent=2)


def _status(found: list[Judged | Unreadable], fail_on: str) -> int:
    if any(isinstance(one, Unreadable) for one in found):
        return UNREADABLE
    severe = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
    return int(any(one.report.count(severity) for one in found if isinstance(one, Judged) for severity in severe))
