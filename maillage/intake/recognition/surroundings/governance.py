"""Governance bodies: their names, how often they meet, who sits, what for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from maillage.intake.readers.blocks import Block, BlockKind
from maillage.intake.recognition.document import Instance, Item
from maillage.intake.recognition.items.lists import split_outside
from maillage.intake.recognition.surroundings.bodies import body_named, type_of_body
from maillage.intake.recognition.surroundings.instances import instances_in_tables
from maillage.intake.recognition.surroundings.prose import bodies_in_prose
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.roles import names_role
from maillage.intake.recognition.words.text import fold

_UNIT = r"(?:ans?|année|mois|trimestres?|semestres?|semaines?)"
_OFTEN = (
    r"(?:(?:au moins|au minimum|[aà] minima|environ) )?"
    rf"(?:(?:\d+|une?|deux|trois|quatre|cinq|six)(?: (?:à|ou) (?:\d+|\w+))?"
    rf" ?(?:x|fois|réunions?|rencontres?|séances?) ?(?:/|par|dans l['’]|tous les) ?(?:\d+ )?{_UNIT}"
    rf"|(?:tous|toutes) les (?:\w+ )?{_UNIT}|chaque {_UNIT}"
    r"|(?:(?:bi|tri)-?)?(?:trimestriel|mensuel|annuel|semestriel|hebdomadaire)(?:le)?(?:ment)?)"
    r"(?: au (?:moins|minimum))?"
)
_FREQUENCY = re.compile(
    r"(?:se réuni\w+|réunions?|fréquence|périodicité|rythme|rencontres?)\s*(?:\([^)]*\))?\s*:?\s*"
    rf"(?P<phrase>[^.;]{{3,80}})|(?P<bare>\b{_OFTEN})",
    re.IGNORECASE,
)
_TIME = re.compile(r"\ban(?:née|nuel\w*|s)?\b|trimestr|mensuel|mois|semestr|semaine|fois", re.IGNORECASE)
_MEMBERS = re.compile(
    r"(?<!se )\b(?:rassemble|regroupe|réunit|associe|comprend)(?:nt)?\s+"
    r"|(?:est )?(?:composée?s?|constituée?s?)\s+(?:de\s*|d['’]|par\s*)?:?\s*"
    r"|(?:composition|membres?|participants?)\s*:\s*",
    re.IGNORECASE,
)
_MISSIONS = re.compile(
    r"(?:a|ont) pour (?:objectifs?|missions?|rôles?)\s*:?\s*(?:de\s+)?|(?:missions?|objectifs?|"
    r"rôles?)\s*:\s*|est chargée?\s+d(?:e\s+|['’])",
    re.IGNORECASE,
)
_COMMA = re.compile(r"\s*[,;]\s+")
#: A line that names the body and says something of it.
_OWN_LINE = re.compile(
    r"[(:]|\s[–—-]\s|\b(?:rassemble|regroupe|réunit|associe|comprend|composée?|constituée?)\b"
)
_SENTENCE = re.compile(r"(?<=\w\w)\.\s+(?=[A-ZÀ-Þ])")
#: « Il se réunit… » goes on with the body above, even where the bullets' nesting is lost.
_OF_IT = re.compile(
    r"^(?:il|elle|ils|elles|ce comité|cette instance|composition|fréquence|missions?|rôles?)\b", re.IGNORECASE
)
_VERB = re.compile(r"^(?:de |d['’])?[a-zà-ÿ]{3,}(?:er|ir|re|oir)\b(?! de la| des| du)", re.IGNORECASE)
#: Headings under a body, each alone on its line.
_TRAITS = {
    "qui": "members",
    "composition": "members",
    "membres": "members",
    "participants": "members",
    "quand": "frequency",
    "frequence": "frequency",
    "periodicite": "frequency",
    "rythme": "frequency",
    "pour quoi faire": "missions",
    "pourquoi faire": "missions",
    "pourquoi": "missions",
    "missions": "missions",
    "role": "missions",
    "roles": "missions",
    "objectifs": "missions",
}
_FEWEST_WORDS = 4
_LONGEST_HEAD = 8
_REACH = 30


def governance_of(units: Sequence[Unit], blocks: Sequence[Block]) -> list[Instance]:
    """The bodies that a table lists, or that a heading or a bullet names and the lines below describe."""
    found = instances_in_tables(blocks)
    for index, unit in enumerate(units):
        name = _named(unit)
        if name is None:
            continue
        instance = Instance(name, type_of_body(name), line=unit.place.line, page=unit.place.page)
        titled = unit.is_item and fold(unit.text).startswith(fold(name))
        listing: list[Item] | None = None
        trait = ""
        for line in _below(units, index):
            asked = _TRAITS.get(fold(line.text), "")
            if asked or (trait and (line.is_item or not _tells(line.text))):
                trait = asked or trait
                _answer(instance, "" if asked else trait, line)
                continue
            listing = _describe(instance, line, listing)
            if titled and listing is None and line is not unit and not _tells(line.text):
                _said_plainly(instance, line)
        _after_colon(instance, unit)
        if (instance.members or instance.missions or instance.frequency) and not _known(found, instance):
            found.append(instance)
    return [*found, *bodies_in_prose(units, found)]


def _answer(instance: Instance, trait: str, line: Unit) -> None:
    """What stands under « Qui ? », « Quand ? », « Rôle »."""
    if trait == "frequency" and instance.frequency is None:
        instance.frequency = line.text
    elif trait == "members":
        instance.members.extend(_items(line.text, line) if not line.is_item else [_item(line)])
    elif trait == "missions":
        instance.missions.append(_item(line))


def _item(line: Unit) -> Item:
    return Item(line.text, line=line.place.line, page=line.place.page)


def _tells(text: str) -> bool:
    return any(pattern.search(text) for pattern in (_MEMBERS, _MISSIONS, _FREQUENCY))


def _after_colon(instance: Instance, unit: Unit) -> None:
    """« Instance technique : prépare les décisions… »: what the name's own line says of it."""
    head, _, rest = unit.text.partition(":")
    if not fold(head).endswith(fold(instance.name)) or len(head.split()) > _LONGEST_HEAD:
        return
    if not instance.missions and len(rest.split()) >= _FEWEST_WORDS and not _tells(unit.text):
        instance.missions = [Item(rest.strip(), line=unit.place.line, page=unit.place.page)]


