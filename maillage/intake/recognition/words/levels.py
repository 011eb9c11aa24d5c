"""The vocabulary of a plan's levels, and how an entry of the outline is written.

« Axe 2 : … », « Orientation stratégique n° 3 – … », « FA 1.1 : … », « I.A.1 … »,
« Fiche action 12 – … ». An entry names its level or shows it by its numbering.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from maillage.intake.recognition.words.text import fold, stem

ACTION_RANK = 100
#: Level words from the widest to the narrowest; the second part is the rank.
_RANKS = {
    "pilier": 10,
    "ambition": 15,
    "defi": 18,
    "enjeu": 20,
    "axe": 30,
    "thematique": 35,
    "theme": 35,
    "domaine": 35,
    "orientation": 40,
    "priorite": 45,
    "objectif strategique": 50,
    "objectif general": 50,
    "objectif": 60,
    "objectif specifique": 65,
    "objectif operationnel": 70,
    "programme": 75,
    "chantier": 75,
    "mesure": 80,
    "action": ACTION_RANK,
}
_ACTION_WORDS = frozenset({"action", "fiche action", "fiche", "fa", "fiche actions", "fiche projet", "f a"})
_DASHES = ":–—-"

_WORD = (
    r"axe|enjeu|orientation|objectif|th[ée]matique|th[èe]me|pilier|ambition|d[ée]fi|chantier|priorit[ée]|domaine|"
    r"programme|mesure|fiche[\s-]*actions?|fiche[\s-]*projet|fiche|action|f\.?a\b\.?"
)
_ADJECTIVE = (
    r"strat[ée]giques?|op[ée]rationnel(?:le)?s?|g[ée]n[ée]r(?:al|ale|aux)|sp[ée]cifiques?|"
    r"prioritaires?|structurants?"
)
#: « N°1Créer un guichet »: the space after the reference was lost.
_GLUED = r"(?=(?-i:[A-ZÀ-Þ][a-zà-ÿ'’]|[A-ZÀ-Þ]{3}))"
_REF = (
    r"[IVX]+(?:[.\-][A-Z])?(?:[.\-]\d{1,2}){0,2}(?![\w'’])"
    rf"|\d{{1,2}}(?:[.\-]\d{{1,2}}){{0,3}}(?:[.\-]?[a-zA-Z](?![\w'’])(?:[.\-]\d{{1,2}})?)?(?:(?![\w%])|{_GLUED})"
    r"|[A-Z]{1,2}[.\-]?\d{1,2}(?:[.\-]\d{1,2})*(?!\w)|[A-Z](?=\s*[:–—.)-])"
    r"|(?<=axe )[A-H](?=\s+(?-i:[A-ZÀ-Þ][a-zà-ÿ]|[A-ZÀ-Þ]['’][a-zà-ÿ]))"
)
_NAMED = re.compile(
    rf"^(?P<word>{_WORD})(?![a-zà-ÿ])(?P<adjective>\s+(?:{_ADJECTIVE}))?(?P<across>\s+transversal(?:e|es|aux)?)?"
    rf"\s*\.?\s*(?:n\s*[°º]|no\.|num[ée]ro)?\s*(?P<ref>{_REF})?\s*(?P<colon>[:–—\-.)|]+)?\s*(?P<title>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_BARE = (
    (3, re.compile(r"^(?P<ref>(?:[IVX]+|\d{1,2})[.\-][A-Z][.\-]\d{1,2})\s*[-–—:.)]?\s*(?P<title>\S.*)?$")),
    (
        3,
        re.compile(
            r"^(?P<ref>(?:\d{1,2}\.|[A-Z]\.?|[IVX]+\.)\d{1,2}[.\-]\d{1,2}(?:[.\-]\d{1,2})?(?![\d.]\d))\s*[-–—:.)]?\s*(?P<title>\S.*)?$"
        ),
    ),
    (
        2,
        re.compile(
            r"^(?P<ref>\d{1,2}\.\d{1,2}|[A-Z]\.?\d{1,2}|[A-Z]\.\d{1,2}|[IVX]+\.\d{1,2})\s*[-–—:.)]?\s+(?P<title>\D.*)$"
        ),
    ),
    (2, re.compile(r"^(?P<ref>\d{1,2}\.\d{1,2}|[A-Z]\.?\d{1,2}|[IVX]+\.\d{1,2})$")),
    (1, re.compile(r"^(?P<ref>(?:[IVX]+|\d{1,2})[.\-][A-H])\s*[-–—:.)]?\s+(?P<title>[^\W\d].*)$")),
    (0, re.compile(r"^(?P<ref>[IVX]{1,4})\s*[-–—.:)]\s*(?P<title>[^\W\d].*)$")),
    (1, re.compile(r"^(?P<ref>[A-H])\s*[-–—.:)]\s*(?P<title>[^\W\d].*)$")),
)


_ORDINALS = (
    r"premi(?:er|ère)|deuxième|seconde?|troisième|quatrième|cinquième|sixième|septième|huitième|neuvième|"
    r"dixième"
)
_COUNTED = re.compile(
    rf"^(?:le |la |notre )?(?P<rank>{_ORDINALS}|\d{{1,2}}(?:er|[èe]re|e|[èe]me))\s+(?P<word>{_WORD})"
    rf"(?P<adjective>\s+(?:{_ADJECTIVE}))?\s*(?P<colon>[:–—\-.]+)\s*(?P<title>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_FIRST_LETTERS = ("prem", "deux", "troi", "quat", "cinq", "sixi", "sept", "huit", "neuv", "dixi")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the outline as written.

    ``rank`` orders the levels, smaller is wider; ``name`` is the level in the
    document's words, empty for a bare number, whose ``depth`` then counts; ``styled`` where only the
    style of a heading tells it.
    """

    name: str
    rank: int
    ref: str | None
    title: str
    depth: int | None = None
    styled: bool = False

    @property
    def is_action(self) -> bool:
        """The entry names an action, not a level above."""
        return self.rank >= ACTION_RANK


