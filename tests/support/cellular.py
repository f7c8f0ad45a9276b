"""What a render process did."""

import re
from pathlib import Path

from cardwright.jobs.cells import Cells


async def peak_of(cells: Cells) -> int:
    """The most memory that the only process of `cells` ever had, in MB.

    `getrusage` would tell what the process that started it had.
    """
    status = await cells.run(Path("/proc/self/status").read_text, "utf-8")
    found = re.search(r"^VmHWM:\s*(\d+) kB", status, re.MULTILINE)
    assert found, status
    return int(found[1]) // 1024
