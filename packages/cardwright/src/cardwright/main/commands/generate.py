"""`cardwright generate`: turn a text into files in this process; no server, no key."""

import logging
import re
import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import anyio
import msgspec
from cardwright_wire import DEFAULT_CARDS, ImageOptions, ImageSource, Language
from cyclopts import Parameter

from cardwright.deck import Deck
from cardwright.errors import CardwrightError, ModelFailed
from cardwright.images.providers import Providers
from cardwright.images.sources import SourceSpec, Wish, all_sources
from cardwright.lint import Report
from cardwright.llm import Budget
from cardwright.main.looks import design_of
from cardwright.main.model import model_of
from cardwright.main.options import CardSplit, NumCards
from cardwright.main.pictures import gathered, sought
from cardwright.main.providers import providers_of
from cardwright.main.rooms import room
from cardwright.main.texts import text_of
from cardwright.pipeline import File, Layouts, Order, exporter_named, files_of, quality, written
from cardwright.reading import Reading
from cardwright.scene.accents import Accents
from cardwright.scene.design import Design
from cardwright.scene.format import fits
from cardwright.server.order import wish_of
from cardwright.server.settings import from_system
from cardwright.theme import DEFAULT_THEME
from cardwright.write import Amount, Brief, Kind, Mode, Written
from cardwright.write.author import Forgetful, authored, unauthored, wants_model

log = logging.getLogger(__name__)
WORST = 3  # findings that are told


