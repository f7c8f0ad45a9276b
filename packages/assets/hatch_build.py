"""Build hook: fetch pinned npm packages, pack their fonts and icons into `data/`."""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path(__file__).parent
FETCH = HERE / "fetch"
DATA = HERE / "src" / "cardwright_assets" / "data"

# Family folder of the npm package, and the faces to take: (folder, file suffix).
FACES = {
    "inter": ("400Regular", "400Regular_Italic", "600SemiBold", "700Bold", "700Bold_Italic"),
    "source-serif-4": ("400Regular", "400Regular_Italic", "600SemiBold", "700Bold"),
    "jetbrains-mono": ("400Regular", "700Bold"),
    "playfair-display": ("400Regular", "400Regular_Italic", "600SemiBold", "700Bold"),
    "fraunces": ("400Regular", "400Regular_Italic", "600SemiBold", "700Bold"),
    "space-grotesk": ("400Regular", "600SemiBold", "700Bold"),
    "ibm-plex-sans": ("400Regular", "400Regular_Italic", "600SemiBold", "700Bold"),
    "nunito": ("400Regular", "400Regular_Italic", "600SemiBold", "700Bold"),
    "dm-sans": ("400Regular", "400Regular_Italic", "600SemiBold", "700Bold"),
    "lora": ("400Regular", "400Regular_Italic", "600SemiBold", "700Bold"),
    "archivo": ("400Regular", "400Regular_Italic", "600SemiBold", "700Bold"),
    # What stands in for the fonts of most office files, glyph for glyph as wide: Arial and Calibri.
    "arimo": ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"),
    "carlito": ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"),
    "vazirmatn": ("400Regular", "700Bold"),
    "noto-sans-hebrew": ("400Regular", "700Bold"),
    "noto-sans-devanagari": ("400Regular", "700Bold"),
    "noto-sans-bengali": ("400Regular", "700Bold"),
    "noto-sans-gujarati": ("400Regular", "700Bold"),
    "noto-sans-tamil": ("400Regular", "700Bold"),
    "noto-sans-telugu": ("400Regular", "700Bold"),
    "noto-sans-kannada": ("400Regular", "700Bold"),
    "noto-sans-malayalam": ("400Regular", "700Bold"),
    "noto-sans-thai": ("400Regular", "700Bold"),
}
# Families cut to a national character set, named by the codec that knows it, or to the blocks that formulas use.
BOLD = ("400Regular", "700Bold")
CUT = {
    "noto-sans-jp": ("shift_jis", BOLD),
    "noto-sans-sc": ("gb2312", BOLD),
    "noto-sans-tc": ("big5", BOLD),
    "noto-sans-kr": ("euc_kr", BOLD),
    "stix-two-math": ("formulas", ("400Regular",)),
}
# The last code of a standard's first level, where the second has only what is seldom written.
FIRST_LEVEL = {"big5": b"\xc6\x7e"}
# Latin, Greek, Cyrillic; marks, scripts, letter-like and mathematical signs, arrows, shapes; mathematical alphabets.
FORMULAS = (
    (0x20, 0x52F), (0x2000, 0x23FF), (0x25A0, 0x25FF), (0x2660, 0x266F), (0x27C0, 0x27FF), (0x2900, 0x2AFF),
    (0x1D400, 0x1D7FF),
)  # fmt: skip
CJK_FEATURES = ["kern", "liga", "locl", "mark", "mkmk", "ccmp"]
# WOFF2 of the web package: (family, weights with styles, scripts).
WEB = {
    "inter": ("400-normal", "400-italic", "600-normal", "700-normal"),
    "source-serif-4": ("400-normal", "400-italic", "600-normal", "700-normal"),
    "jetbrains-mono": ("400-normal", "700-normal"),
    "space-grotesk": ("400-normal", "600-normal", "700-normal"),
    **dict.fromkeys(
        ("playfair-display", "fraunces", "ibm-plex-sans", "nunito", "dm-sans", "lora", "archivo"),
        ("400-normal", "400-italic", "600-normal", "700-normal"),
    ),
}
WEB_SCRIPTS = ("latin", "latin-ext", "cyrillic", "greek")


