"""`cardwright generate`: the whole path in this process; no server, no key."""

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated, Literal

import anyio
from cardwright_wire import CARDS_OF_PLAN, DEFAULT_CARDS, DEFAULT_DIMENSIONS, LEAST_CARDS, LEGAL_DIMENSIONS, Language
from cyclopts import Parameter
from cyclopts.validators import Number

from cardwright.deck import Deck
from cardwright.errors import CardwrightError, InvalidInput
from cardwright.images.check import checked
from cardwright.images.fetch import GuardedFetcher
from cardwright.images.gather import FolderFetcher
from cardwright.pipeline import File, Order, exporter_named, illustrated, rendered, theme_named, written
from cardwright.scene import Image
from cardwright.scene.format import FORMATS
from cardwright.theme import DEFAULT_THEME
from cardwright.write import Amount, Brief, Kind, Mode

STEPS = ("writing", "images", "rendering")


def generate(
    source: Annotated[str, Parameter(allow_leading_hyphen=True)],
    *,
    text_mode: Mode = "generate",
    format: Kind = "presentation",  # noqa: A002 - the option's name
    num_cards: Annotated[
        int, Parameter(validator=Number(gte=LEAST_CARDS, lte=max(CARDS_OF_PLAN.values())))
    ] = DEFAULT_CARDS,
    card_split: Literal["auto", "inputTextBreaks"] = "auto",
    theme: str = DEFAULT_THEME,
    dimensions: str | None = None,
    amount: Amount = "medium",
    language: Language = "en",
    title: str = "",
    instructions: str = "",
    export_as: Annotated[list[str] | None, Parameter(negative="")] = None,
    output: Annotated[Path, Parameter(alias="-o")] = Path(),
) -> None:
    """Turn a text into files; prints the path of each file it wrote.

    Parameters
    ----------
    source
        Text or Markdown file; `-` reads standard input.
    text_mode
        generate, condense or preserve the text.
    format
        What the cards make up.
    num_cards
        Exact number of cards when cards are split automatically.
    card_split
        Where cards begin: by number, or at lines that hold only `---`.
    theme
        Name of a theme.
    dimensions
        Card format, such as 16x9, 4x3, a4, 1x1; each format of `--format` has its own default.
    amount
        Text per card, for generate and condense.
    language
        Language of the text.
    title
        Title of the deck instead of the text's own.
    instructions
        Wishes about form, such as "bar chart of revenue".
    export_as
        File format, may be given several times: pdf, pptx, png, html.
    output
        Folder for the files.
    """
    formats = tuple(export_as or ("pdf",))
    for name in formats:
        exporter_named(name)
    room = _room(format, dimensions)
    theme_named(theme)
    text, folder = _read(source)
    brief = Brief(
        text=text,
        mode=text_mode,
        kind=format,
        cards=num_cards if card_split == "auto" else None,
        instructions=instructions,
        amount=amount,
        language=language,
        title=title,
    )
    order = Order(brief, theme, room, exports=formats)
    deck, files = _run(order, folder)
    output.mkdir(parents=True, exist_ok=True)
    for path in _save(files, output, _stem(source, deck)):
        print(path)


def _read(source: str) -> tuple[str, Path]:
    """The text and the folder its pictures are relative to."""
    if source == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace"), Path.cwd()
    path = Path(source)
    try:
        return path.read_bytes().decode("utf-8", "replace"), path.parent
    except OSError as error:
        msg = f"{source}: {error.strerror}"
        raise InvalidInput(msg) from error


def _room(kind: Kind, dimensions: str | None) -> str:
    if dimensions is None:
        return DEFAULT_DIMENSIONS[kind]
    if dimensions not in LEGAL_DIMENSIONS[kind] or dimensions not in FORMATS:
        msg = f"--dimensions {dimensions} is not for {kind}; there are: {', '.join(LEGAL_DIMENSIONS[kind])}"
        raise InvalidInput(msg)
    return dimensions


def _run(order: Order, folder: Path) -> tuple[Deck, Sequence[File]]:
    """The three stages, one line of progress on a terminal."""
    from rich.console import Console  # noqa: PLC0415 - only a terminal pays for it

    screen = Console(stderr=True)

    def show(stage: str) -> AbstractContextManager[object]:
        return screen.status(stage) if screen.is_terminal else nullcontext()

    with show("writing"):
        answer = written(order)
    for warning in answer.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    with show("images"):
        images = anyio.run(_pictures, order, answer.deck, folder)
    with show("rendering"):
        return answer.deck, rendered(order, answer.deck, images, order.exports)


async def _pictures(order: Order, deck: Deck, folder: Path) -> dict[str, Image]:
    async def check(data: bytes) -> Image:
        return checked(data)

    def missed(source: str, error: CardwrightError) -> None:
        print(f"warning: the picture {source:.200} was left out: {error.message}", file=sys.stderr)

    async with GuardedFetcher() as remote:
        return await illustrated(order, deck, FolderFetcher(folder, remote), check, missed)


def _stem(source: str, deck: Deck) -> str:
    if source != "-":
        return Path(source).stem
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
