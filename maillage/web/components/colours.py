"""The convention's colour: contrast as WCAG counts it, and the shades that the stylesheet needs."""

from __future__ import annotations

Colour = tuple[float, float, float]
WHITE: Colour = (255.0, 255.0, 255.0)
BLACK: Colour = (0.0, 0.0, 0.0)
PAPER: Colour = (246.0, 244.0, 239.0)


def parse(code: str) -> Colour:
    """« #0b5a63 » as three numbers from 0 to 255."""
    red, green, blue = (int(code[start : start + 2], 16) for start in (1, 3, 5))
    return float(red), float(green), float(blue)


def _linear(part: float) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 for black to 1 for white."""
    red, green, blue = (_linear(part) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """The ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(colour: Colour, other: Colour, share: float) -> Colour:
    """``share`` of ``other`` in ``colour``."""
    red, green, blue = (a + (b - a) * share for a, b in zip(colour, other, strict=True))
    return red, green, blue


def _rgb(colour: Colour) -> str:
    return ", ".join(str(round(part)) for part in colour)


def stylesheet(code: str) -> str:
    """The properties that a convention's colour changes; the others stay those of the theme."""
    accent = parse(code)
    strong, soft, line = mix(accent, BLACK, 0.27), mix(accent, WHITE, 0.89), mix(accent, WHITE, 0.6)
    rules = {
        "--accent": f"rgb({_rgb(accent)})",
        "--accent-strong": f"rgb({_rgb(strong)})",
        "--accent-soft": f"rgb({_rgb(soft)})",
        "--accent-line": f"rgb({_rgb(line)})",
        "--bs-primary-rgb": _rgb(accent),
        "--bs-link-color-rgb": _rgb(accent),
        "--bs-link-hover-color-rgb": _rgb(strong),
    }
    body = "".join(f"  {name}: {value};\n" for name, value in rules.items())
    return f':root, [data-bs-theme="light"] {{\n{body}}}\n'
