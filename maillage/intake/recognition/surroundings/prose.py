"""Bodies and jobs that only a sentence tells: « un comité de pilotage associant les élus et la CAF »."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from maillage.intake.recognition.document import Instance, Item, Role
from maillage.intake.recognition.items.lists import split_outside
from maillage.intake.recognition.surroundings.bodies import BODY, type_of_body
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.text import fold

_LONGEST = 400
_COMMA = re.compile(r"\s*[,;]\s+|\s+et\s+(?=(?:la|le|les|l['’]|des|du|un|une)\b)")
_ASSOCIATING = re.compile(
    rf"\b(?:une?|le|la|l['’]|du)\s*(?P<name>{BODY})\s+(?:associant|réunissant|rassemblant|regroupant|"
    r"(?:composée?|constituée?)s?\s+(?:de\s+|d['’]|des?\s+))\s*(?P<members>[^.;:]{6,200})",
    re.IGNORECASE,
)
_CONSTITUTING = re.compile(
    r"^(?:nommer|désigner|mobiliser|réunir|identifier)\s+(?:des|les|une?)\s+(?P<members>.{6,160}?)\s+"
    rf"(?:pour|afin de|qui)\s+(?:constituer|former|constituent|forment)\s+"
    rf"(?:une?|le|la|l['’])\s*(?P<name>{BODY})\W*$",
    re.IGNORECASE,
)
_MEETING = re.compile(
    rf"^(?P<often>(?:(?:a minima|au moins|au minimum)\s+)?\d+ réunions? "
    r"(?:annuelle|semestrielle|trimestrielle|par an)s?)"
    rf"\s+d[ue]\s+(?:la\s+|l['’])?(?P<name>{BODY})",
    re.IGNORECASE,
)
_OF_PLAN = r"\s+(?:de la|du|de l['’])\s*(?:ctg|convention|projet social)\b"
_CHARGED = re.compile(
    r"(?:mise en place|nomination|désignation|recrutement|nommer|désigner|recruter)\s+(?:d['’])?une?\s+"
    r"(?P<job>chargée?s? de coopération(?: ctg)?)\b[^.;:]{0,60}?\s+(?:pour|afin d['’e])\s*"
    r"(?P<mission>[^.;]{10,200})",
    re.IGNORECASE,
)
_ELECTED = re.compile(
    r"^(?:(?:mobiliser|identifier|désigner|nommer)(?:\s+et\s+\w+)?)\s+(?:des|les|une?)\s+"
    r"(?P<job>(?:élue?s?|référente?s?)\s+(?:référente?s?|élue?s?)\b[^.;:]*\b(?:ctg|convention)\b[^.;:]*)$",
    re.IGNORECASE,
)
_RESPONSIBLE = re.compile(r"responsables?(?:\(s\))?\s+d(?:e\s+|['’])(?P<mission>[^.;]{6,160})", re.IGNORECASE)


def bodies_in_prose(units: Sequence[Unit], known: Sequence[Instance]) -> list[Instance]:
    """The bodies that sentences tell, beyond those already known."""
    found: list[Instance] = []
    names = {fold(instance.name) for instance in known}
    types = {instance.type for instance in known}
    sentences = [unit for unit in units if unit.grid is None and len(unit.text) <= _LONGEST]
    told = [
        (unit, pattern.search(unit.text)) for pattern in (_CONSTITUTING, _ASSOCIATING) for unit in sentences
    ]
    for unit, match in told:
        if match is None:
            continue
        name, kind = match["name"], type_of_body(match["name"])
        if fold(name) in names or kind in types:
            continue
        names.add(fold(name))
        types.add(kind)
        place = unit.place
        members = [Item(part, line=place.line, page=place.page) for part in _parts(match["members"])]
        instance = Instance(_whole_name(units, name), kind, members=members, line=place.line, page=place.page)
        instance.frequency = _frequency(units, name)
        found.append(instance)
    return found


def _parts(text: str) -> list[str]:
    return [part for part in split_outside(text.strip(), _COMMA) if part]


def _whole_name(units: Sequence[Unit], name: str) -> str:
    """The name as printed most often with what it belongs to, « Comité de pilotage de la CTG »."""
    pattern = re.compile(re.escape(name) + _OF_PLAN, re.IGNORECASE)
    forms = Counter(match[0] for unit in units for match in pattern.finditer(unit.text))
    return forms.most_common(1)[0][0] if forms else name


def _frequency(units: Sequence[Unit], name: str) -> str | None:
    for unit in units:
        match = _MEETING.match(unit.text)
        if match is not None and fold(match["name"]) == fold(name):
            return match["often"]
    return None


def jobs_in_prose(units: Sequence[Unit], known: Sequence[Role]) -> list[Role]:
    """The jobs of the plan that sentences tell, where no fiche mission describes any."""
    if known:
        return []
    found: dict[str, Role] = {}
    for index, unit in enumerate(units):
        match = _CHARGED.search(unit.text)
        if match is None and (elected := _ELECTED.match(unit.text)) is not None:
            below = units[index + 1].text if index + 1 < len(units) else ""
            told = _RESPONSIBLE.search(below)
            job, mission = elected["job"], told["mission"] if told else ""
        else:
            job, mission = (match["job"], match["mission"]) if match else ("", "")
        if mission and fold(job) not in found:
            place = unit.place
            items = [Item(mission.strip(), line=place.line, page=place.page)]
            found[fold(job)] = Role(job.strip(), items, line=place.line, page=place.page)
    return list(found.values())
