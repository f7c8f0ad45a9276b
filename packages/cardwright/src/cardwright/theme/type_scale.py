"""The type scale that themes start from: sizes in points on a 960-point wide card.

A theme's file overrides single styles or single fields of one. The steps
follow a ratio of about 1.25 from the body size up.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

TYPE_SCALE: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "title": {"size": 58, "line": 1.08, "weight": 700, "font": "heading", "tracking": -0.02},
        "heading": {"size": 36, "line": 1.15, "weight": 700, "font": "heading", "tracking": -0.012},
        "subheading": {"size": 24, "line": 1.25, "weight": 600, "font": "heading"},
        "lead": {"size": 25, "line": 1.4, "role": "muted"},
        "body": {"size": 20, "line": 1.45},
        "caption": {"size": 14, "line": 1.4, "role": "muted"},
        "meta": {"size": 16, "line": 1.4, "role": "muted"},
        "label": {"size": 16, "line": 1.35, "role": "muted"},
        "stat": {"size": 50, "line": 1.1, "weight": 700, "role": "accent", "font": "heading", "tracking": -0.02},
        "quote": {"size": 32, "line": 1.32, "weight": 400, "font": "heading"},
        "table-head": {"size": 15, "line": 1.3, "weight": 600},
        "table-cell": {"size": 15.5, "line": 1.35},
        "event-date": {"size": 17, "line": 1.3, "weight": 700, "role": "accent"},
        "event-title": {"size": 18, "line": 1.3, "weight": 600},
        "event-text": {"size": 15.5, "line": 1.4, "role": "muted"},
        "chart-title": {"size": 16, "line": 1.3, "weight": 600},
        "code": {"size": 15, "line": 1.5, "font": "mono"},
    }
)
