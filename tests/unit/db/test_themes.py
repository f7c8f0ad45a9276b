"""Rows of a workspace's own themes."""

from dataclasses import replace

from cardwright.accounts import workspaces
from cardwright.accounts.people import OWNER_ID
from cardwright.accounts.workspaces import DEFAULT_ID
from cardwright.db import Database, themes
from cardwright.db.themes import CustomTheme

ONE = CustomTheme(
    "thm_1", DEFAULT_ID, OWNER_ID, "Bay", "bay.pptx", ("light", "blue"), (), 960.0, 540.0, "ab" * 32, "{}", 1000.0
)


def put(database: Database, theme: CustomTheme, most: int = 9) -> bool:
    return database.write_now(lambda connection: themes.insert(connection, theme, most))


def test_a_theme_is_found_again_by_its_workspace_alone(database: Database) -> None:
    assert put(database, ONE)
    other = workspaces.create(database, "Other", "pro", 1, 0.0)
    assert themes.find(database, "thm_1", DEFAULT_ID) == ONE
    assert themes.find(database, "thm_1", other.id) is None
    assert themes.of(database, other.id) == []


def test_a_theme_without_a_size_of_its_own_keeps_none(database: Database) -> None:
    plain = replace(ONE, width=None, height=None, tone_keywords=("calm",))
    assert put(database, plain)
    assert themes.find(database, "thm_1", DEFAULT_ID) == plain


def test_themes_are_listed_by_name(database: Database) -> None:
    for id_, name in (("thm_1", "Tide"), ("thm_2", "Bay"), ("thm_3", "Bay")):
        put(database, replace(ONE, id=id_, name=name))
    assert [theme.id for theme in themes.of(database, DEFAULT_ID)] == ["thm_2", "thm_3", "thm_1"]


def test_there_are_no_more_than_so_many(database: Database) -> None:
    assert [put(database, replace(ONE, id=f"thm_{at}"), most=2) for at in range(3)] == [True, True, False]


def test_only_its_own_workspace_deletes_a_theme_and_only_once(database: Database) -> None:
    put(database, ONE)
    other = workspaces.create(database, "Other", "pro", 1, 0.0)

    def delete(workspace: str) -> bool:
        return database.write_now(lambda connection: themes.delete(connection, "thm_1", workspace))

    assert [delete(other.id), delete(DEFAULT_ID), delete(DEFAULT_ID)] == [False, True, False]