def generate(
    source: Annotated[str, Parameter(allow_leading_hyphen=True)],
    *,
    text_mode: Annotated[Mode, Parameter(alias="--mode")] = "generate",
    format: Kind = "presentation",  # noqa: A002 - the option's name
    num_cards: Annotated[NumCards, Parameter(alias="--cards")] = DEFAULT_CARDS,
    card_split: CardSplit = "auto",
    theme: str = DEFAULT_THEME,
    dimensions: str | None = None,
    amount: Amount = "medium",
    language: Annotated[Language, Parameter(alias="--lang")] = "en",
    tone: str = "",
    audience: str = "",
    title: str = "",
    instructions: str = "",
    accents: Accents = "art",
    images: Annotated[ImageSource | None, Parameter(alias="--image-source")] = None,
    export_as: Annotated[list[str] | None, Parameter(alias="--export", negative="")] = None,
    output: Annotated[Path, Parameter(alias="-o")] = Path(),
    json: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Turn a text into files; prints the path of each file it wrote, and beside them how good the deck is.

    Parameters
    ----------
    source
        The text itself, or a file, or @FILE: .md .txt .html .docx .pptx .pdf .csv .xlsx .ipynb; `-` reads standard input.
    text_mode
        generate, condense or preserve the text.
    format
        What the cards make up.
    num_cards
        Exact number of cards when cards are split automatically.
    card_split
        Where cards begin: by number, or at lines that hold only `---`.
    theme
        Name of a theme, or a file: a company's presentation (.pptx) or a theme of your own (.toml).
    dimensions
        Card format, such as 16x9, 4x3, a4, 1x1; each format of `--format` has its own default.
    amount
        Text per card, for generate and condense.
    language
        Language of the text.
    tone
        How it is to sound; heeded by a language model.
    audience
        For whom it is; heeded by a language model.
    title
        Title of the deck instead of the text's own.
    instructions
        Wishes about form, such as "bar chart of revenue".
    accents
        What cards with few words show beside them: art of the theme, a placeholder for a picture, or none.
    images
        Where cards with room for a picture get one, such as aiGenerated or pexels; services are asked as they are set.
    export_as
        File format, may be given several times: pdf, pptx, png, html.
    output
        Folder for the files, or the name of the file.
    json
        Print files, warnings and the quality report as JSON instead.
    """
    formats = tuple(export_as or ("pdf",))
    for name in formats:
        exporter_named(name)
    shape = room(format, dimensions)
    design, told = design_of(theme)
    if dimensions is not None and design.theme.size and not fits(shape, design.theme.size):
        told = (
            *told,
            f"--dimensions {dimensions} was not used: the slides of {design.theme.name} have a size of their own",
        )
    settings, _ = from_system({}, None)
    read, folder, name = text_of(source, settings)
    brief = Brief(
        text=read.text,
        mode=text_mode,
        kind=format,
        cards=num_cards if card_split == "auto" else None,
        instructions=instructions,
        amount=amount,
        tone=tone,
        audience=audience,
        language=language,
        title=title or _title(read),
    )
    providers = providers_of(settings)
    spec, wish = _wished(images, providers)
    order = Order(brief, theme, shape, exports=formats, accents=spec.accents if spec else accents, wish=wish)
    if spec and not wish and spec.missing:
        told = (*told, spec.missing)
    made = _run(order, folder, read.pictures, design, providers)
    for warning in (*told, *read.warnings, *made.warnings):
        print(f"warning: {warning}", file=sys.stderr)
    if output.suffix.lower() in {file.suffix for file in made.files}:
        output, name = output.parent, output.stem
    output.mkdir(parents=True, exist_ok=True)
    paths = _save(made.files, output, name or _titled(made.layouts.deck))
    if json:
        print(_as_json(made, paths, quality(made.layouts, formats)))
        return
    for path in paths:
        print(path)
    if sys.stderr.isatty():
        _tell(quality(made.layouts, formats))


@dataclass(frozen=True, slots=True)
class _Made:
    """What a run leaves."""

    layouts: Layouts
    files: Sequence[File]
    warnings: tuple[str, ...]


def _title(read: Reading) -> str:
    """The title among a file's properties, for texts that have none themselves."""
    return "" if re.search(r"^# ", read.text, re.M) else read.title


def _wished(images: ImageSource | None, providers: Providers) -> tuple[SourceSpec | None, Wish | None]:
    """The source of further pictures, and what is asked of it where it can be asked."""
    if images is None:
        return None, None
    wish = wish_of(ImageOptions(images))
    source = all_sources()[wish.source]
    return source, wish if source.finds(providers) else None


def _run(order: Order, folder: Path, carried: Mapping[str, bytes], design: Design, providers: Providers) -> _Made:
    """The three stages, one line of progress on a terminal."""
    from rich.console import Console  # noqa: PLC0415 - only a terminal pays for it

    screen = Console(stderr=True)

    def show(stage: str) -> AbstractContextManager[object]:
        return screen.status(stage) if screen.is_terminal else nullcontext()

    missed: list[str] = []

    def miss(source: str, error: CardwrightError) -> None:
        missed.append(f"the picture {source:.200} was left out: {error.message}")

    with show("writing"):
        answer = _written(order)
    with show("images"):
        known = gathered(order, answer.deck, folder, miss, carried)
        deck, pictures = sought(order, answer.deck, known, design, providers)
        layouts = Layouts(order, deck, pictures, design)
    with show("rendering"):
        return _Made(layouts, files_of(layouts, order.exports), (*answer.warnings, *missed))


def _written(order: Order) -> Written:
    """The deck, by the language model of the settings where there is one for it."""
    settings, _ = from_system({}, None)
    model = model_of(settings) if wants_model(order.brief) else None
    if model is None:
        return written(order)
    budget = Budget(
        settings.model_seconds, settings.model_tokens, money=settings.model_money, window=settings.model_context
    )

    async def progress(cards: int, of: int) -> None:
        if sys.stderr.isatty():
            print(f"{cards} of {of} cards", file=sys.stderr)

    async def ask() -> Written:
        return await authored(
            model, order.brief, budget, Forgetful(), progress, theme=order.theme, window=settings.model_context
        )

    try:
        return anyio.run(ask)
    except ModelFailed as error:
        log.warning("no language model wrote it: %s", error.message)
        return unauthored(order.brief)


def _as_json(made: _Made, paths: Sequence[Path], report: Report) -> str:
    rows = [
        {"format": file.format, "path": str(path), "mediaType": file.media_type, "size": len(file.data)}
        for file, path in zip(made.files, paths, strict=True)
    ]
    whole = {"title": made.layouts.deck.title, "files": rows, "warnings": made.warnings, "quality": report}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode()


def _tell(report: Report) -> None:
    """The score in a line, what is worst, and what files lack; on stderr, for the output is a list of paths."""
    from cardwright.main.telling import line, summary  # noqa: PLC0415 - its library is slow to load

    serious = [line(finding) for finding in report.findings if finding.severity != "info"]
    losses = [f"{file.format} has no {loss}" for file in report.exports for loss in file.losses if file.format != "png"]
    for told in (summary(report), *(f"  {one}" for one in (*serious[:WORST], *losses))):
        print(told, file=sys.stderr)


def _titled(deck: Deck) -> str:
    """The name of files whose text was in none."""
    return "-".join(word for word in "".join(c if c.isalnum() else " " for c in deck.title).split())[:60] or "deck"


def _save(files: Sequence[File], folder: Path, stem: str) -> list[Path]:
    paths: list[Path] = []
    for file in files:
        # A png export is a zip of pictures; its name says which of several zips it is.
        name = f"{stem}-{file.format}{file.suffix}" if file.suffix == ".zip" else f"{stem}{file.suffix}"
        path = folder / name
        part = path.with_name(path.name + ".part")
        part.write_bytes(file.data)
        part.replace(path)
        paths.append(path)
    return paths
