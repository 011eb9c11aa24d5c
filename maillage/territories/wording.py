"""Names of places as people type them: one form for what is stored and what is looked for."""

from __future__ import annotations

import re

from maillage.kernel.text import fold

_SEPARATORS = re.compile(r"[^0-9a-z]+")
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_ARTICLES = {"l", "la", "las", "le", "les", "lo", "los"}
_LINKS = _ARTICLES | {"a", "au", "aux", "d", "de", "del", "des", "du", "en", "entre", "et", "lez", "par"}
_SKIPPED = _LINKS | {"pour", "sous", "sur"}
_KINDS = {"cc": "communaute de communes", "ca": "communaute d agglomeration", "cu": "communaute urbaine"}


def searchable(text: str) -> str:
    """``text`` folded, every separator a space, « st » written saint.

    >>> searchable("St-Étienne-de-Baïgorry")
    'saint etienne de baigorry'
    """
    words = _SEPARATORS.sub(" ", fold(text)).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def beginnings(name: str) -> list[str]:
    """The searchable name, then what follows from each of its words on, linking words skipped.

    >>> beginnings("Ételon-sur-Luze")
    ['etelon sur luze', 'luze']
    """
    words = searchable(name).split()
    starts = [n for n, word in enumerate(words) if n == 0 or word not in _SKIPPED]
    return list(dict.fromkeys(" ".join(words[n:]) for n in starts))


def spelled_out(name: str) -> str:
    """An EPCI's searchable name with « CC », « CA » or « CU » in full, or nothing."""
    kind, _, rest = searchable(name).partition(" ")
    return f"{_KINDS[kind]} {rest}" if kind in _KINDS and rest else ""