def names_instance(unit: Unit) -> bool:
    """A line that names a body."""
    return _named(unit) is not None


def _named(unit: Unit) -> str | None:
    if unit.is_break or unit.grid is not None or unit.cell:
        return None
    if unit.label is not None or (unit.entry is not None and unit.entry.is_action):
        return None
    return body_named(unit.text)


def _below(units: Sequence[Unit], index: int) -> list[Unit]:
    """The lines that describe the body: deeper bullets under a bullet, the next lines under a heading."""
    head = units[index]
    lines: list[Unit] = [head] if _OWN_LINE.search(head.text) else []
    for unit in units[index + 1 : index + 1 + _REACH]:
        if unit.is_break or unit.grid is not None or unit.entry is not None:
            break
        if unit.kind is BlockKind.HEADING or (
            not head.is_item and names_role(unit.text) and not unit.is_item
        ):
            break
        sibling = not unit.is_item or unit.depth <= head.depth
        if head.is_item and sibling and not (unit.is_item and _OF_IT.match(unit.text)):
            break
        asked = fold(unit.text) in _TRAITS
        heading = unit.label is not None and not unit.content and not unit.is_item
        named = _named(unit)
        other = named is not None and (not unit.is_item or fold(unit.text).startswith(fold(named)))
        if not head.is_item and not asked and (other or heading):
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
    goes_on: list[Item] | None = None
    if members is not None and not instance.members:
        instance.members = _items(_SENTENCE.split(text[members.end() :])[0], unit)
        goes_on = instance.members if text[members.end() :].strip() == "" else None
    if missions is not None and not instance.missions:
        instance.missions = _items(_SENTENCE.split(text[missions.end() :])[0], unit)
        goes_on = instance.missions if text[missions.end() :].strip() == "" else goes_on
    return goes_on


def _said_plainly(instance: Instance, unit: Unit) -> None:
    """A bullet under the body's own: what it does where it begins with a verb, else who sits."""
    if _VERB.match(unit.text):
        instance.missions.append(Item(unit.text, line=unit.place.line, page=unit.place.page))
    else:
        instance.members.extend(_items(unit.text, unit))


def _items(text: str, unit: Unit) -> list[Item]:
    parts = split_outside(text.rstrip(" .;"), _COMMA)
    return [Item(part, line=unit.place.line, page=unit.place.page) for part in parts if part]


def _known(found: Sequence[Instance], instance: Instance) -> bool:
    return any(fold(other.name) == fold(instance.name) for other in found)
