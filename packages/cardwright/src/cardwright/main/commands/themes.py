"""`cardwright themes`: looks to make decks in, everybody's and a workspace's own, also while they are served."""

import sys
from pathlib import Path
from typing import Annotated, Any

import msgspec
from cyclopts import App, Parameter

from cardwright.accounts import people, workspaces
from cardwright.accounts.workspaces import DEFAULT_ID
from cardwright.brand.report import Report, ThemeRefused
from cardwright.clock import SYSTEM
from cardwright.db import themes as rows
from cardwright.db.themes import CustomTheme
from cardwright.errors import InvalidInput, NotFound
from cardwright.main.data import database_at, store_at
from cardwright.main.listing import Json, listed, print_json
from cardwright.main.looks import SUFFIXES, read_file
from cardwright.scene.design import Design, unpacked
from cardwright.server.own_themes import MOST_THEMES, kept
from cardwright.theme import Theme, all_themes

Data = Annotated[Path | None, Parameter(help="The server's data folder.")]
Where = Annotated[str, Parameter(help="Id of the workspace.")]

themes = App(name="themes", help="List themes; bring a company's own, and take them away.")


@themes.command(name="import")
def import_(
    file: Path, *, name: str = "", workspace: Where = DEFAULT_ID, data: Data = None, as_json: Json = False
) -> None:
    """Bring a theme of a workspace's own and print its id and what was understood of its file.

    Parameters
    ----------
    file
        A company's PowerPoint presentation or template, or a theme as TOML.
    name
        Its name instead of the file's.
    """
    design, report = _read(file, name, as_json=as_json)
    with database_at(data) as (database, folder):
        workspaces.known(database, workspace)
        row = kept(store_at(folder), design, report, workspace, people.OWNER_ID, SYSTEM.now())
        if not database.write_now(lambda connection: rows.insert(connection, row, MOST_THEMES)):
            msg = f"the workspace has {MOST_THEMES} themes of its own already"
            raise InvalidInput(msg, "`cardwright themes remove` takes one away")
    _print(report, as_json=as_json, id=row.id, name=row.name)


@themes.command(name="list")
def list_(*, workspace: Where = DEFAULT_ID, data: Data = None, as_json: Json = False) -> None:
    """List everybody's themes and the workspace's own."""
    with database_at(data) as (database, _):
        own = rows.of(database, workspaces.known(database, workspace).id)
    found = [(theme.id, theme.name, "standard", theme.color_keywords) for theme in all_themes().values()]
    found += [(row.id, row.name, "custom", row.color_keywords) for row in own]
    listed(
        ({"id": id_, "name": name, "type": type_, "colorKeywords": words} for id_, name, type_, words in found),
        lambda row: f"{row['id']:<22}  {row['type']:<8}  {row['name']:<24}  {', '.join(row['colorKeywords'])}",
        as_json=as_json,
    )


@themes.command
def show(theme: str, *, workspace: Where = DEFAULT_ID, data: Data = None, as_json: Json = False) -> None:
    """Show a theme's colours and fonts, and of one that came from a file what was understood of it.

    Parameters
    ----------
    theme
        Its id, or a file that is looked at without being kept.
    """
    if Path(theme).suffix.lower() in SUFFIXES:
        design, report = _read(Path(theme), as_json=as_json)
        _print(report, as_json=as_json, theme=design.theme)
        return
    if theme in all_themes():
        _print(None, as_json=as_json, theme=all_themes()[theme])
        return
    with database_at(data) as (database, folder):
        row = _known(rows.find(database, theme, workspace), theme)
        own = unpacked(store_at(folder).get_now(row.design_sha256)).theme
    report = msgspec.json.decode(row.report, type=Report)
    _print(report, as_json=as_json, id=row.id, theme=msgspec.structs.replace(own, id=row.id))


@themes.command
def remove(theme: str, *, workspace: Where = DEFAULT_ID, data: Data = None) -> None:
    """Take away a theme of a workspace's own; decks that were made with it stay as they are.

    Parameters
    ----------
    theme
        Its id.
    """
    with database_at(data) as (database, _):
        if not database.write_now(lambda connection: rows.delete(connection, theme, workspace)):
            _known(None, theme)


def _read(file: Path, name: str = "", *, as_json: bool) -> tuple[Design, Report]:
    """The theme in a file and the report on it; of one that is refused, the report is printed."""
    try:
        return read_file(file, name)
    except ThemeRefused as error:
        _print(Report(file.name, error.notes), as_json=as_json, refused=error.message)
        raise


def _known(row: CustomTheme | None, theme: str) -> CustomTheme:
    if row is None:
        msg = f"there is no theme {theme} of the workspace's own"
        raise NotFound(msg, "`cardwright themes list` names them")
    return row


def _print(report: Report | None, *, as_json: bool, theme: Theme | None = None, **facts: str) -> None:
    """Facts, tokens and the report, for people or programs."""
    if as_json:
        body: dict[str, Any] = dict(facts)
        body |= {"theme": msgspec.to_builtins(theme)} if theme else {}
        body |= {"source": report.source, "report": msgspec.to_builtins(report.notes)} if report else {}
        print_json(body)
        return
    lines = [f"{name} {value}" for name, value in facts.items() if name != "refused"]
    if theme:
        lines += _described(theme)
    for line in [*lines, *(report.lines() if report else [])]:
        print(line, file=sys.stderr if "refused" in facts else sys.stdout)


def _described(theme: Theme) -> list[str]:
    lines = [f"{theme.name}: {theme.fonts.heading} for headings, {theme.fonts.body} for text"]
    surfaces = [("base", theme.base), ("inverse", theme.inverse)]
    surfaces += [(name, layout.colors) for name, layout in theme.layouts.items() if layout.colors]
    lines += [
        f"  {name:<10} background {one.background}, text {one.text}, titles {one.heading}, accent {one.accent}"
        for name, one in surfaces
    ]
    return [*lines, f"  {'charts':<10} {' '.join(theme.series)}"]
