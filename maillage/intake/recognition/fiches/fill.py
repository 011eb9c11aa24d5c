"""Fill an action from its fiche, or from its rows in tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from maillage.intake.recognition.document import Action, Item
from maillage.intake.recognition.fiches.fiche import Fiche, Part
from maillage.intake.recognition.items.dates import schedule_of
from maillage.intake.recognition.items.indicators import indicators_of
from maillage.intake.recognition.items.lists import Piece, pieces_of, pieces_of_cell
from maillage.intake.recognition.items.people import partners_of, pilots_of
from maillage.intake.recognition.items.steps import steps_of
from maillage.intake.recognition.outline.rows import RowAction
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.sections import DIAGNOSIS_SECTIONS, Label, Section
from maillage.intake.recognition.words.text import ticked

_POINTS_CONFIDENCE = 0.6
_LONGEST_TERM = 3
_FLAT = {
    Section.CONTEXT: "context",
    Section.OBJECTIVES: "objectives",
    Section.SUCCESS: "success_conditions",
    Section.RESOURCES: "resources",
    Section.RESIDENTS: "residents",
    Section.CALENDAR: "calendar",
}


def fill_from_fiche(action: Action, fiche: Fiche) -> None:
    """Set the fields of an action from the sections of its fiche."""
    for section, kind, parts in _grouped(fiche.parts):
        names = section in (Section.PILOTS, Section.PARTNERS)
        pieces = [piece for part in parts for piece in pieces_of(part.units, names=names)]
        if section is Section.CALENDAR:
            ticks = _ticked_terms(part.units for part in parts)
            action.schedule.start_term = next(iter(ticks.values()), None)
            pieces = [piece for piece in pieces if piece.text not in ticks] or pieces
        _set(action, section, kind, pieces)
    if not fiche.parts:
        action.steps = steps_of(pieces_of(fiche.points()))
        for step in action.steps:
            step.confidence = _POINTS_CONFIDENCE
    action.schedule = schedule_of(action.calendar, action.schedule.start_term)


def _ticked_terms(runs: Iterable[Sequence[Unit]]) -> dict[str, str]:
    """« [X] Court terme [ ] Moyen terme »: the words ticked and the term they name, which are no date."""
    found: dict[str, str] = {}
    for unit in (unit for run in runs for unit in run):
        for text in ticked(unit.text):
            term = schedule_of([Item(text)]).start_term
            if text != unit.text and term is not None and len(text.split()) <= _LONGEST_TERM:
                found[text] = term
    return found


def fill_from_rows(action: Action, rows: Sequence[RowAction]) -> None:
    """Set the fields that are still empty from what tables say of the action."""
    had = {
        name: bool(getattr(action, name))
        for name in (*_FLAT.values(), "pilots", "partners", "steps", "indicators")
    }
    for row in rows:
        filled: set[str] = set()
        for label, cell in row.cells:
            label = _as_section(label)
            name = _FLAT.get(label.section, label.section.value)
            if had.get(name, True):
                continue
            _set(action, label.section, label.kind, pieces_of_cell(cell, row.place))
            filled.add(name)
        had.update(dict.fromkeys(filled, True))
    term = next((row.term for row in rows if row.term), None)
    if term is not None or not action.schedule.start_year:
        action.schedule = schedule_of(action.calendar, term)
    years = sorted({year for row in rows for year in row.years})
    if years and action.schedule.start_year is None:
        action.schedule.start_year = years[0]
        action.schedule.end_year = years[-1] if len(years) > 1 else None


def _as_section(label: Label) -> Label:
    """A column of a diagnosis is context; « points de vigilance » are conditions."""
    if label.section is Section.WEAKNESSES:
        return Label(Section.SUCCESS)
    return Label(Section.CONTEXT) if label.section in DIAGNOSIS_SECTIONS else label


def _grouped(parts: Sequence[Part]) -> list[tuple[Section, str | None, list[Part]]]:
    """Parts of the same section and kind together, in the order of their first."""
    groups: dict[tuple[Section, str | None], list[Part]] = {}
    for part in parts:
        groups.setdefault((part.section, part.kind), []).append(part)
    return [(section, kind, group) for (section, kind), group in groups.items()]


def _set(action: Action, section: Section, kind: str | None, pieces: Sequence[Piece]) -> None:
    if section is Section.PILOTS:
        action.pilots.extend(pilots_of(pieces))
    elif section is Section.PARTNERS:
        action.partners.extend(partners_of(pieces))
    elif section is Section.STEPS:
        action.steps.extend(steps_of(pieces))
    elif section is Section.INDICATORS:
        action.indicators.extend(indicators_of(pieces, kind))
    elif section in _FLAT:
        items: list[Item] = getattr(action, _FLAT[section])
        items.extend(piece.item() for piece in pieces)
