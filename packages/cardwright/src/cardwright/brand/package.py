"""A presentation file as parts, with their media types and relationships; addresses outside the file are never followed."""

import posixpath
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from cardwright.archives import MIB, Archive, Bounds
from cardwright.brand.report import ThemeRefused
from cardwright.brand.xml import Element, children, parsed

BOUNDS: Final = Bounds()  # parts that are asked for count
MAX_FILE: Final = BOUNDS.file  # bytes
MAX_PARTS: Final = BOUNDS.parts
MAX_PART: Final = BOUNDS.part  # bytes unpacked
MAX_XML: Final = 8 * MIB
_PACKAGE_RELS: Final = "application/vnd.openxmlformats-package.relationships+xml"
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_OLD: Final = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part. `kind` is the last word of its type, `target` a part's name or an address."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        return self.type.rpartition("/")[2]


class Package:
    """The parts of a file by name, without a slash at the beginning.

    Raises:
        ThemeRefused: it is no presentation, or larger than any template is.
    """

    def __init__(self, data: bytes) -> None:
        self._archive = _opened(data)
        self._bytes: dict[str, bytes] = {}
        self._roots: dict[str, Element] = {}
        self._defaults, self._overrides = self._content_types()

    def __contains__(self, name: str) -> bool:
        return name in self._archive

    def data(self, name: str) -> bytes:
        """The bytes of a part."""
        if name not in self._bytes:
            self._bytes[name] = self._archive.data(name)
        return self._bytes[name]

    def xml(self, name: str) -> Element:
        """The root of a part; it is not to be changed."""
        if name not in self._roots:
            self._roots[name] = self.fresh_xml(name)
        return self._roots[name]

    def fresh_xml(self, name: str) -> Element:
        """The root of a part, to do with as one likes."""
        data = self.data(name)
        if len(data) > MAX_XML:
            msg = f"{name} is larger than {MAX_XML // MIB} MB"
            raise ThemeRefused(msg)
        return parsed(data, name)

    def content_type(self, name: str) -> str:
        """The media type that the file claims for a part; empty when it claims none."""
        return self._overrides.get(name.casefold()) or self._defaults.get(name.rpartition(".")[2].casefold(), "")

    def relations(self, name: str) -> dict[str, Relation]:
        """The relationships of a part by their ids; `name` is empty for those of the file."""
        folder, _, base = name.rpartition("/")
        source = posixpath.join(folder, "_rels", f"{base}.rels")
        if source not in self._archive:
            return {}
        found: dict[str, Relation] = {}
        for row in children(self.xml(source)):
            id_, type_, target = row.get("Id") or "", row.get("Type") or "", row.get("Target") or ""
            if type_.startswith(_STRICT):
                msg = "the file is a Strict Open XML presentation; save it as an ordinary PowerPoint presentation"
                raise ThemeRefused(msg)
            external = row.get("TargetMode") == "External"
            found[id_] = Relation(id_, type_, target if external else _absolute(folder, target), external)
        return found

    def _content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        defaults: dict[str, str] = {}
        overrides: dict[str, str] = {}
        if "[Content_Types].xml" not in self._archive:
            msg = "the file is no presentation: it does not say what its parts are"
            raise ThemeRefused(msg)
        for row in children(self.xml("[Content_Types].xml")):
            if extension := row.get("Extension"):
                defaults[extension.casefold()] = row.get("ContentType") or ""
            elif part := row.get("PartName"):
                overrides[unquote(part).lstrip("/").casefold()] = row.get("ContentType") or ""
        return defaults, overrides


def _opened(data: bytes) -> Archive:
    if data.startswith(_OLD) and len(data) <= MAX_FILE:
        msg = "the file is protected by a password, or of PowerPoint 97 to 2003; save it as .pptx without one"
        raise ThemeRefused(msg)
    return Archive(data, BOUNDS, ThemeRefused, "PowerPoint presentation")


def _absolute(folder: str, target: str) -> str:
    """A target as a part's name; one that climbs out of the file leads to no part."""
    path = posixpath.normpath(posixpath.join("/", folder, unquote(target)))
    return path.lstrip("/")
