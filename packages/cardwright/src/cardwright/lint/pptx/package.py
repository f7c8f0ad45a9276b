"""The file as such: whether its parts refer to each other as the format asks."""

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from cardwright.lint.pptx.xml import parsed

_TYPES = "[Content_Types].xml"


def problems(data: bytes) -> Iterator[str]:
    """Each place where a file breaks the rules of its format, in words."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        for name, count in Counter(names).items():
            if count > 1:
                yield f"{name} is there {count} times"
        yield from _untyped(archive, names)
        for name in dict.fromkeys(names):
            if name.endswith(".rels"):
                yield from _dangling(archive, name, set(names))
            elif name.startswith("ppt/slides/slide") and name.endswith(".xml"):
                yield from _doubled(archive, name)


def _parsed(archive: zipfile.ZipFile, name: str) -> Any:
    return parsed(archive.read(name))


def _untyped(archive: zipfile.ZipFile, names: list[str]) -> Iterator[str]:
    """Parts for which the list of content types has no entry."""
    root = _parsed(archive, _TYPES)
    endings = {str(one.get("Extension", "")).casefold() for one in root if str(one.tag).endswith("}Default")}
    parts = {str(one.get("PartName", "")).casefold() for one in root if str(one.tag).endswith("}Override")}
    for name in names:
        typed = f"/{name}".casefold() in parts or name.rpartition(".")[2].casefold() in endings
        if name != _TYPES and not name.endswith("/") and not typed:
            yield f"{name} has no content type"


def _dangling(archive: zipfile.ZipFile, name: str, names: set[str]) -> Iterator[str]:
    """Relations within the file whose target is not in it."""
    folder = posixpath.dirname(posixpath.dirname(name))
    owner = posixpath.join(folder, posixpath.basename(name)[: -len(".rels")])
    seen: set[str] = set()
    for one in _parsed(archive, name):
        own, target = str(one.get("Id", "")), unquote(str(one.get("Target", "")).partition("#")[0])
        if own in seen:
            yield f"{owner}: {own} is there twice"
        seen.add(own)
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if one.get("TargetMode") != "External" and target and target != "NULL" and path not in names:
            yield f"{owner}: {own} leads to {path}, which is not there"


def _doubled(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    """Ids that two shapes of a slide share."""
    ids = Counter(str(one.get("id")) for one in _parsed(archive, name).iter() if str(one.tag).endswith("}cNvPr"))
    for own, count in ids.items():
        if count > 1:
            yield f"{name}: {count} shapes have the id {own}"
