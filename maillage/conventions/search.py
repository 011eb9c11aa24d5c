"""What the search and the filter of the plan look into."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from maillage.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.conventions.models import Action

SECTION, COMMENT, DOCUMENT = "section", "comment", "document"
_WORD = re.compile(r"[a-z0-9]+")
_PLURAL = re.compile(r"(?<=[a-z]{3})[sx]$")
LONGEST_WORD = 40


def search_text(*parts: str) -> str:
    """``parts`` folded into one line, as typed filters are."""
    return fold(" ".join(part for part in parts if part))


def action_search(action: Action, labels: Iterable[str]) -> str:
    """What finds an action: its names, its main texts, and ``labels`` (pilots, partners, steps)."""
    texts = (action.ref, action.title, action.fiche_title, action.context, action.objectives, action.news)
    return search_text(*texts, *labels)


def words_in(text: str) -> list[str]:
    """The words of ``text``, folded, each once, in order: letters and figures only."""
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in _WORD.findall(fold(text))))


def marked(convention_id: int, word: str) -> str:
    """A folded word behind the mark of its convention, as the index holds it."""
    return f"k{convention_id}z{word}"


def indexed(convention_id: int, text: str) -> str:
    """The words of ``text`` as the index holds them."""
    return " ".join(sorted(marked(convention_id, word) for word in words_in(text)))


def stem(word: str) -> str:
    """What a typed word is looked for by: itself without the mark of the plural, as a beginning."""
    return _PLURAL.sub("", word)
