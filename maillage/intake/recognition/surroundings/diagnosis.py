"""The diagnosis: strengths, weaknesses and stakes, theme by theme."""

from __future__ import annotations

import re
from collections.abc import Sequence

from maillage.intake.readers.blocks import BlockKind
from maillage.intake.recognition.document import Finding
from maillage.intake.recognition.items.lists import pieces_of
from maillage.intake.recognition.surroundings.glossary import glossary_entry
from maillage.intake.recognition.surroundings.governance import names_instance
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.roles import names_role
from maillage.intake.recognition.words.sections import FICHE_SECTIONS, Section, label_of
from maillage.intake.recognition.words.text import fold

_KINDS = {
    Section.STRENGTHS: "force",
    Section.WEAKNESSES: "faiblesse",
    Section.OPPORTUNITIES: "opportunite",
    Section.THREATS: "menace",
    Section.STAKES: "enjeu",
    Section.FACTS: "constat",
}
_SIGNS = {"+": "force", "-": "faiblesse", "–": "faiblesse", "−": "faiblesse"}
_SEMICOLON = re.compile(r"\s*;\s+")
#: Words that a diagnosis gives another meaning than a fiche.
_SAID = {
    "points d appui": "force",
    "point d appui": "force",
    "ressources": "force",
    "risques": "menace",
    "freins": "faiblesse",
    "besoins": "enjeu",
    "defis": "enjeu",
    "defis a relever": "enjeu",
}
_SIGNED = re.compile(r"^\((?P<sign>[+–−-])\)\s*(?P<text>\S.*)$")
_THEME_TAIL = re.compile(
    r"\s*[-–—:|]?\s*(?:en synthèse|synthèse(?: des enjeux(?: identifiés)?)?|synthèse du diagnostic|"
    r"constats et enjeux.*|"
    r"diagnostic(?: partagé)?|état des lieux)\s*$",
    re.IGNORECASE,
)
_THEME_HEAD = re.compile(
    r"^(?:synthèse des enjeux|diagnostic|thématique|thème)\s*(?:\d+\s*)?[-–—:]\s*", re.IGNORECASE
)
_THEME_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})?\s*[-–—.:)]?\s+(?=[^\W\d])")
_ANNOUNCES = re.compile(r"\bsynthese\b|\bdiagnostic\b|\bconstats?\b")
_LONGEST_THEME = 14
_SHORT_THEME = 8


def diagnosis_of(units: Sequence[Unit]) -> list[Finding]:
    """The findings among units that no fiche holds."""
    reader = _Reader()
    for unit in units:
        reader.take(unit)
    reader.flush()
    return reader.findings


