"""Options that say what is to be made, and the body of a request made of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

from cyclopts import Parameter

from cardwright_client._values import as_object
from cardwright_client.cli.options import Usage
from cardwright_client.cli.sources import object_of, pair, read
from cardwright_client.params import (
    Amount,
    CardSplit,
    CreateParams,
    Dimensions,
    Format,
    ImageSource,
    TemplateParams,
    TextMode,
    camel,
)

# In a file of items a name may be the one an option has.
_SHORT: Final[Mapping[str, str]] = {
    "theme": "themeId",
    "cards": "numCards",
    "mode": "textMode",
    "text": "inputText",
    "export": "exportAs",
    "instructions": "additionalInstructions",
    "tone": "textOptions.tone",
    "audience": "textOptions.audience",
    "language": "textOptions.language",
    "amount": "textOptions.amount",
    "dimensions": "cardOptions.dimensions",
    "image_source": "imageOptions.source",
    "image_model": "imageOptions.model",
    "image_style": "imageOptions.style",
}
_KNOWN: Final = {camel(name) for name in (*CreateParams.__annotations__, *TemplateParams.__annotations__)}


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class Wishes:
    """What all decks of a command have in common. None leaves it to the service."""

    text_mode: Annotated[
        TextMode | None, Parameter(alias="--mode", help="generate, condense or preserve the text.")
    ] = None
    format: Annotated[Format | None, Parameter(help="What the cards make up.")] = None
    num_cards: Annotated[int | None, Parameter(alias="--cards", help="How many cards.")] = None
    card_split: Annotated[
        CardSplit | None, Parameter(help="Where cards begin: by number, or at lines that hold only `---`.")
    ] = None
    theme: Annotated[str | None, Parameter(help="Id of a theme; `cardwright themes` lists them.")] = None
    dimensions: Annotated[Dimensions | None, Parameter(help="Card format.")] = None
    amount: Annotated[Amount | None, Parameter(help="Text per card.")] = None
    language: Annotated[str | None, Parameter(alias="--lang", help="Language of the text.")] = None
    tone: Annotated[str | None, Parameter(help="How it is to sound.")] = None
    audience: Annotated[str | None, Parameter(help="For whom it is.")] = None
    title: Annotated[str | None, Parameter(help="Title instead of the text's own.")] = None
    instructions: Annotated[str | None, Parameter(help="Wishes in words.")] = None
    image_source: Annotated[ImageSource | None, Parameter(help="Where pictures come from.")] = None
    image_model: Annotated[str | None, Parameter(help="The model that makes pictures.")] = None
    image_style: Annotated[str | None, Parameter(help="What made pictures look like.")] = None
    folder: Annotated[
        list[str] | None, Parameter(negative="", help="Id of a folder to put it into; may be given several times.")
    ] = None
    export_as: Annotated[
        list[str] | None,
        Parameter(alias="--export", negative="", help="File format: pdf, pptx, png; may be given several times."),
    ] = None
    set: Annotated[
        list[str] | None,
        Parameter(negative="", help="Any property of the request, such as sharingOptions.externalAccess=view."),
    ] = None
    body: Annotated[Path | None, Parameter(help="JSON file with properties of the request.")] = None

    def request(self) -> dict[str, Any]:
        """The properties of a request, in the wire's names.

        Raises:
            Usage: a property does not exist.
        """
        said: dict[str, Any] = {
            "textMode": self.text_mode, "format": self.format, "numCards": self.num_cards,
            "cardSplit": self.card_split, "themeId": self.theme, "title": self.title,
            "additionalInstructions": self.instructions, "folderIds": self.folder,
            "exportAs": (self.export_as or [None])[0], "cardOptions.dimensions": self.dimensions,
            "textOptions.amount": self.amount, "textOptions.language": self.language, "textOptions.tone": self.tone,
            "textOptions.audience": self.audience, "imageOptions.source": self.image_source,
            "imageOptions.model": self.image_model, "imageOptions.style": self.image_style,
        }  # fmt: skip
        found = merged(_from_file(self.body), {name: value for name, value in said.items() if value is not None})
        return merged(found, dict(pair("--set", text) for text in self.set or ()))

    @property
    def further_exports(self) -> str:
        """Formats besides the first, as the header of services that make several."""
        return ", ".join((self.export_as or [])[1:])


def merged(body: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """A body with more properties; names may have dots, and be Python's or the wire's.

    Raises:
        Usage: one does not exist.
    """
    found = dict(body)
    for name, value in more.items():
        first, *rest = (camel(part) for part in _SHORT.get(name, name).split("."))
        if first not in _KNOWN:
            msg = f"a request has no {name}; there are: {', '.join(sorted(_KNOWN))}"
            raise Usage(msg)
        if rest or isinstance(value, dict):
            found[first] = _deep(as_object(found.get(first)), _nested(rest, value))
        else:
            found[first] = value
    return found


def _nested(names: list[str], value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        value = {camel(name): part for name, part in as_object(value).items()}
    for name in reversed(names):
        value = {name: value}
    return as_object(value)


def _deep(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(old)
    for name, value in new.items():
        before = found.get(name)
        both = isinstance(before, dict) and isinstance(value, dict)
        found[name] = _deep(as_object(before), as_object(value)) if both else value
    return found


def _from_file(file: Path | None) -> dict[str, Any]:
    return {} if file is None else merged({}, object_of(read(file), str(file)))
