"""Colours as screens have them: `#rrggbb`, its channels from 0 to 1, and the light that these stand for (IEC 61966-2-1)."""

Channels = tuple[float, float, float]


def channels(color: str) -> Channels:
    """Red, green and blue of `#rrggbb`, 0 to 1."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def written(red: float, green: float, blue: float) -> str:
    """Channels as `#rrggbb`; what lies beyond 0 and 1 is brought there."""
    return "#" + "".join(f"{round(min(1.0, max(0.0, one)) * 255):02x}" for one in (red, green, blue))


def light(channel: float) -> float:
    """The light that a channel stands for, both 0 to 1."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def channel(light: float) -> float:
    """The channel that stands for so much light; what lies beyond 0 and 1 is brought there."""
    light = min(1.0, max(0.0, light))
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
