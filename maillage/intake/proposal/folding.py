"""Words compared without accents or capitals, remembered: a review compares the same ones at every visit."""

from __future__ import annotations

from functools import lru_cache

from maillage.kernel.text import fold

folded = lru_cache(maxsize=16_384)(fold)
