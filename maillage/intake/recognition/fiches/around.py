"""What the whole document says of its own words, which helps to read a line of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import takewhile

from maillage.intake.readers.blocks import BlockKind
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.sections import Section
from maillage.intake.recognition.words.text import fold

_COVER_UNITS = 14
_SHORTEST_TITLE = 12
_RUNNING = 3
_DOCUMENT = re.compile(r"^(?:ctg|convention territoriale|projet social|schema)\b.*\b20\d\d\b")
_LINKING = frozenset(
    "de du des d la le les l un une et ou à au aux en par pour sur avec dans sans via chez".split()
)
#: « Les Quatre Vents »: before a capital they open a name, not an item.
_DETERMINERS = frozenset("le la les un une des".split())
_NUMBER = re.compile(r"^(?:\d{1,2}|[IVX]{1,4}|[A-H])\s*[-–—.)/:]+\s*(?=[^\W\d])")
_PEOPLE = (Section.PILOTS, Section.PARTNERS)
_OF = frozenset("de du des d".split())
_SHORTEST_OPENING = 5
_JOB = re.compile(
    r"^(?:Coordinat|Coordonnat|Directeur|Directrice|Responsable|Animateur|Animatrice|Chargée?|Cheffe?)"
)
_NAME_GOES_ON = re.compile(
    r"(?:^|\s)(?:de|du|des|la|le|les|et|ou|avec|par|[-–/]|la|l|en|d)$|^$|[-–/,&+]$", re.IGNORECASE
)
_UNSETTLED = re.compile(r"\b(?:selon (?:les|la|le) \w+|à (?:définir|préciser|désigner))\s$", re.IGNORECASE)
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the document repeats or announces, folded.

    Headings that stand alone, repeated lines, lines of the cover, the document's name over
    pages, titles of the contents that name no level nor action, and words written small.
    """

    solid: frozenset[str]
    repeated: frozenset[str]
    cover: frozenset[str]
    running: frozenset[str]
    parts: frozenset[str]
    words: frozenset[str]

    def announces(self, unit: Unit) -> bool:
        """A line printed as in the contents: the title of a part of the document."""
        return not unit.listed and not unit.cell and _unnumbered(unit) in self.parts

    @classmethod
    def of(cls, units: list[Unit]) -> Surroundings:
        """Gather them in one pass."""
        lines = [
            fold(u.text) for u in units if u.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and not u.cell
        ]
        counts = Counter(lines)
        first = [
            fold(u.text)
            for u in takewhile(lambda u: u.label is None, units[:_COVER_UNITS])
            if u.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and u.entry is None
        ]  # a cover's line printed again opens another part of the document
        return cls(
            solid=frozenset(fold(u.text) for u in units if u.label and not u.weak and not u.content),
            repeated=frozenset(text for text, count in counts.items() if count >= 2),
            cover=frozenset(text for text in first if counts[text] >= 2 and len(text) > _SHORTEST_TITLE),
            running=frozenset(t for t, n in counts.items() if n >= _RUNNING and _DOCUMENT.search(t)),
            parts=frozenset(_unnumbered(u) for u in units if u.listed and u.entry is None and u.text),
            words=frozenset(word for u in units for word in re.findall(r"\b[a-zà-ÿ]{3,}\b", u.text)),
        )


def _unnumbered(unit: Unit) -> str:
    return fold(_NUMBER.sub("", unit.text))


def contents_of(unit: Unit, small_words: frozenset[str], *, whole: bool = False) -> list[Unit]:
    """What follows a heading on its line; in a flattened cell, the items that were run together.

    ``whole`` keeps the heading with what follows.
    """
    if whole:
        return [replace(unit, label=None, content="", gap=False)]
    people = unit.label is not None and unit.label.section in _PEOPLE
    texts = _run_together(unit.content, small_words, people=people) if unit.cell else [unit.content]
    base = Unit(BlockKind.PARAGRAPH, "", unit.place, cell=unit.cell, gap=False)
    return [replace(base, text=text) for text in texts]


def _run_together(text: str, small_words: frozenset[str], *, people: bool = False) -> list[str]:
    """Part before a capital that only a new line explains: a common word after a small one.

    « … les besoins Mobilisation des… » is two items where the document elsewhere
    writes « mobilisation »; « Service Jeunesse » or « la Maison… » are left whole.
    Among people a job begins a name; the word that opened an item may open another in small letters.
    """
    parts: list[str] = []
    start = 0
    depth = 0
    previous = ""
    words = list(_WORD.finditer(text))
    for number, match in enumerate(words):
        word = match[0]
        named = fold(word) in _DETERMINERS and number + 1 < len(words) and words[number + 1][0][:1].isupper()
        following = words[number + 1][0] if number + 1 < len(words) else ""
        opens = _breaks(previous, word, small_words) or _opens_again(text[:start], previous, word, following)
        if people:
            opens = opens or _begins_person(text[start : match.start()], word)
        if previous and depth == 0 and not named and opens:
            parts.append(text[start : match.start()].strip())
            start = match.start()
        depth += word.count("(") + word.count("«") - word.count(")") - word.count("»")
        previous = word
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def _opens_again(above: str, previous: str, word: str, following: str) -> bool:
    """« Mesure de la satisfaction … SIAM mesure du degré … »: the opening word of an item above."""
    if not above or not previous[-1:].isalnum() or fold(following) not in _OF:
        return False
    if fold(previous) in _LINKING or not word.islower() or len(word) < _SHORTEST_OPENING:
        return False
    return re.search(rf"(?:^|[a-zà-ÿ)] ){re.escape(word.capitalize())} (?:de|du|des|d)\b", above) is not None


def _begins_person(name: str, word: str) -> bool:
    """« Ville – Élus Coordinatrice », « selon les modalités ALAE »: a job, or after a finished phrase."""
    if _UNSETTLED.search(name) and word[:1].isupper():
        return True
    ended = name.rstrip()[-1:].isalnum() and not _NAME_GOES_ON.search(name.rstrip())
    return bool(ended and _JOB.match(word))


def _breaks(previous: str, word: str, small_words: frozenset[str]) -> bool:
    if not word[:1].isupper() or word[1:] != word[1:].lower() or len(word) < 3:
        return False
    bare = re.sub(r"\W", "", previous)
    acronym = len(bare) >= 3 and bare.isupper() and previous[-1].isalnum()
    small = bare.islower() and bare not in _LINKING and (previous[-1].isalnum() or previous[-1] == ")")
    return (acronym or small) and word.lower() in small_words