@lru_cache(maxsize=20_000)
def named_entry(text: str) -> Entry | None:
    """The entry that a text is, where it names its level; the title may be empty."""
    match = _NAMED.match(text)
    if match is None:
        counted = _COUNTED.match(text)
        return named_entry(_renumbered(counted)) if counted else None
    ref, title, colon = match["ref"], match["title"].strip(), match["colon"]
    if ref is not None and not _plausible(ref, colon, title, text[: match.start("ref")]):
        return None
    if ref is None and match["across"] is None and not (colon and colon[0] in _DASHES and title):
        return None
    word = fold(match["word"])
    is_action = word in _ACTION_WORDS
    adjective = fold(match["adjective"] or "")
    key = "action" if is_action else f"{word} {adjective}".strip()
    rank = _RANKS.get(key) or _RANKS.get(word) or ACTION_RANK
    name = "Action" if is_action else _printed(match["word"], match["adjective"])
    if match["across"]:
        digits = re.sub(r"\D", "", ref or "")
        ref = f"T{digits}"
    return Entry(name=name, rank=rank, ref=_tidy(ref), title=title)


def _renumbered(counted: re.Match[str]) -> str:
    """« Deuxième axe : … » written « Axe 2 : … »."""
    rank = counted["rank"].lower()
    digits = re.match(r"\d+", rank)
    number = (
        digits[0] if digits else str(_FIRST_LETTERS.index("deux" if rank[:4] == "seco" else rank[:4]) + 1)
    )
    adjective = counted["adjective"] or ""
    return f"{counted['word'].capitalize()}{adjective} {number} : {counted['title']}"


def _plausible(ref: str, colon: str | None, title: str, before: str) -> bool:
    """« Action 10 places » or « Fiche a… » is no entry, « Action 10 Ouvrir » is one."""
    if ref.isalpha() and ref.islower():
        return False
    if before[:1].islower() and (not title or title[0].islower() or (colon or "").strip().startswith(")")):
        return False
    if colon or not title:
        return True
    if before and before[-1].isalpha():
        return False
    return not title[0].islower()


def _printed(word: str, adjective: str | None) -> str:
    text = f"{word}{adjective or ''}".strip()
    return text[:1].upper() + text[1:].lower()


def _tidy(ref: str | None) -> str | None:
    return ref.strip(" .-") if ref else None


@lru_cache(maxsize=20_000)
def bare_entry(text: str) -> Entry | None:
    """The entry that a text is, where only a number tells so (« I.A.1 … », « B- … »)."""
    for depth, pattern in _BARE:
        match = pattern.match(text)
        if match:
            rank = ACTION_RANK if depth >= 2 else 30 + 30 * depth
            title = (match.groupdict().get("title") or "").strip()
            return Entry(name="", rank=rank, ref=match["ref"], title=title, depth=depth)
    return None


@lru_cache(maxsize=4096)
def level_of_column(text: str) -> tuple[str, int] | None:
    """The level that a table's column heading names (« Orientations stratégiques »), and its rank."""
    if any(c.isdigit() for c in text):
        return None
    folded = " ".join(stem(word) for word in fold(text).split())
    folded = folded.replace("structurant", "").replace("prioritaire", "").strip()
    for word, rank in sorted(_RANKS.items(), key=lambda item: -len(item[0])):
        if rank < ACTION_RANK and (
            folded == word or (folded.startswith(f"{word} ") and len(folded.split()) <= 3)
        ):
            return word[:1].upper() + word[1:] if word != folded else _singular(text), rank
    return None


def _singular(text: str) -> str:
    printed = " ".join(word[:-1] if word[-1] in "sx" and len(word) > 3 else word for word in text.split())
    return printed[:1].upper() + printed[1:].lower()
