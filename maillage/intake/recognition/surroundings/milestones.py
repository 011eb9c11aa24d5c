"""The steps of the démarche, with their dates in the document's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from maillage.intake.recognition.document import Milestone
from maillage.intake.recognition.items.lists import pieces_of
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.text import fold

_MONTH = (
    r"(?:janv(?:ier)?|f[ée]vr(?:ier)?|mars|avril|mai|juin|juillet|ao[ûu]t|sept(?:embre)?|"
    r"oct(?:obre)?|nov(?:embre)?|d[ée]c(?:embre)?)\.?"
)
_HEAD = (
    r"(?:(?:début|fin|mi|courant|dès|d['’]ici|de|à partir de|printemps|été|automne|hiver|rentrée)\s*-?\s*)?"
)
_DATE = re.compile(
    rf"^{_HEAD}(?:\d{{1,2}}(?:er)?\s+)?{_MONTH}(?:\s+20\d{{2}})?(?:\s*(?:[-–/]|à|et)\s*(?:\d{{1,2}}\s+)?{_MONTH})?(?:\s+20\d{{2}})?\s*(?P<colon>:)?$",
    re.IGNORECASE,
)
_DATED = re.compile(
    rf"^(?P<date>{_HEAD}(?:\d{{1,2}}(?:er)?\s+)?{_MONTH}(?:\s+20\d{{2}})?(?:\s*(?:[-–/]|à|et)\s*{_MONTH})?(?:\s+20\d{{2}})?)\s*[:–-]\s+(?P<text>\S.*)$",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"\(([^()]{3,60})\)")
_PHASE = re.compile(r"^(?:phase|etape)\s+(?:\d+|[ivx]+)\b")


def milestones_of(units: Sequence[Unit]) -> list[Milestone]:
    """Phases and their steps with the phase's date, and lines that carry a date."""
    found: list[Milestone] = []
    index = 0
    while index < len(units):
        unit = units[index]
        if _PHASE.match(fold(unit.text)) and not unit.is_item and not unit.cell:
            end = _end_of_phase(units, index)
            found.extend(_phase(units[index:end]))
            index = end
            continue
        dated = _DATED.match(unit.text) if unit.label is None and len(unit.text) < 200 else None
        if dated is not None:
            found.append(_milestone(dated["date"].strip(), dated["text"], unit))
        elif (date := _DATE.match(unit.text)) is not None and date["colon"]:
            end = _end_of_list(units, index)
            found.extend(_under_date(unit, units[index + 1 : end]))
            index = end
            continue
        index += 1
    return found


def _own_date(unit: Unit) -> str | None:
    """« Phase 1 (mars – juin 2024) : … »: the date that the phase's heading carries."""
    inside = _INSIDE.search(unit.text)
    return inside[1].strip() if inside and _DATE.match(inside[1].strip()) else None


def _end_of_phase(units: Sequence[Unit], index: int) -> int:
    if _own_date(units[index]) is not None:
        end = index + 1
        while end < len(units) and units[end].is_item:
            end += 1
        return end
    for end in range(index + 1, len(units)):
        unit = units[end]
        if unit.is_break or unit.grid is not None or unit.entry is not None or _PHASE.match(fold(unit.text)):
            return end
        told = any(other.is_item for other in units[index:end])
        if _DATE.match(unit.text) and told:
            return end + 1
        dated = any(_DATE.match(other.text) for other in units[index:end])
        # Once it has its date and its points, what stands apart begins something else.
        if (unit.label is not None and not unit.is_item) or (
            told and dated and unit.gap and not unit.is_item
        ):
            return end
    return len(units)


def _phase(units: Sequence[Unit]) -> list[Milestone]:
    """The phase's heading, its title, its items; the date stands before or after them."""
    dates = [unit for unit in units if _DATE.match(unit.text)]
    date = _own_date(units[0]) or (dates[0].text.rstrip(" :") if dates else None)
    if date is None:
        return []
    head = units[0].text.split(":", 1)[1].strip() if ":" in units[0].text else ""
    if _own_date(units[0]) is not None:
        head = _INSIDE.sub("", head, count=1).strip()
    rest = [unit for unit in units[1:] if not _DATE.match(unit.text)]
    found = [_milestone(date, head, units[0])] if head else []
    found.extend(
        Milestone(date, piece.text, line=piece.place.line, page=piece.place.page) for piece in pieces_of(rest)
    )
    return found


def _end_of_list(units: Sequence[Unit], index: int) -> int:
    end = index + 1
    while end < len(units) and not units[end].is_break and not _DATE.match(units[end].text):
        if units[end].gap and end > index + 1:
            break
        if units[end].entry is not None or units[end].label is not None:
            break
        end += 1
    return end


def _under_date(date: Unit, units: Sequence[Unit]) -> list[Milestone]:
    text = date.text.rstrip(" :")
    return [
        Milestone(text, piece.text, line=piece.place.line, page=piece.place.page)
        for piece in pieces_of(units)
    ]


def _milestone(date: str, text: str, unit: Unit) -> Milestone:
    return Milestone(date, text, line=unit.place.line, page=unit.place.page)
