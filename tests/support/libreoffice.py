"""LibreOffice, asked: what it makes of presentation files."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


def converted(
    files: Sequence[Path], folder: Path, profile: Path, environment: Mapping[str, str] | None = None
) -> list[bytes]:
    """Each file as the PDF that LibreOffice makes of it; one start of the program for all. `profile` holds its settings."""
    command = [
        "soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to", "pdf",
        "--outdir", str(folder), *map(str, files),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True, env=environment)
    made = [folder / file.with_suffix(".pdf").name for file in files]
    assert all(file.is_file() for file in made), done.stderr
    return [file.read_bytes() for file in made]
