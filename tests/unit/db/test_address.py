"""The setting `database_url`: what is taken, what is refused, and that no error and no list repeats a password."""

from pathlib import Path

import pytest
from cardwright.db import open_database
from cardwright.db.address import parameters, place, shown
from cardwright.errors import Misconfigured

PASSWORD = "hunter2secret"


def test_a_url_becomes_the_parameters_of_a_connection() -> None:
    found = parameters("postgresql://ada:p%40ss@db.example:6432/decks?sslmode=require")
    assert {name: found[name] for name in ("user", "password", "host", "port", "dbname", "sslmode")} == {
        "user": "ada", "password": "p@ss", "host": "db.example", "port": "6432", "dbname": "decks", "sslmode": "require",
    }  # fmt: skip


def test_the_url_has_the_last_word_on_how_long_is_waited() -> None:
    assert parameters("postgresql://h/d")["connect_timeout"] == "3"
    assert parameters("postgresql://h/d?connect_timeout=9")["connect_timeout"] == "9"


@pytest.mark.parametrize("url", ["mysql://u@h/d", "sqlite:///x.db", "decks", "postgresql:/h/d", "http://h/d"])
def test_another_scheme_is_refused(url: str) -> None:
    with pytest.raises(Misconfigured, match=r"^database_url: must begin with postgresql://"):
        parameters(url)


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://u:{PASSWORD}@{PASSWORD}@host/db",
        f"postgresql://u:{PASSWORD}/{PASSWORD}@host/db",
        f"postgresql://u:12/{PASSWORD}@host/db",
        f"postgresql://u:%zz{PASSWORD}@host/db",
        f"postgresql://u:{PASSWORD}@host/db?unheard={PASSWORD}",
    ],
)
def test_a_url_that_is_misread_is_refused_without_being_repeated(url: str) -> None:
    with pytest.raises(Misconfigured, match=r"^database_url: ") as refused:
        parameters(url)
    assert PASSWORD not in refused.value.message + refused.value.hint
    assert shown(url) == "…"


def test_a_server_that_cannot_be_reached_is_named_without_its_password(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Misconfigured, match=r"^database_url: 127\.0\.0\.1:1/db cannot be reached: ") as refused:
        open_database(tmp_path / "a.db", f"postgresql://u:{PASSWORD}@127.0.0.1:1/db")
    assert PASSWORD not in refused.value.message + refused.value.hint + caplog.text


@pytest.mark.parametrize(
    ("url", "where"),
    [
        (f"postgresql://u:{PASSWORD}@h:5/d", "h:5/d"),
        (f"postgresql://h/d?password={PASSWORD}", "h:5432/d"),
        ("postgresql:///d?host=/run/pg", "/run/pg:5432/d"),
        ("postgresql://u@h1:1,h2:2", "h1,h2:1,2/u"),
        ("postgres://h/d", "h:5432/d"),
    ],
)
def test_a_place_is_told_without_user_and_password(url: str, where: str) -> None:
    assert place(parameters(url)) == where
    assert shown(url) == f"postgresql://…@{where}"
