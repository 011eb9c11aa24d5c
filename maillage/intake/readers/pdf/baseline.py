"""What stands on a baseline: fragments, and the lines that they make."""

from __future__ import annotations


class OnBaseline:
    """Upper and lower edges from a baseline and a size, in points, y growing downwards."""

    __slots__ = ()

    base: float
    size: float

    @property
    def top(self) -> float:
        """Where its capitals end."""
        return self.base - 0.75 * self.size

    @property
    def bottom(self) -> float:
        """Where its descenders end."""
        return self.base + 0.22 * self.size