class _Reader:
    """Knows the theme, and the kinds whose lists are still to come."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._theme: str | None = None
        self._fresh = False
        self._kinds: list[str] = []
        self._held: list[Unit] = []
        self._used = False
        self._bold = False

    def take(self, unit: Unit) -> None:
        """Read one unit."""
        if unit.is_break:
            return
        kinds = _kinds_of(unit)
        signed = _SIGNED.match(unit.text) if unit.label is None else None
        if signed is not None:
            self._signed(unit, signed)
        elif unit.label is not None and unit.content and unit.label.section in _KINDS and not unit.weak:
            self._run_in(unit, _KINDS[unit.label.section])
        elif kinds:
            self._heading(kinds)
            self._bold = unit.bold
        elif self._ends(unit):
            self.flush()
            self._kinds = []
            self._theme = None
        elif self._kinds and self._belongs(unit):
            self._hold(unit)
        elif not unit.is_item and not unit.cell:
            self._title(unit)

    def _signed(self, unit: Unit, signed: re.Match[str]) -> None:
        """« (+) Un relais repéré »: each line tells its own kind."""
        self.flush()
        self._kinds, self._used = [], True
        kind = _SIGNS[signed["sign"]]
        self.findings.append(
            Finding(self._theme, kind, signed["text"], line=unit.place.line, page=unit.place.page)
        )

    def _run_in(self, unit: Unit, kind: str) -> None:
        """« Atouts : un relais repéré ; une équipe stable. »: the findings of a kind on one line."""
        self.flush()
        self._kinds, self._used = [], True
        for part in _SEMICOLON.split(unit.content.rstrip(" .")):
            if part.strip():
                self.findings.append(
                    Finding(self._theme, kind, part.strip(), line=unit.place.line, page=unit.place.page)
                )

    def flush(self) -> None:
        """Turn what is held into findings of the first kind announced."""
        if self._held and self._kinds:
            kind = self._kinds[0]
            self._used = True
            for piece in pieces_of(self._held):
                self.findings.append(
                    Finding(self._theme, kind, piece.text, line=piece.place.line, page=piece.place.page)
                )
        self._held = []

    def _heading(self, kinds: list[str]) -> None:
        if kinds == ["constat"] and self._kinds and not self._held:
            return
        waiting = bool(self._kinds) and not self._held and not self._used
        self.flush()
        if kinds[0] == "force" and not waiting:
            self._theme = self._theme if self._fresh else None
            self._fresh = False
        self._kinds = [*self._kinds, *kinds] if waiting else kinds
        self._used = False

    @staticmethod
    def _ends(unit: Unit) -> bool:
        if unit.grid is not None or unit.entry is not None or names_instance(unit) or names_role(unit.text):
            return not unit.is_item
        return unit.label is not None and unit.label.section in FICHE_SECTIONS and not unit.weak

    def _belongs(self, unit: Unit) -> bool:
        if glossary_entry(unit.text) is not None:
            return False
        if unit.is_item or unit.cell:
            return True
        if not self._held:
            # Under « Nos forces » in bold, a plain paragraph says one of them, however short.
            plain = self._bold and not unit.bold and unit.kind is BlockKind.PARAGRAPH
            return plain or len(unit.text.split()) > _SHORT_THEME or not unit.gap
        above = self._held[-1]
        return (not unit.gap and unit.text[:1].islower()) or (
            not above.is_item and not above.cell and len(unit.text.split()) > 4
        )

    def _hold(self, unit: Unit) -> None:
        """A blank line between two lists passes to the next kind announced."""
        if len(self._kinds) > 1 and self._held and unit.is_item and unit.gap and unit.depth == 0:
            self.flush()
            self._kinds.pop(0)
        self._held.append(unit)
        self._fresh = False

    def _title(self, unit: Unit) -> None:
        words = unit.text.split()
        apart = unit.gap or unit.kind is BlockKind.HEADING
        if len(words) > _LONGEST_THEME or unit.text.endswith((".", ";", ",")) or not apart:
            return
        if glossary_entry(unit.text) is not None:
            return
        if unit.kind is BlockKind.HEADING:
            self.flush()
            self._kinds = []
        announces = bool(_ANNOUNCES.search(fold(unit.text)))
        if self._kinds and not announces:
            self.flush()
            if len(words) <= _SHORT_THEME and self._held == []:
                self._theme, self._fresh = _theme(unit.text), True
            return
        if announces:
            self.flush()
            self._kinds = []
        if announces or (
            unit.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and len(words) <= _SHORT_THEME
        ):
            self._theme, self._fresh = _theme(unit.text), True


def _kinds_of(unit: Unit) -> list[str]:
    """« Forces », « Atouts – Enjeux » (two), « + »."""
    sign = _SIGNS.get(unit.text.strip())
    if sign is not None:
        return [sign]
    said = _SAID.get(fold(unit.text)) if not unit.is_item else None
    if said is not None:
        return [said]
    if unit.label is None or unit.label.section not in _KINDS or unit.content or unit.weak:
        return []
    first = _KINDS[unit.label.section]
    others = [label_of(word) for word in re.split(r"[\s/&+-]+", unit.text) if len(word) > 3]
    kinds = [_KINDS[label.section] for label in others if label is not None and label.section in _KINDS]
    unique = list(dict.fromkeys(kinds))
    return unique if len(unique) == 2 and unique[0] == first else [first]


def _theme(text: str) -> str:
    bare = _THEME_NUMBER.sub("", text)
    return _THEME_HEAD.sub("", _THEME_TAIL.sub("", bare)).strip(" -–—:") or text
