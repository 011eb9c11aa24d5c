"""Governance bodies: their names, how often they meet, who sits, what for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from maillage.intake.readers.blocks import BlockKind
from maillage.intake.recognition.document import Instance, Item
from maillage.intake.recognition.items.lists import split_outside
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.roles import names_role
from maillage.intake.recognition.words.text import fold

_NAME = re.compile(
    r"(?P<name>\b(?:comité de pilotage|copil|comité stratégique|comité technique|cotech|comité de "
    r"suivi|comité d['’]usagers|"
    r"comité des (?:usagers|partenaires|financeurs)|comité local|équipe[- ]projet|équipe de coordination|"
    r"groupes? de travail(?: thématiques?)?|groupes? thématiques?|groupe projet|commissions? thématiques?|"
    r"instance (?:décisionnelle|opérationnelle|technique|tactique)[^:()]{0,40})(?: (?:de la |du |de "
    r")?(?:ctg|convention))?)(?!\w)",
    re.IGNORECASE,
)
_TYPES = (
    ("copil", re.compile(r"pilotage|copil|strategique|decisionnelle")),
    ("cotech", re.compile(r"technique|cotech|suivi")),
    ("equipe", re.compile(r"equipe")),
    ("groupe", re.compile(r"groupe|commission|operationnelle")),
)
_FREQUENCY = re.compile(
    r"(?:se réuni\w+|réunions?|fréquence|rythme|rencontres?)\s*(?:\([^)]*\))?\s*:?\s*(?P<phrase>[^.;]{3,80})"
    r"|(?P<bare>\(?\d+(?:\s*à\s*\d+)?\s*(?:x|fois|réunions?|rencontres?)\s*(?:/|par)\s*(?:an|trimestre|mois|semestre)\)?)",
    re.IGNORECASE,
)
_TIME = re.compile(r"\ban(?:née|nuel\w*|s)?\b|trimestr|mensuel|mois|semestr|semaine|fois", re.IGNORECASE)
_MEMBERS = re.compile(
    r"(?:est )?(?:composée?s?|constituée?s?)\s+(?:de\s*|d['’]|par\s*)?:?\s*|(?:composition|membres?|"
    r"participants?)\s*:\s*",
    re.IGNORECASE,
)
_MISSIONS = re.compile(
    r"(?:a|ont) pour (?:objectifs?|missions?|rôles?)\s*:?\s*(?:de\s+)?|(?:missions?|objectifs?|"
    r"rôles?)\s*:\s*|est chargée?\s+d(?:e\s+|['’])",
    re.IGNORECASE,
)
_COMMA = re.compile(r"\s*[,;]\s+")
_LONGEST_HEAD = 12
_REACH = 30


def governance_of(units: Sequence[Unit]) -> list[Instance]:
    """The bodies that a heading or a bullet names and the lines below describe."""
    found: list[Instance] = []
    for index, unit in enumerate(units):
        name = _named(unit)
        if name is None:
            continue
        instance = Instance(name, _type(name), line=unit.place.line, page=unit.place.page)
        listing: list[Item] | None = None
        for line in _below(units, index):
            listing = _describe(instance, line, listing)
        if (instance.members or instance.missions or instance.frequency) and not _known(found, instance):
            found.append(instance)
    return found


def names_instance(unit: Unit) -> bool:
    """A line that names a body."""
    return _named(unit) is not None


def _named(unit: Unit) -> str | None:
    """A short line that ends with the body's name, or is made of it."""
    if unit.is_break or unit.grid is not None or unit.cell or len(unit.text.split()) > _LONGEST_HEAD:
        return None
    match = _NAME.search(unit.text)
    if match is None:
        return None
    rest = re.sub(r"\([^)]*\)", "", unit.text[match.end() :]).strip(" :.-–")
    return match["name"].strip() if len(rest.split()) <= 3 else None


def _below(units: Sequence[Unit], index: int) -> list[Unit]:
    """The lines that describe the body: deeper bullets under a bullet, the next lines under a heading."""
    head = units[index]
    lines: list[Unit] = [head] if "(" in head.text or ":" in head.text else []
    for unit in units[index + 1 : index + 1 + _REACH]:
        if unit.is_break or unit.grid is not None or unit.entry is not None:
            break
        if unit.kind is BlockKind.HEADING or (
            not head.is_item and names_role(unit.text) and not unit.is_item
        ):
            break
        if head.is_item and (not unit.is_item or unit.depth <= head.depth):
            break
        if not head.is_item and (_named(unit) is not None or (unit.label is not None and not unit.content)):
            break
        lines.append(unit)
    return lines


def _describe(instance: Instance, unit: Unit, listing: list[Item] | None) -> list[Item] | None:
    """Take what a line says; returns the list that the next bullets go on with, if any."""
    text = unit.text
    members, missions = _MEMBERS.search(text), _MISSIONS.search(text)
    if members is None and missions is None and listing is not None and unit.is_item:
        listing.append(Item(text, line=unit.place.line, page=unit.place.page))
        return listing
    frequency = _FREQUENCY.search(text)
    if frequency is not None and instance.frequency is None:
        phrase = (frequency["phrase"] or frequency["bare"]).strip(" .:()")
        if _TIME.search(phrase):
            instance.frequency = phrase
    if members is not None and not instance.members:
        instance.members = _items(text[members.end() :], unit)
        return instance.members if text[members.end() :].strip() == "" else None
    if missions is not None and not instance.missions:
        instance.missions = _items(text[missions.end() :], unit)
        return instance.missions if text[missions.end() :].strip() == "" else None
    return None


def _items(text: str, unit: Unit) -> list[Item]:
    parts = split_outside(text.rstrip(" .;"), _COMMA)
    return [Item(part, line=unit.place.line, page=unit.place.page) for part in parts if part]


def _type(name: str) -> str:
    folded = fold(name)
    return next((kind for kind, pattern in _TYPES if pattern.search(folded)), "autre")


def _known(found: Sequence[Instance], instance: Instance) -> bool:
    return any(fold(other.name) == fold(instance.name) for other in found)
