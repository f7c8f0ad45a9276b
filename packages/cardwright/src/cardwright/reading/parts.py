"""Office files before a library opens them: every part is unpacked once within bounds, and XML declares nothing."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final

from cardwright.archives import MIB, Archive, Bounds
from cardwright.reading import MAX_FILE, FileRefused

_BOUNDS: Final = Bounds(file=MAX_FILE, ratio=250)
_XML: Final = (".xml", ".rels", ".vml")
_MAX_XML: Final = 12 * MIB  # bytes of one part that is loaded as a whole
_MAX_ALL_XML: Final = 64 * MIB
_OLD: Final = b"\xd0\xcf\x11\xe0"


def checked(data: bytes, what: str, main: str, streamed: tuple[str, ...] = ()) -> None:
    """Check an Office file. `main` is a part it must have; parts below `streamed` are read piece by piece, and may be large.

    Raises:
        FileRefused: it is no such file, or a library could not read it with bounded means.
    """
    if data.startswith(_OLD):
        msg = f"the file is protected by a password, or of an old program; save it as {what} without one"
        raise FileRefused(msg)
    archive = Archive(data, _BOUNDS, FileRefused, what)
    if main not in archive:
        msg = f"the file is no {what}"
        raise FileRefused(msg)
    total = 0
    for name in archive.names():
        part = archive.data(name)
        if name.lower().endswith(_XML):
            total += len(part)
            _check_xml(name, part, large=name.startswith(streamed))
        if total > _MAX_ALL_XML:
            msg = f"the file's parts are {_MAX_ALL_XML // MIB} MB of XML or more"
            raise FileRefused(msg)


@contextmanager
def undamaged() -> Generator[None]:
    """Whatever a damaged file makes a library raise is told as damage; what passes a bound is not.

    Raises:
        FileRefused: the library gave up.
    """
    try:
        yield
    except (FileRefused, MemoryError, RecursionError):
        raise
    except Exception as error:
        msg = f"the file is damaged: {type(error).__name__}"
        raise FileRefused(msg) from error


def xml(part: bytes) -> Any:
    """The root of a part that was checked; None when it is damaged."""
    etree = _etree()
    try:
        return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _etree() -> Any:
    """The library, which has no types; loaded when the first document is read."""
    from lxml import etree  # noqa: PLC0415 # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType]

    return etree  # pyright: ignore[reportUnknownVariableType]


def _check_xml(name: str, part: bytes, *, large: bool) -> None:
    if len(part) > _MAX_XML and not large:
        msg = f"{name[:120]} is larger than {_MAX_XML // MIB} MB"
        raise FileRefused(msg)
    bare = part[:MIB].replace(b"\0", b"")  # UTF-16 too; a declaration stands before the first element
    if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
        msg = f"{name[:120]} declares a document type, which Office files never do"
        raise FileRefused(msg)