class CustomBuildHook(BuildHookInterface[Any]):
    """Fills `data/` before a wheel, editable or not, is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel":
            build()


def build() -> None:
    """Fetch and pack, unless that was done for this very lock; never fails the build."""
    stamp = _stamp()
    if _read(DATA / "BUILT") == stamp:
        return
    try:
        _pack(DATA)
    except (OSError, subprocess.CalledProcessError, KeyError, ImportError) as error:
        shutil.rmtree(DATA, ignore_errors=True)
        DATA.mkdir(parents=True)
        (DATA / "MISSING").write_text(f"{type(error).__name__}: {error}\n", "utf-8")
        print(f"cardwright-assets: no fonts fetched ({error}); the system's will be used", file=sys.stderr)
        return
    (DATA / "BUILT").write_text(stamp, "utf-8")


def _stamp() -> str:
    digest = hashlib.sha256(Path(__file__).read_bytes())
    digest.update((FETCH / "package-lock.json").read_bytes())
    return digest.hexdigest()


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def _pack(data: Path) -> None:
    """Everything into a folder beside, then one rename: a build that stops half-way leaves nothing."""
    with (
        tempfile.TemporaryDirectory(prefix="cardwright-fetch-") as work,
        tempfile.TemporaryDirectory(prefix="data-", dir=data.parent) as fresh,
    ):
        modules = _fetched(Path(work))
        out = Path(fresh) / "data"
        for name in ("fonts", "web", "licences"):
            (out / name).mkdir(parents=True)
        _copy_faces(modules, out)
        _copy_web(modules, out)
        _pack_icons(modules, out)
        _convert_emoji(modules, out)
        _cut_faces(modules, out)
        shutil.rmtree(data, ignore_errors=True)
        out.rename(data)


def _fetched(work: Path) -> Path:
    """The folder of packages; npm refuses an archive whose hash differs from the lock's."""
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("npm is not installed")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(FETCH / name, work / name)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=work, check=True, timeout=600, stdout=subprocess.DEVNULL)
    return work / "node_modules"


def _face(modules: Path, family: str, face: str) -> Path:
    return next((modules / "@expo-google-fonts" / family / face).glob("*.ttf"))


def _copy_faces(modules: Path, out: Path) -> None:
    for family, faces in FACES.items():
        for face in faces:
            shutil.copy(_face(modules, family, face), out / "fonts")
        _keep_licence(modules / "@expo-google-fonts" / family, out, family)
    for family in CUT:
        _keep_licence(modules / "@expo-google-fonts" / family, out, family)


def _keep_licence(package: Path, out: Path, name: str) -> None:
    for found in sorted(package.glob("LICENSE*")):
        shutil.copy(found, out / "licences" / f"{name}-{found.name}.txt")


def _copy_web(modules: Path, out: Path) -> None:
    """Faces for web pages, and an index with the characters each file holds."""
    index: list[dict[str, Any]] = []
    for family, faces in WEB.items():
        package = modules / "@fontsource" / family
        ranges = json.loads((package / "unicode.json").read_text("utf-8"))
        title = json.loads((package / "metadata.json").read_text("utf-8"))["family"]
        for face in faces:
            weight, style = face.split("-")
            for script in WEB_SCRIPTS:
                source = package / "files" / f"{family}-{script}-{face}.woff2"
                if source.is_file():
                    shutil.copy(source, out / "web")
                    index.append(
                        {
                            "family": title,
                            "file": source.name,
                            "weight": int(weight),
                            "italic": style == "italic",
                            "range": ranges[script],
                        }
                    )
        _keep_licence(package, out, f"web-{family}")
    (out / "web" / "index.json").write_text(json.dumps(index), "utf-8")


def _pack_icons(modules: Path, out: Path) -> None:
    package = modules / "lucide-static"
    icons = {path.stem: path.read_text("utf-8") for path in sorted((package / "icons").glob("*.svg"))}
    (out / "icons.json").write_text(json.dumps(icons), "utf-8")
    _keep_licence(package, out, "lucide")


def _convert_emoji(modules: Path, out: Path) -> None:
    from fontTools.ttLib import TTFont  # a build requirement, absent when only the metadata is asked for

    package = modules / "twemoji-colr-font"
    with TTFont(package / "twemoji.woff2") as font:
        font.flavor = None
        for record in font["name"].names:
            if record.nameID in (1, 16):
                record.string = "Twemoji"
        font.save(out / "fonts" / "Twemoji.ttf")
    _keep_licence(package, out, "twemoji")


def _cut_faces(modules: Path, out: Path) -> None:
    tasks = [
        (_face(modules, family, face), out / "fonts", characters)
        for family, (characters, faces) in CUT.items()
        for face in faces
    ]

    def run(task: tuple[Path, Path, str]) -> None:
        # A process each: the hook is no importable module, so it calls itself.
        subprocess.run([sys.executable, __file__, *map(str, task)], check=True, timeout=600)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, tasks))


def _cut(source: Path, folder: Path, characters: str) -> None:
    """One face with only the characters of a national standard or of formulas; hints are of no use at these sizes."""
    from fontTools import subset

    options = subset.Options()
    options.hinting = False
    options.layout_features = ["*"] if characters == "formulas" else CJK_FEATURES
    options.name_IDs = ["*"]
    options.notdef_outline = True
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=sorted(_characters(characters)))
    subsetter.subset(font)
    subset.save_font(font, str(folder / source.name), options)


def _characters(name: str) -> Iterator[int]:
    """All characters a codec can write, from the basic plane, with ASCII and common marks; or those of formulas."""
    if name == "formulas":
        for first, last in FORMULAS:
            yield from range(first, last + 1)
        return
    for code in range(0x20, 0xFFFF):
        if 0xD800 <= code <= 0xF8FF:
            continue
        try:
            written = chr(code).encode(name)
        except UnicodeEncodeError:
            continue
        if len(written) == 1 or written <= FIRST_LEVEL.get(name, b"\xff\xff\xff"):
            yield code


if __name__ == "__main__":
    _cut(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
