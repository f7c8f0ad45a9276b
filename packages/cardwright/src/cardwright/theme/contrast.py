"""How well two colours stand apart, by WCAG 2.2 (relative luminance, success criterion 1.4.3)."""

from cardwright.theme.srgb import channels, light


def luminance(color: str) -> float:
    """Relative luminance of `#rrggbb`, 0 (black) to 1 (white)."""
    red, green, blue = map(light, channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 (equal) to 21 (black on white)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """`one` with `share` (0 to 1) of `other`, both `#rrggbb`."""
    pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(low + (high - low) * share):02x}" for low, high in pairs)


def readable(color: str, background: str, least: float = 4.5) -> str:
    """The colour, moved towards black or white until it stands out from the background by `least`."""
    target = "#ffffff" if luminance(background) < 0.18 else "#000000"
    shades = (mixed(color, target, step / 20) for step in range(21))
    return next((shade for shade in shades if contrast(shade, background) >= least), target)


def on(color: str) -> str:
    """Black or white, whichever is easier to read on a colour."""
    return max(("#ffffff", "#000000"), key=lambda ink: contrast(ink, color))
