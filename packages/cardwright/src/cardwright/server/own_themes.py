"""Themes of a workspace's own: kept as artifacts, and named by a row."""

import msgspec

from cardwright import ids
from cardwright.brand.report import Report
from cardwright.db.themes import CustomTheme
from cardwright.scene.design import Design, packed
from cardwright.store import Store

MOST_THEMES = 100  # of a workspace


def kept(store: Store, design: Design, report: Report, workspace_id: str, user_id: str, now: float) -> CustomTheme:
    """The row of a theme whose files are in the store now; it is not inserted yet. For whoever may wait."""
    theme = design.theme
    for image in design.images.values():  # pages to view link to them
        store.put_now(image.data)
    return CustomTheme(
        id=ids.theme_id(),
        workspace_id=workspace_id,
        user_id=user_id,
        name=theme.name,
        source=report.source,
        color_keywords=theme.color_keywords,
        tone_keywords=theme.tone_keywords,
        width=theme.size.width if theme.size else None,
        height=theme.size.height if theme.size else None,
        design_sha256=store.put_now(packed(design)),
        report=msgspec.json.encode(report).decode(),
        created_at=now,
    )
