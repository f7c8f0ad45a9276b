"""Languages: how each is set, as `languages.toml` says.

A language is found by its BCP 47 tag, else by the tag's first part; one that
is not in the table is set like English, from right to left where its script
runs that way.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final, Literal

import msgspec

DEFAULT: Final = "en"
EMOJI: Final = "Twemoji"
# Languages beyond the table that are not written in Latin letters, with the script whose faces they take.
_OTHERS: Final = {
    "yi": "Hebr", "ps": "Arab", "sd": "Arab", "ckb": "Arab", "ug": "Arab", "dv": "Arab", "ne": "Deva", "sa": "Deva",
    "as": "Beng", "be": "Cyrl", "mn": "Cyrl", "ky": "Cyrl", "tg": "Cyrl",
}  # fmt: skip
_SAME: Final = {"fil": "tl", "no": "nb", "nn": "nb", "iw": "he", "in": "id"}  # other names of languages in the table
# What the Han letters that one East Asian face lacks are taken from: the nearest shapes first.
_EAST_ASIAN: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "Jpan": ("Jpan", "Hant", "Hans", "Hang"),
        "Hans": ("Hans", "Hant", "Jpan", "Hang"),
        "Hant": ("Hant", "Hans", "Jpan", "Hang"),
        "Hang": ("Hang", "Jpan", "Hant", "Hans"),
    }
)


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A script's faces and habits. `letters` is what stands between the brackets of a regular expression."""

    name: str
    face: str = ""  # empty where the faces of every theme have the letters
    rtl: bool = False
    kind: Literal["european", "complex", "east-asian"] = "european"
    line: float = 0.0  # the least line height that its letters need, as a multiple of the size
    letters: str = ""


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a language is set."""

    tag: str
    script: Script
    locale: str  # with a country, as office programs want it
    lacking: frozenset[str] = frozenset()  # families of themes that have most of its letters but not all

    @property
    def faces(self) -> tuple[str, ...]:
        """The faces of scripts that themes lack: the language's own first, emoji last."""
        own = self.script.name
        east = _EAST_ASIAN.get(own, _EAST_ASIAN["Jpan"])
        others = [name for name in scripts() if name not in _EAST_ASIAN]
        order = [*east, *others] if own in _EAST_ASIAN else [own, *others, *east]
        found = (scripts()[name].face for name in order)
        return tuple(dict.fromkeys([*filter(None, found), EMOJI]))


@cache
def language(tag: str) -> Language:
    """The language of a tag such as `en`, `pt-BR` or `zh-Hant-TW`."""
    rows = _rows()
    for known in candidates(tag):
        if known in rows:
            return rows[known]
    script = scripts()[_OTHERS.get(primary(tag), "Latn")]
    return Language(tag or DEFAULT, script, tag or rows[DEFAULT].locale)


def candidates(tag: str) -> list[str]:
    """The tables' tags that a tag may mean, the nearest first."""
    first, *rest = tag.replace("_", "-").split("-")
    places = [part.upper() for part in rest if len(part) in (2, 3)]
    if first.lower() == "zh" and ("hant" in {part.lower() for part in rest} or {"HK", "MO"} & set(places)):
        places = ["TW"]
    named = _SAME.get(first.lower(), first.lower())
    return [*(f"{named}-{place}" for place in places), named]


def primary(tag: str) -> str:
    """The first part of a tag, which names the language alone."""
    return tag.replace("_", "-").partition("-")[0].lower()


@cache
def scripts() -> Mapping[str, Script]:
    """Every script by its ISO 15924 name, in the order of the table."""
    rows = _table()["scripts"].items()
    return MappingProxyType({name: msgspec.convert({"name": name, **row}, Script) for name, row in rows})


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((resources.files(__name__) / "languages.toml").read_text("utf-8"))


@cache
def _rows() -> Mapping[str, Language]:
    return MappingProxyType(
        {
            tag: msgspec.convert({"tag": tag, **row, "script": scripts()[row["script"]]}, Language)
            for tag, row in _table().items()
            if tag != "scripts"
        }
    )
