"""The type scale that themes start from: sizes in points on a 960-point wide card.

A theme's file overrides single styles or single fields of one. There are few
sizes on purpose (16, 20, 24, 36, 48, 56): each step is visible, and a card shows three.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

TYPE_SCALE: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "title": {"size": 56, "line": 1.1, "weight": 700, "font": "heading", "tracking": -0.02},
        "heading": {"size": 36, "line": 1.16, "weight": 700, "font": "heading", "tracking": -0.012},
        "subheading": {"size": 24, "line": 1.25, "weight": 600, "font": "heading"},
        "lead": {"size": 24, "line": 1.42},
        "body": {"size": 20, "line": 1.48},
        "caption": {"size": 14, "line": 1.4, "role": "muted"},
        "meta": {"size": 16, "line": 1.4, "role": "muted"},
        "label": {"size": 16, "line": 1.35, "role": "muted"},
        "stat": {"size": 48, "line": 1.1, "weight": 700, "role": "accent", "font": "heading", "tracking": -0.02},
        "quote": {"size": 36, "line": 1.3, "weight": 400, "font": "heading"},
        "table-head": {"size": 16, "line": 1.3, "weight": 600},
        "table-cell": {"size": 16, "line": 1.38},
        "event-date": {"size": 16, "line": 1.35, "weight": 700, "role": "accent"},
        "event-title": {"size": 20, "line": 1.3, "weight": 600},
        "event-text": {"size": 16, "line": 1.45, "role": "muted"},
        "point-title": {"size": 20, "line": 1.3, "weight": 600},
        "point-text": {"size": 17, "line": 1.46},
        "numeral": {"size": 40, "line": 1.1, "weight": 700, "role": "accent", "font": "heading", "tracking": -0.02},
        "arrow": {"size": 20, "line": 1.3, "weight": 600, "role": "on-accent"},
        "badge": {"size": 15, "line": 1.3, "weight": 700, "role": "on-accent"},
        "initials": {"size": 18, "line": 1.3, "weight": 600, "role": "on-accent"},
        "chart-title": {"size": 16, "line": 1.3, "weight": 600},
        "code": {"size": 16, "line": 1.5, "font": "mono"},
        "math": {"size": 24, "line": 1.4, "font": "math"},
    }
)
